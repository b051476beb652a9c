package dev.evenomad.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clients that the build generates from the API document. */
final class GeneratedClientsIT {

  private static final Path CLIENTS = Path.of("target", "clients");

  @Test
  void anAppCompilesWithTheTypeScriptClient() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    add(sources, CLIENTS.resolve("typescript"), "/client/");
    add(sources, Path.of("src", "test", "typescript"), "/app/");
    // Shows that the compiler looks at all.
    sources.put("/app/wrong.ts", "export const wrong: number = 'no number';\n");

    assertThat(new TypeScript().compile(sources))
        .singleElement()
        .asString()
        .startsWith("app/wrong.ts(1,14): error TS2322");
  }

  @Test
  void valuesHaveTypesInKotlin() throws IOException {
    Path models = CLIENTS.resolve("kotlin/src/main/kotlin/dev/evenomad/client/models");

    assertThat(models.resolve("NotificationKind.kt"))
        .content()
        .contains("enum class NotificationKind", "\"skill_complete\"", "\"test\"");
    assertThat(models.resolve("Notification.kt"))
        .content()
        .contains("val kind: NotificationKind", "val readAt: java.time.OffsetDateTime?")
        .contains("val characterId: kotlin.Long?");
  }

  @Test
  void valuesHaveTypesInSwift() throws IOException {
    try (Stream<Path> files = Files.walk(CLIENTS.resolve("swift"))) {
      Map<String, Path> models = new TreeMap<>();
      files.forEach(file -> models.put(file.getFileName().toString(), file));

      assertThat(models.get("NotificationKind.swift"))
          .content()
          .contains("enum NotificationKind: String", "\"skill_complete\"");
      assertThat(models.get("Notification.swift"))
          .content()
          .contains("var kind: NotificationKind", "var readAt: Date?", "var characterId: Int64?");
    }
  }

  private static void add(Map<String, String> sources, Path folder, String name)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".ts"))
          .forEach(
              file -> {
                try {
                  String below = folder.relativize(file).toString().replace('\\', '/');
                  sources.put(name + below, Files.readString(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    assertThat(sources).as("from " + folder).isNotEmpty();
  }
}
