package dev.evenomad.domain.planet;

import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Optional;

/**
 * An extractor control unit and its programme.
 *
 * @param product what it extracts; empty if it has no programme
 * @param installedAt when the programme was begun; empty if it has none
 * @param expiresAt when the programme ends; empty if it has none
 */
public record Extractor(
    PinId pin,
    Optional<TypeId> product,
    Optional<Instant> installedAt,
    Optional<Instant> expiresAt) {}
