package dev.evenomad.bootstrap.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles examples of the documentation. */
final class Javac {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  private Javac() {}

  /** The sources in that folder below {@code docs/examples}. */
  static List<Path> sources(String folder) {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles {@code sources} into {@code target}; what is wrong with them fails the test. */
  static void compile(List<Path> sources, Path target, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-d", target.toString()));
    all.addAll(List.of(options));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      Files.createDirectories(target);
      compiler
          .getTask(null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(Object::toString)
            .toList();
    if (sources.isEmpty() || !errors.isEmpty()) {
      throw new AssertionError(sources + ": " + String.join("\n", errors));
    }
  }
}
