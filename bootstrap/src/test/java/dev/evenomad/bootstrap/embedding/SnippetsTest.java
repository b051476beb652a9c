package dev.evenomad.bootstrap.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Java in the documentation is that of its examples, which other tests compile and run. */
final class SnippetsTest {

  private static final Path PROJECT = Path.of("..");

  private static final Pattern SNIPPET =
      Pattern.compile("(?:<!-- (docs/examples/\\S+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everySnippetStandsInItsExample() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    int snippets = 0;
    for (Path page : pages) {
      Matcher found = SNIPPET.matcher(Files.readString(page));
      while (found.find()) {
        snippets++;
        assertThat(found.group(1)).as("%s: which example is it of?", page).isNotNull();
        assertThat(Files.readString(PROJECT.resolve(found.group(1))))
            .as("%s: %s", page, found.group(1))
            .contains(found.group(2));
      }
    }
    assertThat(snippets).isGreaterThanOrEqualTo(4);
  }
}
