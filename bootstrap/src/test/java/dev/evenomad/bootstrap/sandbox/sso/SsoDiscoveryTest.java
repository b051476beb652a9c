package dev.evenomad.bootstrap.sandbox.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SsoDiscoveryTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void theMetadataNamesEvesIssuerAndTheSandboxsEndpoints() {
    var sso = EVE.sandbox().ssoBase();
    var response = EVE.send(EVE.request(sso, "/.well-known/oauth-authorization-server"));
    assertThat(response.statusCode()).isEqualTo(200);
    var metadata = RunningSandbox.json(response);
    assertThat(metadata.path("issuer").asText()).isEqualTo("https://login.eveonline.com");
    assertThat(metadata.path("authorization_endpoint").asText())
        .isEqualTo(sso + "/v2/oauth/authorize");
    assertThat(metadata.path("token_endpoint").asText()).isEqualTo(sso + "/v2/oauth/token");
    assertThat(metadata.path("revocation_endpoint").asText()).isEqualTo(sso + "/v2/oauth/revoke");
    assertThat(metadata.path("jwks_uri").asText()).isEqualTo(sso + "/oauth/jwks");
    assertThat(metadata.path("response_types_supported").toString())
        .isEqualTo("[\"code\",\"token\"]");
    assertThat(metadata.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
        .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"client_secret_jwt\"]");
    assertThat(metadata.has("grant_types_supported")).isFalse();
  }

  @Test
  void theJwksHoldsAnRsaAndAnEllipticKeyAndEvesOwnMember() {
    var document = jwks();
    assertThat(document.path("SkipUnresolvedJsonWebKeys").booleanValue()).isTrue();
    assertThat(document.path("keys")).hasSize(2);
    var rsa = key(document, "JWT-Signature-Key").orElseThrow();
    assertThat(rsa.path("alg").asText()).isEqualTo("RS256");
    assertThat(rsa.path("kty").asText()).isEqualTo("RSA");
    var elliptic = document.path("keys").get(1);
    assertThat(elliptic.path("alg").asText()).isEqualTo("ES256");
    assertThat(elliptic.path("crv").asText()).isEqualTo("P-256");
    assertThat(elliptic.path("kid").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void aTokenVerifiesWithThePublishedRsaKey() throws Exception {
    var token = EVE.signIn(RunningSandbox.MARA, RunningSandbox.SKILLS).access();
    assertThat(JWT.decode(token).getKeyId()).isEqualTo("JWT-Signature-Key");
    Algorithm.RSA256(rsaKey(key(jwks(), "JWT-Signature-Key").orElseThrow()), null)
        .verify(JWT.decode(token));
  }

  @Test
  void anEs256TokenVerifiesWithThePublishedEllipticKey() throws Exception {
    EVE.world().sso().nextTokens(TokenQuirk.ES256, 1);
    var token = JWT.decode(EVE.signIn(RunningSandbox.MARA, RunningSandbox.SKILLS).access());
    assertThat(token.getAlgorithm()).isEqualTo("ES256");
    Algorithm.ECDSA256(ecKey(key(jwks(), token.getKeyId()).orElseThrow()), null).verify(token);
  }

  @Test
  void aRotatedKeyHasANewIdAndTheOldOneMayStay() {
    var keyId = EVE.controlled("POST", "/sso/keys", "{\"keepOld\":true}").path("keyId").asText();
    var token = EVE.signIn(RunningSandbox.MARA, RunningSandbox.SKILLS).access();
    assertThat(keyId).isNotEqualTo("JWT-Signature-Key");
    assertThat(JWT.decode(token).getKeyId()).isEqualTo(keyId);
    assertThat(JWT.decode(token).getClaim("kid").asString()).isEqualTo(keyId);
    assertThat(key(jwks(), keyId)).isPresent();
    assertThat(key(jwks(), "JWT-Signature-Key")).isPresent();
  }

  @Test
  void withTheOldKeyRemovedItsTokensAreGoodNoMore() {
    var tokens = EVE.signIn(RunningSandbox.MARA, RunningSandbox.SKILLS);
    EVE.controlled("POST", "/sso/keys", "{\"keepOld\":false}");
    assertThat(key(jwks(), "JWT-Signature-Key")).isEmpty();
    assertThat(EVE.skills(RunningSandbox.MARA, tokens).statusCode()).isEqualTo(401);
  }

  @Test
  void aKeyCanBeReplacedUnderItsId() {
    var before = key(jwks(), "JWT-Signature-Key").orElseThrow();
    EVE.controlled("POST", "/sso/keys", "{\"keyId\":\"JWT-Signature-Key\"}");
    var after = key(jwks(), "JWT-Signature-Key").orElseThrow();
    assertThat(after.path("n").asText()).isNotEqualTo(before.path("n").asText());
    assertThat(jwks().path("keys")).hasSize(2);
  }

  @Test
  void whatIsNotThereIsNotFoundAndAWrongMethodIsNamed() {
    var sso = EVE.sandbox().ssoBase();
    assertThat(EVE.send(EVE.request(sso, "/v1/oauth/token")).statusCode()).isEqualTo(404);
    var wrong = EVE.send(EVE.request(sso, "/v2/oauth/token"));
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("POST");
  }

  private static JsonNode jwks() {
    return RunningSandbox.json(EVE.send(EVE.request(EVE.sandbox().ssoBase(), "/oauth/jwks")));
  }

  private static Optional<JsonNode> key(JsonNode document, String keyId) {
    return StreamSupport.stream(document.path("keys").spliterator(), false)
        .filter(key -> key.path("kid").asText().equals(keyId))
        .findFirst();
  }

  private static RSAPublicKey rsaKey(JsonNode key) throws Exception {
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
  }

  private static ECPublicKey ecKey(JsonNode key) throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(number(key, "x"), number(key, "y")),
                    parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }
}
