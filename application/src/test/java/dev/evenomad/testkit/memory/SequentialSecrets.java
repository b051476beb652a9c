package dev.evenomad.testkit.memory;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Secrets in the form of real ones that count from one: the same in every run, and therefore for
 * tests only. Thread-safe.
 */
public final class SequentialSecrets implements Secrets {

  private static final int BYTES = 32;

  private final AtomicLong last = new AtomicLong();

  /** The first secret will stand for 1. */
  public SequentialSecrets() {}

  @Override
  public Secret next() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES).putLong(BYTES - Long.BYTES, last.incrementAndGet()).array();
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
