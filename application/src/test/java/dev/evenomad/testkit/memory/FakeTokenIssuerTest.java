package dev.evenomad.testkit.memory;

import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.testkit.contract.TokenIssuerContract;

final class FakeTokenIssuerTest implements TokenIssuerContract {

  private final TokenIssuer issuer = new FakeTokenIssuer();

  @Override
  public TokenIssuer issuer() {
    return issuer;
  }
}
