package dev.evenomad.bootstrap.sandbox.game.market;

/**
 * Where something is traded.
 *
 * @param regionId region of the system
 * @param systemId solar system of the station
 * @param locationId station or structure
 */
public record Place(long regionId, long systemId, long locationId) {}
