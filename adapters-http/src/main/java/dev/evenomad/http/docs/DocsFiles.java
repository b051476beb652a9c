package dev.evenomad.http.docs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, read from the class path when they are first asked for. Their address
 * names their version, a digest of them all, so that browsers may keep them. Thread-safe.
 */
@Singleton
final class DocsFiles {

  private static final String SWAGGER_UI = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private record Loaded(String page, String version, Map<String, byte[]> files) {}

  private volatile @Nullable Loaded loaded;

  /** The page itself, which names the other files by their addresses. */
  String page() {
    return loaded().page();
  }

  /** One of the other files; empty if that version has none of that name. */
  Optional<byte[]> file(String version, String name) {
    Loaded now = loaded();
    return now.version().equals(version)
        ? Optional.ofNullable(now.files().get(name))
        : Optional.empty();
  }

  private Loaded loaded() {
    Loaded known = loaded;
    if (known == null) {
      // Twice at worst, with the same outcome.
      known = load();
      loaded = known;
    }
    return known;
  }

  private static Loaded load() {
    String swaggerUi = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
    Map<String, byte[]> files = new TreeMap<>();
    for (String name :
        new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"}) {
      files.put(name, read(swaggerUi + name));
    }
    files.put("docs.css", read("docs.css"));
    files.put("docs.js", read("docs.js"));
    String version = digest(files);
    String page = new String(read("docs.html"), StandardCharsets.UTF_8);
    return new Loaded(page.replace("{version}", version), version, files);
  }

  private static String swaggerUiVersion() {
    Properties about = new Properties();
    try (InputStream file = open(SWAGGER_UI)) {
      about.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(about.getProperty("version"), SWAGGER_UI);
  }

  private static byte[] read(String resource) {
    try (InputStream file = open(resource)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(DocsFiles.class.getResourceAsStream(resource), resource);
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
