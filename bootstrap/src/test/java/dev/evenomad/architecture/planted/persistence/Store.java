package dev.evenomad.architecture.planted.persistence;

import dev.evenomad.architecture.planted.esi.Client;

/** An adapter that knows another one. */
public record Store(Client client) {}
