package dev.evenomad.application.sync;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.PlanetDetection;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Colonies with their extractors. EVE computes a colony only when its pilot opens it, so those that
 * were not opened since the last reading are not read again.
 */
final class PlanetFeed implements Feed<Colonies, Colonies> {

  private static final String COLONIES = "colonies";

  /** So long after a colony was opened its details may still be answered as they were before. */
  private static final Duration DETAIL_LAG = Duration.ofMinutes(15);

  private final PlanetSource source;
  private final Clock clock;

  /** Over this port. */
  PlanetFeed(PlanetSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public SyncKind kind() {
    return SyncKind.PLANETS;
  }

  @Override
  public Class<Colonies> snapshots() {
    return Colonies.class;
  }

  @Override
  public Detection<Colonies, Colonies> detection(LeadTimes leadTimes) {
    return new PlanetDetection(leadTimes.extractorEnding());
  }

  @Override
  public Reading<Colonies> read(Question<Colonies> question) {
    return Reading.of(
            source.fetchColonies(question.character(), question.token(), question.etag(COLONIES)),
            COLONIES,
            question.known().map(Colonies::colonies),
            question)
        .then(
            list ->
                list.changed() || openedLately(list.value())
                    ? withExtractors(question, list)
                    : list.as(colonies(question, list.value())));
  }

  private boolean openedLately(List<Colony> colonies) {
    Instant lately = clock.instant().minus(DETAIL_LAG);
    return colonies.stream().anyMatch(colony -> !colony.lastUpdate().isBefore(lately));
  }

  private Reading<Colonies> withExtractors(
      Question<Colonies> question, Reading.Complete<List<Colony>> list) {
    List<Colony> complete = new ArrayList<>();
    for (Colony listed : list.value()) {
      Optional<Colony> unopened =
          question
              .known()
              .flatMap(known -> known.find(listed.planet()))
              .filter(before -> before.lastUpdate().equals(listed.lastUpdate()))
              .filter(before -> listed.lastUpdate().plus(DETAIL_LAG).isBefore(clock.instant()));
      if (unopened.isPresent()) {
        complete.add(listed.with(unopened.get().extractors()));
        continue;
      }
      Fetched<List<Extractor>> extractors =
          source.fetchExtractors(question.character(), listed.planet(), question.token());
      if (extractors instanceof Fetched.Fresh<List<Extractor>> fresh) {
        complete.add(listed.with(fresh.value()));
      } else if (!(extractors instanceof Fetched.Absent<List<Extractor>>)) {
        return Reading.of(extractors, COLONIES, Optional.<List<Extractor>>empty(), question)
            .then(never -> new Reading.Failed<>("ESI calls a colony unchanged"));
      }
      // One that is absent was given up since it was listed.
    }
    return list.as(colonies(question, complete));
  }

  private Colonies colonies(Question<Colonies> question, List<Colony> colonies) {
    return new Colonies(question.character(), colonies, clock.instant());
  }

  @Override
  public Set<TypeId> types(Colonies snapshot) {
    return snapshot.colonies().stream()
        .flatMap(colony -> colony.extractors().stream())
        .flatMap(extractor -> extractor.product().stream())
        .collect(Collectors.toSet());
  }
}
