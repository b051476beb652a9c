package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link TokenIssuer} does. */
public interface TokenIssuerContract {

  /** The issuer under test. */
  TokenIssuer issuer();

  @Test
  default void issuesTokensThatFitIntoABearerHeader() {
    Secret token = issue(new SessionId(Samples.id()), Samples.userId());

    assertThat(token.reveal()).as("RFC 6750, section 2.1").matches("[A-Za-z0-9._~+/-]+=*");
  }

  @Test
  default void issuesNoTokenTwiceEvenForTheSameSessionInTheSameSecond() {
    SessionId session = new SessionId(Samples.id());
    UserId user = Samples.userId();

    List<String> tokens =
        Race.run(runner -> Stream.generate(() -> issue(session, user).reveal()).limit(20).toList())
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(tokens).doesNotHaveDuplicates();
  }

  private Secret issue(SessionId session, UserId user) {
    return issuer().issue(session, user, NOW, NOW.plus(Session.LIFETIME));
  }
}
