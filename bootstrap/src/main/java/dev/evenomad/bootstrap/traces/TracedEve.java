package dev.evenomad.bootstrap.traces;

import dev.evenomad.domain.Eve;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeNames;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Ports to EVE, each call of which is a span. */
record TracedEve(
    EveSso sso,
    PublicProfiles publicProfiles,
    SkillSource skillSource,
    MailSource mailSource,
    MarketSource marketSource,
    IndustrySource industrySource,
    PlanetSource planetSource,
    TypeNames typeNames,
    EntityNames entityNames,
    ItemTypes itemTypes,
    RegionMarkets regionMarkets)
    implements Eve {

  static TracedEve of(Eve eve, Tracer tracer) {
    return new TracedEve(
        port(EveSso.class, eve.sso(), tracer),
        port(PublicProfiles.class, eve.publicProfiles(), tracer),
        port(SkillSource.class, eve.skillSource(), tracer),
        port(MailSource.class, eve.mailSource(), tracer),
        port(MarketSource.class, eve.marketSource(), tracer),
        port(IndustrySource.class, eve.industrySource(), tracer),
        port(PlanetSource.class, eve.planetSource(), tracer),
        port(TypeNames.class, eve.typeNames(), tracer),
        port(EntityNames.class, eve.entityNames(), tracer),
        port(ItemTypes.class, eve.itemTypes(), tracer),
        port(RegionMarkets.class, eve.regionMarkets(), tracer));
  }

  /** The same port; arguments are nobody's business. */
  private static <T> T port(Class<T> type, T below, Tracer tracer) {
    Object traced =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!asksEve(method)) {
                return call(method, below, arguments);
              }
              SpanBuilder span =
                  tracer
                      .spanBuilder("eve " + type.getSimpleName() + "." + method.getName())
                      .setSpanKind(SpanKind.CLIENT);
              return Traced.call(span, () -> call(method, below, arguments), TracedEve::outcome);
            });
    return type.cast(traced);
  }

  /** Not what every object can, nor where to send a browser. */
  private static boolean asksEve(Method method) {
    return method.getDeclaringClass() != Object.class && method.getReturnType() != URI.class;
  }

  private static @Nullable Object call(
      Method method, Object below, @Nullable Object @Nullable [] arguments) {
    try {
      return method.invoke(below, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("ports throw nothing that is checked", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a port has public methods only", e);
    }
  }

  /** Ports answer with one of few cases. */
  private static String outcome(@Nullable Object answer) {
    return answer == null ? "nothing" : answer.getClass().getSimpleName();
  }
}
