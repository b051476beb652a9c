package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.Session.Replaced;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.persistence.batch.JdbcValues;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "session")
class SessionRow implements VersionedRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "token")
  private String token;

  @Column(name = "previous_token")
  private @Nullable String previousToken;

  @Column(name = "rotated_at")
  private @Nullable Instant rotatedAt;

  @Column(name = "created_at")
  private Instant createdAt;

  /** Changed by a statement of its own, so that nothing older is ever written over it. */
  @Column(name = "last_used_at", updatable = false)
  private Instant lastUsedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "device_type")
  private @Nullable String deviceType;

  @Column(name = "device_token")
  private @Nullable String deviceToken;

  @Version
  @Column(name = "version")
  private long version;

  SessionRow() {}

  static SessionRow from(Session session) {
    SessionRow row = new SessionRow();
    row.id = session.id().value();
    row.lastUsedAt = session.lastUsedAt();
    row.apply(session);
    return row;
  }

  /** Of a result that has all columns. */
  static SessionRow of(ResultSet columns) throws SQLException {
    SessionRow row = new SessionRow();
    row.id = columns.getString("id");
    row.userId = columns.getString("user_id");
    row.token = columns.getString("token");
    row.previousToken = columns.getString("previous_token");
    row.rotatedAt = JdbcValues.nullableMoment(columns, "rotated_at");
    row.createdAt = JdbcValues.moment(columns, "created_at");
    row.lastUsedAt = JdbcValues.moment(columns, "last_used_at");
    row.expiresAt = JdbcValues.moment(columns, "expires_at");
    row.deviceType = columns.getString("device_type");
    row.deviceToken = columns.getString("device_token");
    row.version = columns.getLong("version");
    return row;
  }

  void apply(Session session) {
    userId = session.user().value();
    token = session.token().hex();
    previousToken = session.replaced().map(before -> before.token().hex()).orElse(null);
    rotatedAt = session.replaced().map(Replaced::at).orElse(null);
    createdAt = session.createdAt();
    expiresAt = session.expiresAt();
    deviceType = session.device().map(device -> Codes.of(device.type())).orElse(null);
    deviceToken = session.pushToken().map(PushToken::value).orElse(null);
  }

  Session toDomain() {
    return new Session(
        new SessionId(id),
        new UserId(userId),
        new SecretDigest(token),
        Optional.ofNullable(previousToken)
            .flatMap(
                before ->
                    Optional.ofNullable(rotatedAt)
                        .map(at -> new Replaced(new SecretDigest(before), at))),
        createdAt,
        lastUsedAt,
        expiresAt,
        Optional.ofNullable(deviceType)
            .map(type -> Codes.parse(DeviceType.class, type))
            .map(type -> new Device(type, Optional.ofNullable(deviceToken).map(PushToken::new))),
        version);
  }

  @Override
  public long version() {
    return version;
  }
}
