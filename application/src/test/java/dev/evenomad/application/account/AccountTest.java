package dev.evenomad.application.account;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AccountTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final UserId user = fixture.signIn(ada).user();
  private final UserId other = fixture.signIn(bo).user();
  private final Account account = fixture.nomad.account();

  @Test
  void showsTheUserAndTheirCharacters() {
    assertThat(account.user(user)).map(User::id).contains(user);
    assertThat(account.characters(user)).map(EveCharacter::characterId).containsExactly(ada);
    assertThat(account.character(user, ada)).map(EveCharacter::user).contains(user);
  }

  @Test
  void doesNotTellAForeignCharacterFromAnUnknownOne() {
    assertThat(account.character(user, bo)).isEmpty();
    assertThat(account.skills(user, bo)).isEmpty();
    assertThat(account.character(user, new CharacterId(1))).isEmpty();
    assertThat(account.skills(user, new CharacterId(1))).isEmpty();
    assertThat(account.character(other, bo)).isPresent();
  }

  @Test
  void isEmptyForAUserWhoIsGone() {
    UserId unknown = new UserId("unknown");

    assertThat(account.user(unknown)).isEmpty();
    assertThat(account.characters(unknown)).isEmpty();
  }

  @Test
  void showsNoSkillsBeforeTheyWereRead() {
    View<SkillSnapshot> view = skills();

    assertThat(view.snapshot()).isEmpty();
    assertThat(view.stale()).isFalse();
  }

  @Test
  void showsTheSkillsAsTheyWereLastRead() {
    fixture.queue(ada, training(0, GUNNERY, 3, START.plus(Duration.ofHours(1))));
    fixture.runDue();

    assertThat(skills().snapshot()).map(SkillSnapshot::asOf).contains(START);
    assertThat(skills().stale()).isFalse();
  }

  @Test
  void callsSkillsStaleOnceAReadingIsOverdue() {
    fixture.runDue();
    fixture.clock.set(
        fixture.state(ada).nextPoll().orElseThrow().plus(Duration.ofMinutes(2)).minusMillis(1));
    assertThat(skills().stale()).isFalse();

    fixture.clock.advance(Duration.ofMillis(1));

    assertThat(skills().stale()).isTrue();
  }

  @Test
  void callsSkillsStaleOnceTheGrantIsGone() {
    fixture.runDue();
    fixture.eve.endGrants(ada);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(skills().snapshot()).isPresent();
    assertThat(skills().stale()).isTrue();
  }

  private View<SkillSnapshot> skills() {
    return account.skills(user, ada).orElseThrow();
  }
}
