package dev.evenomad.application.sync;

import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.application.character.EventSink;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.live.LiveEvent.CharacterSynced;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.plan.Allowance;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.sync.PollPolicy;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncSituation;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one kind of a character's data: tells what the clock says on time, and reads ESI when
 * it is due. Remote calls happen outside of transactions; what they brought is stored, together
 * with the events that it reveals, the alerts for them and news for open apps, in one transaction
 * that begins by checking that nobody else was faster. So it may run twice at the same time, or
 * again after a crash, and tells everything once. Thread-safe.
 */
public final class SyncCharacter {

  private static final Logger LOG = LoggerFactory.getLogger(SyncCharacter.class);

  private static final String NO_GRANT = "the character's grant is not in force";

  /** Each kind is read by itself; the character need not be written for every one of them. */
  private static final Duration SYNC_MARK = Duration.ofMinutes(1);

  /**
   * Whatever makes a plan cover more has characters looked at that it covers from then on. Only
   * that operators have changed what plans cover is found out by looking.
   */
  private static final Duration LOOK_AT_PAUSED = Duration.ofDays(1);

  private static final PollPolicy POLICY = PollPolicy.DEFAULT;

  private final Characters characters;
  private final SyncStates syncStates;
  private final Snapshots snapshots;
  private final Map<SyncKind, Feed<?, ?>> feeds = new EnumMap<>(SyncKind.class);
  private final AccessTokens tokens;
  private final FindNames names;
  private final EventSink events;
  private final LiveEvents live;
  private final PlanPolicy plans;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public SyncCharacter(
      Characters characters,
      SyncStates syncStates,
      Snapshots snapshots,
      Feeds feeds,
      AccessTokens tokens,
      FindNames names,
      EventSink events,
      LiveEvents live,
      PlanPolicy plans,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.syncStates = syncStates;
    this.snapshots = snapshots;
    feeds.all().forEach(feed -> this.feeds.put(feed.kind(), feed));
    this.tokens = tokens;
    this.names = names;
    this.events = events;
    this.live = live;
    this.plans = plans;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does what is due for that kind. */
  public Turn run(CharacterId id, SyncKind kind) {
    return new Run<>(Objects.requireNonNull(feeds.get(kind)), id).turn();
  }

  /**
   * A look after one kind of one character.
   *
   * @param outcome what came of it
   * @param next when to look again; empty if nothing is going to be due
   */
  public record Turn(SyncOutcome outcome, Optional<Next.At> next) {}

  /** When what is due next in that state is due, and how urgent it is then. */
  private static Optional<Next.At> nextIn(SyncState state) {
    Urgency urgency = state.eventIsNext() ? Urgency.EVENT : Urgency.ROUTINE;
    return state.nextDue().map(due -> new Next.At(due, urgency));
  }

  /** One look after one kind of one character. Confined to its thread. */
  private final class Run<S extends Snapshot, R> {
    private final Feed<S, R> feed;
    private final CharacterId id;
    private Optional<Next.At> next = Optional.empty();

    Run(Feed<S, R> feed, CharacterId id) {
      this.feed = feed;
      this.id = id;
    }

    Turn turn() {
      SyncOutcome outcome = run();
      return new Turn(outcome, next);
    }

    private SyncOutcome run() {
      Optional<SyncSituation<S>> situation = look();
      if (situation.isEmpty()) {
        return new SyncOutcome.Gone();
      }
      Instant now = clock.instant();
      if (!allowance(situation.get(), now).covers(situation.get().place())) {
        return pause(situation.get(), now);
      }
      SyncSituation<S> before = resumed(situation.get(), now);
      // While the next reading is not due, the last one is to be believed: its end times are told
      // without asking. What ended after that moment is for the reading to tell.
      Instant believedUntil =
          before.state().nextPoll().filter(poll -> poll.isBefore(now)).orElse(now);
      List<CharacterEvent> due = byClock(before, believedUntil);
      boolean pollDue = before.state().pollDue(now);
      if (due.isEmpty() && pollDue) {
        return read(before);
      }
      SyncOutcome told = tell(before, due, believedUntil);
      if (!pollDue || !(told instanceof SyncOutcome.ToldByClock)) {
        return told;
      }
      return look()
          .map(again -> read(resumed(again, now)))
          .map(outcome -> counting(due.size(), outcome))
          .orElseGet(SyncOutcome.Gone::new);
    }

    private SyncOutcome counting(int toldBefore, SyncOutcome outcome) {
      if (outcome instanceof SyncOutcome.Updated updated) {
        return new SyncOutcome.Updated(toldBefore + updated.events());
      }
      return outcome instanceof SyncOutcome.Unchanged unchanged
          ? new SyncOutcome.Unchanged(toldBefore + unchanged.events())
          : outcome;
    }

    private Allowance allowance(SyncSituation<S> situation, Instant now) {
      return plans.of(situation.subscription(), now);
    }

    /** Not even what is known to end is told. */
    private SyncOutcome pause(SyncSituation<S> situation, Instant now) {
      SyncOutcome outcome =
          store(
              situation,
              List.of(),
              SyncState::pausedByPlan,
              Optional.empty(),
              new SyncOutcome.Paused());
      if (outcome instanceof SyncOutcome.Paused) {
        next = Optional.of(new Next.At(now.plus(LOOK_AT_PAUSED), Urgency.ROUTINE));
      }
      return outcome;
    }

    /** What was paused goes on as soon as somebody looks while the plan covers it. */
    private SyncSituation<S> resumed(SyncSituation<S> situation, Instant now) {
      return situation.state().paused()
          ? situation.with(situation.state().resumed(now))
          : situation;
    }

    private Optional<SyncSituation<S>> look() {
      return syncStates.situation(id, feed.kind(), feed.snapshots());
    }

    private Detection<S, R> detection(SyncSituation<S> situation) {
      return feed.detection(situation.leadTimes());
    }

    private List<CharacterEvent> byClock(SyncSituation<S> situation, Instant until) {
      return situation
          .snapshot()
          .flatMap(
              known ->
                  situation
                      .state()
                      .detectedUntil()
                      .map(after -> detection(situation).byClock(known, after, until)))
          .orElse(List.of());
    }

    private SyncOutcome tell(SyncSituation<S> situation, List<CharacterEvent> due, Instant until) {
      return store(
          situation,
          due,
          state -> told(situation, state, until),
          Optional.empty(),
          new SyncOutcome.ToldByClock(due.size()));
    }

    private SyncState told(SyncSituation<S> situation, SyncState state, Instant until) {
      // Before the baseline there is nothing that the clock could tell.
      return situation
          .snapshot()
          .filter(known -> state.detectedUntil().isPresent())
          .map(known -> state.told(until, detection(situation).nextEvent(known, until)))
          .orElse(state);
    }

    private SyncOutcome read(SyncSituation<S> situation) {
      Optional<String> lacking = lacking(situation.character());
      if (lacking.isPresent()) {
        return park(situation, lacking.get());
      }
      Access access = tokens.acquire(situation.character());
      return switch (access) {
        case Access.Unusable unusable -> park(situation, NO_GRANT);
        case Access.Postponed postponed ->
            postpone(situation, clock.instant().plus(postponed.retryAfter()));
        case Access.Granted granted -> conclude(situation, ask(situation, granted.token()));
      };
    }

    /** Why ESI need not be asked: without a scope it would only say no. */
    private Optional<String> lacking(EveCharacter character) {
      if (!(character.grant() instanceof EsiGrant.Valid grant)) {
        return Optional.empty();
      }
      Scopes missing = grant.scopes().lacking(feed.kind().neededScopes());
      return missing.values().isEmpty()
          ? Optional.empty()
          : Optional.of("the pilot has not agreed to " + missing);
    }

    private SyncOutcome conclude(SyncSituation<S> situation, Reading<R> reading) {
      return switch (reading) {
        case Reading.Complete<R> complete -> keep(situation, complete);
        case Reading.Unauthorized<R> unauthorized ->
            fail(situation, "ESI does not accept a fresh access token");
        case Reading.Unusable<R> unusable -> park(situation, NO_GRANT);
        case Reading.Forbidden<R> forbidden -> {
          LOG.info("{} of character {} cannot be read: {}", feed.kind(), id, forbidden.why());
          yield park(situation, forbidden.why());
        }
        case Reading.Postponed<R> postponed ->
            postpone(situation, clock.instant().plus(postponed.retryAfter()));
        case Reading.Failed<R> failed -> fail(situation, failed.why());
      };
    }

    /** Reads; a token that ESI does not accept is replaced once. */
    private Reading<R> ask(SyncSituation<S> situation, Secret token) {
      Question<S> question =
          new Question<>(id, token, situation.snapshot(), situation.state().etags());
      Reading<R> first = feed.read(question);
      if (!(first instanceof Reading.Unauthorized)) {
        return first;
      }
      return switch (tokens.acquireInsteadOf(id, token)) {
        case Access.Granted granted -> feed.read(question.with(granted.token()));
        case Access.Unusable unusable -> new Reading.Unusable<>();
        case Access.Postponed postponed -> new Reading.Postponed<>(postponed.retryAfter());
      };
    }

    private SyncOutcome keep(SyncSituation<S> situation, Reading.Complete<R> reading) {
      Instant now = clock.instant();
      Comparison<S> found =
          situation
              .snapshot()
              .flatMap(
                  known ->
                      situation
                          .state()
                          .detectedUntil()
                          .map(
                              after ->
                                  detection(situation).compare(known, reading.value(), after, now)))
              .orElseGet(
                  () ->
                      new Comparison<>(detection(situation).baseline(reading.value()), List.of()));
      S settled = found.settled();
      List<CharacterEvent> revealed = found.events();
      SyncOutcome outcome =
          store(
              situation,
              revealed,
              state ->
                  state.read(
                      now,
                      reading.freshUntil(),
                      nextPoll(situation, settled, now, reading.freshUntil()),
                      detection(situation).nextEvent(settled, now),
                      reading.etags()),
              Optional.of(settled),
              reading.changed()
                  ? new SyncOutcome.Updated(revealed.size())
                  : new SyncOutcome.Unchanged(revealed.size()));
      warmNames(situation, settled);
      return outcome;
    }

    /** The next regular reading, or sooner when one is worth while; never before ESI allows it. */
    private Instant nextPoll(
        SyncSituation<S> situation, S settled, Instant now, Instant freshUntil) {
      Instant regular =
          POLICY.nextPoll(id, feed.kind(), pollInterval(situation, now), now, freshUntil);
      return detection(situation)
          .worthReadingAt(settled, now)
          .map(worth -> worth.isBefore(freshUntil) ? freshUntil : worth)
          .filter(worth -> worth.isBefore(regular))
          .orElse(regular);
    }

    private Duration pollInterval(SyncSituation<S> situation, Instant now) {
      return allowance(situation, now).pollInterval(feed.kind());
    }

    /** Names are learned long before they are needed, so that no alert has to wait for ESI. */
    private void warmNames(SyncSituation<S> situation, S settled) {
      Set<TypeId> types = feed.types(settled);
      if (!types.isEmpty()) {
        names.learn(types, situation.language());
      }
    }

    private SyncOutcome park(SyncSituation<S> situation, String why) {
      return store(
          situation, List.of(), SyncState::parked, Optional.empty(), new SyncOutcome.Parked(why));
    }

    private SyncOutcome postpone(SyncSituation<S> situation, Instant until) {
      Instant now = clock.instant();
      Instant resumed = POLICY.resumeAt(id, feed.kind(), pollInterval(situation, now), now, until);
      return store(
          situation,
          List.of(),
          state -> state.postponed(resumed),
          Optional.empty(),
          new SyncOutcome.Postponed(until));
    }

    /** A reading that failed is no event, but what is known to end by now ends all the same. */
    private SyncOutcome fail(SyncSituation<S> situation, String why) {
      Instant now = clock.instant();
      return store(
          situation,
          byClock(situation, now),
          state ->
              told(situation, state, now)
                  .failed(POLICY.retryAt(id, feed.kind(), state.failures() + 1, now)),
          Optional.empty(),
          new SyncOutcome.Failed(why));
    }

    private SyncOutcome store(
        SyncSituation<S> situation,
        List<CharacterEvent> revealed,
        UnaryOperator<SyncState> change,
        Optional<S> fresh,
        SyncOutcome outcome) {
      Names known = revealed.isEmpty() ? Names.NONE : names.of(revealed, situation.language());
      return transactions.call(
          () -> {
            Optional<SyncState> state = syncStates.find(id, feed.kind());
            Optional<EveCharacter> character = characters.find(id);
            if (state.isEmpty() || character.isEmpty()) {
              next = Optional.empty();
              return new SyncOutcome.Gone();
            }
            if (state.get().version() != situation.state().version()
                || !character.get().id().equals(situation.character().id())) {
              next = nextIn(state.get());
              return new SyncOutcome.Superseded();
            }
            // As it was looked at: resumed, if it was paused until then.
            SyncState changed = change.apply(situation.state());
            next = nextIn(changed);
            if (!changed.equals(state.get())) {
              syncStates.save(changed);
            }
            boolean news =
                fresh
                    .filter(snapshot -> put(situation.snapshot(), snapshot, character.get()))
                    .isPresent();
            if (!revealed.isEmpty()) {
              events.tell(character.get(), revealed, known);
            }
            told(state.get(), outcome, news).ifPresent(told -> tellLive(character.get(), told));
            return outcome;
          });
    }

    /** What open apps are told: not each reading, but what has changed since the one before. */
    private Optional<CharacterSynced.Outcome> told(
        SyncState before, SyncOutcome outcome, boolean news) {
      boolean parked = before.nextPoll().isEmpty();
      boolean troubled = parked || before.failures() > 0;
      if (outcome instanceof SyncOutcome.Failed) {
        return troubled ? Optional.empty() : Optional.of(CharacterSynced.Outcome.FAILED);
      }
      if (outcome instanceof SyncOutcome.Parked) {
        return parked ? Optional.empty() : Optional.of(CharacterSynced.Outcome.PARKED);
      }
      boolean read =
          outcome instanceof SyncOutcome.Updated || outcome instanceof SyncOutcome.Unchanged;
      if (!read || !(news || troubled)) {
        return Optional.empty();
      }
      return Optional.of(
          news ? CharacterSynced.Outcome.UPDATED : CharacterSynced.Outcome.RECOVERED);
    }

    private void tellLive(EveCharacter character, CharacterSynced.Outcome told) {
      Instant now = clock.instant();
      live.add(List.of(new CharacterSynced(character.user(), id, feed.kind(), told, now)), now);
    }

    /** Whether there is something new in it. */
    private boolean put(Optional<S> before, S snapshot, EveCharacter character) {
      boolean news =
          before.filter(known -> known.confirmedAt(snapshot.asOf()).equals(snapshot)).isEmpty();
      if (news) {
        snapshots.put(snapshot);
      } else {
        snapshots.confirm(id, feed.snapshots(), snapshot.asOf());
      }
      if (character
          .lastSyncAt()
          .filter(last -> last.plus(SYNC_MARK).isAfter(snapshot.asOf()))
          .isEmpty()) {
        characters.save(character.syncedAt(snapshot.asOf()));
      }
      return news;
    }
  }
}
