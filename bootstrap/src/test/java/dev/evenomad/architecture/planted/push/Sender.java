package dev.evenomad.architecture.planted.push;

import dev.evenomad.architecture.planted.bootstrap.Start;
import dev.evenomad.architecture.planted.http.Server;

/** An adapter that knows another one, and bootstrap, in a package that is not null-marked. */
@SuppressWarnings("RequireExplicitNullMarking")
public record Sender(Server server, Start start) {}
