package dev.evenomad.bootstrap.demo;

/**
 * A step of the demo that is over.
 *
 * @param name what was done
 * @param detail what came of it, or why it failed
 */
public record Step(String name, boolean ok, long millis, String detail) {}
