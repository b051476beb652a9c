import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.http.HttpServer;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.http.Protection;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.testkit.memory.FakeTokenVault;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.ScriptedEve;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The REST API over a core without any other adapter, to write an app against. */
final class HttpOverMemory {

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    InMemoryStores stores = new InMemoryStores();
    JwtTokens tokens = new JwtTokens(List.of(Secrets.random().next()), clock);
    Protection protection = Protection.LEAST.with(RateLimits.SENSIBLE);
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 8080, Optional.empty()).protectedBy(protection);
    try (Nomad nomad =
            Nomad.builder()
                .stores(stores)
                .eve(new ScriptedEve(clock))
                .vault(new FakeTokenVault())
                .push(message -> new PushOutcome.Accepted("nowhere"))
                .tokenIssuer(tokens) // the same as the server's
                .loginSettings(LoginSettings.forApps(Set.of(URI.create("evenomad://callback"))))
                .clock(clock)
                .build();
        HttpServer server =
            HttpServer.start(
                settings,
                tokens,
                new RequestLimits(protection.rates(), stores.budgets(), clock),
                Optional.empty(), // no payments
                nomad,
                List.of())) { // nothing that has to be there
      IO.readln(server.uri() + "/docs shows the API; Enter ends it");
    }
  }
}
