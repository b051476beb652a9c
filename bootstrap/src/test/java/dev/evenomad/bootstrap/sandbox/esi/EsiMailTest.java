package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiMailTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String SCOPE = "esi-mail.read_mail.v1";
  private static final String MAILS = "/pilots/" + MARA + "/mails";

  private Tokens tokens = new Tokens("", "");

  @BeforeEach
  void signIn() {
    tokens = EVE.signIn(MARA, SCOPE);
  }

  @Test
  void theHeadersComeNewestFirst() {
    var response = get("");
    var headers = json(response);
    assertThat(headers).hasSize(2);
    assertThat(headers.get(0).toString())
        .isEqualTo(
            "{\"from\":2112000002,\"is_read\":false,\"labels\":[1],\"mail_id\":400000002,"
                + "\"recipients\":[{\"recipient_id\":2112000001,\"recipient_type\":\"character\"}],"
                + "\"subject\":\"Rifters\",\"timestamp\":\"2026-11-02T15:00:00Z\"}");
    assertThat(headers.get(1).path("is_read").booleanValue()).isTrue();
    assertThat(headers.get(1).at("/recipients/0/recipient_type").asText()).isEqualTo("corporation");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=30");
    assertThat(response.headers().firstValue("X-Ratelimit-Group")).contains("char-social");
  }

  @Test
  void aMailHasABody() {
    var mail = json(get("/400000001"));
    assertThat(mail.path("body").asText())
        .isEqualTo("We leave at <b>19:00</b>.<br>Bring a hauler.");
    assertThat(mail.path("read").booleanValue()).isTrue();
    assertThat(mail.has("is_read")).isFalse();
    assertThat(mail.has("mail_id")).isFalse();
    assertThat(get("/400000009").statusCode()).isEqualTo(404);
  }

  @Test
  void labelsCountWhatIsUnreadAndListsHaveNames() {
    var labels = json(get("/labels"));
    assertThat(labels.path("total_unread_count").intValue()).isEqualTo(1);
    assertThat(labels.at("/labels/0").toString())
        .isEqualTo("{\"color\":\"#ffffff\",\"label_id\":1,\"name\":\"Inbox\",\"unread_count\":1}");
    assertThat(labels.path("labels")).hasSize(4);
    assertThat(get("/lists").body())
        .isEqualTo("[{\"mailing_list_id\":145000001,\"name\":\"Wayfarer Convoys\"}]");
  }

  @Test
  void aMailThatIsSentIsSeenOnceTheAnswerHasExpired() {
    assertThat(json(get(""))).hasSize(2);
    var sent =
        EVE.controlled(
            "POST", MAILS, "{\"from\":2112000003,\"subject\":\"Hello\",\"body\":\"How are you?\"}");
    EVE.pass(Duration.ofSeconds(29));
    assertThat(json(get(""))).as("as old as the cache time").hasSize(2);
    EVE.pass(Duration.ofSeconds(1));
    var newest = json(get("")).get(0);
    assertThat(newest.path("mail_id").longValue())
        .isEqualTo(sent.path("mailId").longValue())
        .isGreaterThanOrEqualTo(500_000_000);
    assertThat(newest.path("timestamp").asText()).isEqualTo(START.toString());
    assertThat(newest.path("from").longValue()).isEqualTo(INES);
    assertThat(json(get("/" + newest.path("mail_id").asText())).path("body").asText())
        .isEqualTo("How are you?");
  }

  @Test
  void aSenderKeepsACopyThatIsRead() {
    EVE.controlled("POST", MAILS, "{\"from\":" + KELVAR + ",\"subject\":\"Hello\",\"body\":\"\"}");
    tokens = EVE.signIn(KELVAR, SCOPE);
    var copies = json(EVE.send(EVE.esi("/characters/" + KELVAR + "/mail", tokens)));
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).path("labels").toString()).isEqualTo("[2]");
    assertThat(copies.get(0).path("is_read").booleanValue()).isTrue();
  }

  @Test
  void aMailToOneselfIsInTheMailboxOnce() {
    EVE.controlled("POST", MAILS, "{\"from\":" + MARA + ",\"subject\":\"Note\",\"body\":\"\"}");
    assertThat(json(get(""))).hasSize(3);
    assertThat(json(get("")).get(0).path("labels").toString()).isEqualTo("[2]");
  }

  @Test
  void aMailThroughACorporationOrListSaysSo() {
    EVE.controlled(
        "POST",
        MAILS,
        "{\"from\":2112000003,\"subject\":\"a\",\"recipientType\":\"mailing_list\","
            + "\"recipientId\":145000001}");
    var header = json(get("")).get(0);
    assertThat(header.path("recipients").toString())
        .isEqualTo("[{\"recipient_id\":145000001,\"recipient_type\":\"mailing_list\"}]");
    assertThat(header.path("labels")).isEmpty();
  }

  @Test
  void aMailCanBeReadAndDeletedInTheGame() {
    EVE.controlled("PATCH", MAILS + "/400000002", "{\"read\":true}");
    EVE.controlled("DELETE", MAILS + "/400000001", "");
    var headers = json(get(""));
    assertThat(headers).hasSize(1);
    assertThat(headers.get(0).path("is_read").booleanValue()).isTrue();
    assertThat(EVE.control("DELETE", MAILS + "/400000001", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theNewestFiftyAreAPageAndTheRestIsWalkedByTheLowestId() {
    for (var i = 0; i < 118; i++) {
      EVE.controlled("POST", MAILS, "{\"from\":2112000003,\"subject\":\"" + i + "\"}");
    }
    var ids = new ArrayList<Long>();
    var query = "";
    JsonNode page;
    do {
      page = json(get(query));
      page.forEach(header -> ids.add(header.path("mail_id").longValue()));
      assertThat(page.size()).isLessThanOrEqualTo(50);
      query = "?last_mail_id=" + ids.getLast();
    } while (!page.isEmpty());
    assertThat(ids)
        .hasSize(120)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void headersCanBeFilteredByLabels() {
    assertThat(json(get("?labels=4"))).hasSize(1);
    assertThat(json(get("?labels=1,4"))).hasSize(2);
    assertThat(json(get("?labels=64"))).isEmpty();
    assertThat(get("?labels=inbox").statusCode()).isEqualTo(400);
    assertThat(get("?last_mail_id=x").statusCode()).isEqualTo(400);
  }

  @Test
  void withoutTheScopeNothingIsTold() {
    tokens = EVE.signIn(MARA, RunningSandbox.SKILLS);
    assertThat(get("").statusCode()).isEqualTo(403);
    assertThat(json(get("")).path("error").asText()).contains(SCOPE);
  }

  private HttpResponse<String> get(String rest) {
    return EVE.send(EVE.esi("/characters/" + MARA + "/mail" + rest, tokens));
  }
}
