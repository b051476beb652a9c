package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sessions: whoever holds one of the original's tokens stays signed in. */
final class SessionMove implements Move {

  private static final String DEVICE_TOKEN = "device_token";
  private static final String TAKEN = "another session has its push token; it has none";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private static final Insert INSERT =
      Insert.into(
              "session",
              "id text, user_id text, token text, expires_at timestamptz, created_at timestamptz,"
                  + " last_used_at timestamptz, device_type text, device_token text")
          .ofUsers();

  @Override
  public String origin() {
    return "Session";
  }

  @Override
  public String what() {
    return "sessions";
  }

  /** Of the sessions that share a push token, the one that lives longest keeps it. */
  @Override
  public String query() {
    return """
    SELECT *, "deviceToken" IS NULL OR row_number() OVER (
        PARTITION BY "deviceToken" ORDER BY "expiresAt" DESC, "createdAt" DESC, id DESC) = 1 AS keeps
    FROM "Session"
    """;
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    Instant expiresAt = row.time("expiresAt");
    Instant createdAt = createdAt(row, expiresAt);
    Session session =
        new Session(
            new SessionId(row.id()),
            new UserId(row.reference("userId")),
            digest(row.text("token")),
            Optional.empty(),
            createdAt,
            createdAt,
            expiresAt,
            device(row),
            0);
    return row.becomes(
        new Columns()
            .with("id", session.id())
            .with("user_id", session.user())
            .with("token", session.token().hex())
            .with("expires_at", session.expiresAt())
            .with("created_at", session.createdAt())
            .with("last_used_at", session.lastUsedAt())
            .with("device_type", session.device().map(device -> Words.of(device.type())))
            .with(DEVICE_TOKEN, session.pushToken().map(PushToken::value)));
  }

  /** The original kept the digest of the token; the column was made for the token itself. */
  private static SecretDigest digest(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("it has no token");
    }
    return DIGEST.matcher(token).matches()
        ? new SecretDigest(token.toLowerCase(Locale.ROOT))
        : Secret.of(token).digest();
  }

  private static Instant createdAt(SourceRow row, Instant expiresAt) throws SQLException {
    Instant createdAt = row.time("createdAt");
    if (expiresAt.isAfter(createdAt)) {
      return createdAt;
    }
    row.changed("it began after its end; it began a lifetime before it");
    return expiresAt.minus(Session.LIFETIME);
  }

  private static Optional<Device> device(SourceRow row) throws SQLException {
    Optional<PushToken> pushToken =
        row.valid("deviceToken", PushToken::new, "its push token is none; it has none");
    if (pushToken.isPresent() && !row.flag("keeps")) {
      row.changed(TAKEN);
      pushToken = Optional.empty();
    }
    Optional<DeviceType> type = Words.find(DeviceType.class, row, "deviceType");
    if (type.isEmpty() && row.optionalText("deviceType").isPresent()) {
      row.changed("its device type is not known");
    }
    if (type.isEmpty() && pushToken.isPresent()) {
      row.changed("it has a push token and no device type; it is taken for android");
      type = Optional.of(DeviceType.ANDROID);
    }
    Optional<PushToken> reachedAt = pushToken;
    return type.map(known -> new Device(known, reachedAt));
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    if (Move.exists(here, "SELECT FROM session WHERE token = ?", draft.get("token"))) {
      return new Verdict.NotTaken("another session here has the same token");
    }
    boolean pushTokenTaken =
        draft.has(DEVICE_TOKEN)
            && Move.exists(
                here,
                // The expression is the one of the index.
                """
                SELECT FROM session
                WHERE sha256(replace(device_token, '\\', '\\\\')::bytea)
                    = sha256(replace(?, '\\', '\\\\')::bytea)
                """,
                draft.get(DEVICE_TOKEN));
    return pushTokenTaken
        ? new Verdict.Instead(draft.without(DEVICE_TOKEN, TAKEN))
        : Move.ofUser(here, draft, new Verdict.Instead(draft));
  }
}
