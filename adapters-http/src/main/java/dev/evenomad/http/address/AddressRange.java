package dev.evenomad.http.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Addresses that begin with the same bits, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
 *
 * @param first with nothing but zeros after those bits
 * @param bits how many; up to 32 for IPv4, up to 128 for IPv6
 */
public record AddressRange(InetAddress first, int bits) {

  public AddressRange {
    if (bits < 0 || bits > Byte.SIZE * first.getAddress().length) {
      throw new IllegalArgumentException("an IPv4 range has 0 to 32 bits, an IPv6 range 0 to 128");
    }
    first = masked(first, bits);
  }

  /**
   * Reads a range in the notation of RFC 4632, or one address. Asks no name service.
   *
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  public static AddressRange parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      InetAddress address = InetAddress.ofLiteral(parts[0]);
      int most = Byte.SIZE * address.getAddress().length;
      if (parts.length <= 2) {
        return new AddressRange(address, parts.length == 1 ? most : Integer.parseInt(parts[1]));
      }
    } catch (IllegalArgumentException notARange) {
      // Told below, without what it was.
    }
    throw new IllegalArgumentException("it is no address and no range such as 10.0.0.0/8");
  }

  /** Whether that address is in any of these. */
  public static boolean anyContains(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Whether {@code address} is one of them. */
  public boolean contains(InetAddress address) {
    return address.getAddress().length == first.getAddress().length
        && masked(address, bits).equals(first);
  }

  /**
   * What tells clients apart: an IPv4 address, and the first 64 bits of an IPv6 address, because
   * one client has all of the rest.
   */
  public static String client(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : new AddressRange(address, 64).first.getHostAddress() + "/64";
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(bits - (long) Byte.SIZE * i, 0, Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has as many bytes as before", e);
    }
  }
}
