package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.persistence.batch.JdbcValues;
import dev.evenomad.persistence.batch.PlannedAnew;
import dev.evenomad.persistence.live.LiveNews;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Events in the order of the transactions that wrote them, and in each of them in the order of
 * their numbers. Transactions begin in that order, but end in another one, so an event is told when
 * none that began before its own is under way ({@code pg_snapshot_xmin}): nothing can come in front
 * of it any more.
 */
final class JdbcLiveEvents implements LiveEvents {

  private static final String ADD =
      """
      INSERT INTO live_event (user_id, type, data, at)
      SELECT user_id, type, data::jsonb, ?::timestamptz
        FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS event (user_id, type, data, place)
       ORDER BY place
      """;

  private static final String AFTER =
      """
      SELECT now.xmin, event.user_id, event.batch, event.number, event.type, event.data,
             event.batch < now.xmin AS settled
        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) AS now
        LEFT JOIN LATERAL (
          SELECT live_event.*
            FROM unnest(?::text[], ?::text[], ?::bigint[]) AS told (user_id, batch, number)
            JOIN live_event ON live_event.user_id = told.user_id
             AND (live_event.batch, live_event.number) > (told.batch::xid8, told.number)
           ORDER BY live_event.batch, live_event.number
           LIMIT ?) AS event ON true
       ORDER BY event.batch, event.number
      """;

  /** At once; the rest comes at the next look. */
  private static final int MOST = 5_000;

  private final EclipseLinkTransactions transactions;
  private final DataSource dataSource;
  private final LiveNews news;

  JdbcLiveEvents(EclipseLinkTransactions transactions, DataSource dataSource, LiveNews news) {
    this.transactions = transactions;
    this.dataSource = dataSource;
    this.news = news;
  }

  @Override
  public void add(List<LiveEvent> events, Instant now) {
    transactions.write(
        manager -> {
          // As an entity it would need a key that only the database knows.
          try (PreparedStatement statement =
              manager.unwrap(Connection.class).prepareStatement(ADD)) {
            Connection connection = statement.getConnection();
            statement.setString(1, now.toString());
            statement.setArray(
                2, JdbcValues.array(connection, "text", events, event -> event.user().value()));
            statement.setArray(
                3, JdbcValues.array(connection, "text", events, LiveEventForm::type));
            statement.setArray(
                4,
                JdbcValues.array(
                    connection, "text", events, event -> Json.write(LiveEventForm.data(event))));
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new PersistenceException(e);
          }
        });
    Set<UserId> users = events.stream().map(LiveEvent::user).collect(Collectors.toSet());
    transactions.afterCommit(() -> news.tell(users));
  }

  @Override
  public Look after(Map<UserId, LivePosition> positions, Instant now) {
    List<UserId> users = List.copyOf(positions.keySet());
    List<LivePosition> told = users.stream().map(positions::get).toList();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = PlannedAnew.prepare(connection, AFTER)) {
      statement.setArray(1, JdbcValues.array(connection, "text", users, UserId::value));
      statement.setArray(
          2, JdbcValues.array(connection, "text", told, at -> Long.toString(at.batch())));
      statement.setArray(3, JdbcValues.array(connection, "int8", told, LivePosition::number));
      statement.setInt(4, MOST);
      try (ResultSet rows = statement.executeQuery()) {
        return look(rows, users, now);
      }
    } catch (SQLException e) {
      throw Outages.orElse(e, "live events could not be read");
    }
  }

  private Look look(ResultSet rows, List<UserId> asked, Instant now) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    Set<UserId> unfinished = new HashSet<>();
    LivePosition horizon = new LivePosition(0, 0, now);
    for (int row = 1; rows.next(); row++) {
      horizon = new LivePosition(rows.getLong("xmin"), 0, now);
      String user = rows.getString("user_id");
      if (user == null) {
        break;
      }
      if (!rows.getBoolean("settled")) {
        unfinished.add(new UserId(user));
        continue;
      }
      LivePosition position = new LivePosition(rows.getLong("batch"), rows.getLong("number"), now);
      LiveEventForm.read(
              new UserId(user), rows.getString("type"), Json.readObject(rows.getString("data")))
          .ifPresent(event -> entries.add(new Entry(position, event)));
      if (row == MOST) {
        // There may be more behind it.
        horizon = position;
        unfinished.addAll(asked);
      }
    }
    news.again(unfinished);
    return new Look(entries, horizon);
  }

  @Override
  public int removeBefore(Instant instant, int limit) {
    return transactions.write(
        manager -> Retention.remove(manager, "live_event", "at", "at < ?1", instant, limit));
  }

  @Override
  public void listen(Listener listener) {
    news.listen(listener);
  }
}
