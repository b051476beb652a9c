package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.http.LiveClient.Event;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live stream, as phones read it. */
final class LiveEventsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  @Test
  void opensAtOnceAndIsNeitherStoredNorHeldBack() {
    try (LiveClient app =
        new LiveClient(
            api.request("/v1/events", phone.token()).header("Accept-Encoding", "gzip, deflate"))) {
      Event ready = app.next("ready");

      assertThat(ready.id()).matches("[0-9.]+");
      assertThat(ready.object()).containsOnlyKeys("type");
      assertThat(app.retries()).containsExactly("3000");
      var headers = app.response.headers();
      assertThat(headers.firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store, no-transform");
      assertThat(headers.firstValue("Content-Encoding").orElse("identity")).isEqualTo("identity");
      assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
      assertThat(headers.firstValue("X-Request-Id")).isPresent();
      assertThat(headers.firstValue("Content-Length")).isEmpty();
    }
  }

  @Test
  void needsASession() {
    api.get("/v1/events").isProblem(401, "authentication_required");
    api.send(api.request("/v1/events", "nonsense").header("Accept", "text/event-stream"))
        .isProblem(401, "invalid_token");
  }

  @Test
  void isOpenedByGetAlone() {
    int before = api.nomad.liveStreams().count();

    api.send(api.request("/v1/events", phone.token()).method("HEAD", BodyPublishers.noBody()))
        .is(405);

    assertThat(api.nomad.liveStreams().count()).isEqualTo(before);
  }

  @Test
  void tellsOfNotificationsAsTheListShowsThemAndHowManyAreUnread() {
    try (LiveClient app = opened()) {
      Answer alert = api.post("/v1/notifications/test", phone.token()).is(202);
      Event told = app.next("notification");
      assertThat(told.object())
          .containsOnlyKeys("type", "notification", "unread")
          .containsEntry("unread", 1)
          .containsEntry("notification", alert.object());

      Answer read =
          api.post("/v1/notifications/" + alert.text("id") + "/read", phone.token()).is(200);
      assertThat(app.next("notification").object())
          .containsEntry("unread", 0)
          .containsEntry("notification", read.object());
      assertThat(api.get("/v1/notifications", phone.token()).list("items"))
          .containsExactly(read.object());
    }
  }

  @Test
  void tellsWhatWasReadTogether() {
    String one = api.post("/v1/notifications/test", phone.token()).text("id");
    String other = api.post("/v1/notifications/test", phone.token()).text("id");
    try (LiveClient app = opened()) {
      api.post("/v1/notifications/read", phone.token()).is(200);

      Event told = app.next("notifications_read");

      assertThat(told.object())
          .containsOnlyKeys("type", "notificationIds", "readAt", "unread")
          .containsEntry("unread", 0)
          .containsEntry("readAt", api.clock.instant().toString());
      assertThat(told.object().get("notificationIds"))
          .asInstanceOf(LIST)
          .containsExactlyInAnyOrder(one, other);
    }
  }

  @Test
  void tellsWhatReadingsBringAndWhenOneThatWasAskedForIsOver() {
    try (LiveClient app = opened()) {
      api.doDueWork();
      assertThat(app.next("sync").object())
          .containsOnlyKeys("type", "characterId", "kind", "outcome", "at")
          .containsEntry("outcome", "updated")
          .containsEntry("characterId", (int) phone.character().value());
    }
    api.clock.advance(Duration.ofMinutes(5));
    try (LiveClient app = opened()) {
      Answer wish =
          api.post("/v1/characters/" + phone.character() + "/sync", phone.token()).is(202);
      List<Object> jobs = wish.list("jobs").stream().<Object>map(job -> job.get("id")).toList();
      api.doDueWork();

      List<Object> over = new ArrayList<>();
      while (over.size() < jobs.size()) {
        Event told = app.next("job");
        assertThat(told.object())
            .containsOnlyKeys("type", "jobId", "characterId", "kind", "status", "at")
            .containsEntry("status", "completed");
        over.add(told.object().get("jobId"));
      }
      assertThat(over).containsExactlyInAnyOrderElementsOf(jobs);
    }
  }

  @Test
  void tellsEveryDeviceAndNobodyElse() {
    Phone tablet = api.signIn(phone.character());
    Phone other = api.signIn();
    try (LiveClient one = opened();
        LiveClient two = LiveClient.open(api, tablet.token());
        LiveClient others = LiveClient.open(api, other.token())) {
      two.next("ready");
      others.next("ready");

      api.post("/v1/notifications/test", phone.token()).is(202);
      assertThat(one.next("notification").data()).isEqualTo(two.next("notification").data());
      api.post("/v1/notifications/test", other.token()).is(202);

      others.next("notification");
      assertThat(one.quiet()).isTrue();
    }
  }

  @Test
  void goesOnWhereItWasCutOff() {
    Event ready;
    Event last;
    try (LiveClient app = LiveClient.open(api, phone.token())) {
      ready = app.next("ready");
      api.post("/v1/notifications/test", phone.token()).is(202);
      last = app.next("notification");
    }
    String missed = api.post("/v1/notifications/test", phone.token()).text("id");

    try (LiveClient app = LiveClient.open(api, phone.token(), last.id())) {
      app.next("ready");
      assertThat(app.next("notification").data()).contains(missed);
    }
    try (LiveClient app = LiveClient.open(api, phone.token(), ready.id())) {
      assertThat(app.next("ready").id()).startsWith(ready.id().replaceFirst("\\.[0-9]+$", "."));
      assertThat(app.next("notification").id()).startsWith(last.id().replaceFirst("[0-9]+$", ""));
      assertThat(app.next("notification").data()).contains(missed);
    }
  }

  @Test
  void beginsAfreshAfterWhatIsNotKnown() {
    for (String unknown : List.of("x", "99999999999999.0.1788256800", "1.1.1", "0")) {
      try (LiveClient app = LiveClient.open(api, phone.token(), unknown)) {
        Event reset = app.next("reset");
        assertThat(reset.id()).as(unknown).matches("[0-9.]+");
        assertThat(reset.object()).containsOnlyKeys("type");
      }
    }
  }

  @Test
  void endsWithinASecondWhenItsSessionDoesAndNoOtherOne() {
    Phone tablet = api.signIn(phone.character());
    try (LiveClient app = opened();
        LiveClient other = LiveClient.open(api, tablet.token())) {
      other.next("ready");
      long from = System.nanoTime();

      api.post("/v1/auth/logout", phone.token()).is(204);
      app.awaitEnd();

      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
      api.post("/v1/notifications/test", tablet.token()).is(202);
      other.next("notification");
      api.send(api.request("/v1/events", phone.token())).isProblem(401, "invalid_token");
    }
  }

  @Test
  void goesOnWhenItsSessionIsRefreshed() {
    try (LiveClient app = opened()) {
      String renewed = api.post("/v1/auth/refresh", phone.token()).is(200).text("token");

      api.post("/v1/notifications/test", renewed).is(202);

      app.next("notification");
    }
  }

  @Test
  void endsWhenItsSessionExpires() {
    try (Api alone = new Api()) {
      Phone pilot = alone.signIn();
      try (LiveClient app = LiveClient.open(alone, pilot.token())) {
        app.next("ready");
        alone.clock.advance(Session.LIFETIME);

        app.awaitEnd();

        assertThat(alone.nomad.liveStreams().count()).isZero();
      }
    }
  }

  @Test
  void makesRoomForNewerOnesOfTheSamePilot() {
    List<LiveClient> apps = new ArrayList<>();
    try {
      IntStream.range(0, 9).forEach(i -> apps.add(opened()));

      apps.getFirst().awaitEnd();

      assertThat(apps.getFirst().retries()).containsExactly("3000", "60000");
      api.post("/v1/notifications/test", phone.token()).is(202);
      apps.subList(1, 9).forEach(app -> app.next("notification"));
    } finally {
      apps.forEach(LiveClient::close);
    }
  }

  @Test
  void isForgottenWhenItsClientGoes() throws IOException {
    try (Api alone = new Api()) {
      Phone pilot = alone.signIn();
      Socket socket = connected(alone, pilot, 65_536);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(alone.nomad.liveStreams().count()).isEqualTo(1));

      socket.close();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(alone.nomad.liveStreams().count()).isZero());
    }
  }

  @Test
  void endsWhenTheServerStopsAndSaysWhenToComeBack() {
    Api alone = new Api();
    Phone pilot = alone.signIn();
    try (LiveClient app = LiveClient.open(alone, pilot.token())) {
      app.next("ready");
      long from = System.nanoTime();

      alone.server().close();
      app.awaitEnd();

      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
      assertThat(app.retries()).hasSize(2);
      assertThat(Integer.parseInt(app.retries().getLast())).isBetween(500, 5_000);
    }
    alone.close();
  }

  @Test
  void isClosedForWhoDoesNotReadWhileOthersGoOn() throws IOException {
    try (Api alone = new Api()) {
      Phone pilot = alone.signIn();
      try (LiveClient reader = LiveClient.open(alone, pilot.token());
          Socket sleeper = connected(alone, pilot, 4_096)) {
        reader.next("ready");
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(alone.nomad.liveStreams().count()).isEqualTo(2));
        List<NotificationId> many =
            IntStream.range(0, LiveEvent.NotificationsRead.MOST)
                .mapToObj(i -> new NotificationId("n".repeat(60) + i))
                .toList();
        LiveEvent large =
            new LiveEvent.NotificationsRead(pilot.user(), many, alone.clock.instant());

        int told = 0;
        while (alone.nomad.liveStreams().count() == 2 && told < 20_000) {
          alone.stores.liveEvents().add(List.of(large), alone.clock.instant());
          reader.next("notifications_read");
          told++;
        }

        assertThat(alone.nomad.liveStreams().count()).isEqualTo(1);
        assertThat(told).isGreaterThan(256);
        assertThat(isClosed(sleeper)).isTrue();
        alone.stores.liveEvents().add(List.of(large), alone.clock.instant());
        reader.next("notifications_read");
      }
    }
  }

  @Test
  void needsNoThreadOfItsOwn() throws IOException {
    try (Api alone = new Api()) {
      List<Socket> sockets = new ArrayList<>();
      try {
        int before = 0;
        for (int i = 0; i < 30; i++) {
          Phone pilot = alone.signIn();
          for (int j = 0; j < 8; j++) {
            sockets.add(connected(alone, pilot, 65_536));
          }
          before = i == 0 ? ManagementFactory.getThreadMXBean().getThreadCount() : before;
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(alone.nomad.liveStreams().count()).isEqualTo(240));

        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 40);
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private LiveClient opened() {
    LiveClient app = LiveClient.open(api, phone.token());
    app.next("ready");
    return app;
  }

  private static Socket connected(Api api, Phone pilot, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server().port()));
    socket
        .getOutputStream()
        .write(
            ("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + pilot.token()
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** After reading all that was on its way. */
  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[65_536];
    try {
      int read = 0;
      while (read >= 0) {
        read = in.read(buffer);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
