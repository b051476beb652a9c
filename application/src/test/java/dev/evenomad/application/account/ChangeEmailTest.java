package dev.evenomad.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.ChangeEmail.Outcome;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangeEmailTest {

  private static final Optional<Email> ADDRESS = Optional.of(new Email("Pilot@Example.org"));

  private final NomadFixture fixture = new NomadFixture();
  private final ChangeEmail changeEmail = fixture.nomad.changeEmail();
  private final UserId user = fixture.signIn(fixture.newCharacter("Ada")).user();
  private final UserId other = fixture.signIn(fixture.newCharacter("Bo")).user();

  @Test
  void givesChangesAndClears() {
    assertThat(email(user)).isEmpty();

    assertThat(changeEmail.change(user, ADDRESS)).isInstanceOf(Outcome.Changed.class);
    assertThat(email(user)).contains(new Email("pilot@example.org"));

    changeEmail.change(user, Optional.of(new Email("other@example.org")));
    assertThat(email(user)).contains(new Email("other@example.org"));

    changeEmail.change(user, Optional.empty());
    assertThat(email(user)).isEmpty();
  }

  @Test
  void refusesOneThatAnotherAccountHasInAnyCase() {
    changeEmail.change(other, ADDRESS);

    Outcome outcome = changeEmail.change(user, Optional.of(new Email("PILOT@example.ORG")));

    assertThat(outcome).isInstanceOf(Outcome.Taken.class);
    assertThat(email(user)).isEmpty();
  }

  @Test
  void changesNothingIfItIsTheSame() {
    changeEmail.change(user, ADDRESS);
    User before = fixture.stores.users().find(user).orElseThrow();
    fixture.clock.advance(Duration.ofHours(1));

    assertThat(changeEmail.change(user, ADDRESS)).isEqualTo(new Outcome.Changed(before));

    assertThat(fixture.stores.users().find(user)).contains(before);
  }

  @Test
  void knowsNoAccountThatIsGone() {
    assertThat(changeEmail.change(new UserId("nobody"), ADDRESS))
        .isInstanceOf(Outcome.NotFound.class);
  }

  private Optional<Email> email(UserId id) {
    return fixture.nomad.account().user(id).flatMap(User::email);
  }
}
