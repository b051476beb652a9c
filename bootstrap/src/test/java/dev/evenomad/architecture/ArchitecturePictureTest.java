package dev.evenomad.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Keeps the picture on the page about the architecture, as the compiled classes have it. With the
 * system property {@value #PROPERTY} set to {@code write}, it is drawn anew; its numbers are those
 * of the last time.
 */
final class ArchitecturePictureTest {

  private static final String PROPERTY = "nomad.docs";
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final String BEGIN = "<!-- picture: begin -->\n";
  private static final String END = "<!-- picture: end -->\n";

  private static final String ROOT = "dev.evenomad.";
  private static final int LABEL_WIDTH = 24;

  /** With room for the arrows between the modules. */
  private static final String HEAD =
      """
      ```mermaid
      %%{init: {"flowchart": {"nodeSpacing": 15, "rankSpacing": 200}}}%%
      flowchart LR
      """;

  /** From the outside in, which is the direction of the arrows. */
  private static final List<String> MODULES = Rules.PARTS.reversed();

  /** Classes that somebody wrote: not those that the framework generates, nor descriptions. */
  private static final List<JavaClass> CLASSES =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              // The published test-jar of the application holds its tests.
              .withImportOption(location -> !location.contains("-tests.jar"))
              .importPackages(MODULES.stream().map(module -> ROOT + module).toArray(String[]::new))
              .stream()
              .filter(type -> !fileOf(type).getSimpleName().startsWith("$"))
              .filter(type -> !type.getSimpleName().equals("package-info"))
              .toList();

  private final SortedMap<String, SortedSet<String>> packages = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> classes = new TreeMap<>();
  private final SortedMap<Arrow, SortedSet<String>> dependents = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> ports = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> implementers = new TreeMap<>();

  @Test
  void thePageShowsHowTheClassesDepend() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).as("%s has a place for the picture", PAGE).containsSubsequence(BEGIN, END);
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + picture()
            + page.substring(page.indexOf(END));
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.writeString(PAGE, expected);
    } else {
      // Not every new class is worth a new picture.
      assertThat(withoutNumbers(page))
          .as("%s (-D%s=write writes it)", PAGE, PROPERTY)
          .isEqualTo(withoutNumbers(expected));
    }
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "#");
  }

  private String picture() {
    CLASSES.forEach(this::look);
    StringBuilder text = new StringBuilder(HEAD);
    MODULES.forEach(module -> draw(module, text));
    dependents.forEach(
        (arrow, from) ->
            text.append("  %s ==>|%d| %s\n".formatted(arrow.from, from.size(), arrow.to)));
    implementers.values().stream()
        .distinct()
        .forEach(
            group ->
                group.forEach(
                    from -> text.append("  %s -.-> %s\n".formatted(id(from), idOf(group)))));
    return text.append("```\n").toString();
  }

  private void look(JavaClass type) {
    String module = moduleOf(type);
    add(packages, module, packageOf(type));
    add(classes, module, fileOf(type).getName());
    type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(ArchitecturePictureTest::isOurs)
        .map(ArchitecturePictureTest::moduleOf)
        .filter(other -> !other.equals(module))
        .forEach(
            other ->
                dependents
                    .computeIfAbsent(new Arrow(module, other), arrow -> new TreeSet<>())
                    .add(fileOf(type).getName()));
    if (!module.equals("domain")) {
      type.getAllRawInterfaces().stream()
          .filter(port -> isOurs(port) && moduleOf(port).equals("domain"))
          .filter(JavaClass::isTopLevelClass)
          .forEach(
              port -> {
                add(ports, packageOf(port), port.getSimpleName());
                add(implementers, packageOf(port), packageOf(type));
              });
    }
  }

  /**
   * Packages that implement ports stand by themselves, and so do those that have some, together if
   * the same packages implement them; all others share a box.
   */
  private void draw(String module, StringBuilder text) {
    text.append(
        "  subgraph %s[\"%s: %d classes\"]\n"
            .formatted(module, module, of(classes, module).size()));
    Map<SortedSet<String>, List<String>> groups = new LinkedHashMap<>();
    SortedSet<String> others = new TreeSet<>();
    for (String name : of(packages, module)) {
      if (implementers.containsKey(name)) {
        groups
            .computeIfAbsent(implementers.get(name), group -> new ArrayList<>())
            .add("<b>" + shortName(name) + "</b><br/>" + wrapped(of(ports, name)));
      } else if (implementers.values().stream().anyMatch(group -> group.contains(name))) {
        node(text, id(name), "<b>" + shortName(name) + "</b>");
      } else {
        others.add(shortName(name));
      }
    }
    groups.forEach((group, labels) -> node(text, idOf(group), String.join("<br/>", labels)));
    if (!others.isEmpty()) {
      node(text, id(module + ".others"), wrapped(others));
    }
    text.append("  end\n");
  }

  /** The box of the features whose ports those packages implement has the name of the first. */
  private String idOf(SortedSet<String> group) {
    return id(
        implementers.entrySet().stream()
            .filter(feature -> feature.getValue().equals(group))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow());
  }

  private static void node(StringBuilder text, String id, String label) {
    text.append("    %s[\"%s\"]\n".formatted(id, label));
  }

  private static String wrapped(Collection<String> words) {
    StringBuilder text = new StringBuilder();
    int width = 0;
    for (String word : words) {
      if (width > 0 && width + word.length() > LABEL_WIDTH) {
        text.append(",<br/>");
        width = 0;
      } else if (width > 0) {
        text.append(", ");
      }
      text.append(word);
      width += word.length() + 2;
    }
    return text.toString();
  }

  /** No module is called that, so no box has the id of a module's frame. */
  private static String id(String name) {
    return "p_" + name.replace('.', '_');
  }

  private static String shortName(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT) && MODULES.contains(moduleOf(type));
  }

  private static String moduleOf(JavaClass type) {
    return levels(type)[0];
  }

  /** The module and the level below it, {@code domain.character}; the module alone for its own. */
  private static String packageOf(JavaClass type) {
    String[] levels = levels(type);
    return levels.length == 1 ? levels[0] : levels[0] + "." + levels[1];
  }

  private static String[] levels(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.", -1);
  }

  private static JavaClass fileOf(JavaClass type) {
    return type.getEnclosingClass().map(ArchitecturePictureTest::fileOf).orElse(type);
  }

  private static SortedSet<String> of(SortedMap<String, SortedSet<String>> from, String key) {
    return from.getOrDefault(key, Collections.emptySortedSet());
  }

  private static void add(SortedMap<String, SortedSet<String>> to, String key, String value) {
    to.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
  }

  /** From a module or package to another one, in the order of their names. */
  private record Arrow(String from, String to) implements Comparable<Arrow> {
    @Override
    public int compareTo(Arrow other) {
      int byFrom = from.compareTo(other.from);
      return byFrom == 0 ? to.compareTo(other.to) : byFrom;
    }
  }
}
