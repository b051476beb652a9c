package dev.evenomad.bootstrap.server;

import dev.evenomad.application.Nomad;
import dev.evenomad.bootstrap.logging.LogbackLoggers;
import dev.evenomad.bootstrap.logging.LoggedWork;
import dev.evenomad.bootstrap.metrics.ServerMetrics;
import dev.evenomad.bootstrap.traces.Traces;
import dev.evenomad.domain.Eve;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.http.Instruments;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Measures what a server does, and has its log say for what each line is written. */
final class Watch implements AutoCloseable {

  private final Opened opened = new Opened();
  private final ServerMetrics metrics;
  private final Optional<LogbackLoggers> loggers;
  private final Optional<Traces> traces;

  private Watch(Optional<URI> traced) {
    traces = traced.map(where -> opened.add(Traces.sentTo(where, ServerSettings.version())));
    metrics = opened.add(ServerMetrics.start(ServerSettings.version()));
    loggers = LogbackLoggers.ofProgram(Clock.systemUTC()).map(opened::add);
  }

  /** Begins to watch the process, and sends traces there if they are wanted. */
  static Watch begin(Optional<URI> traces) {
    return new Watch(traces);
  }

  /** The same ports, watched; their single sign-on is timed by {@link #sso}. */
  Eve eve(Eve eve) {
    if (eve instanceof EveOnline online) {
      metrics.esi(online.esiStatistics());
    }
    return traces.map(some -> some.eve(eve)).orElse(eve);
  }

  EveSso sso(EveSso sso) {
    return metrics.sso(sso);
  }

  PushGateway push(PushGateway gateway) {
    return metrics.push(traces.map(some -> some.push(gateway)).orElse(gateway));
  }

  DueWorkHandler work(DueWorkHandler handler) {
    return new LoggedWork(metrics.work(traces.map(some -> some.work(handler)).orElse(handler)));
  }

  /** What the server in front of {@code nomad} is given. */
  Instruments instruments(Storage storage, Nomad nomad) {
    storage.measured().ifPresent(metrics::persistence);
    metrics.streams(nomad.liveStreams()::count);
    return new Instruments(
        traces.map(some -> some.requests(metrics.requests())).orElseGet(metrics::requests),
        Optional.of(metrics::text),
        loggers.map(some -> some));
  }

  @Override
  public void close() {
    opened.close();
  }
}
