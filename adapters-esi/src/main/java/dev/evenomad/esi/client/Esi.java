package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.universe.TypeNames;
import dev.evenomad.esi.http.BoundedHttp;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The ports that ESI serves. Owns its connections; does nothing before it is asked. Thread-safe.
 */
public final class Esi implements AutoCloseable {

  private final BoundedHttp http;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final SkillSource skillSource;
  private final PublicProfiles publicProfiles;
  private final TypeNames typeNames;

  private Esi(EsiSettings settings, Cache cache, InstantSource clock) {
    http = new BoundedHttp(settings.http());
    EsiClient client = new EsiClient(http, settings, new ObservedBudget(), clock);
    skillSource = new EsiSkillSource(client);
    publicProfiles = new EsiPublicProfiles(client);
    typeNames = new EsiTypeNames(client, cache, clock, readers, settings.http().callTimeout());
  }

  /**
   * Ports on ESI.
   *
   * @param cache for public data; stays open
   * @param clock what freshness and limits are measured by
   */
  public static Esi connect(EsiSettings settings, Cache cache, InstantSource clock) {
    return new Esi(settings, cache, clock);
  }

  /**
   * Asks ESI once how the game's server is: to see whether ESI can be used.
   *
   * @param clock what freshness and limits are measured by
   */
  public static Fetched<EsiStatus> check(EsiSettings settings, InstantSource clock) {
    try (BoundedHttp http = new BoundedHttp(settings.http())) {
      return new EsiClient(http, settings, new ObservedBudget(), clock)
          .get(EsiCall.of(EsiRoute.STATUS), EsiStatus::read);
    }
  }

  /** Skills and queues. */
  public SkillSource skillSource() {
    return skillSource;
  }

  /** What EVE tells everybody about a character. */
  public PublicProfiles publicProfiles() {
    return publicProfiles;
  }

  /** Names of item types, through the cache. */
  public TypeNames typeNames() {
    return typeNames;
  }

  /** Ends calls that are under way and frees the connections. */
  @Override
  public void close() {
    readers.shutdownNow();
    http.close();
    readers.close();
  }
}
