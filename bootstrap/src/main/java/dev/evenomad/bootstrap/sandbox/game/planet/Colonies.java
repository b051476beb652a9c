package dev.evenomad.bootstrap.sandbox.game.planet;

import dev.evenomad.bootstrap.sandbox.game.PerPilot;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * Everybody's colonies. Thread-safe: every operation on one pilot's colonies is atomic. A colony
 * changes only when its owner visits it, which every operation here does.
 */
public final class Colonies {

  private static final Duration LONGEST = Duration.ofDays(14);

  private final WorldClock clock;
  private final PerPilot<List<Colony>> colonies;

  /**
   * @param beginning the colonies that a character begins with
   */
  public Colonies(WorldClock clock, LongFunction<List<Colony>> beginning) {
    this.clock = clock;
    this.colonies = new PerPilot<>(id -> List.copyOf(beginning.apply(id)));
  }

  /** The colonies of a character. */
  public List<Colony> of(long characterId) {
    return colonies.get(characterId);
  }

  /** The colony of a character on this planet, or empty. */
  public Optional<Colony> find(long characterId, long planetId) {
    return of(characterId).stream().filter(colony -> colony.planetId() == planetId).findFirst();
  }

  /**
   * Cuts the programme of an extractor short, so that it ends {@code in} from now.
   *
   * @param in zero or more; zero ends it at once
   */
  public Colony deplete(long characterId, long planetId, long pinId, Duration in) {
    if (in.isNegative()) {
      throw Refusal.invalid("an extractor cannot run out " + in + " from now", "give zero or more");
    }
    var now = second();
    return change(
        characterId,
        planetId,
        colony -> {
          var extractor = extractor(colony, pinId);
          if (!extractor.expires().isAfter(now)) {
            throw Refusal.conflict(
                "the extractor " + pinId + " ran out at " + extractor.expires(),
                "restart it first");
          }
          return colony.running(pinId, extractor.running(extractor.installed(), now.plus(in)), now);
        });
  }

  /** Begins the programme of an extractor anew, for {@code length}. */
  public Colony restart(long characterId, long planetId, long pinId, Duration length) {
    if (length.toSeconds() < 1 || length.compareTo(LONGEST) > 0) {
      throw Refusal.invalid(
          "an extractor cannot run for " + length, "give a duration from a second to 14 days");
    }
    var now = second();
    return change(
        characterId,
        planetId,
        colony ->
            colony.running(
                pinId,
                extractor(colony, pinId).running(now, now.plusSeconds(length.toSeconds())),
                now));
  }

  /** Opens a colony without changing anything. */
  public Colony visit(long characterId, long planetId) {
    var now = second();
    return change(characterId, planetId, colony -> colony.visited(now));
  }

  /** Gives a colony up. */
  public void abandon(long characterId, long planetId) {
    colonies.change(
        characterId,
        all -> {
          present(all, planetId);
          return all.stream().filter(colony -> colony.planetId() != planetId).toList();
        });
  }

  /** Everybody has the first colonies again. */
  public void reset() {
    colonies.reset();
  }

  private Colony change(long characterId, long planetId, UnaryOperator<Colony> change) {
    var changed =
        colonies.change(
            characterId,
            all -> {
              present(all, planetId);
              return all.stream()
                  .map(colony -> colony.planetId() == planetId ? change.apply(colony) : colony)
                  .toList();
            });
    return present(changed, planetId);
  }

  private static Extractor extractor(Colony colony, long pinId) {
    return colony
        .extractor(pinId)
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no extractor " + pinId + " on planet " + colony.planetId(),
                    "GET /control/pilots/{characterId}/colonies lists them"));
  }

  private static Colony present(List<Colony> colonies, long planetId) {
    return colonies.stream()
        .filter(colony -> colony.planetId() == planetId)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no colony on planet " + planetId,
                    "GET /control/pilots/{characterId}/colonies lists them"));
  }

  private Instant second() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
