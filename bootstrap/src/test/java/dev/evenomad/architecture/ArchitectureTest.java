package dev.evenomad.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the project to its rules, and the rules to planted violations. */
final class ArchitectureTest {

  private static final String ROOT = "dev.evenomad";
  private static final String PLANTED = "dev.evenomad.architecture.planted";

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // The published test-jar of the application holds its tests.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  @TestFactory
  Stream<DynamicTest> theProjectKeeps() {
    return Rules.under(ROOT).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(PROJECT)));
  }

  @TestFactory
  Stream<DynamicTest> aPlantedViolationIsFoundBy() {
    return Rules.under(PLANTED).entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(),
                    () ->
                        assertThat(rule.getValue().evaluate(VIOLATIONS).hasViolation())
                            .as("the planted violation of: " + rule.getValue().getDescription())
                            .isTrue()));
  }

  @TestFactory
  Stream<DynamicTest> thereAreClassesIn() {
    return Rules.PARTS.stream()
        .map(
            part ->
                DynamicTest.dynamicTest(
                    part,
                    () ->
                        assertThat(PROJECT)
                            .anyMatch(
                                type -> type.getPackageName().startsWith(ROOT + "." + part))));
  }

  @Test
  void aRuleWithoutSubjectsFails() {
    JavaClasses nothing = new ClassFileImporter().importClasses(String.class);
    assertThat(Rules.under(ROOT).get("domain is pure"))
        .satisfies(
            rule ->
                assertThat(catchThrowable(() -> rule.check(nothing)))
                    .isInstanceOf(AssertionError.class));
  }
}
