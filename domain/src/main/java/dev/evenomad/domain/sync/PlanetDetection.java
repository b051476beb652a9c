package dev.evenomad.domain.sync;

import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.MissingColony;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorEnding;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorExpired;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorRestarted;
import dev.evenomad.domain.universe.PlanetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the extractors whose programme ended, and those that were given another one since. EVE
 * computes a colony only when its pilot opens it, so between two openings nothing happens to it but
 * that time goes by.
 */
public final class PlanetDetection implements Detection<Colonies, Colonies> {

  /** EVE rounds times to seconds and may report the same one a little differently. */
  private static final Duration SAME_TIME = Duration.ofMinutes(1);

  /** An answer of ESI's, which keeps them for ten minutes, is not older than that. */
  private static final Duration LAG = Duration.ofMinutes(20);

  private final Optional<Duration> lead;

  /**
   * Warns so long before a programme ends.
   *
   * @param lead positive; empty: not before
   */
  public PlanetDetection(Optional<Duration> lead) {
    this.lead = lead;
  }

  @Override
  public Colonies baseline(Colonies first) {
    return first;
  }

  /** The programmes that end in that time, or are to be warned of. */
  @Override
  public List<CharacterEvent> byClock(Colonies known, Instant after, Instant until) {
    List<CharacterEvent> events = new ArrayList<>();
    for (Colony colony : known.watched()) {
      for (Extractor extractor : colony.extractors()) {
        extractor
            .expiresAt()
            .filter(end -> end.isAfter(after) && !end.isAfter(until))
            .ifPresent(end -> events.add(expired(known, colony, extractor, end)));
        warning(extractor)
            .filter(moment -> moment.isAfter(after) && !moment.isAfter(until))
            .ifPresent(moment -> events.add(ending(known, colony, extractor)));
      }
    }
    events.sort(Comparator.comparing(CharacterEvent::occurredAt));
    return events;
  }

  /**
   * What {@code read} reveals:
   *
   * <ul>
   *   <li>a programme that has ended is told, unless that was told already, or its extractor is
   *       listed for the first time and it was over before {@code known} was read;
   *   <li>an extractor whose programme had ended and that has another one, or none, or is gone, was
   *       started again. If its programme had not ended by then, nor been warned of, that is
   *       nobody's news;
   *   <li>a colony that was not opened since is the same colony, whatever is listed; one that was
   *       opened longer ago is shown by an older answer. An extractor's programme may still be
   *       older than its colony, since they are two resources of ESI; the later one counts;
   *   <li>a colony that has left the list tells nothing more. If no colony at all is listed, or the
   *       colony was opened only just now, that is believed only if the next reading says the same;
   *       until then the colonies go on.
   * </ul>
   */
  @Override
  public Comparison<Colonies> compare(Colonies known, Colonies read, Instant after, Instant until) {
    return new Reading(known, read, after, until).compare();
  }

  @Override
  public Optional<Instant> nextEvent(Colonies known, Instant after) {
    return known.watched().stream()
        .flatMap(colony -> colony.extractors().stream())
        .flatMap(
            extractor -> Stream.concat(extractor.expiresAt().stream(), warning(extractor).stream()))
        .filter(end -> end.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Instant> worthReadingAt(Colonies known, Instant after) {
    return Optional.empty();
  }

  /** When to warn of a programme's end; empty if never: who begins a short one knows its end. */
  private Optional<Instant> warning(Extractor extractor) {
    return lead.flatMap(before -> extractor.expiresAt().map(end -> end.minus(before)))
        .filter(
            moment -> extractor.installedAt().filter(begun -> !begun.isBefore(moment)).isEmpty());
  }

  private CharacterEvent ending(Colonies colonies, Colony colony, Extractor extractor) {
    return new ExtractorEnding(
        colonies.character(),
        colony.planet(),
        extractor.pin(),
        extractor.product(),
        colony.lastUpdate(),
        extractor.expiresAt().orElseThrow(),
        lead.orElseThrow());
  }

  private static CharacterEvent expired(
      Colonies colonies, Colony colony, Extractor extractor, Instant end) {
    return new ExtractorExpired(
        colonies.character(),
        colony.planet(),
        extractor.pin(),
        extractor.product(),
        colony.lastUpdate(),
        end);
  }

  /** Of two programmes that end at the very same moment, that end is told once. */
  private static boolean same(Extractor one, Extractor other) {
    return (one.expiresAt().isPresent() && one.expiresAt().equals(other.expiresAt()))
        || (same(one.installedAt(), other.installedAt())
            && same(one.expiresAt(), other.expiresAt()));
  }

  private static boolean same(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() && other.isEmpty();
    }
    return Duration.between(one.get(), other.get()).abs().compareTo(SAME_TIME) < 0;
  }

  /** Whether both have a programme, and that of {@code one} was begun before. */
  private static boolean older(Extractor one, Extractor other) {
    return one.installedAt()
        .flatMap(begun -> other.installedAt().filter(begun::isBefore))
        .isPresent();
  }

  /** One comparison under way. */
  private final class Reading {

    private final Colonies known;
    private final Colonies read;
    private final Instant after;
    private final Instant until;

    /** The clock may have been put back; what was looked at stays looked at. */
    private final Instant lookedAt;

    private final Map<PlanetId, Colony> watched;
    private final Map<PlanetId, MissingColony> missing = new HashMap<>();
    private final List<CharacterEvent> events = new ArrayList<>();

    Reading(Colonies known, Colonies read, Instant after, Instant until) {
      this.known = known;
      this.read = read;
      this.after = after;
      this.until = until;
      this.lookedAt = after.isAfter(until) ? after : until;
      this.watched =
          known.watched().stream().collect(Collectors.toMap(Colony::planet, Function.identity()));
      known.missing().forEach(gone -> missing.put(gone.colony().planet(), gone));
    }

    Comparison<Colonies> compare() {
      List<Colony> listed = read.colonies().stream().map(this::listed).toList();
      watched.values().stream()
          .filter(colony -> read.find(colony.planet()).isEmpty())
          .forEach(this::notListed);
      missing.values().removeIf(gone -> gone.confirmed() && !recent(gone));
      listed.forEach(this::warn);
      events.sort(Comparator.comparing(CharacterEvent::occurredAt));
      return new Comparison<>(
          new Colonies(known.character(), listed, List.copyOf(missing.values()), read.asOf()),
          events);
    }

    private Colony listed(Colony colony) {
      MissingColony gone = missing.get(colony.planet());
      if (gone != null
          && gone.confirmed()
          && recent(gone)
          && !colony.lastUpdate().isAfter(gone.colony().lastUpdate())) {
        return colony;
      }
      missing.remove(colony.planet());
      Colony before = watched.get(colony.planet());
      if (before == null) {
        colony.extractors().forEach(extractor -> found(colony, extractor));
        return colony;
      }
      Colony settled = settled(before, colony);
      for (Extractor extractor : before.extractors()) {
        goneOn(before, extractor, settled, settled.find(extractor.pin()));
      }
      settled.extractors().stream()
          .filter(extractor -> before.find(extractor.pin()).isEmpty())
          .forEach(extractor -> found(settled, extractor));
      return settled;
    }

    private void notListed(Colony colony) {
      MissingColony before = missing.get(colony.planet());
      boolean young = colony.lastUpdate().plus(LAG).isAfter(until);
      boolean again = before != null && read.asOf().isAfter(known.asOf());
      if ((read.colonies().isEmpty() || young) && !again) {
        missing.putIfAbsent(colony.planet(), new MissingColony(colony, until, false));
        colony
            .extractors()
            .forEach(extractor -> goneOn(colony, extractor, colony, Optional.of(extractor)));
      } else {
        missing.put(colony.planet(), new MissingColony(colony, until, true));
      }
    }

    /** The programmes of which it became time to warn, and that go on. */
    private void warn(Colony colony) {
      for (Extractor extractor : colony.extractors()) {
        boolean known =
            Optional.ofNullable(watched.get(colony.planet()))
                .flatMap(before -> before.find(extractor.pin()))
                .filter(before -> same(before, extractor))
                .isPresent();
        warning(extractor)
            .filter(moment -> !moment.isAfter(lookedAt))
            .filter(moment -> !known || moment.isAfter(after))
            .filter(moment -> extractor.expiresAt().orElseThrow().isAfter(lookedAt))
            .ifPresent(moment -> events.add(ending(this.known, colony, extractor)));
      }
    }

    /** An extractor that is listed for the first time. */
    private void found(Colony colony, Extractor extractor) {
      extractor
          .expiresAt()
          .filter(end -> end.isAfter(known.asOf()) && !end.isAfter(lookedAt))
          .ifPresent(end -> events.add(expired(known, colony, extractor, end)));
    }

    /** A known extractor of a known colony, and what they are now. */
    private void goneOn(Colony visited, Extractor before, Colony colony, Optional<Extractor> now) {
      boolean same = now.filter(extractor -> same(before, extractor)).isPresent();
      Optional<Instant> end = before.expiresAt().filter(expires -> !expires.isAfter(lookedAt));
      boolean told = end.filter(expires -> !expires.isAfter(after)).isPresent();
      boolean warned = warning(before).filter(moment -> !moment.isAfter(after)).isPresent();
      Instant changed = now.flatMap(Extractor::installedAt).orElse(colony.lastUpdate());
      if (end.isPresent() && !told && (same || !changed.isBefore(end.get()))) {
        events.add(expired(known, visited, before, end.get()));
        told = true;
      }
      if (!same) {
        if (told || warned) {
          events.add(
              new ExtractorRestarted(
                  known.character(),
                  colony.planet(),
                  before.pin(),
                  before.expiresAt().orElseThrow(),
                  lead,
                  until));
        }
        now.flatMap(Extractor::expiresAt)
            .filter(expires -> !expires.isAfter(lookedAt))
            .ifPresent(expires -> events.add(expired(known, colony, now.orElseThrow(), expires)));
      }
    }

    private boolean recent(MissingColony gone) {
      return until.isBefore(gone.since().plus(LAG));
    }

    private static Colony settled(Colony before, Colony now) {
      if (now.lastUpdate().isBefore(before.lastUpdate())) {
        return before;
      }
      if (now.lastUpdate().equals(before.lastUpdate())) {
        return caughtUp(before, now);
      }
      return now.with(
          now.extractors().stream()
              .filter(listed -> before.find(listed.pin()).isPresent() || isNew(listed, before))
              .map(
                  listed ->
                      before
                          .find(listed.pin())
                          .filter(known -> same(listed, known) || older(listed, known))
                          .orElse(listed))
              .toList());
    }

    /** Whether an extractor that the colony did not have was not removed before it was opened. */
    private static boolean isNew(Extractor extractor, Colony before) {
      return extractor
          .installedAt()
          .filter(begun -> begun.plus(SAME_TIME).isBefore(before.lastUpdate()))
          .isEmpty();
    }

    /** The same colony, with programmes of which the extractors' answer did not know before. */
    private static Colony caughtUp(Colony before, Colony now) {
      Map<PinId, Extractor> extractors = new LinkedHashMap<>();
      before.extractors().forEach(known -> extractors.put(known.pin(), known));
      now.extractors().stream()
          .filter(
              listed ->
                  listed
                      .installedAt()
                      .filter(begun -> !begun.isAfter(now.lastUpdate()))
                      .isPresent())
          .filter(
              listed ->
                  before
                      .find(listed.pin())
                      .map(known -> !same(listed, known) && !older(listed, known))
                      .orElseGet(() -> isNew(listed, before)))
          .forEach(listed -> extractors.put(listed.pin(), listed));
      return before.with(List.copyOf(extractors.values()));
    }
  }
}
