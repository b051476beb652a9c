package dev.evenomad.architecture.planted.esi;

import dev.evenomad.architecture.planted.push.Sender;

/** An adapter that knows another one. */
public record Client(Sender sender) {}
