package dev.evenomad.application.sync;

import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.application.character.EventSink;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSnapshots;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.sync.PollPolicy;
import dev.evenomad.domain.sync.SkillDetection;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a character's skills: tells what the clock says on time, and reads ESI when it is
 * due. Remote calls happen outside of transactions; what they brought is stored, together with the
 * events that it reveals and the alerts for them, in one transaction that begins by checking that
 * nobody else was faster. So it may run twice at the same time, or again after a crash, and tells
 * everything once. Thread-safe.
 */
public final class SyncSkills {

  private static final Logger LOG = LoggerFactory.getLogger(SyncSkills.class);

  private static final String NO_GRANT = "the character's grant is not in force";

  private final Users users;
  private final AllSettings settings;
  private final Characters characters;
  private final SyncStates syncStates;
  private final SkillSnapshots snapshots;
  private final SkillReader reader;
  private final AccessTokens tokens;
  private final TypeNames typeNames;
  private final EventSink events;
  private final PollPolicy policy;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public SyncSkills(
      Users users,
      AllSettings settings,
      Characters characters,
      SyncStates syncStates,
      SkillSnapshots snapshots,
      SkillReader reader,
      AccessTokens tokens,
      TypeNames typeNames,
      EventSink events,
      PollPolicy policy,
      Transactions transactions,
      Clock clock) {
    this.users = users;
    this.settings = settings;
    this.characters = characters;
    this.syncStates = syncStates;
    this.snapshots = snapshots;
    this.reader = reader;
    this.tokens = tokens;
    this.typeNames = typeNames;
    this.events = events;
    this.policy = policy;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does what is due. */
  public SyncOutcome run(CharacterId id) {
    Optional<Situation> situation = transactions.call(() -> look(id));
    if (situation.isEmpty()) {
      return new SyncOutcome.Gone();
    }
    Instant now = clock.instant();
    Situation before = situation.get();
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
    return transactions
        .call(() -> look(id))
        .map(this::read)
        .map(outcome -> counting(due.size(), outcome))
        .orElseGet(SyncOutcome.Gone::new);
  }

  private static SyncOutcome counting(int toldBefore, SyncOutcome outcome) {
    if (outcome instanceof SyncOutcome.Updated updated) {
      return new SyncOutcome.Updated(toldBefore + updated.events());
    }
    return outcome instanceof SyncOutcome.Unchanged unchanged
        ? new SyncOutcome.Unchanged(toldBefore + unchanged.events())
        : outcome;
  }

  private Optional<Situation> look(CharacterId id) {
    return characters
        .find(id)
        .flatMap(
            character ->
                syncStates.find(id, SyncKind.SKILLS).flatMap(state -> situation(character, state)));
  }

  private Optional<Situation> situation(EveCharacter character, SyncState state) {
    Optional<User> user = users.find(character.user());
    Language language =
        settings.find(character.user()).map(UserSettings::language).orElse(Language.EN);
    Instant now = clock.instant();
    return user.map(
        owner ->
            new Situation(
                character,
                owner.subscription().effectiveTier(now),
                language,
                state,
                snapshots.find(character.characterId())));
  }

  private static List<CharacterEvent> byClock(Situation situation, Instant until) {
    return situation
        .snapshot()
        .flatMap(
            known ->
                situation
                    .state()
                    .detectedUntil()
                    .map(after -> SkillDetection.byClock(known, after, until)))
        .orElse(List.of());
  }

  private SyncOutcome tell(Situation situation, List<CharacterEvent> due, Instant until) {
    return store(
        situation,
        due,
        state -> told(situation, state, until),
        Optional.empty(),
        new SyncOutcome.ToldByClock(due.size()));
  }

  private static SyncState told(Situation situation, SyncState state, Instant until) {
    // Before the baseline there is nothing that the clock could tell.
    return situation
        .snapshot()
        .filter(known -> state.detectedUntil().isPresent())
        .map(known -> state.told(until, known.queue().nextFinishAfter(until)))
        .orElse(state);
  }

  private SyncOutcome read(Situation situation) {
    CharacterId id = situation.character().characterId();
    Access access = tokens.acquire(id);
    return switch (access) {
      case Access.Unusable unusable -> park(situation, NO_GRANT);
      case Access.Postponed postponed ->
          postpone(situation, clock.instant().plus(postponed.retryAfter()));
      case Access.Granted granted -> {
        SkillReader.Reading reading =
            reader.read(situation.snapshot(), situation.state().etags(), id, granted.token());
        yield switch (reading) {
          case SkillReader.Reading.Complete complete -> keep(situation, complete);
          case SkillReader.Reading.Unauthorized unauthorized ->
              fail(situation, "ESI does not accept a fresh access token");
          case SkillReader.Reading.Unusable unusable -> park(situation, NO_GRANT);
          case SkillReader.Reading.Forbidden forbidden -> {
            LOG.info("character {} cannot be read: {}", id, forbidden.why());
            yield park(situation, forbidden.why());
          }
          case SkillReader.Reading.Postponed postponed ->
              postpone(situation, clock.instant().plus(postponed.retryAfter()));
          case SkillReader.Reading.Failed failed -> fail(situation, failed.why());
        };
      }
    };
  }

  private SyncOutcome keep(Situation situation, SkillReader.Reading.Complete reading) {
    Instant now = clock.instant();
    CharacterId id = situation.character().characterId();
    SkillSnapshot read = new SkillSnapshot(id, reading.queue(), reading.skills(), now);
    Optional<SkillSnapshot> known = situation.snapshot();
    Instant after = situation.state().detectedUntil().orElse(now);
    List<CharacterEvent> revealed =
        known
            .map(before -> SkillDetection.byComparison(before, read, after, now))
            .orElse(List.of());
    SkillSnapshot fresh =
        known.map(before -> SkillDetection.settled(before, read, after)).orElse(read);
    Instant nextPoll = policy.nextPoll(id, situation.tier(), now, reading.freshUntil());
    SyncOutcome outcome =
        store(
            situation,
            revealed,
            state ->
                state.read(
                    now,
                    reading.freshUntil(),
                    nextPoll,
                    fresh.queue().nextFinishAfter(now),
                    reading.etags()),
            Optional.of(fresh),
            reading.changed()
                ? new SyncOutcome.Updated(revealed.size())
                : new SyncOutcome.Unchanged(revealed.size()));
    warmNames(situation, fresh);
    return outcome;
  }

  /** Names are learned long before they are needed, so that no alert has to wait for ESI. */
  private void warmNames(Situation situation, SkillSnapshot fresh) {
    Set<TypeId> queued =
        fresh.queue().entries().stream().map(SkillQueueEntry::skill).collect(Collectors.toSet());
    if (!queued.isEmpty()) {
      typeNames.names(queued, situation.language());
    }
  }

  private SyncOutcome park(Situation situation, String why) {
    return store(
        situation, List.of(), SyncState::parked, Optional.empty(), new SyncOutcome.Parked(why));
  }

  private SyncOutcome postpone(Situation situation, Instant until) {
    return store(
        situation,
        List.of(),
        state -> state.postponed(until),
        Optional.empty(),
        new SyncOutcome.Postponed(until));
  }

  /** A reading that failed is no event, but what is known to end by now ends all the same. */
  private SyncOutcome fail(Situation situation, String why) {
    Instant now = clock.instant();
    CharacterId id = situation.character().characterId();
    return store(
        situation,
        byClock(situation, now),
        state -> told(situation, state, now).failed(policy.retryAt(id, state.failures() + 1, now)),
        Optional.empty(),
        new SyncOutcome.Failed(why));
  }

  private SyncOutcome store(
      Situation situation,
      List<CharacterEvent> revealed,
      UnaryOperator<SyncState> change,
      Optional<SkillSnapshot> fresh,
      SyncOutcome outcome) {
    Map<TypeId, String> names = names(revealed, situation.language());
    CharacterId id = situation.character().characterId();
    return transactions.call(
        () -> {
          Optional<SyncState> state = syncStates.find(id, SyncKind.SKILLS);
          Optional<EveCharacter> character = characters.find(id);
          if (state.isEmpty() || character.isEmpty()) {
            return new SyncOutcome.Gone();
          }
          if (state.get().version() != situation.state().version()
              || !character.get().id().equals(situation.character().id())) {
            return new SyncOutcome.Superseded();
          }
          SyncState changed = change.apply(state.get());
          if (!changed.equals(state.get())) {
            syncStates.save(changed);
          }
          fresh.ifPresent(
              snapshot -> {
                snapshots.put(snapshot);
                characters.save(character.get().syncedAt(snapshot.asOf()));
              });
          if (!revealed.isEmpty()) {
            events.tell(character.get(), revealed, names);
          }
          return outcome;
        });
  }

  private Map<TypeId, String> names(List<CharacterEvent> revealed, Language language) {
    Set<TypeId> types =
        revealed.stream()
            .filter(SkillTrainingCompleted.class::isInstance)
            .map(event -> ((SkillTrainingCompleted) event).skill())
            .collect(Collectors.toSet());
    return types.isEmpty() ? Map.of() : typeNames.names(types, language);
  }

  /** What is known when the work begins. */
  private record Situation(
      EveCharacter character,
      SubscriptionTier tier,
      Language language,
      SyncState state,
      Optional<SkillSnapshot> snapshot) {}
}
