package dev.evenomad.http.limit;

/**
 * How many requests of a class are served within a minute, by all servers together.
 *
 * @param perAddress from one address; positive
 * @param perUser of one user, in whatever sessions; positive
 */
public record Quota(int perAddress, int perUser) {

  private static final int MOST = 1_000_000;

  public Quota {
    if (perAddress < 1 || perUser < 1 || perAddress > MOST || perUser > MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + MOST + " requests a minute");
    }
  }

  /**
   * Reads {@code perAddress/perUser}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static Quota parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a limit is for an address and for a user: 1200/300");
    }
    try {
      return new Quota(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a limit is two numbers: 1200/300", e);
    }
  }
}
