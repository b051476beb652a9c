package dev.evenomad.domain.industry;

/**
 * An industry job.
 *
 * @param value positive
 */
public record IndustryJobId(long value) {
  public IndustryJobId {
    if (value <= 0) {
      throw new IllegalArgumentException("industry job id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
