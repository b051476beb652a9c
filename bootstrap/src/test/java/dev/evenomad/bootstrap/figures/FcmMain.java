package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulated FCM as a process of its own, with an EVE beside it where nobody lives, until its
 * input ends. Prints how many messages it has accepted every now and then. When it is told {@code
 * tell}, it prints all that it accepted since it was told so the last time.
 */
final class FcmMain {

  static final String CLIENT = "figures";
  static final URI CALLBACK = URI.create("http://127.0.0.1/v1/auth/callback");

  static final String ACCOUNT = "account ";
  static final String READY = "ready ";
  static final String COUNT = "accepted ";
  static final String MESSAGE = "message ";
  static final String TELL = "tell";
  static final String TOLD = "told";

  private static final Duration TICK = Duration.ofMillis(20);

  private final Journal<PushMessage> journal;
  private final List<String> messages = new ArrayList<>();
  private long last;

  private FcmMain(Journal<PushMessage> journal) {
    this.journal = journal;
  }

  public static void main(String[] arguments) throws IOException {
    SandboxSettings settings = SandboxSettings.of(CLIENT, CLIENT, List.of(CALLBACK)).unseeded();
    try (Sandbox sandbox = Sandbox.start(settings)) {
      FcmMain fcm = new FcmMain(sandbox.world().push().messages());
      Thread.ofPlatform().daemon().start(fcm::count);
      System.out.println(ACCOUNT + sandbox.serviceAccountJson());
      System.out.println(READY + sandbox.baseUri());
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.equals(TELL)) {
          fcm.tell();
        }
      }
    }
  }

  /** The journal forgets. */
  private synchronized void look() {
    for (Journal.Entry<PushMessage> entry : journal.after(last, any -> true)) {
      last = entry.number();
      PushMessage message = entry.event();
      messages.add(
          MESSAGE
              + message.message().path("data").path("notificationId").asText()
              + " "
              + ChronoUnit.MICROS.between(Instant.EPOCH, message.acceptedAtReal()));
    }
  }

  private void count() {
    try {
      for (long told = -1; ; Thread.sleep(TICK)) {
        look();
        if (last != told) {
          told = last;
          System.out.println(COUNT + told);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell() {
    look();
    messages.forEach(System.out::println);
    messages.clear();
    System.out.println(TOLD);
  }
}
