package dev.evenomad.domain.market;

/**
 * A market order, from when it is placed until it is closed, however often it is changed.
 *
 * @param value positive
 */
public record OrderId(long value) {
  public OrderId {
    if (value <= 0) {
      throw new IllegalArgumentException("order id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
