package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and stopping, and what the server tells about itself. */
final class HttpServerIT {

  private static final HttpSettings ANY_PORT = new HttpSettings("127.0.0.1", 0, Optional.empty());

  @Test
  void tellsWhereItListens() {
    try (Api api = new Api()) {
      assertThat(api.server().port()).isPositive();
      assertThat(api.server().uri())
          .isEqualTo(URI.create("http://127.0.0.1:" + api.server().port()));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, localhost", "localhost, localhost", "127.0.0.1, 127.0.0.1"})
  void isReachedFromThisMachineWhateverItListensOn(String host, String reachedAt) {
    try (Api api = new Api(new HttpSettings(host, 0, Optional.empty()), List.of())) {
      assertThat(api.server().uri().getHost()).isEqualTo(reachedAt);
      api.get("/health").is(200);
    }
  }

  @Test
  void listensNoMoreOnceItIsClosed() {
    Api api = new Api();
    int port = api.server().port();
    api.close();

    // The operating system may take a moment.
    until(() -> refusesConnections(port));
  }

  @Test
  void doesNotStartWhereSomebodyElseListens() {
    try (Api first = new Api()) {
      int port = first.server().port();

      assertThatThrownBy(
              () -> new Api(new HttpSettings("127.0.0.1", port, Optional.empty()), List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + port);
      first.get("/health").is(200);
    }
  }

  @Test
  void takesNoConfigurationFromElsewhere() {
    System.setProperty("micronaut.server.context-path", "/elsewhere");
    System.setProperty("micronaut.server.max-request-size", "1");
    try (Api api = new Api()) {
      api.get("/health").is(200);
      api.signIn();
    } finally {
      System.clearProperty("micronaut.server.context-path");
      System.clearProperty("micronaut.server.max-request-size");
    }
  }

  @Test
  void worksOnVirtualThreads() {
    try (Api api = new Api()) {
      AtomicBoolean virtual = new AtomicBoolean();
      api.eve.before(Call.PROFILE, () -> virtual.set(Thread.currentThread().isVirtual()));

      api.signIn();

      assertThat(virtual).isTrue();
    }
  }

  @Test
  void letsRequestsUnderWayEndBeforeItStops() throws Exception {
    Api api = new Api();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    api.eve.before(
        Call.PROFILE,
        () -> {
          begun.countDown();
          await(stopping);
        });
    CharacterId character = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    String code = api.eve.approve(eveSso, character).reveal();
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> api.callback(eveSso, code));
    await(begun);

    CompletableFuture<Void> closed = CompletableFuture.runAsync(api.server()::close);
    // New connections are refused first of all.
    until(() -> refusesConnections(api.server().port()));
    assertThat(closed).isNotDone();
    stopping.countDown();

    assertThat(answer.get(30, TimeUnit.SECONDS).is(302).location().toString()).contains("code=");
    closed.get(30, TimeUnit.SECONDS);
    api.close();
  }

  @Test
  void insistsOnHttpsIfThatIsHowItIsReached() {
    try (Api api =
        new Api(
            new HttpSettings("127.0.0.1", 0, Optional.of(URI.create("https://api.nomad.example"))),
            List.of())) {
      assertThat(api.get("/v1/me").header("Strict-Transport-Security"))
          .hasValue("max-age=31536000");
    }
  }

  // Health

  @Test
  void isReadyWhenEverythingItNeedsIsThere() {
    AtomicBoolean database = new AtomicBoolean(true);
    try (Api api =
        new Api(
            ANY_PORT,
            List.of(needed("database", database::get), needed("scheduler", () -> true)))) {
      for (String path : List.of("/health", "/health/readiness")) {
        assertThat(api.get(path).is(200).body())
            .isEqualTo(
                """
                {"status":"up","checks":{"database":"up","scheduler":"up","start":"up"}}\
                """);
      }

      database.set(false);
      for (String path : List.of("/health", "/health/readiness")) {
        assertThat(api.get(path).is(503).body())
            .isEqualTo(
                """
                {"status":"down","checks":{"database":"down","scheduler":"up","start":"up"}}\
                """);
      }
      assertThat(api.get("/health/liveness").is(200).body())
          .as("a restart would not bring the database back")
          .isEqualTo("{\"status\":\"up\",\"checks\":{}}");
    }
  }

  @Test
  void isNotReadyIfThatCannotBeFoundOut() {
    Readiness broken =
        needed(
            "database",
            () -> {
              throw new IllegalStateException("no route to 10.0.0.1");
            });
    try (Api api = new Api(ANY_PORT, List.of(broken))) {
      assertThat(api.get("/health").is(503).body())
          .isEqualTo("{\"status\":\"down\",\"checks\":{\"database\":\"down\",\"start\":\"up\"}}");
    }
  }

  private static Readiness needed(String name, BooleanSupplier ready) {
    return new Readiness() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean ready() {
        return ready.getAsBoolean();
      }
    };
  }

  private static boolean refusesConnections(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
