package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.operator.OperatorAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may operate the server, and from where. */
final class OperatorsIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String NEXT = "fedcba9876543210fedcba9876543210";
  private static final Protection OPEN =
      Protection.LEAST.with(
          new OperatorAccess(List.of(Secret.of(TOKEN), Secret.of(NEXT)), List.of()));

  @RegisterExtension static final Api api = new Api(OPEN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console/jobs",
        "/console/unknown",
        "/CONSOLE/jobs",
        "//console/jobs",
        "/%63onsole/jobs",
        "/console%2fjobs",
        "/console;x=y/jobs",
        "/prometheus",
        "/prometheus/",
        "/prometheus.txt"
      })
  void nothingIsThereUnlessThereAreOperators(String path) {
    try (Api closed = new Api()) {
      closed.send(closed.request(path, TOKEN)).isProblem(404, "not_found");
    }
    Answer stranger = api.get(path).isProblem(401, "operator_token_required");
    assertThat(stranger.header("WWW-Authenticate")).isPresent();
  }

  @Test
  void eachTokenOpensAndNothingElseDoes() {
    Phone phone = api.signIn();
    for (String token : List.of(TOKEN, NEXT)) {
      api.get("/console/jobs", token).is(200);
    }
    for (String wrong :
        List.of(
            TOKEN + "0", TOKEN.substring(1), TOKEN.toUpperCase(Locale.ROOT), "x", phone.token())) {
      api.get("/console/jobs", wrong).isProblem(401, "operator_token_required");
    }
    api.send(api.request("/console/jobs").header("Authorization", "Basic " + TOKEN))
        .isProblem(401, "operator_token_required");
    api.get("/v1/me", TOKEN).isProblem(401, "invalid_token");
  }

  @Test
  void whatIsNotThereIsNotThereForOperatorsEither() {
    api.get("/prometheus", TOKEN).isProblem(404, "not_found");
    api.get("/console/unknown", TOKEN).isProblem(404, "not_found");
    api.send(api.request("/console/jobs", TOKEN).POST(BodyPublishers.noBody()))
        .isProblem(405, "method_not_allowed");
  }

  @Test
  void whoeverComesThroughAProxyIsNotFromThisMachine() {
    for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
      api.send(api.request("/console/jobs", TOKEN).header(header, "127.0.0.1"))
          .isProblem(404, "not_found");
    }
  }

  @Test
  void operatorsComeFromWhereTheyMay() {
    Protection proxied =
        OPEN.trusting(List.of(AddressRange.parse("127.0.0.1")))
            .with(
                new OperatorAccess(
                    List.of(Secret.of(TOKEN)), List.of(AddressRange.parse("10.1.0.0/16"))));
    try (Api server = new Api(proxied)) {
      from(server, "10.1.2.3").is(200);
      from(server, "10.2.2.3").isProblem(404, "not_found");
      from(server, "10.1.2.3, 203.0.113.7").isProblem(404, "not_found");
      server.get("/console/jobs", TOKEN).is(200);
    }
  }

  @Test
  void guessesAreLimited() {
    try (Api server = new Api(OPEN.with(RateLimits.parse("operator=3/3")))) {
      for (int turn = 0; turn < 3; turn++) {
        server.get("/console/jobs", "guess-" + turn).is(401);
      }
      server.get("/prometheus", TOKEN).isProblem(429, "rate_limited");
      server.get("/health").is(200);
    }
  }

  @Test
  void aTokenCannotBeGuessed() {
    for (String weak : List.of("x".repeat(31), "x y".repeat(20), "é".repeat(40))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OperatorAccess.token(weak))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(weak));
    }
  }

  // Jobs

  @Test
  void showsTheJobsOfAllPilotsPageByPage() {
    List<Phone> phones = List.of(api.signIn(), api.signIn());
    for (Phone phone : phones) {
      api.post("/v1/characters/" + phone.character() + "/sync", phone.token()).is(202);
    }
    List<Object> seen = new ArrayList<>();
    Answer page = api.get("/console/jobs?status=pending&type=sync-skills&limit=1", TOKEN).is(200);
    while (true) {
      for (Map<String, Object> job : page.list("items")) {
        assertThat(job).containsEntry("status", "pending").containsEntry("type", "sync-skills");
        seen.add(job.get("characterId"));
      }
      Object next = page.object().get("nextCursor");
      if (next == null) {
        break;
      }
      page =
          api.get("/console/jobs?status=pending&type=sync-skills&limit=1&cursor=" + next, TOKEN)
              .is(200);
    }

    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsAll(
            phones.stream().map(phone -> (Object) (int) phone.character().value()).toList());
    assertThat(page.body()).doesNotContain("payload");
    assertThat(page.header("Cache-Control")).hasValue("no-store");
    assertThat(page.header("ETag")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=odd",
        "type=odd",
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=odd",
        "cursor="
      })
  void saysWhatIsWrong(String query) {
    Answer answer = api.get("/console/jobs?" + query, TOKEN).isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).contains(query.substring(0, query.indexOf('=')));
  }

  private static Answer from(Api server, String forwardedFor) {
    return server.send(
        server.request("/console/jobs", TOKEN).header("X-Forwarded-For", forwardedFor));
  }
}
