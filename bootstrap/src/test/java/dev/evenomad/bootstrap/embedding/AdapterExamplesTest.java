package dev.evenomad.bootstrap.embedding;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters' pages show code that compiles. */
final class AdapterExamplesTest {

  @Test
  void everyExampleCompiles(@TempDir Path target) {
    Javac.compile(
        Javac.sources("adapters"),
        target,
        "--release",
        "25",
        "--class-path",
        System.getProperty("java.class.path"));
  }
}
