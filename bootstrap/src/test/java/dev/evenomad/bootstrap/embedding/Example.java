package dev.evenomad.bootstrap.embedding;

import dev.evenomad.application.Nomad;
import dev.evenomad.domain.Stores;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.http.HttpServer;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.testkit.memory.InMemoryStores;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/**
 * An example of the documentation, compiled for Java 21 against the jars that were built, as it is
 * in a project of somebody else's.
 *
 * @param classes where its classes are
 */
record Example(Path classes) {

  private static final String JAVA = "21";

  /** Domain, use cases and testkit. */
  static final List<Path> CORE =
      List.of(jar(Stores.class), jar(Nomad.class), jar(InMemoryStores.class));

  /** What an application needs that embeds the core with the testkit's adapters, and no more. */
  private static final List<Path> EMBEDDING =
      Stream.concat(CORE.stream(), Stream.of(jar(Logger.class), jar(NullMarked.class))).toList();

  /** Compiles the sources in {@code folder} below {@code docs/examples} into {@code target}. */
  static Example compiled(String folder, Path target, Class<?>... besides) {
    Javac.compile(Javac.sources(folder), target, "--release", JAVA, "--class-path", path(besides));
    return new Example(target);
  }

  /** The same, as a module of that descriptor. */
  static Example compiledAsModule(String folder, Path target, String descriptor) {
    try {
      Path file = Files.createDirectories(target).resolve("module-info.java");
      Files.writeString(file, descriptor);
      List<Path> sources = new ArrayList<>(List.of(file));
      for (Path source : Javac.sources(folder)) {
        // A module has no classes without a package.
        String text = Files.readString(source);
        Path packaged = target.resolve(source.getFileName());
        Files.writeString(packaged, "package example;\n" + text);
        sources.add(packaged);
      }
      Path classes = target.resolve("classes");
      Javac.compile(sources, classes, "--release", JAVA, "--module-path", path());
      return new Example(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of what it is compiled and run with. */
  static String path(Class<?>... besides) {
    return Stream.concat(EMBEDDING.stream(), Stream.of(besides).map(Example::jar))
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** All jars of Nomad's that others put on their paths. */
  static List<Path> everyJar() {
    return Stream.concat(
            CORE.stream(),
            Stream.of(Persistence.class, EveOnline.class, FcmPush.class, HttpServer.class)
                .map(Example::jar))
        .toList();
  }

  /** Its class of that name, beside the classes of the test. */
  Class<?> load(String name) {
    try {
      URL[] places = {classes.toUri().toURL()};
      return Class.forName(name, true, new URLClassLoader(places, Example.class.getClassLoader()));
    } catch (MalformedURLException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path jar(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(place)) {
        throw new IllegalStateException(
            place + " is no jar: run this by ./mvnw verify, which makes them");
      }
      return place;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
