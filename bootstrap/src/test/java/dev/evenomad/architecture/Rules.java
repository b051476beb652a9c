package dev.evenomad.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchRule;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules, for everything below a root package: the project's own, or that of the planted
 * violations, which has the same layout.
 */
final class Rules {

  /** Every part of the hexagon, as it is named below the root package. */
  static final List<String> PARTS =
      List.of("domain", "application", "persistence", "esi", "push", "http", "bootstrap");

  private static final List<String> ADAPTERS = List.of("persistence", "esi", "push", "http");

  private static final Set<String> CLOCKLESS_NOW =
      Set.of(
          "java.time.Instant.now()",
          "java.time.LocalDate.now()",
          "java.time.LocalTime.now()",
          "java.time.LocalDateTime.now()",
          "java.time.ZonedDateTime.now()",
          "java.time.OffsetDateTime.now()",
          "java.lang.System.currentTimeMillis()",
          "java.util.Date.<init>()");

  /** Public in Java for the adapter's other packages, and for nobody else. */
  private static final List<String> INSIDE_OF_ADAPTERS =
      List.of(
          "persistence.batch",
          "persistence.budget",
          "persistence.cache",
          "persistence.jpa",
          "persistence.live",
          "esi.limit",
          "push.sending",
          "http.answer",
          "http.connection",
          "http.error",
          "http.request");

  private final String root;
  private final Map<String, ArchRule> rules = new LinkedHashMap<>();

  private Rules(String root) {
    this.root = root;
    rules.put("domain is pure", domainIsPure());
    rules.put("application depends on the domain only", applicationDependsOnTheDomainOnly());
    rules.put("no framework in the core", noFrameworkInTheCore());
    for (String adapter : ADAPTERS) {
      rules.put(adapter + " knows no other adapter", knowsNoOtherAdapter(adapter));
    }
    rules.put("adapters are used by their faces", adaptersAreUsedByTheirFaces());
    rules.put("only bootstrap knows bootstrap", onlyBootstrapKnowsBootstrap());
    rules.put("features of the domain are acyclic", acyclic("domain"));
    rules.put("features of the application are acyclic", acyclic("application"));
    rules.put("entities stay in persistence", entitiesStayInPersistence());
    rules.put("entities are not public", entitiesAreNotPublic());
    rules.put("libraries keep to their adapter", librariesKeepToTheirAdapters());
    rules.put("time comes from a clock", timeComesFromAClock());
    rules.put("the system clock is chosen at the edge", systemClockAtTheEdge());
    rules.put("only eve and phones are spoken to", onlyEveAndPhonesAreSpokenTo());
    rules.put("figures know nobody", figuresKnowNobody());
    rules.put("no standard streams", noStandardStreams());
    rules.put("no grab-bag packages", noGrabBagPackages());
    rules.put("no Impl", noImpl());
    rules.put("packages are null-marked", packagesAreNullMarked());
    rules.put("transactions alone try again", transactionsAloneTryAgain());
    rules.put("aggregates are restored by stores only", aggregatesAreRestoredByStoresOnly());
  }

  static Map<String, ArchRule> under(String root) {
    return new Rules(root).rules;
  }

  private String in(String part) {
    return root + "." + part + "..";
  }

  private ArchRule domainIsPure() {
    return classes()
        .that()
        .resideInAPackage(in("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", in("domain"))
        .because("the core embeds in any JVM application");
  }

  private ArchRule applicationDependsOnTheDomainOnly() {
    return classes()
        .that()
        .resideInAPackage(in("application"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "org.slf4j..",
            in("domain"),
            in("application"))
        .because("use cases speak to ports, never to adapters");
  }

  private ArchRule noFrameworkInTheCore() {
    return noClasses()
        .that()
        .resideInAnyPackage(in("domain"), in("application"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..", "javax.inject..", "javax.sql..", "io.micronaut..", "com.fasterxml..")
        .because("the core runs without any framework");
  }

  private ArchRule knowsNoOtherAdapter(String adapter) {
    String[] others =
        PARTS.stream()
            .filter(part -> !part.equals("domain") && !part.equals(adapter))
            .filter(part -> !(adapter.equals("http") && part.equals("application")))
            .map(this::in)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in(adapter))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because(
            "an adapter that knows another one cannot be swapped; driven ones need no use case");
  }

  private ArchRule adaptersAreUsedByTheirFaces() {
    return noClasses()
        .that()
        .resideInAnyPackage(in("domain"), in("application"), in("bootstrap"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INSIDE_OF_ADAPTERS.stream().map(this::in).toArray(String[]::new))
        .because("what is inside of an adapter may change any day");
  }

  private ArchRule onlyBootstrapKnowsBootstrap() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("bootstrap"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("bootstrap"))
        .because("dependencies point inwards");
  }

  private ArchRule acyclic(String part) {
    return slices()
        .matching(root + "." + part + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature that needs another one is not needed by it");
  }

  private ArchRule entitiesStayInPersistence() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("persistence.jpa"))
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .because("rows never leave persistence");
  }

  private ArchRule entitiesAreNotPublic() {
    return classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .notBePublic()
        .andShould()
        .resideInAPackage(in("persistence.jpa"))
        .because("rows never leave persistence");
  }

  private ArchRule librariesKeepToTheirAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("persistence"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "org.eclipse.persistence..",
            "com.google.crypto.tink..",
            "com.github.benmanes.caffeine..",
            "com.github.kagkarlsson..",
            "io.lettuce..",
            "org.flywaydb..",
            "com.zaxxer..")
        .because("a library that one adapter is made of is nobody else's business");
  }

  private ArchRule timeComesFromAClock() {
    return noClasses()
        .that(are(not(resideInAPackage(in("bootstrap")))))
        .should()
        .accessTargetWhere(
            describe(
                "asks for the time without a clock",
                access -> CLOCKLESS_NOW.contains(targetOf(access))))
        .because("tests drive the time");
  }

  private ArchRule systemClockAtTheEdge() {
    DescribedPredicate<JavaClass> edge =
        resideInAPackage(in("bootstrap"))
            .or(
                describe(
                    "the builder of the library",
                    type -> type.getName().equals(root + ".application.NomadBuilder")));
    return noClasses()
        .that(are(not(edge)))
        .should()
        .callMethodWhere(
            describe(
                "takes the system clock",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Clock.class)
                        && call.getTarget().getName().startsWith("system")))
        .because("whoever wires the parts decides what time it is");
  }

  private ArchRule onlyEveAndPhonesAreSpokenTo() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("esi"), in("push"), in("bootstrap"))
        .should()
        .dependOnClassesThat(
            describe(
                "speak to other servers",
                type ->
                    type.getPackageName().startsWith("java.net.http")
                        || type.getPackageName().startsWith("io.micronaut.http.client")
                        || Set.of("java.net.Socket", "java.net.URLConnection")
                            .contains(type.getName())))
        .because(
            "nothing leaves an account but to EVE and the pilot's own devices; what would, has to"
                + " ask for shareActivityStats");
  }

  private ArchRule figuresKnowNobody() {
    return noClasses()
        .that(
            are(
                resideInAPackage(root + "..")
                    .and(
                        simpleNameEndingWith("Statistics")
                            .or(describe("inside of one", Rules::insideOfStatistics)))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                in("domain.account"),
                in("domain.character"),
                in("domain.session"),
                in("domain.notification"),
                in("domain.settings")))
        .because("figures of the whole installation are not about anybody");
  }

  private static boolean insideOfStatistics(JavaClass type) {
    return type.getEnclosingClass()
        .filter(outer -> outer.getSimpleName().endsWith("Statistics"))
        .isPresent();
  }

  private ArchRule noStandardStreams() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("bootstrap.cli"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("only the command line talks to a terminal");
  }

  private ArchRule noGrabBagPackages() {
    return noClasses()
        .that(are(resideInAPackage(root + "..")))
        .should()
        .resideInAnyPackage("..impl..", "..util..", "..utils..", "..model..", "..helper..")
        .because("packages follow features");
  }

  private ArchRule noImpl() {
    return noClasses()
        .that(are(resideInAPackage(root + "..")))
        .should(
            be(
                simpleNameEndingWith("Impl")
                    .or(simpleNameEndingWith("Manager"))
                    .or(simpleNameEndingWith("Helper"))))
        .because("a name says what is different about a class");
  }

  private ArchRule packagesAreNullMarked() {
    return classes()
        .that(are(resideInAPackage(root + "..")))
        .should(
            be(
                describe(
                    "in a null-marked package",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .because("absence is a matter of types");
  }

  private ArchRule transactionsAloneTryAgain() {
    return noCodeUnits()
        .that()
        .areDeclaredInClassesThat(
            are(resideInAPackage(root + "..").and(not(resideInAPackage(in("persistence.jpa"))))))
        .should(
            be(
                describe(
                    "catching conflicts",
                    unit ->
                        unit.getTryCatchBlocks().stream()
                            .flatMap(block -> block.getCaughtThrowables().stream())
                            .anyMatch(type -> type.isEquivalentTo(ConflictException.class)))))
        .because("who lost to another writer is run again once, at the edge of the use case");
  }

  private ArchRule aggregatesAreRestoredByStoresOnly() {
    return noClasses()
        .that(
            are(
                resideInAnyPackage(
                    in("application"), in("esi"), in("push"), in("http"), in("bootstrap"))))
        .should()
        .callConstructorWhere(describe("restores an aggregate", call -> isAggregate(call)))
        .because("everybody else uses the verbs, which keep the lifecycle");
  }

  private static boolean isAggregate(JavaConstructorCall call) {
    return call.getTargetOwner().tryGetMethod("version").isPresent()
        && call.getTargetOwner().getPackageName().contains(".domain.");
  }

  private static String targetOf(JavaAccess<?> access) {
    String arguments =
        access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty()
            ? "()"
            : "(…)";
    return access.getTargetOwner().getName() + "." + access.getTarget().getName() + arguments;
  }
}
