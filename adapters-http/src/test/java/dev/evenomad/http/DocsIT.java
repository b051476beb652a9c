package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the API document. */
final class DocsIT {

  @RegisterExtension static final Api api = new Api();

  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private final Answer page = api.get("/docs").is(200);
  private final List<String> references =
      REFERENCE.matcher(page.body()).results().map(found -> found.group(1)).toList();

  @Test
  void thePageMayUseNothingButThisServer() {
    assertThat(page.header("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.header("Cache-Control")).hasValue("no-cache");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none';")
        .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");
    assertThat(references).hasSize(6).allMatch(reference -> reference.startsWith("/"));
    assertThat(page.body()).doesNotContain("//", "<script>", "<style", " style=", "onload");
  }

  @Test
  void everythingThatThePageNeedsIsThereAndStays() {
    for (String reference : references) {
      Answer file = api.get(reference).is(200);
      if (!reference.equals("/openapi.yml")) {
        assertThat(file.header("Content-Type")).hasValue(type(reference));
        assertThat(file.header("Cache-Control"))
            .as(reference)
            .hasValue("public, max-age=31536000, immutable");
        assertThat(file.header("X-Content-Type-Options")).hasValue("nosniff");
      }
    }
    assertThat(references)
        .anyMatch(reference -> reference.endsWith("/swagger-ui-bundle.js"))
        .anyMatch(reference -> reference.endsWith("/docs.js"));
  }

  @Test
  void stylesAndScriptOfThePageFetchNothingFromElsewhere() {
    for (String reference : references) {
      if (reference.endsWith(".css") || reference.endsWith("/docs.js")) {
        String text = api.get(reference).body();
        assertThat(text).as(reference).doesNotContain("@import");
        assertThat(
                Pattern.compile("url\\((?![\"']?data:)[^)]*|https?://[^\"' )\\\\]*")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group))
            .as(reference)
            // Names of SVG, which nothing fetches.
            .allMatch(found -> found.startsWith("http://www.w3.org/"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/0000000000000000/docs.js",
        "/docs/{version}/docs.html",
        "/docs/{version}/swagger-initializer.js",
        "/docs/{version}/..%2Fdocs.html",
        "/docs/{version}/",
        "/docs/index.html"
      })
  void nothingElseIsServed(String path) {
    String version = references.getFirst().split("/", -1)[2];

    api.get(path.replace("{version}", version)).isProblem(404, "not_found");
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".css" -> "text/css";
      case ".js" -> "text/javascript";
      case ".png" -> "image/png";
      default -> throw new AssertionError(file);
    };
  }
}
