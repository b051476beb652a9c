package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A region.
 *
 * @param id 10000000 to 19999999
 */
public record Region(int id, String name) {}
