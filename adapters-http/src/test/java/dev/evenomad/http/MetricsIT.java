package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.metrics.RequestObserver.Ending;
import dev.evenomad.http.operator.OperatorAccess;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server tells of the requests that it serves. */
final class MetricsIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Protection OPEN =
      Protection.LEAST
          .with(new OperatorAccess(List.of(Secret.of(TOKEN)), List.of()))
          .with(RateLimits.parse("costly=1/1"));

  private static final BlockingQueue<Ending> ended = new LinkedBlockingQueue<>();

  @RegisterExtension
  static final Api api =
      new Api(
          OPEN,
          new Instruments(
              method -> ended::add, Optional.of(() -> "nomad_things 1.0\n"), Optional.empty()));

  @BeforeEach
  void nothingYet() {
    ended.clear();
  }

  @Test
  void operatorsReadTheMetrics() {
    Answer answer = api.get("/prometheus", TOKEN).is(200);
    assertThat(answer.body()).isEqualTo("nomad_things 1.0\n");
    assertThat(answer.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    api.send(
            api.request("/prometheus", TOKEN)
                .header(
                    "Accept",
                    "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3"))
        .is(200);
    api.get("/prometheus").isProblem(401, "operator_token_required");
    api.send(api.request("/prometheus", TOKEN).POST(BodyPublishers.noBody()))
        .isProblem(405, "method_not_allowed");
  }

  @Test
  void requestsAreNamedByTheirRoute() throws Exception {
    Phone phone = api.signIn();
    ended.clear();
    api.get("/v1/characters/" + phone.character() + "/skills", phone.token()).is(200);
    api.get("/v1/me").is(401);
    api.get("/health/liveness").is(200);
    api.get("/v1/nowhere/" + phone.character()).is(404);

    assertThat(next())
        .isEqualTo(new Ending("GET", "/v1/characters/{characterId}/skills", 200, false));
    assertThat(next()).isEqualTo(new Ending("GET", "/v1/me", 401, false));
    assertThat(next()).isEqualTo(new Ending("GET", "/health/liveness", 200, false));
    assertThat(next()).isEqualTo(new Ending("GET", "none", 404, false));
  }

  @Test
  void whatIsRefusedCountsAsWell() throws Exception {
    Phone phone = api.signIn();
    ended.clear();
    String sync = "/v1/characters/" + phone.character() + "/sync";
    api.post(sync, phone.token()).is(202);
    api.post(sync, phone.token()).is(429);

    String route = "/v1/characters/{characterId}/sync";
    assertThat(next()).isEqualTo(new Ending("POST", route, 202, false));
    assertThat(next()).isEqualTo(new Ending("POST", route, 429, false));
  }

  @Test
  void aMethodThatNobodyKnowsIsOther() throws Exception {
    api.send(api.request("/health/liveness").method("BREW", BodyPublishers.noBody())).is(405);
    assertThat(next().method()).isEqualTo("OTHER");
  }

  @Test
  void aLiveStreamIsToldFromOtherAnswers() throws Exception {
    Phone phone = api.signIn();
    ended.clear();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> stream =
          client.send(
              api.request("/v1/events", phone.token()).build(), BodyHandlers.ofInputStream());
      assertThat(next()).isEqualTo(new Ending("GET", "/v1/events", 200, true));
      assertThat(api.nomad.liveStreams().count()).isOne();
      stream.body().close();
      await().until(() -> api.nomad.liveStreams().count() == 0);
    }
    api.get("/v1/events").is(401);
    assertThat(next()).isEqualTo(new Ending("GET", "/v1/events", 401, false));
  }

  private static Ending next() throws InterruptedException {
    Ending ending = ended.poll(10, TimeUnit.SECONDS);
    assertThat(ending).isNotNull();
    return ending;
  }
}
