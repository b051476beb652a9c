package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A constellation.
 *
 * @param id 20000000 to 29999999
 */
public record Constellation(int id, Region region, String name) {}
