package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Characters that another backend linked, which did not keep whose they are. */
final class UnknownOwnerTest {

  private static final OwnerHash BUYER = new OwnerHash("buyer");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession seller = fixture.signIn(ada);
  private final Optional<OwnerHash> owner = fixture.stored(ada).owner();

  @BeforeEach
  void forgetTheOwner() {
    EveCharacter known = fixture.stored(ada);
    fixture
        .stores
        .characters()
        .save(
            new EveCharacter(
                known.id(),
                known.characterId(),
                known.name(),
                known.corporation(),
                known.alliance(),
                known.user(),
                Optional.empty(),
                known.grant(),
                known.createdAt(),
                known.updatedAt(),
                known.lastSyncAt(),
                known.version()));
  }

  @Test
  void signTheirAccountInIfTheirGrantIsInForce() {
    assertThat(fixture.signIn(ada).user()).isEqualTo(seller.user());

    assertThat(fixture.stored(ada).owner()).isEqualTo(owner);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
    fixture.signIn(ada);
    assertThat(fixture.eve.calls(Call.REFRESH)).as("asked once").isEqualTo(1);
  }

  @Test
  void leaveTheSellerIfEveEndedTheGrant() {
    fixture.eve.sell(ada, BUYER);

    assertSold(fixture.signIn(ada).user());
  }

  @Test
  void doNotSignInAsLongAsEveCannotBeAsked() {
    EveCharacter before = fixture.stored(ada);
    fixture.eve.before(Call.REFRESH, () -> fixture.eve.begin(Trouble.SSO_DOWN));

    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);

    assertThat(errorOf(told)).contains("temporarily_unavailable");
    assertThat(fixture.stored(ada)).isEqualTo(before);
  }

  @Test
  void countAsSoldIfTheirGrantWasGoneBefore() {
    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(1));

    assertSold(fixture.signIn(ada).user());
  }

  @Test
  void stayWhereTheyAreIfTheirOwnAccountLinksThemAgain() {
    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(1));

    fixture.link(seller, ada);

    assertThat(fixture.stored(ada).user()).isEqualTo(seller.user());
    assertThat(fixture.stored(ada).owner()).isEqualTo(owner);
  }

  private void assertSold(UserId buyer) {
    assertThat(buyer).isNotEqualTo(seller.user());
    assertThat(fixture.stored(ada).user()).isEqualTo(buyer);
    assertThat(fixture.nomad.account().user(seller.user())).isPresent();
    assertThat(fixture.nomad.account().characters(seller.user())).isEmpty();
  }
}
