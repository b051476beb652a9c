package dev.evenomad.esi;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.http.LoopbackServer;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.esi.sso.SsoSettings;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EveOnlineIT {

  private static final String AGENT = "EveNomad-test/1.0 (test@example.org)";
  private static final CharacterId PILOT = new CharacterId(2112000001L);
  private static final Secret TOKEN = Secret.of("token");

  @Test
  void givesAllPortsAndCallsNobodyBeforeItIsAsked() {
    try (LoopbackServer server = new LoopbackServer();
        EveOnline eve = connect(server)) {
      assertThat(server.requests()).isEmpty();
      server.on("/universe/types/34", answer(200, "{\"type_id\":34,\"name\":\"Tritanium\"}"));

      assertThat(eve.typeNames().names(Set.of(new TypeId(34)), Language.EN))
          .containsValue("Tritanium");
      assertThat(eve.publicProfiles().fetch(PILOT)).isEqualTo(new Fetched.Absent<>());
      assertThat(eve.skillSource().fetchSkills(PILOT, TOKEN, Optional.empty()))
          .isEqualTo(new Fetched.Absent<>());
      assertThat(eve.sso().refresh(TOKEN)).isInstanceOf(TokenRefresh.Unavailable.class);
      assertThat(eve.sso().revoke(TOKEN)).isInstanceOf(Revocation.Unavailable.class);
    }
  }

  @Test
  void answersWithoutThrowingOnceItIsClosed() {
    try (LoopbackServer server = new LoopbackServer()) {
      EveOnline eve = connect(server);
      eve.close();

      assertThat(eve.typeNames().names(Set.of(new TypeId(34)), Language.EN)).isEmpty();
      assertThat(eve.publicProfiles().fetch(PILOT)).isInstanceOf(Fetched.Unavailable.class);
      assertThat(eve.sso().refresh(TOKEN)).isInstanceOf(TokenRefresh.Unavailable.class);
      assertThat(eve.sso().revoke(TOKEN)).isInstanceOf(Revocation.Unavailable.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  private static EveOnline connect(LoopbackServer server) {
    return EveOnline.connect(
        SsoSettings.of("client", Secret.of("secret"), URI.create("https://example.org/cb"), AGENT)
            .at(server.base()),
        EsiSettings.of(AGENT).at(server.base()),
        new NoCache(),
        new FakeBudgets(),
        () -> Instant.parse("2026-09-01T10:00:00Z"));
  }

  /** Everything must work without a cache too. */
  private static final class NoCache implements Cache {

    @Override
    public Optional<CachedData> find(CacheKey key) {
      return Optional.empty();
    }

    @Override
    public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
      return Map.of();
    }

    @Override
    public void put(CachedData data) {}

    @Override
    public List<CachedData> page(
        String category, String subcategory, Optional<String> after, int limit) {
      return List.of();
    }

    @Override
    public Set<CacheKey> removeAll(String category, String subcategory) {
      return Set.of();
    }

    @Override
    public int removeExpiredBefore(Instant instant, int limit) {
      return 0;
    }
  }
}
