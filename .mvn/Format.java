import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks the format of every Java source of the project, or mends it when called with "apply". */
class Format {
  public static void main(String[] args) throws IOException {
    boolean apply = args.length == 1 && args[0].equals("apply");
    List<Path> sources;
    try (var files = Files.walk(Path.of(""))) {
      sources = files.filter(Format::isSource).sorted().toList();
    }
    List<String> findings =
        sources.parallelStream().flatMap(source -> format(source, apply).stream()).toList();
    if (!findings.isEmpty()) {
      findings.forEach(System.err::println);
      System.err.println("To mend the format: ./mvnw -N validate -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && (path.contains("/src/") || path.startsWith(".mvn/"));
  }

  private static List<String> format(Path source, boolean apply) {
    try {
      String text = Files.readString(source);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return List.of();
      }
      if (!apply) {
        return List.of(source + " is not formatted");
      }
      Files.write(source, formatted.getBytes(UTF_8));
      return List.of();
    } catch (FormatterException e) {
      return List.of(source + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(source.toString(), e);
    }
  }
}
