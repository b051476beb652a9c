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
import dev.evenomad.domain.snapshot.Snapshot;
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

  /** Connections are few: what was found is read into the domain after it was given back. */
  @Override
  public Optional<Overview> find(UserId user, Instant now) {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      bind(statement, user, now);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(Row.of(found));
        }
      }
    } catch (SQLException e) {
      throw Outages.orElse(e, "an overview could not be read");
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(overview(rows));
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

  private static Overview overview(List<Row> rows) {
    List<KnownCharacter> characters = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += KINDS.size()) {
      List<Row> kinds = rows.subList(first, first + KINDS.size());
      kinds.getFirst().owned().ifPresent(owned -> characters.add(owned.known(kinds)));
    }
    return new Overview(characters, rows.getFirst().unreadInAll);
  }

  /**
   * A character and a kind of its data.
   *
   * @param owned empty if the user has no characters
   * @param part what is known of that kind; empty if nothing is
   */
  private record Row(
      Optional<Owned> owned,
      SyncKind kind,
      KnownKind age,
      Optional<String> part,
      long unreadInAll) {

    static Row of(ResultSet columns) throws SQLException {
      return new Row(
          Owned.of(columns),
          Codes.parse(SyncKind.class, columns.getString("kind")),
          new KnownKind(
              Optional.ofNullable(JdbcValues.nullableMoment(columns, "as_of")),
              Optional.ofNullable(JdbcValues.nullableMoment(columns, "next_poll")),
              columns.getInt("failures")),
          Optional.ofNullable(columns.getString("part")),
          columns.getLong("unread_in_all"));
    }
  }

  /** A character as its row shows it. */
  private record Owned(
      CharacterId id,
      CharacterName name,
      CorporationId corporation,
      Optional<AllianceId> alliance,
      GrantState grant,
      long unread) {

    static Optional<Owned> of(ResultSet columns) throws SQLException {
      long id = columns.getLong("character_id");
      if (columns.wasNull()) {
        return Optional.empty();
      }
      return Optional.of(
          new Owned(
              new CharacterId(id),
              new CharacterName(columns.getString("character_name")),
              new CorporationId(columns.getLong("corporation_id")),
              Optional.ofNullable(columns.getObject("alliance_id", Long.class))
                  .map(AllianceId::new),
              Codes.parse(GrantState.class, columns.getString("grant_state")),
              columns.getLong("unread")));
    }

    KnownCharacter known(List<Row> rows) {
      Map<SyncKind, KnownKind> kinds = new EnumMap<>(SyncKind.class);
      Parts parts = new Parts(id);
      for (Row row : rows) {
        kinds.put(row.kind, row.age);
        row.part.ifPresent(part -> parts.read(row.kind, part));
      }
      return new KnownCharacter(
          id,
          name,
          corporation,
          alliance,
          grant,
          kinds,
          parts.queue,
          parts.unreadMails,
          parts.orders,
          parts.jobs,
          parts.colonies,
          unread);
    }
  }

  /** What is known of a character of each kind. */
  private static final class Parts {
    private final CharacterId character;
    private SkillQueue queue = SkillQueue.EMPTY;
    private int unreadMails;
    private List<OpenOrder> orders = List.of();
    private List<IndustryJob> jobs = List.of();
    private List<Colony> colonies = List.of();

    Parts(CharacterId character) {
      this.character = character;
    }

    void read(SyncKind kind, String part) {
      switch (kind) {
        case SKILLS -> queue = queue(Json.document(part, SkillDocument.class));
        case MAIL -> unreadMails = Integer.parseInt(part);
        case MARKET_ORDERS -> orders = part.lines().map(Parts::order).toList();
        case INDUSTRY_JOBS -> jobs = snapshot(part, IndustryDocument.class).watched();
        case PLANETS -> colonies = snapshot(part, ColonyDocument.class).watched();
      }
    }

    /** How old it is does not matter here. */
    private <S extends Snapshot> S snapshot(
        String part, Class<? extends SnapshotForm.Document<S>> document) {
      return Json.document(part, document).toSnapshot(character, Instant.EPOCH);
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
