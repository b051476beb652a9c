package dev.evenomad.bootstrap.figures;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** The simulated FCM in another process. */
final class FcmProcess implements AutoCloseable {

  private final CompletableFuture<String> account = new CompletableFuture<>();
  private final CompletableFuture<URI> base = new CompletableFuture<>();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private volatile long accepted;
  private final JavaProcess process;

  /** Starts it, and waits until it answers. */
  FcmProcess() throws InterruptedException {
    process = new JavaProcess(Map.of(), this::hear, FcmMain.class).await(FcmMain.READY);
  }

  private void hear(String line) {
    if (line.startsWith(FcmMain.COUNT)) {
      accepted = Long.parseLong(line.substring(FcmMain.COUNT.length()));
    } else if (line.startsWith(FcmMain.MESSAGE) || line.equals(FcmMain.TOLD)) {
      messages.add(line);
    } else if (line.startsWith(FcmMain.ACCOUNT)) {
      account.complete(line.substring(FcmMain.ACCOUNT.length()));
    } else if (line.startsWith(FcmMain.READY)) {
      base.complete(URI.create(line.substring(FcmMain.READY.length())));
    } else {
      System.out.println("FCM: " + line);
    }
  }

  /** The key file of an account that may send. */
  String serviceAccount() {
    return account.join();
  }

  /** Where one of its sites is. */
  URI site(String name) {
    return URI.create(base.join() + "/" + name);
  }

  /** How many messages it has ever accepted, a moment ago. */
  long accepted() {
    return accepted;
  }

  /** When it accepted messages since this was last asked, by the notification's id. */
  Map<String, List<Instant>> messages() throws InterruptedException {
    Map<String, List<Instant>> all = new HashMap<>();
    process.tell(FcmMain.TELL);
    for (String line = messages.take(); !line.equals(FcmMain.TOLD); line = messages.take()) {
      String[] words = line.split(" ", 3);
      all.computeIfAbsent(words[1], id -> new ArrayList<>())
          .add(Instant.EPOCH.plus(Long.parseLong(words[2]), ChronoUnit.MICROS));
    }
    return all;
  }

  /** What it has used of the processor so far. */
  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }
}
