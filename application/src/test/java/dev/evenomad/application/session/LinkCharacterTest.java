package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.APP;
import static dev.evenomad.testkit.memory.NomadFixture.codeOf;
import static dev.evenomad.testkit.memory.NomadFixture.errorOf;
import static dev.evenomad.testkit.memory.NomadFixture.parameter;
import static dev.evenomad.testkit.memory.NomadFixture.stateOf;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.CompleteLogin.Answer;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LinkCharacterTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final OpenedSession session = fixture.signIn(ada);

  @Test
  void addsACharacterToTheAccount() {
    fixture.clock.advance(Duration.ofMinutes(1));

    URI told = fixture.link(session, bo);
    OpenedSession second = fixture.redeem(told, Optional.empty());

    assertThat(parameter(told, "outcome")).contains("linked");
    assertThat(second.user()).isEqualTo(session.user());
    assertThat(fixture.nomad.account().characters(session.user()))
        .map(EveCharacter::characterId)
        .containsExactly(ada, bo);
    assertThat(fixture.plannedFor(sync(bo))).contains(fixture.clock.instant());
  }

  @Test
  void signsTheAddedCharacterInToTheSameAccountFromThenOn() {
    fixture.link(session, bo);

    assertThat(fixture.signIn(bo).user()).isEqualTo(session.user());
  }

  @Test
  void renewsTheGrantOfACharacterThatIsTheAccountsOwnAlready() {
    EsiGrant before = fixture.stored(ada).grant();

    URI told = fixture.link(session, ada);

    assertThat(parameter(told, "outcome")).contains("reauthorized");
    assertThat(fixture.redeem(told, Optional.empty()).user()).isEqualTo(session.user());
    assertThat(fixture.stored(ada).grant()).isNotEqualTo(before);
    assertThat(fixture.nomad.account().characters(session.user())).hasSize(1);
  }

  @Test
  void worksOnceForEachTicket() {
    Secret ticket = fixture.ticket(session);
    fixture.goToEve(Optional.of(ticket));

    assertRefused(fixture.goToEve(Optional.of(ticket)));
  }

  @Test
  void usesTheTicketUpEvenIfThePilotDeclines() {
    Secret ticket = fixture.ticket(session);
    URI authorization = fixture.goToEve(Optional.of(ticket));
    fixture
        .nomad
        .completeLogin()
        .complete(stateOf(authorization), new Answer.Refusal("access_denied"));

    assertRefused(fixture.goToEve(Optional.of(ticket)));
  }

  @Test
  void needsATicketThatIsNotExpired() {
    IssueLinkTicket.Ticket ticket = fixture.nomad.issueLinkTicket().issue(session.user());
    assertThat(ticket.expiresAt()).isEqualTo(fixture.clock.instant().plus(Duration.ofMinutes(10)));
    fixture.clock.set(ticket.expiresAt());

    assertRefused(fixture.goToEve(Optional.of(ticket.ticket())));
  }

  @Test
  void needsATicketThatWasGivenOut() {
    assertRefused(fixture.goToEve(Optional.of(Secret.of("t".repeat(43)))));
  }

  @Test
  void needsATicketAndNoOtherKindOfSecret() {
    URI authorization = fixture.goToEve(Optional.empty());
    Secret code = codeOf(fixture.comeBack(fixture.goToEve(Optional.empty()), ada));

    assertRefused(fixture.goToEve(Optional.of(stateOf(authorization))));
    assertRefused(fixture.goToEve(Optional.of(code)));

    assertThat(fixture.comeBack(authorization, ada)).hasParameter("code");
  }

  @Test
  void isRefusedIfTheAccountIsGone() {
    URI authorization = fixture.goToEve(Optional.of(fixture.ticket(session)));
    fixture.eve.before(Call.PROFILE, () -> fixture.stores.users().remove(session.user()));

    URI told = fixture.comeBack(authorization, bo);

    assertThat(errorOf(told)).contains("invalid_link_ticket");
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
    assertThat(fixture.stores.users().find(session.user())).isEmpty();
    assertThat(fixture.eve.calls(Call.REVOKE)).isEqualTo(1);
  }

  @Test
  void changesNothingWhileEsiIsDown() {
    fixture.eve.begin(Trouble.ESI_DOWN);

    URI told = fixture.link(session, bo);

    assertThat(errorOf(told)).contains("temporarily_unavailable");
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
  }

  @Test
  void bringsABoughtCharacterToTheBuyersAccount() {
    UserId seller = fixture.signIn(bo).user();
    fixture.eve.sell(bo, new OwnerHash("owner-of-ada"));

    URI told = fixture.link(session, bo);

    assertThat(errorOf(told)).isEmpty();
    assertThat(parameter(told, "outcome")).contains("linked");
    assertThat(fixture.stored(bo).user()).isEqualTo(session.user());
    assertThat(fixture.nomad.account().user(seller)).isPresent();
    assertThat(fixture.nomad.account().characters(seller)).isEmpty();
  }

  private void assertRefused(URI told) {
    assertThat(told.toString()).startsWith(APP + "?error=invalid_link_ticket&");
    assertThat(parameter(told, "state")).contains("client state");
  }
}
