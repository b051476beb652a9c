package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A structure that players built; unlike everything else here it is invented.
 *
 * @param id from 1000000000000
 * @param typeId such as 35834, a Keepstar
 * @param ownerId player corporation that owns it
 */
public record Structure(long id, SolarSystem system, int typeId, long ownerId, String name) {}
