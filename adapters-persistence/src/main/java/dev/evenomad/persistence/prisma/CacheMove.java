package dev.evenomad.persistence.prisma;

import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.SQLException;

/** Copies of public data, under whatever key: what nobody asks for is swept when it expires. */
final class CacheMove implements Move {

  private static final Insert INSERT =
      Insert.into(
          "cached_data",
          "id text, cache_key text, data jsonb, expires_at timestamptz, created_at timestamptz");

  @Override
  public String origin() {
    return "CachedData";
  }

  @Override
  public String what() {
    return "cached data";
  }

  /** One of them can be a megabyte. */
  @Override
  public int batch() {
    return 20;
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    return row.becomes(
        new Columns()
            .with("id", row.id())
            .with("cache_key", row.text("cacheKey"))
            .with(
                "data",
                row.json("data")
                    .orElseThrow(
                        () -> new IllegalArgumentException("its data is nested too deeply")))
            .with("expires_at", row.time("expiresAt"))
            .with("created_at", row.time("createdAt")));
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    // What was cached here is younger.
    return Move.exists(here, "SELECT FROM cached_data WHERE cache_key = ?", draft.get("cache_key"))
        ? new Verdict.AlreadyThere()
        : new Verdict.Instead(draft);
  }
}
