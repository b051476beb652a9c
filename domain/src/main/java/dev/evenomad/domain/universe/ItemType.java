package dev.evenomad.domain.universe;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What EVE tells everybody about an item type.
 *
 * @param name in the language that was asked for
 * @param description in that language, in EVE's subset of HTML; may be empty
 * @param group what it belongs to; positive
 * @param marketGroup where the market lists it; empty if it cannot be traded there
 * @param published whether it is part of the game today
 * @param volume in m³ when assembled; empty if EVE does not say
 * @param packagedVolume in m³ when packaged; empty if EVE does not say
 */
public record ItemType(
    TypeId id,
    String name,
    String description,
    long group,
    Optional<Long> marketGroup,
    boolean published,
    OptionalDouble volume,
    OptionalDouble packagedVolume) {}
