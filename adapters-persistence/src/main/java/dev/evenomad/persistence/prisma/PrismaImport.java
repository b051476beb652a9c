package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Moves an existing database of the original backend in, as Prisma 6 made it: ids and times are
 * kept, tokens sealed anew, phones stay signed in. The original is read as it was at one moment and
 * never written. Rows come over in batches, a few in memory at a time; one that cannot come takes
 * no other with it and is told of. After an interruption it is run again and does the rest. A row
 * that came over once never comes again, whatever became of it here.
 *
 * <p>Servers may run on the database that is imported into. The original's had better been stopped:
 * what it writes during the import comes over only when it is run again, and only if the row is
 * new.
 */
public final class PrismaImport {

  /** So many characters without a readable token, and not one with, have another key. */
  private static final int SAMPLE = 100;

  private final DataSource here;
  private final Runnable migration;
  private final InstantSource clock;

  private PrismaImport(DataSource here, Runnable migration, InstantSource clock) {
    this.here = here;
    this.migration = migration;
    this.clock = clock;
  }

  /**
   * The way into a database.
   *
   * @param migration brings its schema up to date
   * @param clock says when the move was
   */
  public static PrismaImport into(DataSource here, Runnable migration, InstantSource clock) {
    return new PrismaImport(here, migration, clock);
  }

  /**
   * Imports. Before anything is written, the original is recognized and the key tried.
   *
   * @param from the original's database
   * @param originalKey the text of the original's ENCRYPTION_KEY
   * @param vault seals the tokens
   * @param progress counts rows of the original, by table
   * @param findings told of each row that was changed or did not come, once its batch is stored
   * @throws ImportRefusedException if one of the databases is none to import from or into, the key
   *     is another one, or a database fails; what has come over until then stays
   */
  public ImportReport run(
      DatabaseUrl from,
      Secret originalKey,
      TokenVault vault,
      Progress progress,
      Consumer<Finding> findings) {
    OriginalTokens tokens = new OriginalTokens(originalKey);
    try (Source source = Source.open(from)) {
      tryKey(source, tokens);
      try (Destination destination = Destination.open(here)) {
        migration.run();
        Instant now = clock.instant();
        List<Move> moves =
            List.of(
                new UserMove(),
                new CharacterMove(tokens, vault, now),
                new SettingsMove(),
                new SessionMove(),
                new NotificationMove(),
                new JobMove(now),
                new CacheMove());
        List<ImportReport.Table> tables = new ArrayList<>();
        for (Move move : moves) {
          tables.add(move(source, destination, move, progress, findings));
        }
        return new ImportReport(tables, destination.giveDefaultSettings(now));
      }
    }
  }

  private static ImportReport.Table move(
      Source source,
      Destination destination,
      Move move,
      Progress progress,
      Consumer<Finding> findings) {
    long total = source.count(move.origin());
    Tally tally = new Tally(move.origin(), findings);
    List<Draft> batch = new ArrayList<>();
    progress.at(move.what(), 0, total);
    source.read(
        move.query(),
        move.batch(),
        row -> {
          try {
            batch.add(move.draft(row));
          } catch (IllegalArgumentException e) {
            tally.notTaken(row.originalId(), String.valueOf(e.getMessage()));
          }
          if (batch.size() == move.batch()) {
            destination.take(move, batch, tally);
            batch.clear();
            progress.at(move.what(), tally.read(), total);
          }
        });
    if (!batch.isEmpty()) {
      destination.take(move, batch, tally);
    }
    progress.at(move.what(), tally.read(), total);
    return tally.report();
  }

  private static void tryKey(Source source, OriginalTokens tokens) {
    AtomicLong encrypted = new AtomicLong();
    AtomicLong opened = new AtomicLong();
    source.read(
        "SELECT \"accessToken\", \"refreshToken\" FROM \"Character\" LIMIT " + SAMPLE,
        SAMPLE,
        row -> {
          for (String column : List.of("accessToken", "refreshToken")) {
            String token = row.text(column);
            encrypted.addAndGet(OriginalTokens.looksEncrypted(token) ? 1 : 0);
            opened.addAndGet(tokens.open(token).isPresent() ? 1 : 0);
          }
        });
    if (encrypted.get() > 0 && opened.get() == 0) {
      throw new ImportRefusedException(
          "PRISMA_ENCRYPTION_KEY decrypts none of the %d tokens that were tried; it is the text of the"
                  .formatted(encrypted.get())
              + " original's ENCRYPTION_KEY, exactly as its environment had it. Nothing was"
              + " written");
    }
  }
}
