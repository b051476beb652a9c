package dev.evenomad.bootstrap.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Keeps the page on the sandbox true: its table is what the control API says of itself. With the
 * system property {@value #PROPERTY} set to {@code write}, the table is written anew.
 */
class SandboxPageTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String PROPERTY = "nomad.docs";
  private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
  private static final String HEAD = "| operation | what |\n|---|---|\n";

  @Test
  void thePageHasEveryOperation() throws IOException {
    var page = Files.readString(PAGE);
    var begin = page.indexOf(HEAD);
    assertThat(begin).as("where the table begins").isPositive();
    var end = page.indexOf("\n\n", begin);
    var written = page.substring(0, begin) + HEAD + table() + page.substring(end);
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  private static String table() {
    var operations = EVE.controlled("GET", "", "").path("operations");
    return StreamSupport.stream(operations.spliterator(), false)
        .map(SandboxPageTest::row)
        .collect(Collectors.joining("\n"));
  }

  private static String row(JsonNode operation) {
    var example =
        operation.has("exampleBody")
            ? ": `" + operation.path("exampleBody") + "`"
            : operation.has("exampleQuery")
                ? ": `" + operation.path("exampleQuery").asText() + "`"
                : "";
    var path = operation.path("path").asText().substring("/control".length());
    return "| `%s %s` | %s%s |"
        .formatted(
            operation.path("method").asText(),
            path.isEmpty() ? "/" : path,
            operation.path("summary").asText(),
            example);
  }
}
