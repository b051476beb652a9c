package dev.evenomad.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.Main;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.sandbox.control.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two server processes of a version are replaced, one after the other, by two of the next one,
 * which has a migration more, while apps read and write and pilots are to be told of what happens
 * in EVE.
 */
final class RollingUpgradeIT {

  private static final int PILOTS = 12;
  private static final int TERMINATED = 128 + 15;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PRELUDE = Duration.ofSeconds(20);
  private static final Duration LENGTH = Duration.ofSeconds(40);
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private static final String MIGRATIONS = "dev/evenomad/persistence/migration/";
  private static final String VERSION = "29990101000000";

  /** Tables that servers read and write all the time; what they do not name has a default. */
  private static final String EXPANSION =
      """
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE notification_log ADD COLUMN noted_at timestamptz DEFAULT now();
      ALTER TABLE scheduled_tasks ADD COLUMN noted_at timestamptz;
      ALTER TABLE user_settings ADD COLUMN noted_at timestamptz;
      CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
      """;

  @TempDir private Path folder;

  private final LocalWorld local = new LocalWorld(LocalWorldSettings.temporary(Set.of(Pilot.APP)));
  private final List<NomadProcess> processes = new ArrayList<>();
  private final List<RestlessApp> apps = new ArrayList<>();

  @AfterEach
  void stop() {
    try (local) {
      apps.forEach(RestlessApp::close);
      processes.forEach(NomadProcess::close);
    }
  }

  @Test
  void nobodyNotices() throws IOException, InterruptedException {
    NewDatabase database = new NewDatabase(local.startDatabase().jdbcUrl());
    World world = local.startSandbox().world();
    Life life = new Life(world, PRELUDE, LENGTH, 7);
    Phones phones = new Phones(world.push().messages());
    Records records = new Records(database);
    List<URI> uris = Stream.generate(RollingUpgradeIT::free).limit(4).toList();
    Path next = Files.createDirectories(folder.resolve("next")).resolve("next.jar");
    write(next);

    NomadProcess oldOne = started("old-one", uris.get(0));
    NomadProcess oldOther = started("old-other", uris.get(1));
    oldOne.awaitOutput("nomad serves");
    oldOther.awaitOutput("nomad serves");
    Pilots pilots = signedIn(life, uris.subList(0, 2));
    await().atMost(PATIENCE).until(() -> records.pilotsRead() == PILOTS);
    Instant known = Instant.now();
    for (Pilot pilot : pilots.all()) {
      apps.add(RestlessApp.of(pilot, uris, apps.size() % 2));
    }
    pass(phones);

    // The first of the next version migrates while both of this one serve.
    NomadProcess newOne = started("new-one", uris.get(2), next);
    newOne.awaitOutput("nomad serves");
    assertThat(applied(database)).containsExactly(VERSION);
    for (Pilot pilot : pilots.all().subList(0, 4)) {
      apps.add(RestlessApp.of(pilot, uris, 2));
    }
    Map<String, Integer> before = answered(uris.subList(0, 3));
    pass(phones);
    assertThat(answered(uris.subList(0, 3)))
        .as("all read and write on the new schema")
        .allSatisfy((what, times) -> assertThat(times).isGreaterThan(before.get(what)));

    // One of this version may still begin, as in a rollback or after a crash.
    try (NomadProcess late = started("old-late", free())) {
      late.awaitOutput("nomad serves");
      assertThat(late.err()).contains("the schema is ahead of this program", VERSION);
      pass(phones);
      late.terminate();
      assertThat(late.exitCode()).isEqualTo(TERMINATED);
    }

    oldOne.terminate();
    assertThat(oldOne.exitCode()).isEqualTo(TERMINATED);
    NomadProcess newOther = started("new-other", uris.get(3), next);
    newOther.awaitOutput("nomad serves");
    for (Pilot pilot : pilots.all().subList(4, 8)) {
      apps.add(RestlessApp.of(pilot, uris, 3));
    }
    pass(phones);
    oldOther.terminate();
    assertThat(oldOther.exitCode()).isEqualTo(TERMINATED);
    pass(phones);

    Instant end = life.all().stream().map(Happening::at).max(Instant::compareTo).orElseThrow();
    while (Instant.now().isBefore(end)) {
      pass(phones);
    }
    List<Happening> toBeTold = life.all().stream().filter(one -> one.at().isAfter(known)).toList();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              phones.look();
              return toBeTold.stream().allMatch(one -> phones.know(pilots.whoLived(one), one))
                  && records.openJobs().isEmpty();
            });
    pass(phones);
    apps.forEach(RestlessApp::close);

    assertThat(apps.stream().flatMap(app -> app.failures().stream())).isEmpty();
    assertThat(apps.stream().mapToInt(RestlessApp::refused).sum()).isPositive();
    assertThat(apps.stream().flatMap(app -> app.unanswered().stream()))
        .as("sent just when an idle connection was closed")
        .hasSizeLessThan(apps.size());
    assertThat(answered(uris).values()).doesNotContain(0);
    assertThat(toBeTold).hasSizeGreaterThan(PILOTS);
    for (Happening happening : toBeTold) {
      for (String phone : pilots.whoLived(happening).phones()) {
        assertThat(phones.of(phone).get(happening.name())).as(happening.toString()).hasSize(1);
      }
    }
    Set<String> names = Set.copyOf(life.all().stream().map(Happening::name).toList());
    for (Pilot pilot : pilots.all()) {
      for (String phone : pilot.phones()) {
        assertThat(names).containsAll(phones.of(phone).keySet());
      }
    }
    assertThat(records.unsentNotifications()).isEmpty();
    assertThat(records.failedJobs()).isEmpty();
    for (NomadProcess process : processes) {
      assertThat(process.err().lines().filter(line -> line.contains(" ERROR "))).isEmpty();
    }
    System.out.println(
        "answered %s, refused %d, unanswered %s, told %d"
            .formatted(
                answered(uris),
                apps.stream().mapToInt(RestlessApp::refused).sum(),
                apps.stream().flatMap(app -> app.unanswered().stream()).toList(),
                toBeTold.size()));
  }

  private NomadProcess started(String name, URI uri, Path... more) throws IOException {
    Map<String, String> environment = new HashMap<>(local.environment(uri));
    environment.put("RATE_LIMITS", "off");
    environment.put("JDK_JAVA_OPTIONS", "-Xmx192m -XX:+UseSerialGC");
    NomadProcess process =
        new NomadProcess(
            Files.createDirectories(folder.resolve(name)),
            environment,
            List.of(more),
            Main.class,
            "serve");
    processes.add(process);
    return process;
  }

  private static Pilots signedIn(Life life, List<URI> servers) throws InterruptedException {
    List<Callable<Pilot>> signIns = new ArrayList<>();
    for (int i = 0; i < PILOTS; i++) {
      String name = "Pilot " + i;
      URI server = servers.get(i % servers.size());
      signIns.add(() -> Pilot.signedIn(life.born(name), 1, server));
    }
    return Pilots.signedIn(signIns, 4);
  }

  private static void pass(Phones phones) throws InterruptedException {
    Thread.sleep(A_WHILE);
    phones.look();
  }

  /** What was answered well, by server and method. */
  private Map<String, Integer> answered(List<URI> servers) {
    Map<String, Integer> answered = new HashMap<>();
    for (int i = 0; i < servers.size(); i++) {
      for (String method : List.of("GET", "PATCH")) {
        URI server = servers.get(i);
        answered.put(
            method + " " + i, apps.stream().mapToInt(app -> app.answered(server, method)).sum());
      }
    }
    return answered;
  }

  private static List<String> applied(NewDatabase database) {
    return database.query(
        "SELECT version FROM flyway_schema_history WHERE version >= '%s' AND success"
            .formatted(VERSION));
  }

  private static URI free() {
    return URI.create("http://127.0.0.1:" + NomadProcess.freePort());
  }

  /** What the next version has more. */
  private static void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      // Flyway looks for the folder.
      for (int end = MIGRATIONS.indexOf('/'); end >= 0; end = MIGRATIONS.indexOf('/', end + 1)) {
        jar.putNextEntry(new JarEntry(MIGRATIONS.substring(0, end + 1)));
      }
      jar.putNextEntry(new JarEntry(MIGRATIONS + "V" + VERSION + "__notes.sql"));
      jar.write(EXPANSION.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }
}
