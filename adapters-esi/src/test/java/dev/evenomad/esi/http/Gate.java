package dev.evenomad.esi.http;

import dev.evenomad.esi.http.LoopbackServer.Responder;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds up whoever wants to pass until it is opened; not for ever, so that a failing test ends. */
public final class Gate {

  private final CountDownLatch latch = new CountDownLatch(1);

  /** Lets everybody pass from now on. */
  public void open() {
    latch.countDown();
  }

  /** Waits until the gate is open. */
  public void pass() throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("nobody opened the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Answers once the gate is open. */
  public Responder before(Responder responder) {
    return exchange -> {
      pass();
      responder.respond(exchange);
    };
  }
}
