package dev.evenomad.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line of the log looks like in the forms that there are. */
final class LogFormsTest {

  private static final Path CONFIGURATION = Path.of("src", "main", "resources", "logback.xml");
  private static final String CALL = "GET /v1/auth/callback?code=abc-secret&state=def-secret done";

  @Test
  void jsonIsOneObjectOnALine() throws Exception {
    JsonNode line =
        json(
            CALL + "\nand \"more\"",
            new IllegalStateException(
                "for ?link_ticket=ghi-secret", new IOException("of /x?a=b&code=jkl-secret")),
            Map.of("requestId", "r-1", "work", "reading skills", "jobId", "j-1", "odd", "x"));

    assertThat(line.path("message").asText())
        .isEqualTo("GET /v1/auth/callback?code=***&state=*** done\nand \"more\"");
    assertThat(line.path("exception").asText())
        .startsWith("java.lang.IllegalStateException: for ?link_ticket=***")
        .contains("Caused by: java.io.IOException: of /x?a=b&code=***", "\tat dev.evenomad");
    assertThat(line.toString()).doesNotContain("secret");
    assertThat(Instant.parse(line.path("time").asText())).isEqualTo("2026-09-01T10:00:00.250Z");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("dev.evenomad.Some");
    assertThat(line.path("thread").asText()).isEqualTo("work-1");
    assertThat(line.path("requestId").asText()).isEqualTo("r-1");
    assertThat(line.path("work").asText()).isEqualTo("reading skills");
    assertThat(line.path("jobId").asText()).isEqualTo("j-1");
    assertThat(line).hasSize(9);
  }

  @Test
  void jsonLeavesOutWhatSaysNothing() throws Exception {
    JsonNode line = json("well", null, Map.of());
    assertThat(List.copyOf(line.properties()))
        .extracting(Map.Entry::getKey)
        .containsExactly("time", "level", "logger", "thread", "message");
  }

  @Test
  void textHidesTheSame() throws Exception {
    String line =
        line("text", CALL, new IllegalStateException("?code=ghi-secret"), Map.of("requestId", "r"));
    assertThat(line)
        .startsWith(
            """
            2026-09-01T10:00:00.250Z WARN  Some r GET /v1/auth/callback?code=***&state=*** done
            java.lang.IllegalStateException: ?code=***
            """)
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({",text", "'',text", "JSON,json", "' text ',text", "xml,text"})
  void aFormThatIsNoneIsText(@Nullable String set, String form) {
    assertThat(LogFormat.of(set)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({",INFO", "'',INFO", "debug,DEBUG", "OFF,OFF", "loud,INFO"})
  void aLevelThatIsNoneIsInfo(@Nullable String set, String level) {
    assertThat(LogLevel.of(set)).isEqualTo(level);
  }

  private static JsonNode json(
      String message, @Nullable Throwable failure, Map<String, String> about) throws Exception {
    String line = line("json", message, failure, about);
    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    return new ObjectMapper().readTree(line);
  }

  @SuppressWarnings("unchecked") // It is what the configuration says.
  private static String line(
      String form, String message, @Nullable Throwable failure, Map<String, String> about)
      throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(
            Files.readString(CONFIGURATION)
                .replace("${format}", form)
                .getBytes(StandardCharsets.UTF_8)));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent(
            "here", context.getLogger("dev.evenomad.Some"), Level.WARN, message, failure, null);
    event.setInstant(Instant.parse("2026-09-01T10:00:00.250Z"));
    event.setThreadName("work-1");
    event.setMDCPropertyMap(about);
    byte[] line =
        ((ConsoleAppender<ILoggingEvent>) root.getAppender(form)).getEncoder().encode(event);
    context.stop();
    return new String(line, StandardCharsets.UTF_8);
  }
}
