package dev.evenomad.esi.sso;

import static dev.evenomad.esi.http.LoopbackServer.answer;

import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.testkit.contract.EveSsoContract;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

final class OAuthEveSsoContractIT implements EveSsoContract {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

  private final SimulatedSso eve = new SimulatedSso(() -> NOW);
  private final Sso sso = Sso.connect(eve.settings(), () -> NOW);

  @AfterEach
  void close() {
    sso.close();
    eve.close();
  }

  @Override
  public EveSso sso() {
    return sso.eveSso();
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public Secret givenCode(EveIdentity pilot, CodeVerifier verifier) {
    return eve.code(pilot, verifier);
  }

  @Override
  public Secret givenGrant(EveIdentity pilot) {
    return eve.grant(pilot);
  }

  @Override
  public void givenRevoked(Secret refreshToken) {
    eve.revoke(refreshToken);
  }

  @Override
  public void givenDown() {
    eve.server.on(SimulatedSso.TOKEN, answer(503, "<html>Down</html>"));
    eve.server.on(SimulatedSso.REVOKE, answer(503, "<html>Down</html>"));
  }

  @Override
  public void givenClientRefused() {
    Responder refusal = answer(401, "{\"error\":\"invalid_client\"}", "WWW-Authenticate", "Basic");
    eve.server.on(SimulatedSso.TOKEN, refusal);
    eve.server.on(SimulatedSso.REVOKE, refusal);
  }

  @Override
  public void givenTokensSignedBySomebodyElse() {
    eve.signWith(SimulatedSso.rs256(SimulatedSso.OTHER_RSA));
  }
}
