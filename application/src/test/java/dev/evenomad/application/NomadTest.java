package dev.evenomad.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.NomadFixture;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class NomadTest {

  private static final Set<String> OPTIONAL =
      Set.of("background", "clock", "plans", "secrets", "tokenIssuer");
  private static final Email EMAIL = new Email("pilot@example.com");
  private static final Set<String> OF_SEVERAL = Set.of("stores", "eve");

  private final NomadFixture fixture = new NomadFixture();

  @Test
  void namesEveryMissingPortAtOnce() {
    List<String> ports =
        Arrays.stream(NomadBuilder.class.getMethods())
            .filter(method -> method.getReturnType().equals(NomadBuilder.class))
            .map(Method::getName)
            .filter(name -> !OPTIONAL.contains(name) && !OF_SEVERAL.contains(name))
            .toList();

    assertThat(ports).hasSize(33);
    assertThatIllegalStateException()
        .isThrownBy(() -> Nomad.builder().build())
        .satisfies(
            refusal -> assertThat(named(refusal)).containsExactlyInAnyOrderElementsOf(ports));
  }

  @Test
  void doesNotNameThePortsThatAreThere() {
    NomadBuilder builder = Nomad.builder().push(fixture.push);

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .satisfies(refusal -> assertThat(named(refusal)).contains("users").doesNotContain("push"));
  }

  @Test
  void storesAndEveGiveMostOfThem() {
    NomadBuilder builder = Nomad.builder().eve(fixture.eve).stores(fixture.stores);

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .satisfies(
            refusal ->
                assertThat(named(refusal)).containsExactly("vault", "push", "loginSettings"));
  }

  @Test
  void whatIsSetByItselfStays() {
    User known = Samples.user().withEmail(Optional.of(EMAIL), Samples.NOW);
    Users own = new InMemoryStores().users();
    own.add(known);

    for (NomadBuilder builder :
        List.of(
            fixture.builder().users(own).stores(fixture.stores),
            fixture.builder().stores(fixture.stores).users(own))) {
      try (Nomad nomad = builder.build()) {
        assertThat(nomad.findAccount().byEmail(EMAIL)).isPresent();
      }
    }
  }

  @Test
  void closingWaitsForWhatRunsInTheBackground() {
    OpenedSession session = fixture.signIn(fixture.newCharacter("Ada"));
    fixture.clock.advance(Duration.ofHours(1));

    try (Nomad nomad =
        Nomad.builder()
            .stores(fixture.stores)
            .eve(fixture.eve)
            .vault(fixture.vault)
            .push(fixture.push)
            .loginSettings(LoginSettings.forApps(Set.of(NomadFixture.APP)))
            .clock(fixture.clock)
            .build()) {
      assertThat(nomad.currentSession().authenticate(NomadFixture.token(session))).isPresent();
    }

    assertThat(fixture.stores.sessions().find(session.session()).orElseThrow().lastUsedAt())
        .isEqualTo(fixture.clock.instant());
  }

  @Test
  void closingLeavesTheThreadsOfOthersOpen() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      fixture.builder().background(threads).build().close();

      assertThat(threads.submit(() -> "still open").get()).isEqualTo("still open");
    }
  }

  @Test
  void plansEveryChoreAndLeavesWhatIsPlannedAlready() {
    fixture.nomad.planHousekeeping();
    fixture.clock.advance(Duration.ofMinutes(5));

    fixture.nomad.planHousekeeping();

    for (DueWork.Chore chore : DueWork.Chore.values()) {
      assertThat(fixture.plannedFor(new DueWork.Housekeeping(chore))).contains(NomadFixture.START);
    }
  }

  private static List<String> named(IllegalStateException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return List.of(message.substring(message.indexOf(':') + 2).split(", "));
  }
}
