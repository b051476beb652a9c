package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.overview.GrantState;
import dev.evenomad.domain.overview.KnownCharacter;
import dev.evenomad.domain.overview.KnownKind;
import dev.evenomad.domain.overview.OpenOrder;
import dev.evenomad.domain.overview.Overview;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.persistence.batch.JdbcValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All of a user by one statement: a row for each character and kind. Of the large documents only
 * those parts are sent that a glance needs. Thread-safe.
 */
final class JdbcOverviews implements Overviews {

  static final String FIND =
      """
      WITH unread AS MATERIALIZED (
        SELECT character_id, count(*) AS many
          FROM notification_log
         WHERE user_id = ? AND status = 'sent'
         GROUP BY character_id
      )
      SELECT owned.character_id, owned.character_name, owned.corporation_id, owned.alliance_id,
             owned.grant_state, kind, state.next_poll, state.failures, known.as_of,
             (SELECT sum(many) FROM unread) AS unread_in_all,
             (SELECT many FROM unread WHERE unread.character_id = owned.character_id) AS unread,
             CASE kind
               WHEN 'skills' THEN jsonb_build_object('queue',
                 jsonb_path_query_array(
                   jsonb_path_query_array(known.document, '$.queue[*] ? (@.finishesAt > $now)',
                     jsonb_build_object('now', ?::text)),
                   '$[0 to 9]')
                 || jsonb_path_query_array(known.document, '$.queue[last]'))::text
               WHEN 'mail' THEN jsonb_array_length(
                 jsonb_path_query_array(known.document, '$.mails[*].read ? (@ == false)'))::text
               WHEN 'market_orders' THEN (
                 SELECT string_agg(concat_ws(' ', one ->> 'id', one ->> 'type', one ->> 'issued',
                          one ->> 'duration'), chr(10))
                   FROM jsonb_array_elements(known.document -> 'open') AS one
                  WHERE one -> 'volumeRemain' > '0')
               ELSE known.document::text
             END AS part
        FROM app_user
        LEFT JOIN eve_character AS owned ON owned.user_id = app_user.id
       CROSS JOIN unnest(?::text[]) AS kind
        LEFT JOIN sync_state AS state USING (character_id, kind)
        LEFT JOIN snapshot AS known USING (character_id, kind)
       WHERE app_user.id = ?
       ORDER BY owned.created_at, owned.id
      """;

  private static final List<String> KINDS =
      Arrays.stream(SyncKind.values()).map(kind -> Codes.of(kind)).toList();

  private final DataSource dataSource;

  JdbcOverviews(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<Overview> find(UserId user, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      bind(statement, user, now);
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("an overview could not be read", e);
    }
  }

  static void bind(PreparedStatement find, UserId user, Instant now) throws SQLException {
    find.setString(1, user.value());
    find.setString(2, beginningOf(now));
    find.setArray(3, find.getConnection().createArrayOf("text", KINDS.toArray()));
    find.setString(4, user.value());
  }

  /** The second as a text that is less than that of any moment in it, however finely it is told. */
  private static String beginningOf(Instant now) {
    String second = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return second.substring(0, second.length() - 1);
  }

  private static Optional<Overview> read(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return Optional.empty();
    }
    long unread = rows.getLong("unread_in_all");
    List<KnownCharacter> characters = new ArrayList<>();
    // A user without characters has rows of kinds alone.
    if (rows.getObject("character_id") != null) {
      do {
        characters.add(character(rows));
      } while (rows.next());
    }
    return Optional.of(new Overview(characters, unread));
  }

  /** Reads as many rows as there are kinds, and stays on the last one. */
  private static KnownCharacter character(ResultSet rows) throws SQLException {
    Parts parts = new Parts(new CharacterId(rows.getLong("character_id")));
    parts.read(rows);
    for (int kind = 1; kind < KINDS.size() && rows.next(); kind++) {
      parts.read(rows);
    }
    return new KnownCharacter(
        parts.character,
        new CharacterName(rows.getString("character_name")),
        new CorporationId(rows.getLong("corporation_id")),
        Optional.ofNullable(rows.getObject("alliance_id", Long.class)).map(AllianceId::new),
        Codes.parse(GrantState.class, rows.getString("grant_state")),
        parts.kinds,
        parts.queue,
        parts.unreadMails,
        parts.orders,
        parts.jobs,
        parts.colonies,
        rows.getLong("unread"));
  }

  /** What is known of a character of each kind. */
  private static final class Parts {
    private final CharacterId character;
    private final Map<SyncKind, KnownKind> kinds = new EnumMap<>(SyncKind.class);
    private SkillQueue queue = SkillQueue.EMPTY;
    private int unreadMails;
    private List<OpenOrder> orders = List.of();
    private List<IndustryJob> jobs = List.of();
    private List<Colony> colonies = List.of();

    Parts(CharacterId character) {
      this.character = character;
    }

    void read(ResultSet row) throws SQLException {
      SyncKind kind = Codes.parse(SyncKind.class, row.getString("kind"));
      @Nullable Instant asOf = JdbcValues.nullableMoment(row, "as_of");
      kinds.put(
          kind,
          new KnownKind(
              Optional.ofNullable(asOf),
              Optional.ofNullable(JdbcValues.nullableMoment(row, "next_poll")),
              row.getInt("failures")));
      @Nullable String part = row.getString("part");
      if (asOf != null && part != null) {
        read(kind, part, asOf);
      }
    }

    private void read(SyncKind kind, String part, Instant asOf) {
      switch (kind) {
        case SKILLS -> queue = queue(Json.document(part, SkillDocument.class));
        case MAIL -> unreadMails = Integer.parseInt(part);
        case MARKET_ORDERS -> orders = part.lines().map(Parts::order).toList();
        case INDUSTRY_JOBS ->
            jobs =
                Json.document(part, IndustryDocument.class).toSnapshot(character, asOf).watched();
        case PLANETS ->
            colonies =
                Json.document(part, ColonyDocument.class).toSnapshot(character, asOf).watched();
      }
    }

    /** The last one may be among the others, too. */
    private static SkillQueue queue(SkillDocument parts) {
      return new SkillQueue(
          parts.queue().stream().distinct().map(SkillDocument.Entry::toDomain).toList());
    }

    private static OpenOrder order(String line) {
      String[] words = line.split(" ", 4);
      return new OpenOrder(
          new OrderId(Long.parseLong(words[0])),
          new TypeId(Long.parseLong(words[1])),
          Instant.parse(words[2]).plus(Duration.parse(words[3])));
    }
  }
}
