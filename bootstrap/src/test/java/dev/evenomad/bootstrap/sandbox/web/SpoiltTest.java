package dev.evenomad.bootstrap.sandbox.web;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpoiltTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void anAnswerCanEndInTheMiddle() {
    var whole = queue();
    var cut = spoilt("truncated");
    assertThat(cut.statusCode()).isEqualTo(200);
    assertThat(whole.body()).startsWith(cut.body()).isNotEqualTo(cut.body());
    assertThat(Json.read(cut.body().getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(queue().body()).isEqualTo(whole.body());
  }

  @Test
  void anAnswerCanBeAPage() {
    var page = spoilt("html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<html>");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void anAnswerCanHaveTheWrongTypes() {
    var entry = json(spoilt("wrong-types")).get(0);
    assertThat(entry.path("skill_id").isTextual()).isTrue();
    assertThat(entry.path("finish_date").isNumber()).isTrue();
  }

  @Test
  void anAnswerCanLackItsFields() {
    assertThat(spoilt("missing-fields").body()).isEqualTo("[{},{},{}]");
  }

  @Test
  void whoHasTheAnswerIsSentASpoiltOneAllTheSame() {
    var etag = queue().headers().firstValue("ETag").orElseThrow();
    add("html");
    var tokens = EVE.signIn(MARA, QUEUE);
    var response =
        EVE.send(
            EVE.esi("/characters/" + MARA + "/skillqueue", tokens)
                .header("If-None-Match", etag)
                .header("Accept-Encoding", "gzip"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void theTokenEndpointCanBeMadeToRefuse() {
    var tokens = EVE.signIn(MARA, QUEUE);
    EVE.controlled(
        "POST",
        "/faults",
        "{\"target\":\"sso-token\",\"oauthError\":\"invalid_grant\",\"times\":1}");
    var refused = EVE.token(RunningSandbox.refresh(tokens.refresh()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(EVE.token(RunningSandbox.refresh(tokens.refresh())).statusCode()).isEqualTo(200);
    EVE.controlled(
        "POST",
        "/faults",
        "{\"target\":\"sso-token\",\"oauthError\":\"invalid_client\",\"times\":1}");
    assertThat(EVE.token(RunningSandbox.refresh(tokens.refresh())).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    for (var body :
        new String[] {
          "{\"target\":\"esi\",\"spoil\":\"rotten\"}",
          "{\"target\":\"esi\",\"oauthError\":\"x\"}",
          "{\"target\":\"esi\",\"spoil\":\"html\",\"status\":500}",
          "{\"target\":\"esi\"}"
        }) {
      assertThat(EVE.control("POST", "/faults", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  private static HttpResponse<String> spoilt(String how) {
    add(how);
    return queue();
  }

  private static void add(String how) {
    EVE.controlled(
        "POST",
        "/faults",
        "{\"target\":\"esi\",\"path\":\"*/skillqueue\",\"spoil\":\"" + how + "\",\"times\":1}");
  }

  private static HttpResponse<String> queue() {
    return EVE.skillQueue(MARA, EVE.signIn(MARA, QUEUE));
  }
}
