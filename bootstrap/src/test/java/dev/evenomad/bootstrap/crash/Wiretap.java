package dev.evenomad.bootstrap.crash;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Overhears which messages a server sends to FCM, which does not say who sent it one. Thread-safe.
 */
final class Wiretap {

  private static final Pattern NOTIFICATION = Pattern.compile("\"notificationId\":\"([^\"]+)\"");
  private static final Pattern PHONE = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final Map<String, Instant> sent = new ConcurrentHashMap<>();

  /** Takes in what is on its way. A message is always short enough to be so at once. */
  void hear(byte[] load, int length) {
    String text = new String(load, 0, length, StandardCharsets.UTF_8);
    Matcher notification = NOTIFICATION.matcher(text);
    Matcher phone = PHONE.matcher(text);
    if (notification.find() && phone.find()) {
      sent.putIfAbsent(key(phone.group(1), notification.group(1)), Instant.now());
    }
  }

  /** When this message was sent from here for the first time; empty if it was not. */
  Optional<Instant> sent(Accepted message) {
    return Optional.ofNullable(sent.get(key(message.phone(), message.notification())));
  }

  private static String key(String phone, String notification) {
    return phone + " " + notification;
  }
}
