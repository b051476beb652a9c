package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An original, a new database of ours, and the way between them. */
final class Moving implements AutoCloseable {

  /** When the move is. */
  static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

  final Original original;
  final PostgresStores stores;
  final TokenVault vault =
      Vault.of(List.of(EncryptionKey.parse("A0z1Vv3pQ0Jj4cS2m7n8b9V1c2X3z4L5k6J7h8G9f0E=")));
  final List<Finding> findings = new ArrayList<>();

  Moving(PostgresServer server) {
    this.original = Original.in(server.createDatabase());
    this.stores = new PostgresStores(server.createDatabase(), () -> NOW);
  }

  ImportReport run() {
    return run(Original.KEY, Progress.UNSEEN);
  }

  ImportReport run(String key, Progress progress) {
    findings.clear();
    return stores
        .persistence()
        .prismaImport()
        .run(original.url(), Secret.of(key), vault, progress, findings::add);
  }

  static ImportReport.Table table(ImportReport report, String name) {
    return report.tables().stream()
        .filter(table -> table.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Override
  public void close() {
    stores.close();
  }
}
