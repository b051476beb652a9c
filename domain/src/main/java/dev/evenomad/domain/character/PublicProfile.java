package dev.evenomad.domain.character;

import java.util.Optional;

/**
 * What EVE tells everybody about a character's membership.
 *
 * @param alliance empty if the corporation is in none
 */
public record PublicProfile(CorporationId corporation, Optional<AllianceId> alliance) {}
