package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.IdempotentRequests.Claim;
import dev.evenomad.domain.idempotency.KeyedRequest;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.session.OneTimeGrant.LoginCode;
import dev.evenomad.domain.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How every implementation of the stores removes what is of no more use: a few at a time. */
public interface RetentionContract {

  /** Before everything that other contracts store. */
  Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

  /** The stores under test. */
  Stores stores();

  @TestFactory
  default Stream<DynamicTest> removesAtMostSoManyTheEarliestFirst() {
    return kinds()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name,
                    () -> {
                      BooleanSupplier third = kind.given.apply(LONG_AGO.minusSeconds(1));
                      BooleanSupplier first = kind.given.apply(LONG_AGO.minusSeconds(3));
                      BooleanSupplier second = kind.given.apply(LONG_AGO.minusSeconds(2));
                      BooleanSupplier kept = kind.given.apply(LONG_AGO.plusSeconds(1));

                      assertThat(kind.removal.upTo(LONG_AGO, 2)).isEqualTo(2);
                      assertThat(List.of(first, second, third, kept))
                          .extracting(BooleanSupplier::getAsBoolean)
                          .containsExactly(false, false, true, true);

                      assertThat(kind.removal.upTo(LONG_AGO, 2)).isEqualTo(1);
                      assertThat(kind.removal.upTo(LONG_AGO, 2)).isZero();
                      assertThat(third.getAsBoolean()).isFalse();
                      assertThat(kept.getAsBoolean()).isTrue();
                      assertThat(kind.removal.upTo(LONG_AGO.plusSeconds(2), 2)).isEqualTo(1);
                    }));
  }

  @TestFactory
  default Stream<DynamicTest> removesEverythingOnceHoweverManyTidyUp() {
    return kinds()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name,
                    () -> {
                      List<BooleanSupplier> all = new ArrayList<>();
                      for (int i = 1; i <= 30; i++) {
                        all.add(kind.given.apply(LONG_AGO.minusSeconds(i)));
                      }

                      List<Integer> removed =
                          Race.run(
                              runner -> {
                                int sum = 0;
                                int step;
                                do {
                                  step = kind.removal.upTo(LONG_AGO, 3);
                                  sum += step;
                                } while (step > 0);
                                return sum;
                              });

                      assertThat(removed.stream().mapToInt(sum -> sum).sum()).isEqualTo(all.size());
                      assertThat(all).noneMatch(BooleanSupplier::getAsBoolean);
                    }));
  }

  private Stream<Kind> kinds() {
    return Stream.of(
        new Kind("expired sessions", this::session, stores().sessions()::removeExpired),
        new Kind("expired grants", this::grant, stores().oneTimeGrants()::removeExpired),
        new Kind(
            "forgotten requests", this::request, stores().idempotentRequests()::removeForgotten),
        new Kind("stale cache", this::cached, stores().cache()::removeExpiredBefore),
        new Kind(
            "completed jobs",
            end -> job(end, started -> started.completed(Optional.empty(), end)),
            stores().jobs()::removeCompletedBefore),
        new Kind(
            "failed jobs",
            end -> job(end, started -> started.failed("refused", end)),
            stores().jobs()::removeFailedBefore),
        new Kind(
            "read notifications", this::notification, stores().notifications()::removeReadBefore),
        new Kind("payment events", this::paymentEvent, stores().payments()::removeEventsBefore));
  }

  /** There is no way to look at an event but to remember it. */
  private BooleanSupplier paymentEvent(Instant end) {
    String event = "evt_" + Samples.id();
    stores().payments().remember(event, end);
    return () -> {
      try {
        stores()
            .transactions()
            .run(
                () -> {
                  if (stores().payments().remember(event, end)) {
                    throw new IllegalStateException("it is to stay forgotten");
                  }
                });
        return true;
      } catch (IllegalStateException forgotten) {
        return false;
      }
    };
  }

  private BooleanSupplier session(Instant end) {
    Session session = Samples.session(newUser(), Optional.empty(), end.minus(Session.LIFETIME));
    stores().sessions().add(session);
    return () -> stores().sessions().find(session.id()).isPresent();
  }

  /** There is no way to look at a request but to claim it. */
  private BooleanSupplier request(Instant end) {
    KeyedRequest request =
        new KeyedRequest(newUser(), new IdempotencyKey(Samples.id()), "POST /v1/something");
    Instant begin = end.minusSeconds(86_400);
    stores().idempotentRequests().claim(request, Samples.id(), begin, end, end);
    return () -> {
      String holder = Samples.id();
      boolean present =
          stores()
              .idempotentRequests()
              .claim(request, holder, begin, end, end)
              .equals(new Claim.Running());
      if (!present) {
        stores().idempotentRequests().release(request, holder);
      }
      return present;
    };
  }

  /** There is no way to look at a grant but to take it. */
  private BooleanSupplier grant(Instant end) {
    LoginCode code = Samples.loginCode(Samples.digest(), newUser(), end);
    stores().oneTimeGrants().add(code);
    return () -> {
      boolean present =
          stores()
              .oneTimeGrants()
              .take(code.digest(), LoginCode.class, end.minusSeconds(1))
              .isPresent();
      if (present) {
        stores().oneTimeGrants().add(code);
      }
      return present;
    };
  }

  private BooleanSupplier cached(Instant end) {
    CachedData data = Samples.cached(Samples.cacheKey(), end);
    stores().cache().put(data);
    return () -> stores().cache().find(data.key()).isPresent();
  }

  private BooleanSupplier job(Instant end, Function<Job, Job> conclusion) {
    Job pending =
        Job.pending(
            new JobId(Samples.id()),
            JobType.PUSH_DELIVERY,
            Optional.empty(),
            Optional.empty(),
            end.minus(Duration.ofHours(1)));
    stores().jobs().add(conclusion.apply(pending.started(end)));
    return () -> stores().jobs().find(pending.id()).isPresent();
  }

  private BooleanSupplier notification(Instant readAt) {
    Notification read =
        Samples.notification(newUser(), new DedupKey(Samples.id()), readAt)
            .sent(readAt)
            .read(readAt);
    stores().notifications().addIfNew(read);
    return () -> stores().notifications().find(read.id()).isPresent();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  /** Removes what was over before that moment. */
  @FunctionalInterface
  interface Removal {
    /** How many were removed, at most {@code limit}. */
    int upTo(Instant moment, int limit);
  }

  /**
   * A kind of rows.
   *
   * @param given stores one that is over at that time, and returns how to see whether it is there
   */
  record Kind(String name, Function<Instant, BooleanSupplier> given, Removal removal) {}
}
