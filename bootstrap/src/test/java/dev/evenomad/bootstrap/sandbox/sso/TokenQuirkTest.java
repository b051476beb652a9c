package dev.evenomad.bootstrap.sandbox.sso;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenQuirkTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final Set<TokenQuirk> GOOD =
      EnumSet.of(TokenQuirk.ES256, TokenQuirk.ISSUER_WITH_SLASH, TokenQuirk.ISSUER_WITHOUT_SCHEME);

  @Test
  void esiTakesTheGoodOnesAndNoneOfTheOthers() {
    for (var quirk : TokenQuirk.values()) {
      EVE.controlled("POST", "/sso/next-tokens", "{\"quirk\":\"" + quirk.label() + "\"}");
      var status = EVE.skills(MARA, EVE.signIn(MARA, SKILLS)).statusCode();
      assertThat(status).as(quirk.label()).isEqualTo(GOOD.contains(quirk) ? 200 : 401);
    }
  }

  @Test
  void eachBadTokenIsBadInItsOwnWay() {
    assertThat(next(TokenQuirk.EXPIRED).getExpiresAtAsInstant()).isBefore(RunningSandbox.START);
    assertThat(next(TokenQuirk.WRONG_ISSUER).getIssuer()).isEqualTo("https://login.example.com");
    assertThat(next(TokenQuirk.WRONG_AUDIENCE).getAudience())
        .doesNotContain(EVE.sandbox().clientId());
    assertThat(next(TokenQuirk.INCOMPLETE_AUDIENCE).getAudience())
        .containsExactly(EVE.sandbox().clientId());
    assertThat(next(TokenQuirk.WRONG_SUBJECT).getSubject()).doesNotStartWith("CHARACTER:EVE:");
    assertThat(next(TokenQuirk.ALG_NONE).getAlgorithm()).isEqualTo("none");
    assertThat(next(TokenQuirk.ALG_NONE).getSignature()).isEmpty();
    assertThat(next(TokenQuirk.HMAC_WITH_PUBLIC_KEY).getAlgorithm()).isEqualTo("HS256");
    assertThat(next(TokenQuirk.TAMPERED).getSubject()).isEqualTo("CHARACTER:EVE:1" + MARA);
    assertThat(next(TokenQuirk.UNPUBLISHED_KEY).getKeyId()).isEqualTo("unpublished-key");
    assertThat(next(TokenQuirk.FORGED_SIGNATURE).getKeyId()).isEqualTo("JWT-Signature-Key");
  }

  @Test
  void quirksAreUsedUpInOrder() {
    EVE.world().sso().nextTokens(TokenQuirk.WRONG_ISSUER, 2);
    EVE.world().sso().nextTokens(TokenQuirk.EXPIRED, 1);
    assertThat(signedIn().getIssuer()).isEqualTo("https://login.example.com");
    assertThat(signedIn().getIssuer()).isEqualTo("https://login.example.com");
    assertThat(signedIn().getExpiresAtAsInstant()).isBefore(RunningSandbox.START);
    assertThat(EVE.skills(MARA, EVE.signIn(MARA, SKILLS)).statusCode()).isEqualTo(200);
  }

  private static DecodedJWT next(TokenQuirk quirk) {
    EVE.world().sso().nextTokens(quirk, 1);
    return signedIn();
  }

  private static DecodedJWT signedIn() {
    return JWT.decode(EVE.signIn(MARA, SKILLS).access());
  }
}
