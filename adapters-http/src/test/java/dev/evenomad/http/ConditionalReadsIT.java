package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.http.Api.Phone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validators of what is read, and how it travels. */
final class ConditionalReadsIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/me",
        "/v1/me/settings",
        "/v1/characters",
        "/v1/notifications",
        "/v1/notifications/unread-count",
        "/openapi.yml"
      })
  void whoHasItAlreadyGetsNothingAgain(String path) {
    Answer first = api.get(path, phone.token()).is(200);
    String tag = first.header("ETag").orElseThrow();

    Answer second = readUnless(path, tag);

    assertThat(tag).matches("W/\"[A-Za-z0-9_-]{22}\"");
    assertThat(second.is(304).body()).isEmpty();
    for (String header : new String[] {"ETag", "Cache-Control", "Vary"}) {
      assertThat(second.header(header)).as(header).isPresent().isEqualTo(first.header(header));
    }
    for (String header : new String[] {"Date", "X-Request-Id", "X-Content-Type-Options"}) {
      assertThat(second.header(header)).as(header).isPresent();
    }
    assertThat(second.header("Content-Type")).isEmpty();
    assertThat(first.body()).as("whole, as ever").isNotEmpty();
  }

  @Test
  void whatIsOnesOwnIsKeptByOneselfAndAskedForEachTime() {
    assertThat(api.get("/v1/me", phone.token()).header("Cache-Control"))
        .hasValue("private, no-cache");
    assertThat(api.get("/openapi.yml").header("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void aChangeChangesTheValidator() {
    String tag = api.get("/v1/me/settings", phone.token()).header("ETag").orElseThrow();
    api.sendJson("PATCH", "/v1/me/settings", phone.token(), "{\"theme\": \"light\"}").is(200);

    Answer changed = readUnless("/v1/me/settings", tag).is(200);

    assertThat(changed.text("theme")).isEqualTo("light");
    assertThat(changed.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    assertThat(api.get("/v1/me/settings", api.signIn().token()).header("ETag"))
        .as("of somebody else's")
        .isNotEqualTo(changed.header("ETag"));
  }

  @Test
  void tagsAreComparedWeaklyAndInLists() {
    String tag = api.get("/v1/me", phone.token()).header("ETag").orElseThrow();
    String opaque = tag.substring(2);

    readUnless("/v1/me", opaque).is(304);
    readUnless("/v1/me", "\"other\", " + tag + ", \"more\"").is(304);
    readUnless("/v1/me", "*").is(304);
    readUnless("/v1/me", "\"other\", W/\"more\"").is(200);
    readUnless("/v1/me", opaque.replace("\"", "")).is(200);
    readUnless("/v1/me", "").is(200);
  }

  @Test
  void headHasTheValidatorToo() {
    String tag = api.get("/v1/me", phone.token()).header("ETag").orElseThrow();

    Answer head =
        api.send(api.request("/v1/me", phone.token()).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.is(200).header("ETag")).hasValue(tag);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void whatChangesOrSignsInOrFailsHasNone() {
    for (Answer answer :
        new Answer[] {
          api.post("/v1/notifications/read", phone.token()).is(200),
          api.post("/v1/auth/link", phone.token()).is(200),
          api.get("/v1/jobs/none", phone.token()).is(404),
          api.get("/v1/me").is(401),
          api.get("/health").is(200)
        }) {
      assertThat(answer.header("ETag")).isEmpty();
      assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }
  }

  // Compression

  @Test
  void longTextIsCompressedForWhoTakesIt() throws Exception {
    HttpResponse<byte[]> compressed = bytes("/openapi.yml", "gzip");
    HttpResponse<byte[]> plain = bytes("/openapi.yml", "identity");

    assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(compressed.headers().firstValue("ETag"))
        .as("weak: the same, but not byte by byte")
        .isEqualTo(plain.headers().firstValue("ETag"));
    assertThat(compressed.body().length).isLessThan(plain.body().length / 4);
    assertThat(unzipped(compressed.body())).isEqualTo(text(plain.body()));
  }

  @Test
  void aLongListIsCompressedAndShortOnesAreNot() throws Exception {
    for (int i = 0; i < 10; i++) {
      api.post("/v1/notifications/test", phone.token()).is(202);
    }

    HttpResponse<byte[]> list = bytes("/v1/notifications", "gzip, deflate, br");
    HttpResponse<byte[]> count = bytes("/v1/notifications/unread-count", "gzip");

    assertThat(list.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(unzipped(list.body())).isEqualTo(api.get("/v1/notifications", phone.token()).body());
    assertThat(count.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void whatComesCompressedIsNotUnpacked() {
    Answer answer =
        api.send(
            api.request("/v1/me/settings", phone.token())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0})));

    answer.isProblem(400, "malformed_json");
  }

  private Answer readUnless(String path, String tag) {
    return api.send(api.request(path, phone.token()).header("If-None-Match", tag));
  }

  private HttpResponse<byte[]> bytes(String path, String encodings) throws Exception {
    HttpRequest request =
        api.request(path, phone.token()).header("Accept-Encoding", encodings).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  private static String unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return text(zip.readAllBytes());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
