package dev.evenomad.domain.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GlanceTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final TypeId RIFTER = new TypeId(587);
  private static final TypeId RIFTER_BLUEPRINT = new TypeId(691);
  private static final TypeId WATER = new TypeId(2268);
  private static final PlanetId PLANET = new PlanetId(40_000_001);

  @Test
  void ofACharacterThatWasNeverReadTellsNothing() {
    Glance glance = Glance.of(known(SkillQueue.EMPTY, List.of(), List.of(), List.of()), NOW);

    assertThat(glance.training()).isEmpty();
    assertThat(glance.next()).isEmpty();
    assertThat(glance.activeOrders()).isZero();
    assertThat(glance.runningJobs()).isZero();
    assertThat(glance.readyJobs()).isZero();
    for (SyncKind kind : SyncKind.values()) {
      assertThat(glance.character().kind(kind).staleAt(NOW)).isTrue();
    }
  }

  @Test
  void tellsWhatEndsNextOfEveryKindInTheOrderOfTime() {
    Glance glance =
        Glance.of(
            known(
                queue(training(4, -60, 0), training(5, 0, 40)),
                List.of(order(1, 20), order(2, 0)),
                List.of(job(1, Status.ACTIVE, 30), job(2, Status.ACTIVE, -1)),
                List.of(colony(extractor(1, 10), extractor(2, 0)))),
            NOW);

    assertThat(glance.next())
        .containsExactly(
            new Upcoming.ExtractorEnd(PLANET, new PinId(1), Optional.of(WATER), in(10)),
            new Upcoming.OrderExpiry(new OrderId(1), RIFTER, in(20)),
            new Upcoming.JobEnd(new IndustryJobId(1), RIFTER, in(30)),
            new Upcoming.SkillFinish(GUNNERY, new SkillLevel(5), in(40)),
            new Upcoming.QueueEnd(in(40)));
    assertThat(glance.training()).contains(training(5, 0, 40));
  }

  @Test
  void tellsTheEarliestOfMany() {
    List<OpenOrder> orders = List.of(order(6, 6), order(1, 1), order(4, 4), order(5, 5));
    List<Extractor> extractors = List.of(extractor(3, 3), extractor(2, 2), extractor(7, 7));
    Glance glance =
        Glance.of(known(SkillQueue.EMPTY, orders, List.of(), List.of(colony(extractors))), NOW);

    assertThat(glance.next())
        .hasSize(Glance.MOST)
        .extracting(Upcoming::at)
        .containsExactly(in(1), in(2), in(3), in(4), in(5));
    assertThat(glance.activeOrders()).isEqualTo(4);
  }

  @Test
  void knowsNoEndsOfAPausedQueueNorOfExtractorsWithoutAProgramme() {
    SkillQueueEntry paused = training(5, 0, 40).at(Optional.empty(), Optional.empty());
    Extractor idle =
        new Extractor(new PinId(1), Optional.empty(), Optional.empty(), Optional.empty());
    Glance glance =
        Glance.of(known(queue(paused), List.of(), List.of(), List.of(colony(idle))), NOW);

    assertThat(glance.next()).isEmpty();
    assertThat(glance.training()).isEmpty();
    assertThat(glance.character().queue().paused()).isTrue();
  }

  @Test
  void namesABlueprintWhereEveDoesNotSayWhatComesOfIt() {
    IndustryJob job = job(1, Status.ACTIVE, 30);
    IndustryJob silent =
        new IndustryJob(
            job.id(),
            job.activity(),
            job.blueprint(),
            Optional.empty(),
            job.runs(),
            job.facility(),
            job.status(),
            job.startsAt(),
            job.endsAt());

    assertThat(
            Glance.of(known(SkillQueue.EMPTY, List.of(), List.of(silent), List.of()), NOW).next())
        .containsExactly(new Upcoming.JobEnd(new IndustryJobId(1), RIFTER_BLUEPRINT, in(30)));
  }

  @Test
  void countsJobsByTheClockRatherThanByWhatEveSays() {
    List<IndustryJob> jobs =
        List.of(
            job(1, Status.ACTIVE, 1),
            job(2, Status.UNKNOWN, 1),
            job(3, Status.ACTIVE, 0),
            job(4, Status.READY, -60),
            job(5, Status.READY, 60),
            job(6, Status.PAUSED, 60),
            job(7, Status.PAUSED, -60),
            job(8, Status.DELIVERED, -60),
            job(9, Status.CANCELLED, 60),
            job(10, Status.REVERTED, 60));
    Glance glance = Glance.of(known(SkillQueue.EMPTY, List.of(), jobs, List.of()), NOW);

    assertThat(glance.runningJobs()).isEqualTo(2);
    assertThat(glance.readyJobs()).isEqualTo(3);
    assertThat(glance.next()).extracting(Upcoming::at).containsExactly(in(1), in(1));
  }

  @Test
  void countsOrdersUntilTheirTimeIsOver() {
    KnownCharacter known =
        known(SkillQueue.EMPTY, List.of(order(1, 1), order(2, 2)), List.of(), List.of());

    assertThat(Glance.of(known, NOW).activeOrders()).isEqualTo(2);
    assertThat(Glance.of(known, in(1)).activeOrders()).isEqualTo(1);
    assertThat(Glance.of(known, in(2)).activeOrders()).isZero();
  }

  @Test
  void saysOfEachKindWhetherItIsStale() {
    Optional<Instant> soon = Optional.of(in(60));

    assertThat(new KnownKind(Optional.of(NOW), soon, 0).staleAt(NOW)).isFalse();
    assertThat(new KnownKind(Optional.of(NOW), soon, 1).staleAt(NOW)).isTrue();
    assertThat(new KnownKind(Optional.of(NOW), soon, 0).staleAt(in(600))).isTrue();
    assertThat(new KnownKind(Optional.of(NOW), Optional.empty(), 0).staleAt(NOW)).isTrue();
    assertThat(new KnownKind(Optional.empty(), soon, 0).staleAt(NOW)).isTrue();
  }

  @Test
  void saysInWhichStateAGrantIs() {
    SealedToken token = new SealedToken("sealed");

    assertThat(
            List.of(
                GrantState.of(new EsiGrant.Valid(token, token, NOW, Scopes.NONE)),
                GrantState.of(new EsiGrant.NeedsReauthorization(Scopes.NONE, NOW)),
                GrantState.of(new EsiGrant.Quarantined(token, token, NOW, Scopes.NONE))))
        .containsExactly(GrantState.values());
    assertThat(Arrays.stream(GrantState.values()).map(GrantState::code))
        .containsExactly("valid", "needs_reauthorization", "quarantined");
  }

  @Test
  void refusesToCountBelowZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Overview(List.of(), -1));
    assertThatIllegalArgumentException().isThrownBy(() -> known(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> known(0, -1));
  }

  private static Instant in(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  private static SkillQueue queue(SkillQueueEntry... entries) {
    return new SkillQueue(List.of(entries));
  }

  private static SkillQueueEntry training(int level, long from, long to) {
    return new SkillQueueEntry(
        level,
        GUNNERY,
        new SkillLevel(level),
        Optional.of(in(from)),
        Optional.of(in(to)),
        Optional.empty());
  }

  private static OpenOrder order(long id, long end) {
    return new OpenOrder(new OrderId(id), RIFTER, in(end));
  }

  private static IndustryJob job(long id, Status status, long end) {
    return new IndustryJob(
        new IndustryJobId(id),
        IndustryActivity.MANUFACTURING,
        RIFTER_BLUEPRINT,
        Optional.of(RIFTER),
        1,
        new LocationId(60_003_760),
        status,
        NOW.minus(Duration.ofHours(1)),
        in(end));
  }

  private static Colony colony(Extractor... extractors) {
    return colony(List.of(extractors));
  }

  private static Colony colony(List<Extractor> extractors) {
    return new Colony(
        PLANET, PlanetType.BARREN, new SolarSystemId(30_000_142), 5, 10, NOW, extractors);
  }

  private static Extractor extractor(long pin, long end) {
    return new Extractor(
        new PinId(pin), Optional.of(WATER), Optional.of(in(-600)), Optional.of(in(end)));
  }

  private static KnownCharacter known(
      SkillQueue queue, List<OpenOrder> orders, List<IndustryJob> jobs, List<Colony> colonies) {
    return known(queue, 0, orders, jobs, colonies, 0);
  }

  private static KnownCharacter known(int unreadMails, long unread) {
    return known(SkillQueue.EMPTY, unreadMails, List.of(), List.of(), List.of(), unread);
  }

  private static KnownCharacter known(
      SkillQueue queue,
      int unreadMails,
      List<OpenOrder> orders,
      List<IndustryJob> jobs,
      List<Colony> colonies,
      long unread) {
    return new KnownCharacter(
        new CharacterId(2_112_000_001),
        new CharacterName("Ada"),
        new CorporationId(98_000_001),
        Optional.empty(),
        GrantState.VALID,
        Map.of(),
        queue,
        unreadMails,
        orders,
        jobs,
        colonies,
        unread);
  }
}
