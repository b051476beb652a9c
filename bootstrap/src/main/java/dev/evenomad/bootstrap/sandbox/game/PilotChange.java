package dev.evenomad.bootstrap.sandbox.game;

import java.util.Optional;

/**
 * What is to change about a character; what is empty stays.
 *
 * @param name 3 to 37 characters
 * @param corporationId the new corporation
 * @param allianceId the new alliance, 0 for none
 * @param biomassed whether the character is deleted
 */
public record PilotChange(
    Optional<String> name,
    Optional<Long> corporationId,
    Optional<Long> allianceId,
    Optional<Boolean> biomassed) {}
