package dev.evenomad.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing public comes, goes or changes by accident: {@code docs/public-api} says what there is,
 * and its history says since when. {@code -Dnomad.docs=write} writes it, for a change that is
 * meant; what it takes away breaks somebody's program, and belongs into UPGRADING.md.
 */
final class PublicApiTest {

  private static final String PROPERTY = "nomad.docs";
  private static final Path FOLDER = Path.of("..", "docs", "public-api");

  /** Public packages of each artifact; {@code ..} stands for those below it. */
  private static final Map<String, List<String>> PUBLIC = new LinkedHashMap<>();

  static {
    PUBLIC.put("domain", List.of("domain.."));
    PUBLIC.put("application", List.of("application.."));
    PUBLIC.put("testkit", List.of("testkit.."));
    PUBLIC.put(
        "adapters-persistence",
        List.of("persistence", "persistence.vault", "persistence.jobs", "persistence.schema"));
    PUBLIC.put("adapters-esi", List.of("esi", "esi.client", "esi.sso"));
    PUBLIC.put("adapters-push", List.of("push.fcm", "push.web"));
    PUBLIC.put("adapters-http", List.of("http"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(
              location ->
                  location.contains("/testkit/")
                      || !(location.contains("-tests.jar") || location.contains("test-classes")))
          .importPackages("dev.evenomad");

  @TestFactory
  Stream<DynamicTest> isAsWritten() {
    return PUBLIC.entrySet().stream()
        .map(
            artifact ->
                DynamicTest.dynamicTest(
                    artifact.getKey(), () -> compare(artifact.getKey(), artifact.getValue())));
  }

  private static void compare(String artifact, List<String> packages) throws IOException {
    Path file = FOLDER.resolve(artifact + ".txt");
    List<String> now = api(packages);
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.createDirectories(FOLDER);
      Files.write(file, now);
      return;
    }
    List<String> written = read(file);
    List<String> gone = new ArrayList<>(written);
    gone.removeAll(now);
    List<String> come = new ArrayList<>(now);
    come.removeAll(written);
    assertThat(gone)
        .as("gone from the public API of %s; if it is meant, run with -Dnomad.docs=write", artifact)
        .isEmpty();
    assertThat(come)
        .as("new in the public API of %s; if it is meant, run with -Dnomad.docs=write", artifact)
        .isEmpty();
  }

  private static List<String> read(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static List<String> api(List<String> packages) {
    List<String> lines = new ArrayList<>();
    CLASSES.stream()
        .filter(type -> packages.stream().anyMatch(name -> isIn(type.getPackageName(), name)))
        .filter(PublicApiTest::isPublic)
        .sorted((one, other) -> one.getName().compareTo(other.getName()))
        .forEach(type -> describe(type.reflect(), lines));
    return lines;
  }

  private static boolean isIn(String packageName, String name) {
    String full = "dev.evenomad." + name;
    return full.endsWith("..")
        ? (packageName + ".").startsWith(full.substring(0, full.length() - 1))
        : packageName.equals(full);
  }

  private static boolean isPublic(JavaClass type) {
    Class<?> all = type.reflect();
    if (all.isAnonymousClass() || all.isLocalClass() || all.isSynthetic()) {
      return false;
    }
    for (Class<?> each = all; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers()) && !Modifier.isProtected(each.getModifiers())) {
        return false;
      }
    }
    return !type.getSimpleName().equals("package-info") && !type.getSimpleName().endsWith("Test");
  }

  private static void describe(Class<?> type, List<String> lines) {
    StringBuilder head = new StringBuilder(type.toGenericString());
    if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
      head.append(" extends ").append(type.getGenericSuperclass().getTypeName());
    }
    Arrays.stream(type.getGenericInterfaces())
        .map(parent -> " is " + parent.getTypeName())
        .forEach(head::append);
    lines.add(head.toString());
    Stream.of(
            Arrays.stream(type.getDeclaredFields())
                .filter(PublicApiTest::isVisible)
                .map(Field::toGenericString),
            Arrays.stream(type.getDeclaredConstructors())
                .filter(PublicApiTest::isVisible)
                .map(Constructor::toGenericString),
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method) && !method.isBridge() && !isTest(method))
                .map(Method::toGenericString))
        .flatMap(members -> members)
        .sorted()
        .forEach(member -> lines.add("  " + member));
  }

  /** Another test of a contract tells more of what was promised already. */
  private static boolean isTest(Method method) {
    return method.isDefault()
        && method.getDeclaringClass().getPackageName().equals("dev.evenomad.testkit.contract");
  }

  private static boolean isVisible(Member member) {
    return !member.isSynthetic()
        && (Modifier.isPublic(member.getModifiers())
            || Modifier.isProtected(member.getModifiers()));
  }
}
