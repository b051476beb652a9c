package dev.evenomad.http;

import dev.evenomad.application.Nomad;
import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.health.Opening;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.payment.StripeWebhooks;
import dev.evenomad.http.session.JwtTokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running REST API. It reads no configuration but what it is given: neither the environment nor
 * files. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

  /** As much as Stripe may need for an event; clients may send less, see {@code Input}. */
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final String host;
  private final Nomad nomad;
  private final Opening opening;

  private HttpServer(
      ApplicationContext context,
      EmbeddedServer server,
      String host,
      Nomad nomad,
      Opening opening) {
    this.context = context;
    this.server = server;
    this.host = host;
    this.nomad = nomad;
    this.opening = opening;
  }

  /**
   * Starts it; requests are served from then on.
   *
   * @throws IllegalStateException if it cannot listen at that address
   * @see #listen
   */
  public static HttpServer start(
      HttpSettings settings,
      JwtTokens tokens,
      RequestLimits limits,
      Optional<StripeWebhooks> stripe,
      Nomad nomad,
      List<Readiness> needed) {
    return start(settings, tokens, limits, stripe, nomad, needed, Instruments.NONE);
  }

  /** The same, watched. */
  public static HttpServer start(
      HttpSettings settings,
      JwtTokens tokens,
      RequestLimits limits,
      Optional<StripeWebhooks> stripe,
      Nomad nomad,
      List<Readiness> needed,
      Instruments instruments) {
    HttpServer server = listen(settings, tokens, limits, stripe, nomad, needed, instruments);
    server.open();
    return server;
  }

  /**
   * Has it listen. Until it is told to {@link #open}, it says that it lives and is not ready, and
   * answers everything else by 503, so that it can be there before what it needs is.
   *
   * @param tokens the same that {@code nomad} issues session tokens with
   * @param limits on the budgets that all servers share
   * @param stripe knows which payment notices are Stripe's; empty if there are no payments
   * @param needed what readiness looks at
   * @param instruments what watches it, and what operators see besides
   * @throws IllegalStateException if it cannot listen at that address
   */
  public static HttpServer listen(
      HttpSettings settings,
      JwtTokens tokens,
      RequestLimits limits,
      Optional<StripeWebhooks> stripe,
      Nomad nomad,
      List<Readiness> needed,
      Instruments instruments) {
    Opening opening = new Opening();
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .bootstrapEnvironment(false)
            .banner(false)
            .propertySources(PropertySource.of("nomad", properties(settings)))
            .build();
    try {
      context.registerSingleton(HttpSettings.class, settings);
      context.registerSingleton(Nomad.class, nomad);
      context.registerSingleton(Opening.class, opening);
      context.registerSingleton(JwtTokens.class, tokens);
      context.registerSingleton(RequestLimits.class, limits);
      context.registerSingleton(Instruments.class, instruments);
      stripe.ifPresent(webhooks -> context.registerSingleton(StripeWebhooks.class, webhooks));
      needed.forEach(
          check ->
              context.registerSingleton(
                  Readiness.class, check, Qualifiers.byName(check.name()), false));
      context.start();
      return new HttpServer(
          context, context.getBean(EmbeddedServer.class).start(), settings.host(), nomad, opening);
    } catch (ServerStartupException e) {
      context.close();
      throw new IllegalStateException(
          "cannot listen on %s:%d: is it an address of this machine, and does nothing else listen there?"
              .formatted(settings.host(), settings.port()),
          e);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static Map<String, Object> properties(HttpSettings settings) {
    Map<String, Object> properties = new HashMap<>(Cors.properties(settings));
    properties.putAll(basics(settings));
    return properties;
  }

  private static Map<String, Object> basics(HttpSettings settings) {
    return Map.ofEntries(
        Map.entry("micronaut.server.host", settings.host()),
        Map.entry("micronaut.server.port", settings.port() == 0 ? -1 : settings.port()),
        Map.entry("micronaut.server.max-request-size", MAX_BODY_BYTES),
        Map.entry("micronaut.server.multipart.enabled", false),
        Map.entry(
            "micronaut.server.idle-timeout",
            settings.protection().connections().idle().toSeconds() + "s"),
        // A small body could become a large one.
        Map.entry("micronaut.server.netty.request-decompression-enabled", false),
        Map.entry("micronaut.lifecycle.graceful-shutdown.enabled", true),
        Map.entry("micronaut.lifecycle.graceful-shutdown.grace-period", "10s"),
        Map.entry("micronaut.serde.serialization.inclusion", "ALWAYS"),
        Map.entry(RateLimits.ENABLED, !settings.protection().rates().quotas().isEmpty()),
        Map.entry(AnswerHeaders.STRICT_TRANSPORT, settings.encrypted()));
  }

  /** Serves requests from now on. */
  public void open() {
    opening.open();
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Where it is reached from this machine. */
  public URI uri() {
    String name =
        switch (host) {
          // Every address of the machine is listened on, but none of them is this.
          case "0.0.0.0", "::" -> "localhost";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return URI.create("http://" + name + ":" + port());
  }

  /** The beans behind it, for tests that look at the routes. */
  ApplicationContext context() {
    return context;
  }

  /**
   * Stops it: no new requests are taken, and those under way get up to 10 seconds to end. Live
   * streams end at once, and go on elsewhere.
   */
  @Override
  public void close() {
    nomad.liveStreams().endAll();
    context.close();
  }
}
