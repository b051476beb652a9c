package dev.evenomad.architecture.planted.application.session;

import dev.evenomad.architecture.planted.application.account.KnowsAnAdapter;

/** Closes the circle of features. */
public record Around(KnowsAnAdapter other) {}
