package dev.evenomad.architecture.planted.bootstrap;

import dev.evenomad.architecture.planted.persistence.jpa.Rows;

/** Looks into an adapter. */
public record Inspector(Rows rows) {}
