package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorExpired;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorRestarted;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Moments are hours from the reading of the known colonies. The one on planet 1 was opened ten
 * hours before, and both extractors started.
 */
final class PlanetDetectionTest {

  private static final PlanetDetection DETECTION = new PlanetDetection(Optional.empty());
  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final Optional<TypeId> PRODUCT = Optional.of(new TypeId(2268));

  private static final Extractor FIRST = extractor(11, -10, 10);
  private static final Extractor SECOND = extractor(12, -10, 100);
  private static final Colony COLONY = colony(1, -10, FIRST, SECOND);
  private static final Colony OTHER = colony(2, -50, extractor(21, -50, 200));
  private static final Colonies KNOWN = colonies(0, COLONY, OTHER);

  @Test
  void tellsByTheClockWhichProgrammesEnd() {
    assertThat(byClock(KNOWN, 0, 9)).isEmpty();
    assertThat(byClock(KNOWN, 0, 10)).containsExactly(expired(11, 10));
    assertThat(byClock(KNOWN, 10, 99)).isEmpty();
    assertThat(byClock(KNOWN, 0, 100)).containsExactly(expired(11, 10), expired(12, 100));
    assertThat(DETECTION.nextEvent(KNOWN, hour(0))).contains(hour(10));
    assertThat(DETECTION.nextEvent(KNOWN, hour(10))).contains(hour(100));
    assertThat(DETECTION.nextEvent(KNOWN, hour(200))).isEmpty();
  }

  @Test
  void tellsNothingOfAnExtractorWithoutAProgramme() {
    Extractor idle =
        new Extractor(new PinId(11), Optional.empty(), Optional.empty(), Optional.empty());
    Colonies known = colonies(0, colony(1, -10, idle));

    assertThat(byClock(known, 0, 1000)).isEmpty();
    assertThat(compare(known, 0, colonies(20, colony(1, 15, idle))).events()).isEmpty();
    assertThat(compare(known, 0, colonies(20, colony(1, 15))).events()).isEmpty();
    assertThat(compare(known, 0, colonies(20, colony(1, 15, extractor(11, 15, 40)))).events())
        .isEmpty();
  }

  @Test
  void tellsOnceWhatEndedInAGap() {
    assertThat(compare(KNOWN, 0, colonies(15, COLONY, OTHER)).events())
        .containsExactly(expired(11, 10));
    assertThat(compare(KNOWN, 10, colonies(15, COLONY, OTHER)).events()).isEmpty();
  }

  @Test
  void tellsThatAnExtractorWasStartedAgain() {
    Colony restarted = colony(1, 12, extractor(11, 12, 40), SECOND);
    Comparison<Colonies> told = compare(KNOWN, 10, colonies(15, restarted, OTHER));

    assertThat(told.events()).containsExactly(restarted(11, 10, 15));
    assertThat(DedupKey.of(told.events().getFirst())).isEqualTo(DedupKey.of(expired(11, 10)));
    assertThat(byClock(told.settled(), 15, 50)).containsExactly(expired(11, 12, 40));
    assertThat(compare(KNOWN, 0, colonies(15, restarted, OTHER)).events())
        .as("in a gap")
        .containsExactly(expired(11, 10), restarted(11, 10, 15));
    assertThat(compare(KNOWN, 10, colonies(50, restarted, OTHER)).events())
        .as("and over again")
        .containsExactly(expired(11, 12, 40), restarted(11, 10, 50));
  }

  @Test
  void tellsThatAnExtractorWasRemovedOrStopped() {
    Extractor idle =
        new Extractor(new PinId(11), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(compare(KNOWN, 10, colonies(15, colony(1, 12, SECOND), OTHER)).events())
        .containsExactly(restarted(11, 10, 15));
    assertThat(compare(KNOWN, 10, colonies(15, colony(1, 12, idle, SECOND), OTHER)).events())
        .containsExactly(restarted(11, 10, 15));
  }

  @Test
  void tellsNothingOfAProgrammeThatWasReplacedBeforeItEnded() {
    Colony restarted = colony(1, 8, extractor(11, 8, 40), SECOND);
    Colony removed = colony(1, 8, SECOND);

    assertThat(compare(KNOWN, 0, colonies(9, restarted, OTHER)).events()).isEmpty();
    assertThat(compare(KNOWN, 0, colonies(15, restarted, OTHER)).events()).as("in a gap").isEmpty();
    assertThat(compare(KNOWN, 0, colonies(15, removed, OTHER)).events()).isEmpty();
    assertThat(compare(KNOWN, 10, colonies(15, restarted, OTHER)).events())
        .as("the clock did not know")
        .containsExactly(restarted(11, 10, 15));
  }

  @Test
  void takesAColonyThatWasNotOpenedForTheSame() {
    Colony stripped = colony(1, -10, SECOND);
    Comparison<Colonies> read = compare(KNOWN, 10, colonies(15, stripped, OTHER));

    assertThat(read.events()).isEmpty();
    assertThat(read.settled().find(COLONY.planet())).contains(COLONY);
  }

  @Test
  void keepsTheColonyThatWasOpenedLast() {
    Colony restarted = colony(1, 12, extractor(11, 12, 40), SECOND);
    Colonies known = compare(KNOWN, 10, colonies(15, restarted, OTHER)).settled();
    Comparison<Colonies> older = compare(known, 15, colonies(16, COLONY, OTHER));

    assertThat(older.events()).isEmpty();
    assertThat(older.settled().find(COLONY.planet())).contains(restarted);
  }

  @Test
  void learnsAProgrammeThatTheColonysAnswerDidNotKnowYet() {
    Colony opened = colony(1, 12, FIRST, SECOND);
    Colony restarted = colony(1, 12, extractor(11, 12, 40), SECOND);
    Comparison<Colonies> first = compare(KNOWN, 10, colonies(15, opened, OTHER));
    Comparison<Colonies> second = compare(first.settled(), 15, colonies(16, restarted, OTHER));

    assertThat(first.events()).isEmpty();
    assertThat(second.events()).containsExactly(restarted(11, 10, 16));
    assertThat(byClock(second.settled(), 16, 50)).containsExactly(expired(11, 12, 40));
    assertThat(
            compare(second.settled(), 16, colonies(17, colony(1, 13, FIRST, SECOND), OTHER))
                .settled()
                .find(COLONY.planet()))
        .as("an older programme")
        .contains(colony(1, 13, extractor(11, 12, 40), SECOND));
  }

  @Test
  void takesTimesThatDifferALittleForTheSame() {
    Extractor shifted =
        new Extractor(
            new PinId(11), PRODUCT, Optional.of(hour(-10)), Optional.of(hour(10).plusSeconds(40)));
    Colony opened = colony(1, 12, shifted, SECOND);
    Comparison<Colonies> read = compare(KNOWN, 10, colonies(15, opened, OTHER));

    assertThat(read.events()).isEmpty();
    assertThat(read.settled().find(COLONY.planet())).contains(colony(1, 12, FIRST, SECOND));
  }

  @Test
  void tellsOfANewColonyOnlyWhatEndedSinceTheKnownReading() {
    Colony found = colony(3, 1, extractor(31, 1, 12), extractor(32, -20, -1));

    assertThat(compare(KNOWN, 14, colonies(15, COLONY, OTHER, found)).events())
        .as("nobody could know when the clock was looked at")
        .containsExactly(
            new ExtractorExpired(
                CHARACTER, new PlanetId(3), new PinId(31), PRODUCT, hour(1), hour(12)));
  }

  @Test
  void tellsNothingMoreOfAColonyThatIsGone() {
    Comparison<Colonies> gone = compare(KNOWN, 0, colonies(15, OTHER));
    Colonies again =
        DETECTION
            .compare(
                gone.settled(),
                new Colonies(CHARACTER, List.of(COLONY, OTHER), hour(15).plusSeconds(600)),
                hour(15),
                hour(15).plusSeconds(600))
            .settled();

    assertThat(gone.events()).isEmpty();
    assertThat(byClock(gone.settled(), 15, 150)).isEmpty();
    assertThat(byClock(again, 16, 150)).as("an older answer").isEmpty();
    assertThat(byClock(compare(again, 16, colonies(17, COLONY, OTHER)).settled(), 17, 150))
        .as("listed for long")
        .containsExactly(expired(12, 100));
  }

  @Test
  void knowsAColonyThatWasFoundedAnewWhereOneWas() {
    Colonies gone = compare(KNOWN, 0, colonies(15, OTHER)).settled();
    Colony anew = colony(1, 15, extractor(13, 15, 40));
    Colonies read = compare(gone, 15, new Colonies(CHARACTER, List.of(anew), hour(15))).settled();

    assertThat(byClock(read, 15, 50)).containsExactly(expired(13, 15, 40));
  }

  @Test
  void believesThatAllColoniesAreGoneOnlyTheSecondTime() {
    Comparison<Colonies> empty = compare(KNOWN, 0, colonies(15));

    assertThat(empty.events()).as("by the clock").containsExactly(expired(11, 10));
    assertThat(empty.settled().colonies()).isEmpty();
    assertThat(byClock(empty.settled(), 15, 100)).containsExactly(expired(12, 100));
    assertThat(byClock(compare(empty.settled(), 15, colonies(15)).settled(), 15, 100))
        .as("the same reading")
        .containsExactly(expired(12, 100));
    assertThat(byClock(compare(empty.settled(), 15, colonies(20)).settled(), 20, 100)).isEmpty();
    assertThat(compare(empty.settled(), 15, colonies(20, COLONY, OTHER)).events())
        .as("it was a mistake")
        .isEmpty();
  }

  @Test
  void losesNothingIfTheClockIsPutBack() {
    Colony restarted = colony(1, 2, extractor(11, 2, 12), SECOND);

    assertThat(compare(KNOWN, 15, colonies(11, restarted, OTHER)).events())
        .as("the clock does not come by there again")
        .contains(expired(11, 2, 12));
  }

  @Test
  void warnsBeforeAProgrammeEndsIfWished() {
    PlanetDetection warning = new PlanetDetection(Optional.of(Duration.ofHours(4)));

    assertThat(warning.nextEvent(KNOWN, hour(0))).contains(hour(6));
    assertThat(warning.byClock(KNOWN, hour(0), hour(10)))
        .containsExactly(ending(11, -10, 10), expired(11, 10));
    assertThat(warning.compare(KNOWN, colonies(7, COLONY, OTHER), hour(0), hour(7)).events())
        .as("in a gap")
        .containsExactly(ending(11, -10, 10));
    assertThat(warning.compare(KNOWN, colonies(7, COLONY, OTHER), hour(6), hour(7)).events())
        .isEmpty();
  }

  @Test
  void warnsOfNoEndThatThePilotHasJustChosen() {
    PlanetDetection warning = new PlanetDetection(Optional.of(Duration.ofHours(4)));
    Colony brief = colony(1, 2, extractor(11, 2, 6), SECOND);

    Comparison<Colonies> read = warning.compare(KNOWN, colonies(3, brief, OTHER), hour(2), hour(3));

    assertThat(read.events()).isEmpty();
    assertThat(warning.byClock(read.settled(), hour(3), hour(6)))
        .containsExactly(expired(11, 2, 6));
  }

  @Test
  void tellsThatWhatWasWarnedOfWasStartedAgain() {
    PlanetDetection warning = new PlanetDetection(Optional.of(Duration.ofHours(4)));
    Colonies read = colonies(9, colony(1, 8, extractor(11, 8, 40), SECOND), OTHER);

    List<CharacterEvent> events = warning.compare(KNOWN, read, hour(7), hour(9)).events();

    assertThat(events).hasSize(1);
    assertThat(DedupKey.ofWarning(events.getFirst())).contains(DedupKey.of(ending(11, -10, 10)));
    assertThat(warning.compare(KNOWN, read, hour(5), hour(9)).events())
        .as("before it was warned of")
        .isEmpty();
  }

  private static CharacterEvent ending(long pin, int visited, int expires) {
    return new CharacterEvent.ExtractorEnding(
        CHARACTER,
        new PlanetId(1),
        new PinId(pin),
        PRODUCT,
        hour(visited),
        hour(expires),
        Duration.ofHours(4));
  }

  private static Instant hour(int hour) {
    return READ.plus(Duration.ofHours(hour));
  }

  private static List<CharacterEvent> byClock(Colonies known, int after, int until) {
    return DETECTION.byClock(known, hour(after), hour(until));
  }

  private static Comparison<Colonies> compare(Colonies known, int after, Colonies read) {
    return DETECTION.compare(known, read, hour(after), read.asOf());
  }

  private static CharacterEvent expired(long pin, int hour) {
    return expired(pin, -10, hour);
  }

  private static CharacterEvent expired(long pin, int visited, int hour) {
    return new ExtractorExpired(
        CHARACTER, new PlanetId(1), new PinId(pin), PRODUCT, hour(visited), hour(hour));
  }

  private static CharacterEvent restarted(long pin, int expired, int noticed) {
    return new ExtractorRestarted(
        CHARACTER, new PlanetId(1), new PinId(pin), hour(expired), Optional.empty(), hour(noticed));
  }

  private static Colonies colonies(int hour, Colony... colonies) {
    return new Colonies(CHARACTER, List.of(colonies), hour(hour));
  }

  private static Colony colony(long planet, int opened, Extractor... extractors) {
    return new Colony(
        new PlanetId(planet),
        PlanetType.GAS,
        new SolarSystemId(30000142),
        4,
        12,
        hour(opened),
        List.of(extractors));
  }

  private static Extractor extractor(long pin, int installed, int expires) {
    return new Extractor(
        new PinId(pin), PRODUCT, Optional.of(hour(installed)), Optional.of(hour(expires)));
  }
}
