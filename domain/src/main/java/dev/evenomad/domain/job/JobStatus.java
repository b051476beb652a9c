package dev.evenomad.domain.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a job stands: pending → processing → completed or failed; from processing back to pending
 * when it is to be tried again.
 */
public enum JobStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED;

  /** The name outside of Java, such as {@code pending}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with that code; empty if there is none. */
  public static Optional<JobStatus> ofCode(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
