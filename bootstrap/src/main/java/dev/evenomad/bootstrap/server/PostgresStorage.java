package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.persistence.DatabaseState;
import dev.evenomad.persistence.DatabaseState.Reason;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** PostgreSQL, which several servers share, with Redis beside it if there is one. */
record PostgresStorage(Persistence persistence, EngineSettings engine)
    implements Storage, AutoCloseable {

  @Override
  public Clock clock() {
    return persistence.clock();
  }

  @Override
  public Stores stores() {
    return persistence;
  }

  @Override
  public Optional<String> awaited() {
    return switch (persistence.databaseState()) {
      case DatabaseState.Away away when away.reason() == Reason.UNREACHABLE ->
          Optional.of("the database cannot be reached: " + away.why());
      // A wrong password does not become right.
      case DatabaseState.Away _, DatabaseState.Answers _ -> Optional.empty();
    };
  }

  @Override
  public void prepare() {
    persistence.migrate();
    persistence.learnTime();
  }

  @Override
  public AutoCloseable work(DueWorkHandler handler) {
    Engine started = persistence.engine(handler, engine);
    started.start();
    return started;
  }

  @Override
  public Optional<Persistence> measured() {
    return Optional.of(persistence);
  }

  @Override
  public List<Readiness> readiness() {
    return List.of(new DatabaseReadiness(persistence));
  }

  @Override
  public void close() {
    persistence.close();
  }
}
