package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.APP;
import static dev.evenomad.testkit.memory.NomadFixture.VERIFIER;
import static dev.evenomad.testkit.memory.NomadFixture.WEB_APP;
import static dev.evenomad.testkit.memory.NomadFixture.codeOf;
import static dev.evenomad.testkit.memory.NomadFixture.errorOf;
import static dev.evenomad.testkit.memory.NomadFixture.parameter;
import static dev.evenomad.testkit.memory.NomadFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.application.session.CompleteLogin.Answer;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignInRefusalsTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");

  @Test
  void doNotSendTheBrowserToAnAddressThatIsNotOnTheList() {
    for (String address :
        List.of(
            "https://evil.example/signed-in",
            APP + "/",
            APP + "?x=1",
            "https://app.example/signed-in",
            WEB_APP + "&y=2",
            "EveNomad://signed-in",
            WEB_APP.toString().replace("app.example", "APP.example"),
            WEB_APP.toString().replace("https", "HTTPS"),
            "HTTPS://APP.EXAMPLE.EVIL.EXAMPLE/signed-in?tenant=a%26b")) {
      assertThat(fixture.nomad.startLogin().start(request(URI.create(address), "state")))
          .as(address)
          .isInstanceOf(StartLogin.Outcome.RedirectNotAllowed.class);
    }
    assertThat(fixture.faults.calls()).as("calls to the stores").isZero();
  }

  @Test
  void requireAStateOfBoundedLengthFromTheApp() {
    assertThatIllegalArgumentException().isThrownBy(() -> request(APP, " "));
    assertThatIllegalArgumentException().isThrownBy(() -> request(APP, "s".repeat(513)));
    assertThat(request(APP, "s".repeat(512)).clientState()).hasSize(512);
  }

  @Test
  void requireAStateThatSurvivesTheWayThroughAUri() {
    for (String state : List.of("a\nb", "a\u0000b", "\u007f", "\u0085", "é", "🚀", "\ud800")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> request(APP, state))
          .withMessageContaining("visible ASCII");
    }
    assertThat(request(APP, " a state ~!").clientState()).isEqualTo(" a state ~!");
  }

  @Test
  void knowNoWayBackForAStateThatNobodyWasGiven() {
    URI authorization = fixture.goToEve(Optional.empty());
    Secret code = fixture.eve.approve(authorization, ada);

    assertThat(fixture.comeBack(Secret.of("x".repeat(43)), code)).isEmpty();
    assertNobodyIsThere();
    assertThat(fixture.eve.calls(Call.EXCHANGE)).isZero();
  }

  @Test
  void knowNoWayBackForAStateThatWasUsed() {
    URI authorization = fixture.goToEve(Optional.empty());
    fixture.comeBack(authorization, ada);

    assertThat(fixture.comeBack(stateOf(authorization), fixture.eve.approve(authorization, ada)))
        .isEmpty();
  }

  @Test
  void knowNoWayBackForAStateThatHasExpired() {
    URI authorization = fixture.goToEve(Optional.empty());
    URI inTime = fixture.goToEve(Optional.empty());
    fixture.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(errorOf(fixture.comeBack(inTime, ada))).isEmpty();
    fixture.clock.advance(Duration.ofSeconds(1));

    assertThat(fixture.comeBack(stateOf(authorization), fixture.eve.approve(authorization, ada)))
        .isEmpty();
  }

  @Test
  void doNotTakeAnotherKindOfSecretForAState() {
    OpenedSession session = fixture.signIn(ada);
    Secret ticket = fixture.ticket(session);
    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);
    Secret eveCode = fixture.eve.approve(fixture.goToEve(Optional.empty()), ada);

    assertThat(fixture.comeBack(ticket, eveCode)).isEmpty();
    assertThat(fixture.comeBack(codeOf(told), eveCode)).isEmpty();

    assertThat(fixture.redeem(told, Optional.empty()).user()).isEqualTo(session.user());
    assertThat(fixture.goToEve(Optional.of(ticket)).getHost()).isEqualTo("sso.example");
  }

  @Test
  void tellTheAppThatThePilotDeclined() {
    URI authorization = fixture.goToEve(Optional.empty());

    URI told = refuse(authorization, "access_denied").orElseThrow();

    assertThat(told.toString()).startsWith(APP + "?error=access_denied&");
    assertThat(parameter(told, "state")).contains("client state");
    assertThat(parameter(told, "code")).isEmpty();
    assertThat(fixture.comeBack(stateOf(authorization), Secret.of("late"))).isEmpty();
    assertNobodyIsThere();
  }

  @Test
  void tellTheAppOfEveryOtherErrorOfEveInOurOwnWords() {
    for (String error : List.of("server_error", "invalid_scope", "", "<script>", "ACCESS_DENIED")) {
      URI told = refuse(fixture.goToEve(Optional.empty()), error).orElseThrow();
      assertThat(errorOf(told)).as(error).contains("eve_sign_in_failed");
    }
  }

  @Test
  void keepTheQueryOfTheAppsAddress() {
    URI authorization = fixture.goToEve(WEB_APP, Scopes.MINIMAL, Optional.empty());

    URI told = refuse(authorization, "access_denied").orElseThrow();

    assertThat(told.toString()).startsWith(WEB_APP + "&error=access_denied&");
  }

  @Test
  void giveTheAppItsStateBackUnchanged() {
    String state = "a b&c=d#e%20+\"'";
    StartLogin.Outcome.GoTo goTo =
        (StartLogin.Outcome.GoTo) fixture.nomad.startLogin().start(request(APP, state));

    URI told = refuse(goTo.uri(), "access_denied").orElseThrow();

    assertThat(parameter(told, "state")).contains(state);
    assertThat(told.getRawFragment()).isNull();
  }

  @Test
  void followWhenEveDoesNotKnowTheCode() {
    URI authorization = fixture.goToEve(Optional.empty());

    Optional<URI> told = fixture.comeBack(stateOf(authorization), Secret.of("made-up"));

    assertThat(told.flatMap(NomadFixture::errorOf)).contains("eve_sign_in_failed");
    assertNobodyIsThere();
  }

  @Test
  void followWhenTheCodeOfAnotherSignInIsBroughtBack() {
    Secret othersCode = fixture.eve.approve(fixture.goToEve(Optional.empty()), ada);
    URI mine = fixture.goToEve(Optional.empty());

    Optional<URI> told = fixture.comeBack(stateOf(mine), othersCode);

    assertThat(told.flatMap(NomadFixture::errorOf)).contains("eve_sign_in_failed");
    assertNobodyIsThere();
  }

  @Test
  void followWhenACodeOfEveIsBroughtBackTwice() {
    URI first = fixture.goToEve(Optional.empty());
    Secret code = fixture.eve.approve(first, ada);
    fixture.comeBack(stateOf(first), code);

    Optional<URI> told = fixture.comeBack(stateOf(fixture.goToEve(Optional.empty())), code);

    assertThat(told.flatMap(NomadFixture::errorOf)).contains("eve_sign_in_failed");
  }

  @Test
  void followWhenEvesTokenCannotBeTrusted() {
    fixture.eve.begin(Trouble.TOKENS_FORGED);

    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);

    assertThat(errorOf(told)).contains("eve_sign_in_failed");
    assertNobodyIsThere();
  }

  @Test
  void askToTryLaterWhenEveSsoCannotBeUsed() {
    for (Trouble trouble : List.of(Trouble.SSO_DOWN, Trouble.CLIENT_REFUSED)) {
      fixture.eve.begin(trouble);

      URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);

      assertThat(errorOf(told)).as(trouble.name()).contains("temporarily_unavailable");
      assertNobodyIsThere();
      fixture.eve.end(trouble);
    }
    assertThat(errorOf(fixture.comeBack(fixture.goToEve(Optional.empty()), ada))).isEmpty();
  }

  @Test
  void askANewPilotToTryLaterWhenEsiIsDownAndGiveTheGrantBack() {
    fixture.eve.begin(Trouble.ESI_DOWN);

    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);

    assertThat(errorOf(told)).contains("temporarily_unavailable");
    assertNobodyIsThere();
    assertThat(fixture.eve.calls(Call.REVOKE)).isEqualTo(1);
    fixture.eve.end(Trouble.ESI_DOWN);
    assertThat(fixture.signIn(ada)).isNotNull();
  }

  private static StartLogin.Request request(URI redirectUri, String clientState) {
    return new StartLogin.Request(
        redirectUri, clientState, VERIFIER.challenge(), Scopes.MINIMAL, Optional.empty());
  }

  private Optional<URI> refuse(URI authorization, String error) {
    return fixture
        .nomad
        .completeLogin()
        .complete(stateOf(authorization), new Answer.Refusal(error));
  }

  private void assertNobodyIsThere() {
    assertThat(fixture.stores.characters().find(ada)).isEmpty();
    assertThat(fixture.stores.schedule().planned()).isEmpty();
  }
}
