package dev.evenomad.bootstrap.sandbox.game.planet;

/**
 * A connection between two buildings.
 *
 * @param sourcePinId one end
 * @param destinationPinId the other end
 * @param level 0 to 10
 */
public record Link(long sourcePinId, long destinationPinId, int level) {}
