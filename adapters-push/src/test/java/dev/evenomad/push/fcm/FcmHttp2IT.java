package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.fcm.Http2Server.Arrived;
import dev.evenomad.push.sending.BoundedHttp;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages over HTTP/2, as Google's servers speak it; access tokens come from elsewhere. */
@Timeout(60)
final class FcmHttp2IT {
  private static final String NAMED = "{\"name\": \"projects/nomad-test/messages/1\"}";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int CANCEL = 0x8;

  private final FakeGoogle google = new FakeGoogle();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    senders.shutdownNow();
    google.close();
  }

  @Test
  void aServerThatOffersHttp2GetsIt() {
    var server =
        new WireMockServer(WireMockConfiguration.options().httpDisabled(true).dynamicHttpsPort());
    server.start();
    try (FcmPush push = open(URI.create(server.baseUrl()), 100)) {
      server.stubFor(
          WireMock.post(WireMock.urlEqualTo("/v1/projects/nomad-test/messages:send"))
              .willReturn(WireMock.okJson(NAMED)));

      assertThat(push.gateway().send(Messages.to(DeviceType.IOS))).isInstanceOf(Accepted.class);

      assertThat(server.findAll(WireMock.postRequestedFor(WireMock.anyUrl())))
          .singleElement()
          .extracting(LoggedRequest::getProtocol)
          .isEqualTo("HTTP/2.0");
    } finally {
      server.stop();
    }
  }

  @Test
  void aHundredMessagesAtOnceShareOneConnection() throws Exception {
    try (var server = new Http2Server(100);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      List<Future<PushOutcome>> sends = Stream.generate(() -> send(push)).limit(100).toList();
      // All of them are under way before the first is answered.
      List<Arrived> requests = arrived(server, 100);
      requests.forEach(request -> request.answer(NAMED));

      for (Future<PushOutcome> send : sends) {
        assertThat(send.get()).isInstanceOf(Accepted.class);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void moreThanTheServerAllowsAtOnceAreToBeTriedLater() throws Exception {
    try (var server = new Http2Server(3);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      List<Future<PushOutcome>> sends = Stream.generate(() -> send(push)).limit(3).toList();
      List<Arrived> requests = arrived(server, 3);

      // Nothing is answered meanwhile: this one does not wait for the others.
      assertThat(send(push).get()).isEqualTo(noAnswer("IOException"));

      requests.forEach(request -> request.answer(NAMED));
      for (Future<PushOutcome> send : sends) {
        assertThat(send.get()).isInstanceOf(Accepted.class);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatEndsInTheMiddleIsTriedLaterOnAnother() throws Exception {
    try (var server = new Http2Server(100);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      Future<PushOutcome> send = send(push);
      server.next().connection().hangUp();

      assertThat(send.get()).isInstanceOf(TryLater.class);
      connect(server, push);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatGoesAwayBeforeItHasAnsweredIsTriedLater() throws Exception {
    try (var server = new Http2Server(100);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      Future<PushOutcome> send = send(push);
      Arrived request = server.next();
      request.connection().goAway(request.stream());
      request.connection().hangUp();

      assertThat(send.get()).isInstanceOf(TryLater.class);
      connect(server, push);
    }
  }

  @Test
  void aServerThatGoesAwayStillAnswersWhatItHasTaken() throws Exception {
    try (var server = new Http2Server(100);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      Future<PushOutcome> send = send(push);
      Arrived request = server.next();
      request.connection().goAway(request.stream());
      request.answer(NAMED);

      assertThat(send.get()).isInstanceOf(Accepted.class);
      connect(server, push);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aStreamThatTheServerGivesUpIsTriedLater() throws Exception {
    try (var server = new Http2Server(100);
        FcmPush push = open(server.uri(), 100)) {
      connect(server, push);
      Future<PushOutcome> send = send(push);
      server.next().giveUp(CANCEL);

      assertThat(send.get()).isInstanceOf(TryLater.class);
      connect(server, push);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** One message, so that there is a connection whose limits are known. */
  private void connect(Http2Server server, FcmPush push) throws Exception {
    Future<PushOutcome> first = send(push);
    server.next().answer(NAMED);
    assertThat(first.get()).isInstanceOf(Accepted.class);
  }

  private Future<PushOutcome> send(FcmPush push) {
    return senders.submit(() -> push.gateway().send(Messages.to(DeviceType.ANDROID)));
  }

  private static List<Arrived> arrived(Http2Server server, int count) throws InterruptedException {
    var requests = new ArrayList<Arrived>();
    while (requests.size() < count) {
      requests.add(server.next());
    }
    return requests;
  }

  private static TryLater noAnswer(String why) {
    return new TryLater(Duration.ofSeconds(10), "FCM gave no answer: " + why);
  }

  private FcmPush open(URI fcm, int maxConcurrent) {
    FcmSettings settings = google.settings().withBaseUri(fcm).withLimits(LONG, maxConcurrent);
    return new FcmPush(
        settings,
        InstantSource.fixed(NOW),
        BoundedHttp.client(LONG).sslContext(Http2Server.trustingAnybody()).build());
  }
}
