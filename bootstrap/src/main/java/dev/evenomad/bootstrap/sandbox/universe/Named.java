package dev.evenomad.bootstrap.sandbox.universe;

/**
 * An id with what it stands for, as {@code POST /universe/names} tells it.
 *
 * @param category such as {@code inventory_type} or {@code solar_system}
 * @param name in English
 */
public record Named(String category, long id, String name) {}
