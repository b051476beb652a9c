package dev.evenomad.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every port has one contract, and the contract runs on at least two implementations. The test
 * classes of the other modules are read from where the build has put them just before.
 */
final class PortContractsTest {

  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.evenomad.domain");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importPaths(
              Stream.of(
                      "application",
                      "adapters-persistence",
                      "adapters-esi",
                      "adapters-push",
                      "adapters-http",
                      "bootstrap")
                  .map(module -> Path.of("..", module, "target", "test-classes"))
                  .filter(Files::isDirectory)
                  .toList());

  @TestFactory
  Stream<DynamicTest> isHeldByTwoImplementations() {
    return ports().stream()
        .map(
            port ->
                DynamicTest.dynamicTest(
                    port.getSimpleName(),
                    () ->
                        assertThat(runnersOf(port))
                            .as("test classes that run the contract of " + port.getSimpleName())
                            .hasSizeGreaterThanOrEqualTo(2)));
  }

  @Test
  void thePortsAreFound() {
    assertThat(ports()).extracting(JavaClass::getSimpleName).contains("Users", "EveSso", "Ids");
  }

  /** Interfaces that anybody may implement: sealed ones are values, and so are snapshots. */
  private static List<JavaClass> ports() {
    return DOMAIN.stream()
        .filter(type -> type.isInterface() && type.isTopLevelClass())
        .filter(type -> !type.reflect().isSealed() && !type.isEquivalentTo(Snapshot.class))
        .filter(type -> !type.isAnnotation())
        .filter(type -> !type.getSimpleName().equals("package-info"))
        // Those above the features only hand out ports.
        .filter(type -> !type.getPackageName().equals("dev.evenomad.domain"))
        .toList();
  }

  private static List<String> runnersOf(JavaClass port) {
    // The handler is the core's own; what is swapped is the engine that calls it.
    String name = port.isEquivalentTo(DueWorkHandler.class) ? "DueWork" : port.getSimpleName();
    String contract = "dev.evenomad.testkit.contract." + name + "Contract";
    return TESTS.stream()
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(type -> !type.isInterface() && type.isAssignableTo(contract))
        .map(JavaClass::getName)
        .toList();
  }
}
