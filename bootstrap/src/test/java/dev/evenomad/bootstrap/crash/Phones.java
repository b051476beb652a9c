package dev.evenomad.bootstrap.crash;

import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has reached the pilots' phones. Not thread-safe. */
final class Phones {

  private final Journal<PushMessage> journal;
  private final Map<String, Map<String, List<Accepted>>> messages = new HashMap<>();
  private long last;
  private int count;

  Phones(Journal<PushMessage> journal) {
    this.journal = journal;
  }

  /** Takes in what has come since; often enough that nothing is forgotten before. */
  void look() {
    for (Journal.Entry<PushMessage> entry : journal.after(last, message -> true)) {
      last = entry.number();
      count++;
      Accepted accepted = Accepted.of(entry.event());
      messages
          .computeIfAbsent(accepted.phone(), phone -> new HashMap<>())
          .computeIfAbsent(accepted.about(), about -> new ArrayList<>())
          .add(accepted);
    }
  }

  /** How many messages there have been. */
  int count() {
    return count;
  }

  /** By what they are about, in the order in which they came. */
  Map<String, List<Accepted>> of(String phone) {
    return messages.getOrDefault(phone, Map.of());
  }

  /** The messages of all phones about that. */
  List<Accepted> about(Pilot pilot, Happening happening) {
    return pilot.phones().stream()
        .flatMap(phone -> of(phone).getOrDefault(happening.name(), List.of()).stream())
        .toList();
  }

  /** Whether all the pilot's phones know of it. */
  boolean know(Pilot pilot, Happening happening) {
    return pilot.phones().stream().allMatch(phone -> of(phone).containsKey(happening.name()));
  }
}
