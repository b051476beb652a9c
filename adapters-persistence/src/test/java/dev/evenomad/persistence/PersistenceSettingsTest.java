package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PersistenceSettingsTest {

  @Test
  void hasTwoConnectionsForEachCoreAndOneMore() {
    PersistenceSettings settings =
        PersistenceSettings.of(DatabaseUrl.parse("postgresql://host/nomad"));

    assertThat(settings.maxConnections())
        .isEqualTo(Runtime.getRuntime().availableProcessors() * 2 + 1);
    assertThat(settings.connectionTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void doesWhatTheUrlSays() {
    PersistenceSettings settings =
        PersistenceSettings.of(
            DatabaseUrl.parse("postgresql://host/nomad?connection_limit=7&pool_timeout=2"));

    assertThat(settings.maxConnections()).isEqualTo(7);
    assertThat(settings.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.withMaxConnections(3).maxConnections()).isEqualTo(3);
  }

  @Test
  void refusesAPoolThatCouldNotWork() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://u:hunter2@host/nomad?connection_limit=1");

    assertThatThrownBy(() -> PersistenceSettings.of(url))
        .hasMessageContaining("connection_limit")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> new PersistenceSettings(url, 5, Duration.ofMillis(10), Optional.empty()))
        .hasMessageContaining("250 ms");
  }

  @Test
  void showsNoPassword() {
    assertThat(
            new PersistenceSettings(
                    DatabaseUrl.parse("postgresql://u:hunter2@host/nomad"),
                    5,
                    Duration.ofSeconds(1),
                    Optional.empty())
                .toString())
        .doesNotContain("hunter2");
  }
}
