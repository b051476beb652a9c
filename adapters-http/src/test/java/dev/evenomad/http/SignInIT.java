package dev.evenomad.http;

import static dev.evenomad.http.Api.APP;
import static dev.evenomad.http.Api.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the login in the browser to the end of the session. */
final class SignInIT {

  @RegisterExtension static final Api api = new Api();

  private static final String CHALLENGE = Api.VERIFIER.challenge().value();

  @Test
  void aPilotSignsInLinksASecondCharacterRenewsTheTokenAndSignsOut() {
    CharacterId main = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    assertThat(eveSso.getHost()).isNotEqualTo(api.server().uri().getHost());

    Map<String, String> back = api.comeBack(eveSso, main);
    assertThat(back)
        .containsOnlyKeys("code", "state", "outcome")
        .containsEntry("state", "from the app")
        .containsEntry("outcome", "registered");

    Answer opened =
        api.postJson(
                "/v1/auth/token",
                """
                {"code": "%s", "codeVerifier": "%s",
                 "device": {"type": "ios", "pushToken": "phone-1"}}\
                """
                    .formatted(back.get("code"), Api.VERIFIER.secret().reveal()))
            .is(200);
    assertThat(opened.object()).containsOnlyKeys("token", "expiresAt", "userId");
    assertThat(Instant.parse(opened.text("expiresAt")))
        .isEqualTo(api.clock.instant().plus(Session.LIFETIME));
    Phone phone = new Phone(main, opened);
    assertThat(api.get("/v1/me", phone.token()).is(200).text("id"))
        .isEqualTo(opened.text("userId"));
    assertThat(api.stores.sessions().ofUser(phone.user(), api.clock.instant()))
        .singleElement()
        .satisfies(session -> assertThat(session.pushToken()).hasValue(new PushToken("phone-1")));

    Answer ticket = api.post("/v1/auth/link", phone.token()).is(200);
    assertThat(ticket.object()).containsOnlyKeys("ticket", "expiresAt");
    CharacterId second = api.newCharacter();
    assertThat(api.comeBack(api.goToEve(Optional.of(ticket.text("ticket"))), second))
        .containsOnlyKeys("code", "state", "outcome");
    assertThat(api.get("/v1/characters", phone.token()).is(200).list("items"))
        .extracting(character -> character.get("characterId"))
        .containsExactly((int) main.value(), (int) second.value());

    Answer renewed = api.post("/v1/auth/refresh", phone.token()).is(200);
    assertThat(renewed.text("userId")).isEqualTo(opened.text("userId"));
    api.get("/v1/me", phone.token()).isProblem(401, "invalid_token");
    api.get("/v1/me", renewed.text("token")).is(200);

    assertThat(api.post("/v1/auth/logout", renewed.text("token")).is(204).body()).isEmpty();
    api.get("/v1/me", renewed.text("token")).isProblem(401, "invalid_token");
  }

  @Test
  void aCharacterThatIsKnownSignsInToItsOwnAccount() {
    Phone first = api.signIn();
    Phone again = api.signIn(first.character());

    assertThat(again.user()).isEqualTo(first.user());
    api.get("/v1/me", first.token()).is(200);
  }

  @Test
  void aSoldCharacterBeginsAnAccountOfItsOwnForTheBuyer() {
    Phone seller = api.signIn();
    api.eve.sell(seller.character(), new OwnerHash("the-buyer"));

    Phone buyer = api.signIn(seller.character());

    assertThat(buyer.user()).isNotEqualTo(seller.user());
    assertThat(api.get("/v1/characters", seller.token()).is(200).list("items")).isEmpty();
    api.get("/v1/characters/" + seller.character(), seller.token()).isProblem(404, "not_found");
  }

  // The way to EVE

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "evenomad://signed-in/",
        "evenomad://signed-in?more=1",
        "EveNomad://signed-in",
        "relative"
      })
  void nobodyIsSentToAnAddressThatIsNotOnTheList(String redirectUri) {
    Answer answer =
        api.get(
            "/v1/auth/login?redirect_uri=%s&code_challenge=%s&state=s"
                .formatted(encode(redirectUri), CHALLENGE));

    answer.isProblem(400, "redirect_uri_not_allowed");
    assertThat(answer.header("Location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          redirect_uri          | code_challenge=C&state=s
          redirect_uri          | redirect_uri=%20&code_challenge=C&state=s
          code_challenge        | redirect_uri=R&state=s
          code_challenge        | redirect_uri=R&code_challenge=short&state=s
          code_challenge_method | redirect_uri=R&code_challenge=C&state=s&code_challenge_method=plain
          state                 | redirect_uri=R&code_challenge=C
          state                 | redirect_uri=R&code_challenge=C&state=
          state                 | redirect_uri=R&code_challenge=C&state=%00
          state                 | redirect_uri=R&code_challenge=C&state=a%0Ab
          state                 | redirect_uri=R&code_challenge=C&state=%C3%A9
          state                 | redirect_uri=R&code_challenge=C&state=LONG
          scopes                | redirect_uri=R&code_challenge=C&state=s&scopes=%22
          link_ticket           | redirect_uri=R&code_challenge=C&state=s&link_ticket=
          """)
  void whatIsMissingOrWrongInALoginIsNamed(String parameter, String query) {
    Answer answer =
        api.get(
            "/v1/auth/login?"
                + query
                    .replace("R", encode(APP.toString()))
                    .replace("=C", "=" + CHALLENGE)
                    .replace("LONG", "x".repeat(513)));

    answer.isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).contains("parameter " + parameter + " ");
  }

  @Test
  void theAppSaysWhichScopesItWants() {
    String login =
        "/v1/auth/login?redirect_uri=%s&code_challenge=%s&code_challenge_method=S256&state=s"
            .formatted(encode(APP.toString()), CHALLENGE);

    assertThat(Api.parameters(api.get(login).is(302).location()).get("scope"))
        .isEqualTo(Scopes.MINIMAL.toString());
    assertThat(
            Api.parameters(api.get(login + "&scopes=publicData").is(302).location()).get("scope"))
        .isEqualTo("publicData");
  }

  @Test
  void aLinkTicketWorksOnceAndForAWhile() {
    Phone phone = api.signIn();
    String used = api.post("/v1/auth/link", phone.token()).text("ticket");
    api.goToEve(Optional.of(used));
    String late = api.post("/v1/auth/link", phone.token()).text("ticket");
    api.clock.advance(Duration.ofMinutes(10));

    for (String ticket : new String[] {used, late, "made-up"}) {
      URI back = api.goToEve(Optional.of(ticket));
      assertThat(back.toString()).startsWith(APP + "?error=invalid_link_ticket&state=");
    }
  }

  // The way back

  @Test
  void aStateWorksOnce() {
    CharacterId character = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    api.comeBack(eveSso, character);

    api.callback(eveSso, api.eve.approve(eveSso, character).reveal())
        .isProblem(400, "unknown_state");
  }

  @Test
  void aStateWorksForAWhile() {
    CharacterId character = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    api.clock.advance(Duration.ofMinutes(10));

    api.callback(eveSso, api.eve.approve(eveSso, character).reveal())
        .isProblem(400, "unknown_state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?code=c&state=made-up", "?error=access_denied&state=made-up"})
  void aStateThatWasNeverGivenOutIsUnknown(String query) {
    Answer answer = api.get("/v1/auth/callback" + query);

    answer.isProblem(400, "unknown_state");
    assertThat(answer.header("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?code=c", "?state=s", "?code=&state=s", "?code=c&state="})
  void aCallbackNeedsAStateAndACodeOrAnError(String query) {
    api.get("/v1/auth/callback" + query).isProblem(400, "invalid_request");
  }

  @Test
  void aCodeOfAnotherSignInIsNotExchanged() {
    CharacterId character = api.newCharacter();
    URI mine = api.goToEve(Optional.empty());
    URI other = api.goToEve(Optional.empty());
    String foreign = api.eve.approve(other, character).reveal();

    assertThat(Api.parameters(api.callback(mine, foreign).is(302).location()))
        .containsEntry("error", "eve_sign_in_failed")
        .doesNotContainKey("code");
  }

  @Test
  void aPilotWhoDeclinesComesBackWithThatError() {
    String state = Api.parameters(api.goToEve(Optional.empty())).get("state");

    URI back = api.get("/v1/auth/callback?error=access_denied&state=" + state).is(302).location();

    assertThat(back.toString()).isEqualTo(APP + "?error=access_denied&state=from+the+app");
  }

  @ParameterizedTest
  @CsvSource({
    "SSO_DOWN, temporarily_unavailable",
    "CLIENT_REFUSED, temporarily_unavailable",
    "ESI_DOWN, temporarily_unavailable",
    "TOKENS_FORGED, eve_sign_in_failed"
  })
  void troubleAtEveIsToldToTheAppAndChangesNothing(Trouble trouble, String error) {
    CharacterId character = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    api.eve.begin(trouble);
    try {
      assertThat(api.comeBack(eveSso, character))
          .containsEntry("error", error)
          .containsEntry("state", "from the app");
    } finally {
      api.eve.end(trouble);
    }

    assertThat(api.stores.characters().find(character)).isEmpty();
  }

  @Test
  void aCharacterOfAnotherAccountMovesAndThatAccountEndsIfItHadNoOther() {
    Phone there = api.signIn();
    Phone here = api.signIn();
    String ticket = api.post("/v1/auth/link", here.token()).text("ticket");

    assertThat(api.comeBack(api.goToEve(Optional.of(ticket)), there.character()))
        .containsEntry("outcome", "moved")
        .containsKey("code");
    api.get("/v1/characters/" + there.character(), here.token()).is(200);
    api.get("/v1/me", there.token()).isProblem(401, "invalid_token");
    assertThat(api.comeBack(api.goToEve(Optional.empty()), there.character()))
        .containsEntry("outcome", "signed_in");
  }

  @Test
  void anAccountThatIsPaidForIsNotEndedByAMoveToOneThatIsToo() {
    Phone there = api.signIn();
    Phone here = api.signIn();
    subscribe(there, "there");
    subscribe(here, "here");
    String ticket = api.post("/v1/auth/link", here.token()).text("ticket");

    assertThat(api.comeBack(api.goToEve(Optional.of(ticket)), there.character()))
        .containsEntry("error", "account_has_subscription")
        .doesNotContainKeys("code", "outcome");
    api.get("/v1/characters/" + there.character(), there.token()).is(200);
  }

  private static void subscribe(Phone phone, String which) {
    User user = api.stores.users().find(phone.user()).orElseThrow();
    Subscription paid =
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.empty(),
            Optional.of("cus_" + which),
            Optional.of("sub_" + which));
    api.stores.users().save(user.withSubscription(paid, api.clock.instant()));
  }

  // The code

  @Test
  void aCodeWorksOnce() {
    String code = code();
    api.redeem(code).is(200);

    api.redeem(code).isProblem(400, "invalid_grant");
  }

  @Test
  void aCodeWorksForAMinute() {
    String code = code();
    api.clock.advance(Duration.ofMinutes(1));

    api.redeem(code).isProblem(400, "invalid_grant");
  }

  @Test
  void aWrongVerifierGetsNothingAndUsesTheCodeUp() {
    String code = code();
    CodeVerifier wrong = new CodeVerifier(Secret.of("w".repeat(43)));

    api.postJson(
            "/v1/auth/token",
            """
            {"code": "%s", "codeVerifier": "%s"}\
            """
                .formatted(code, wrong.secret().reveal()))
        .isProblem(400, "invalid_grant");
    api.redeem(code).isProblem(400, "invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "state", "\\u0000", "\\ud800"})
  void whatIsNoCodeGetsNothing(String code) {
    api.redeem(code).isProblem(400, "invalid_grant");
  }

  @Test
  void aStateOrTicketIsNoCode() {
    String state = Api.parameters(api.goToEve(Optional.empty())).get("state");
    String ticket = api.post("/v1/auth/link", api.signIn().token()).text("ticket");

    api.redeem(String.valueOf(state)).isProblem(400, "invalid_grant");
    api.redeem(ticket).isProblem(400, "invalid_grant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code              | {"codeVerifier": "GOOD"}
          code              | {"code": null, "codeVerifier": "GOOD"}
          code              | {"code": 7, "codeVerifier": "GOOD"}
          code              | {"code": "", "codeVerifier": "GOOD"}
          code              | {"code": ["c"], "codeVerifier": "GOOD"}
          codeVerifier      | {"code": "c"}
          codeVerifier      | {"code": "c", "codeVerifier": true}
          codeVerifier      | {"code": "c", "codeVerifier": "short"}
          device            | {"code": "c", "codeVerifier": "GOOD", "device": "ios"}
          device.type       | {"code": "c", "codeVerifier": "GOOD", "device": {}}
          device.type       | {"code": "c", "codeVerifier": "GOOD", "device": {"type": "IOS"}}
          device.type       | {"code": "c", "codeVerifier": "GOOD", "device": {"type": "toaster"}}
          device.type       | {"code": "c", "codeVerifier": "GOOD", "device": {"type": 1}}
          device.pushToken  | {"code": "c", "codeVerifier": "GOOD", "device": {"type": "ios", "pushToken": ""}}
          device.pushToken  | {"code": "c", "codeVerifier": "GOOD", "device": {"type": "ios", "pushToken": 5}}
          device.pushToken  | {"code": "c", "codeVerifier": "GOOD", "device": {"type": "ios", "pushToken": "a b"}}
          """)
  void whatIsMissingOrWrongInATokenRequestIsNamed(String member, String json) {
    Answer answer =
        api.postJson("/v1/auth/token", json.replace("GOOD", Api.VERIFIER.secret().reveal()));

    answer.isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).contains("member " + member + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\": \"c\", \"code_verifier\": \"v\"}",
        "{\"code\": \"c\", \"codeVerifier\": \"GOOD\", \"device\": {\"type\": \"ios\", \"id\": 1}}",
        "[]",
        "\"text\"",
        "7"
      })
  void membersThatAreNotKnownAndOtherValuesAreRefused(String json) {
    api.postJson("/v1/auth/token", json.replace("GOOD", Api.VERIFIER.secret().reveal()))
        .isProblem(400, "invalid_request");
  }

  @Test
  void nullStandsForNoDevice() {
    String json =
        """
        {"code": "%s", "codeVerifier": "%s", "device": null}\
        """
            .formatted(code(), Api.VERIFIER.secret().reveal());

    api.postJson("/v1/auth/token", json).is(200);
  }

  // The device

  @Test
  void aPushTokenLivesInTheSessionThatToldItLast() {
    Phone first = api.signIn();
    Phone second = api.signIn();
    String device =
        """
        {"type": "android", "pushToken": "moving-phone"}\
        """;

    api.sendJson("PUT", "/v1/sessions/current/device", first.token(), device).is(204);
    api.sendJson("PUT", "/v1/sessions/current/device", second.token(), device).is(204);

    assertThat(pushTokenOf(first)).isEmpty();
    assertThat(pushTokenOf(second)).hasValue(new PushToken("moving-phone"));
  }

  @Test
  void aDeviceWithoutAPushTokenTakesNoPushes() {
    Phone phone = api.signIn();
    String path = "/v1/sessions/current/device";
    api.sendJson("PUT", path, phone.token(), "{\"type\": \"web\", \"pushToken\": \"web-1\"}");

    api.sendJson("PUT", path, phone.token(), "{\"type\": \"web\"}").is(204);

    assertThat(pushTokenOf(phone)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"type\": \"fridge\"}", "{\"type\": \"ios\", \"x\": 1}"})
  void aDeviceThatIsNoneIsRefused(String json) {
    api.sendJson("PUT", "/v1/sessions/current/device", api.signIn().token(), json)
        .isProblem(400, "invalid_request");
  }

  private static Optional<PushToken> pushTokenOf(Phone phone) {
    return api.stores.sessions().ofUser(phone.user(), api.clock.instant()).stream()
        .flatMap(session -> session.pushToken().stream())
        .findFirst();
  }

  private static String code() {
    return api.comeBack(api.goToEve(Optional.empty()), api.newCharacter()).getOrDefault("code", "");
  }
}
