package dev.evenomad.persistence.prisma;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Fills an original: for each user two characters with tokens of their own, two sessions, ten
 * notifications and ten jobs, settings for nine of ten, and a cached answer for every fifth.
 */
final class OriginalGenerator {

  private static final int CHUNK = 5000;

  /** As long as EVE's access tokens are. */
  private static final String ACCESS_TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6IkpXVC".repeat(30);

  private static final String REFRESH_TOKEN = "kzGJ0vXdYUyRfE4Jm8bCvQ==";

  private static final String USERS =
      """
      INSERT INTO "User" (id, email, "updatedAt", "subscriptionTier")
      SELECT 'cmg0user00' || lpad(i::text, 15, '0'), 'pilot' || i || '@example.com', now(),
          CASE WHEN i % 10 = 0 THEN 'premium' ELSE 'free' END
      FROM generate_series(1, $users) i
      """;

  private static final String SESSIONS =
      """
      INSERT INTO "Session" (id, "userId", token, "expiresAt", "deviceType", "deviceToken")
      SELECT 'cmg0sess00' || lpad(i::text, 15, '0'),
          'cmg0user00' || lpad(((i + 1) / 2)::text, 15, '0'),
          encode(sha256(('jwt-' || i)::bytea), 'hex'), now() + interval '7 days', 'android',
          'fcm-token-' || repeat(md5(i::text), 4)
      FROM generate_series(1, 2 * $users) i
      """;

  private static final String SETTINGS =
      """
      INSERT INTO "UserSettings" (id, "userId", "defaultCharacterId", language, "updatedAt")
      SELECT 'cmg0sett00' || lpad(i::text, 15, '0'), 'cmg0user00' || lpad(i::text, 15, '0'),
          90000000 + 2 * i, (ARRAY['en', 'de', 'fr', 'ru'])[1 + i % 4], now()
      FROM generate_series(1, $users) i WHERE i % 10 > 0
      """;

  private static final String NOTIFICATIONS =
      """
      INSERT INTO "NotificationLog" (id, "userId", "characterId", type, title, body, data, status,
          "sentAt", "readAt", "createdAt")
      SELECT 'cmg0note00' || lpad(i::text, 15, '0'),
          'cmg0user00' || lpad((1 + i % $users)::text, 15, '0'), 90000000 + 2 * (1 + i % $users),
          'skill_complete', 'Skill complete', 'Gunnery V has finished training on Pilot ' || i,
          jsonb_build_object('skillId', 3300 + i % 50, 'level', 5), CASE WHEN i % 2 = 0 THEN 'sent' ELSE 'read' END,
          t, CASE WHEN i % 2 = 0 THEN NULL ELSE t END, t
      FROM (SELECT i, now() - i * interval '3 seconds' AS t FROM generate_series(1, 10 * $users) i) s
      """;

  private static final String JOBS =
      """
      INSERT INTO "Job" (id, "jobType", "characterId", status, payload, result, "createdAt",
          "startedAt", "completedAt")
      SELECT 'cmg0jobs00' || lpad(i::text, 15, '0'),
          (ARRAY['token-refresh', 'sync-skills', 'sync-mail', 'sync-market-orders'])[1 + i % 4],
          'cmg0char00' || lpad((1 + i % (2 * $users))::text, 15, '0'), 'completed',
          jsonb_build_object('attempt', 1), jsonb_build_object('items', i % 100), t, t, t
      FROM (SELECT i, now() - i * interval '500 milliseconds' AS t
          FROM generate_series(1, 10 * $users) i) s
      """;

  private static final String CACHED_DATA =
      """
      INSERT INTO "CachedData" (id, "cacheKey", data, "expiresAt")
      SELECT 'cmg0cach00' || lpad(i::text, 15, '0'), 'esi:universe:types:' || i,
          jsonb_build_object('name', 'Type ' || i, 'description', repeat(md5(i::text), 20)),
          now() + interval '1 day'
      FROM generate_series(1, $users / 5) i
      """;

  private OriginalGenerator() {}

  static void fill(Original original, int users) {
    original.execute(of(USERS, users));
    characters(original, 2 * users);
    for (String sql : new String[] {SESSIONS, SETTINGS, NOTIFICATIONS, JOBS, CACHED_DATA}) {
      original.execute(of(sql, users));
    }
    original.execute("ANALYZE");
  }

  private static String of(String sql, int users) {
    return sql.replace("$users", Integer.toString(users));
  }

  private static void characters(Original original, int count) {
    try (Connection connection = original.connection()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (int from = 1; from <= count; from += CHUNK) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < Math.min(from + CHUNK, count + 1); i++) {
          rows.append(
                  "cmg0char00%015d\t%d\tPilot %d\t98000001\tcmg0user00%015d\t%s\t%s\t"
                      .formatted(
                          i,
                          90_000_000 + i,
                          i,
                          (i + 1) / 2,
                          original.encrypted(ACCESS_TOKEN + i),
                          original.encrypted(REFRESH_TOKEN + i)))
              .append(
                  "2026-01-01\t{esi-skills.read_skills.v1,esi-skills.read_skillqueue.v1}"
                      + "\t2026-01-01\n");
        }
        copy.copyIn(
            "COPY \"Character\" (id, \"characterId\", \"characterName\", \"corporationId\","
                + " \"userId\", \"accessToken\", \"refreshToken\", \"tokenExpiresAt\", scopes,"
                + " \"updatedAt\") FROM STDIN",
            new StringReader(rows.toString()));
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
