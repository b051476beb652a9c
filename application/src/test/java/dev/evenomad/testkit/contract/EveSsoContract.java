package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveSso.CodeExchange;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link EveSso} does. The {@code given} methods arrange the world on
 * the other side of it, for the rest of the test.
 */
public interface EveSsoContract {

  /** The adapter under test. */
  EveSso sso();

  /** The moment that both sides take for now. */
  Instant now();

  /**
   * {@code pilot} has signed in and agreed, in a flow that {@code verifier} began.
   *
   * @return the code that came back
   */
  Secret givenCode(EveIdentity pilot, CodeVerifier verifier);

  /**
   * {@code pilot} has agreed before.
   *
   * @return the refresh token of the grant
   */
  Secret givenGrant(EveIdentity pilot);

  /** The pilot has taken back the grant of that refresh token. */
  void givenRevoked(Secret refreshToken);

  /** EVE's sign-on cannot be reached, or answers that it is down. */
  void givenDown();

  /** EVE's sign-on does not know our client id or its secret. */
  void givenClientRefused();

  /** The tokens that EVE's sign-on answers with are not signed by EVE. */
  void givenTokensSignedBySomebodyElse();

  @Test
  default void sendsThePilotToEveWithStateScopesAndChallenge() {
    Secret state = Samples.secret();
    CodeVerifier verifier = Samples.verifier();

    URI uri = sso().authorizationUri(state, verifier, Scopes.MINIMAL);

    assertThat(uri.isAbsolute()).isTrue();
    assertThat(parameters(uri))
        .containsEntry("response_type", "code")
        .containsEntry("state", state.reveal())
        .containsEntry("scope", Scopes.MINIMAL.toString())
        .containsEntry("code_challenge", verifier.challenge().value())
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("client_id", "redirect_uri");
    assertThat(uri.toString()).doesNotContain(verifier.secret().reveal());
  }

  @Test
  default void exchangesACodeForTokensOfThePilot() {
    EveIdentity pilot = pilot();
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot, verifier);

    assertThat(sso().exchange(code, verifier))
        .isInstanceOfSatisfying(
            CodeExchange.SignedIn.class,
            signedIn -> {
              assertThat(signedIn.identity()).isEqualTo(pilot);
              assertUsable(signedIn.tokens().orElseThrow());
            });
  }

  @Test
  default void signsInAPilotWhoAgreesToNothingWithoutTokens() {
    EveIdentity pilot = pilot(Scopes.NONE);
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot, verifier);

    assertThat(sso().exchange(code, verifier))
        .isEqualTo(new CodeExchange.SignedIn(pilot, Optional.empty()));
  }

  @Test
  default void exchangesACodeOnce() {
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot(), verifier);
    sso().exchange(code, verifier);

    assertThat(sso().exchange(code, verifier)).isInstanceOf(CodeExchange.Refused.class);
  }

  @Test
  default void exchangesNoCodeWithoutItsVerifierAndNoCodeThatEveNeverGave() {
    Secret code = givenCode(pilot(), Samples.verifier());

    assertThat(sso().exchange(code, Samples.verifier()))
        .isInstanceOf(CodeExchange.Refused.class)
        .satisfies(refused -> assertThat(refused.toString()).doesNotContain(code.reveal()));
    assertThat(sso().exchange(Samples.secret(), Samples.verifier()))
        .isInstanceOf(CodeExchange.Refused.class);
  }

  @Test
  default void refreshesAGrantAgainAndAgain() {
    EveIdentity pilot = pilot();
    Secret refreshToken = givenGrant(pilot);

    for (int i = 0; i < 3; i++) {
      TokenRefresh answer = sso().refresh(refreshToken);

      assertThat(answer).isInstanceOf(TokenRefresh.Refreshed.class);
      TokenRefresh.Refreshed refreshed = (TokenRefresh.Refreshed) answer;
      assertThat(refreshed.identity()).isEqualTo(pilot);
      assertUsable(refreshed.tokens());
      refreshToken = refreshed.tokens().refreshToken();
    }
  }

  @Test
  default void tellsThatAGrantIsGone() {
    Secret refreshToken = givenGrant(pilot());
    givenRevoked(refreshToken);

    assertThat(sso().refresh(refreshToken))
        .isInstanceOf(TokenRefresh.Revoked.class)
        .satisfies(revoked -> assertThat(revoked.toString()).doesNotContain(refreshToken.reveal()));
    assertThat(sso().refresh(Samples.secret())).isInstanceOf(TokenRefresh.Revoked.class);
  }

  @Test
  default void endsAGrant() {
    Secret refreshToken = givenGrant(pilot());

    assertThat(sso().revoke(refreshToken)).isEqualTo(new Revocation.Revoked());
    assertThat(sso().refresh(refreshToken)).isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(sso().revoke(refreshToken))
        .as("what is over can be ended")
        .isEqualTo(new Revocation.Revoked());
    assertThat(sso().revoke(Samples.secret()))
        .as("so can what never was")
        .isEqualTo(new Revocation.Revoked());
  }

  @Test
  default void tellsAnOutageFromARefusal() {
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot(), verifier);
    Secret refreshToken = givenGrant(pilot());
    givenDown();

    assertThat(sso().exchange(code, verifier))
        .isInstanceOf(CodeExchange.Unavailable.class)
        .satisfies(
            outage ->
                assertThat(outage.toString())
                    .doesNotContain(code.reveal(), verifier.secret().reveal()));
    assertThat(sso().refresh(refreshToken))
        .isInstanceOfSatisfying(
            TokenRefresh.Unavailable.class,
            outage -> {
              assertThat(outage.retryAfter()).isPositive();
              assertThat(outage.toString()).doesNotContain(refreshToken.reveal());
            });
    assertThat(sso().revoke(refreshToken))
        .isInstanceOfSatisfying(
            Revocation.Unavailable.class,
            outage -> {
              assertThat(outage.retryAfter()).isPositive();
              assertThat(outage.toString()).doesNotContain(refreshToken.reveal());
            });
  }

  @Test
  default void blamesNoPilotForAClientThatEveRefuses() {
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot(), verifier);
    Secret refreshToken = givenGrant(pilot());
    givenClientRefused();

    assertThat(sso().exchange(code, verifier)).isInstanceOf(CodeExchange.Unavailable.class);
    assertThat(sso().refresh(refreshToken)).isInstanceOf(TokenRefresh.Misconfigured.class);
  }

  @Test
  default void endsNoGrantForAClientThatEveRefuses() {
    Secret refreshToken = givenGrant(pilot());
    givenClientRefused();

    assertThat(sso().revoke(refreshToken)).isInstanceOf(Revocation.Misconfigured.class);
  }

  @Test
  default void trustsNoTokenThatEveDidNotSign() {
    CodeVerifier verifier = Samples.verifier();
    Secret code = givenCode(pilot(), verifier);
    Secret refreshToken = givenGrant(pilot());
    givenTokensSignedBySomebodyElse();

    assertThat(sso().exchange(code, verifier)).isInstanceOf(CodeExchange.Untrusted.class);
    assertThat(sso().refresh(refreshToken)).isInstanceOf(TokenRefresh.Untrusted.class);
  }

  private void assertUsable(EveTokens tokens) {
    assertThat(tokens.expiresAt())
        .isAfter(now().plus(Duration.ofMinutes(1)))
        .isBeforeOrEqualTo(now().plus(Duration.ofMinutes(20)));
    assertThat(tokens.accessToken()).isNotEqualTo(tokens.refreshToken());
  }

  private static EveIdentity pilot() {
    return pilot(Scopes.MINIMAL);
  }

  private static EveIdentity pilot(Scopes scopes) {
    CharacterId character = Samples.characterId();
    return new EveIdentity(
        character,
        new CharacterName("Pilöt 'O' \"Brien\" 日本"),
        new OwnerHash("AAECAwQF+/" + character + "="),
        scopes);
  }

  private static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> URLDecoder.decode(parameter[0], StandardCharsets.UTF_8),
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
  }
}
