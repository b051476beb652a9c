import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Keeps things in PostgreSQL and does one piece of due work there. */
final class PostgresAndEngine {

  public static void main(String[] arguments) throws InterruptedException {
    DatabaseUrl url = DatabaseUrl.parse(System.getenv("DATABASE_URL"));
    try (Persistence persistence =
        Persistence.openOnDatabaseTime(PersistenceSettings.of(url), Clock.systemUTC())) {
      persistence.check().ifPresent(IO::println); // in a sentence, if the database is away
      persistence.migrate().forEach(IO::println);

      CountDownLatch done = new CountDownLatch(1);
      DueWorkHandler handler =
          work -> {
            IO.println("doing " + work); // Nomad.dueWork() does it all
            done.countDown();
            return DueWorkHandler.Next.Done.DONE;
          };
      try (Engine engine = persistence.engine(handler, EngineSettings.DEFAULT)) {
        engine.start();
        DueWork chore = new DueWork.Housekeeping(DueWork.Chore.STALE_CACHE);
        // All that happens in a transaction is kept together, plans too.
        persistence
            .transactions()
            .run(() -> persistence.schedule().plan(chore, persistence.clock().instant()));
        done.await();
        IO.println(engine.statistics());
      }
    }
  }
}
