package dev.evenomad.bootstrap.figures;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@link LoadMain} in another process. */
final class LoadProcess implements AutoCloseable {

  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
  private final JavaProcess process;

  /** Starts it, and waits until it can be told what to send. */
  LoadProcess(int port, int connections, Path requests) throws InterruptedException {
    process =
        new JavaProcess(
                Map.of(),
                this::hear,
                LoadMain.class,
                Integer.toString(port),
                Integer.toString(connections),
                requests.toString())
            .await(LoadMain.READY);
  }

  private void hear(String line) {
    if (line.startsWith(LoadMain.RESULT)) {
      results.add(line.substring(LoadMain.RESULT.length()));
    } else if (!line.equals(LoadMain.READY)) {
      System.out.println("load: " + line);
    }
  }

  /** Sends requests of that kind for so long. */
  Load run(String kind, Duration time) throws InterruptedException {
    process.tell(kind + " " + time.toSeconds());
    String result = results.poll(time.toSeconds() + 60, TimeUnit.SECONDS);
    if (result == null) {
      throw new IllegalStateException("no result of " + kind);
    }
    String[] numbers = result.split(" ", -1);
    return new Load(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Double.parseDouble(numbers[2]),
        Duration.ofNanos(Long.parseLong(numbers[3])),
        Duration.ofNanos(Long.parseLong(numbers[4])),
        Duration.ofNanos(Long.parseLong(numbers[5])),
        Long.parseLong(numbers[6]));
  }

  /** What it has used of the processor so far. */
  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }

  /**
   * What came of it.
   *
   * @param answered with a status of 2xx
   * @param errors any other answer, and connections that were lost
   * @param bytes of an answer with its head, on average
   */
  record Load(
      long answered,
      long errors,
      double seconds,
      Duration median,
      Duration p99,
      Duration longest,
      long bytes) {}
}
