package dev.evenomad.architecture.planted.persistence.jpa;

/** What only its own adapter may know. */
public record Rows(int count) {}
