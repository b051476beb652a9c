package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.OneTimeGrant;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "one_time_grant")
class OneTimeGrantRow {

  private static final String LOGIN_ATTEMPT = "login_attempt";
  private static final String LOGIN_CODE = "login_code";
  private static final String LINK_TICKET = "link_ticket";

  @Id
  @Column(name = "digest")
  private String digest;

  @Column(name = "type")
  private String type;

  @Column(name = "user_id")
  private @Nullable String userId;

  @Column(name = "redirect_uri")
  private @Nullable String redirectUri;

  @Column(name = "client_state")
  private @Nullable String clientState;

  @Column(name = "code_challenge")
  private @Nullable String codeChallenge;

  @Column(name = "code_verifier")
  private @Nullable String codeVerifier;

  @Column(name = "scopes")
  @Convert(converter = TextArrayConverter.class)
  private @Nullable List<String> scopes;

  @Column(name = "expires_at")
  private Instant expiresAt;

  OneTimeGrantRow() {}

  /** What the column {@code type} says of grants of that class. */
  static String typeOf(Class<? extends OneTimeGrant> grant) {
    if (grant == OneTimeGrant.LoginAttempt.class) {
      return LOGIN_ATTEMPT;
    }
    if (grant == OneTimeGrant.LoginCode.class) {
      return LOGIN_CODE;
    }
    if (grant == OneTimeGrant.LinkTicket.class) {
      return LINK_TICKET;
    }
    throw new IllegalArgumentException("grants are taken by their own type, not as " + grant);
  }

  static OneTimeGrantRow from(OneTimeGrant grant) {
    OneTimeGrantRow row = new OneTimeGrantRow();
    row.digest = grant.digest().hex();
    row.type = typeOf(grant.getClass());
    row.expiresAt = grant.expiresAt();
    switch (grant) {
      case OneTimeGrant.LoginAttempt attempt -> {
        row.redirectUri = attempt.redirectUri().toString();
        row.clientState = attempt.clientState();
        row.codeChallenge = attempt.challenge().value();
        row.codeVerifier = attempt.verifier().secret().reveal();
        row.scopes = ScopeTexts.of(attempt.requested());
        row.userId = attempt.linkTo().map(UserId::value).orElse(null);
      }
      case OneTimeGrant.LoginCode code -> {
        row.userId = code.user().value();
        row.codeChallenge = code.challenge().value();
      }
      case OneTimeGrant.LinkTicket ticket -> row.userId = ticket.user().value();
    }
    return row;
  }

  OneTimeGrant toDomain() {
    SecretDigest key = new SecretDigest(digest);
    return switch (type) {
      case LOGIN_ATTEMPT ->
          new OneTimeGrant.LoginAttempt(
              key,
              URI.create(present(redirectUri)),
              present(clientState),
              new CodeChallenge(present(codeChallenge)),
              new CodeVerifier(Secret.of(present(codeVerifier))),
              ScopeTexts.parse(present(scopes)),
              Optional.ofNullable(userId).map(UserId::new),
              expiresAt);
      case LOGIN_CODE ->
          new OneTimeGrant.LoginCode(
              key,
              new UserId(present(userId)),
              new CodeChallenge(present(codeChallenge)),
              expiresAt);
      case LINK_TICKET -> new OneTimeGrant.LinkTicket(key, new UserId(present(userId)), expiresAt);
      default -> throw Codes.unknown(OneTimeGrant.class, type);
    };
  }

  private <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a grant of type " + type + " lacks what its type has");
    }
    return value;
  }
}
