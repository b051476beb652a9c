package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.persistence.batch.JdbcValues;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "notification_log")
class NotificationRow implements VersionedRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "character_id")
  private @Nullable Long characterId;

  @Column(name = "type")
  private String type;

  @Column(name = "title")
  private String title;

  @Column(name = "body")
  private String body;

  @Column(name = "data")
  @Convert(converter = JsonbConverter.class)
  private @Nullable String data;

  @Column(name = "status")
  private String status;

  @Column(name = "sent_at")
  private @Nullable Instant sentAt;

  @Column(name = "read_at")
  private @Nullable Instant readAt;

  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "dedup_key")
  private String dedupKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long version;

  NotificationRow() {}

  static NotificationRow from(Notification notification) {
    NotificationRow row = new NotificationRow();
    row.id = notification.id().value();
    row.apply(notification);
    return row;
  }

  /** Of a result that has all columns. */
  static NotificationRow of(ResultSet columns) throws SQLException {
    NotificationRow row = new NotificationRow();
    row.id = columns.getString("id");
    row.userId = columns.getString("user_id");
    row.characterId = columns.getObject("character_id", Long.class);
    row.type = columns.getString("type");
    row.title = columns.getString("title");
    row.body = columns.getString("body");
    row.data = columns.getString("data");
    row.status = columns.getString("status");
    row.sentAt = JdbcValues.nullableMoment(columns, "sent_at");
    row.readAt = JdbcValues.nullableMoment(columns, "read_at");
    row.error = columns.getString("error");
    row.dedupKey = columns.getString("dedup_key");
    row.createdAt = JdbcValues.moment(columns, "created_at");
    row.version = columns.getLong("version");
    return row;
  }

  void apply(Notification notification) {
    userId = notification.user().value();
    characterId = notification.character().map(CharacterId::value).orElse(null);
    type = Codes.of(notification.kind());
    title = notification.title();
    body = notification.body();
    data = Json.write(notification.data());
    status = Codes.of(notification.status());
    sentAt = notification.sentAt().orElse(null);
    readAt = notification.readAt().orElse(null);
    error = notification.error().orElse(null);
    dedupKey = notification.dedupKey().value();
    createdAt = notification.createdAt();
  }

  /**
   * Inserts this row unless its user was told the same before. Not as an entity, because a
   * violation of the key would end the transaction.
   *
   * @return whether it was inserted
   */
  boolean insertIfNew(EntityManager manager) {
    int inserted =
        manager
            .createNativeQuery(
                """
                INSERT INTO notification_log (id, user_id, character_id, type, title, body, data,
                    status, sent_at, read_at, error, dedup_key, created_at, version)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 AS jsonb), ?8, ?9, ?10, ?11, ?12, ?13, 1)
                ON CONFLICT (user_id, dedup_key) DO NOTHING
                """)
            .setParameter(1, id)
            .setParameter(2, userId)
            .setParameter(3, characterId)
            .setParameter(4, type)
            .setParameter(5, title)
            .setParameter(6, body)
            .setParameter(7, data)
            .setParameter(8, status)
            .setParameter(9, sentAt)
            .setParameter(10, readAt)
            .setParameter(11, error)
            .setParameter(12, dedupKey)
            .setParameter(13, createdAt)
            .executeUpdate();
    return inserted == 1;
  }

  Notification toDomain() {
    return new Notification(
        new NotificationId(id),
        new UserId(userId),
        Optional.ofNullable(characterId).map(CharacterId::new),
        Codes.parse(NotificationKind.class, type),
        title,
        body,
        Json.readObject(data),
        Codes.parse(NotificationStatus.class, status),
        Optional.ofNullable(sentAt),
        Optional.ofNullable(readAt),
        Optional.ofNullable(error),
        new DedupKey(dedupKey),
        createdAt,
        version);
  }

  @Override
  public long version() {
    return version;
  }
}
