package dev.evenomad.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.TokenIssuerContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpaqueTokensTest implements TokenIssuerContract {

  private static final UserId USER = Samples.userId();

  private final TokenIssuer issuer = new OpaqueTokens();

  @Override
  public TokenIssuer issuer() {
    return issuer;
  }

  @Test
  void nobodyElseMakesTheSame() {
    SessionId session = new SessionId(Samples.id());

    assertThat(issue(new OpaqueTokens(), session, USER)).isNotEqualTo(issue(issuer, session, USER));
  }

  private static String issue(TokenIssuer issuer, SessionId session, UserId user) {
    return issuer
        .issue(session, user, Samples.NOW, Samples.NOW.plusSeconds(1), Optional.empty())
        .reveal();
  }
}
