package dev.evenomad.architecture.planted.bootstrap;

/** What nobody else may know. */
public record Start(int port) {}
