package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.testkit.contract.Samples;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** NUL and halves of surrogate pairs are what PostgreSQL cannot store. */
@ExtendWith(PostgresExtension.class)
final class StorableTextIT {

  private static final String NUL = "before\0after";

  private final PostgresStores stores;

  StorableTextIT(PostgresStores stores) {
    this.stores = stores;
  }

  @Test
  void refusesNulInTextsOfUsers() {
    User byCustomer = Samples.user().withSubscription(premium(NUL, "sub"), NOW);
    User bySubscription = Samples.user().withSubscription(premium("cus", NUL), NOW);

    assertRefused("Stripe customer id", () -> stores.users().add(byCustomer));
    assertRefused("Stripe subscription id", () -> stores.users().add(bySubscription));
    assertRefused("Stripe customer id", () -> stores.users().findByStripeCustomer(NUL));
    assertThat(stores.users().find(byCustomer.id())).isEmpty();
  }

  private static Subscription premium(String customer, String subscription) {
    return new Subscription(
        SubscriptionTier.PREMIUM,
        SubscriptionStatus.ACTIVE,
        Optional.empty(),
        Optional.of(customer + Samples.id()),
        Optional.of(subscription + Samples.id()));
  }

  @Test
  void refusesNulInTextsOfNotificationsAndJobs() {
    UserId user = newUser();

    assertRefused(
        "title of a notification",
        () -> stores.notifications().addIfNew(notification(user, NUL, "body")));
    assertRefused(
        "body of a notification",
        () -> stores.notifications().addIfNew(notification(user, "title", NUL)));
    assertRefused(
        "error of a notification",
        () -> stores.notifications().addIfNew(Samples.notification(user).failed(NUL)));
    assertRefused(
        "error of a job", () -> stores.jobs().add(Samples.job().started(NOW).failed(NUL, NOW)));
  }

  private static Notification notification(UserId user, String title, String body) {
    NotificationId id = new NotificationId(Samples.id());
    return Notification.pending(
        id,
        user,
        Optional.empty(),
        NotificationKind.TEST,
        new AlertText(title, body),
        JsonObject.EMPTY,
        DedupKey.ofRequest(id),
        NOW);
  }

  @Test
  void refusesNulInLeases() {
    assertRefused(
        "name of a lease", () -> stores.leases().take(NUL, "holder", NOW, NOW.plusSeconds(1)));
    assertRefused(
        "holder of a lease", () -> stores.leases().take("name", NUL, NOW, NOW.plusSeconds(1)));
    assertRefused("name of a lease", () -> stores.leases().release(NUL, "holder"));
  }

  @Test
  void refusesHalvesOfSurrogatePairs() {
    assertThatThrownBy(
            () -> stores.jobs().add(Samples.job().started(NOW).failed("before\ud83dafter", NOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("error of a job")
        .hasMessageContaining("surrogate")
        .hasMessageNotContaining("before");
  }

  @Test
  void keepsCharactersBeyondTheFirstPlane() {
    Job failed = Samples.job().started(NOW).failed("🚀", NOW);

    stores.jobs().add(failed);

    assertThat(stores.jobs().find(failed.id()).orElseThrow().error()).contains("🚀");
  }

  private static void assertRefused(String what, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what)
        .hasMessageContaining("NUL")
        .hasMessageNotContaining("before");
  }

  private UserId newUser() {
    User user = Samples.user();
    stores.users().add(user);
    return user.id();
  }
}
