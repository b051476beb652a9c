package dev.evenomad.architecture.planted.application.session;

import dev.evenomad.domain.environment.ConflictException;

/** Does by itself what transactions do. */
final class TriesAgain {

  private TriesAgain() {}

  static void twice(Runnable work) {
    try {
      work.run();
    } catch (ConflictException lost) {
      work.run();
    }
  }
}
