package dev.evenomad.architecture.planted.domain.session;

import dev.evenomad.architecture.planted.domain.account.LeakyUser;

/** Closes the circle of features. */
public record Circle(LeakyUser user, String id) {}
