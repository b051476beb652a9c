package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link TokenIssuer} does. */
public interface TokenIssuerContract {

  /** The issuer under test. */
  TokenIssuer issuer();

  @Test
  default void issuesTokensThatFitIntoABearerHeader() {
    Secret token = issue(new SessionId(Samples.id()), Samples.userId(), Optional.empty());

    assertThat(token.reveal()).as("RFC 6750, section 2.1").matches("[A-Za-z0-9._~+/-]+=*");
  }

  @Test
  default void issuesTheSameTokenForTheSame() {
    SessionId session = new SessionId(Samples.id());
    UserId user = Samples.userId();
    Optional<SecretDigest> replaced = Optional.of(Samples.digest());

    assertThat(issue(session, user, replaced)).isEqualTo(issue(session, user, replaced));
  }

  @Test
  default void issuesDifferentTokensInPlaceOfDifferentOnesEvenInTheSameSecond() {
    SessionId session = new SessionId(Samples.id());
    UserId user = Samples.userId();

    List<String> tokens =
        Stream.concat(
                Stream.of(Optional.<SecretDigest>empty()),
                Stream.generate(() -> Optional.of(Samples.digest())).limit(20))
            .map(replaced -> issue(session, user, replaced).reveal())
            .toList();

    assertThat(tokens).doesNotHaveDuplicates();
  }

  @Test
  default void issuesDifferentTokensForDifferentSessionsAndUsers() {
    SessionId session = new SessionId(Samples.id());
    UserId user = Samples.userId();
    Secret token = issue(session, user, Optional.empty());

    assertThat(issue(new SessionId(Samples.id()), user, Optional.empty())).isNotEqualTo(token);
    assertThat(issue(session, Samples.userId(), Optional.empty())).isNotEqualTo(token);
  }

  private Secret issue(SessionId session, UserId user, Optional<SecretDigest> replaced) {
    return issuer().issue(session, user, NOW, NOW.plus(Session.LIFETIME), replaced);
  }
}
