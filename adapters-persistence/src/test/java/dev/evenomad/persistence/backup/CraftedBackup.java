package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.backup.Manifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A backup taken to pieces, changed, and put together so that all its checksums are right. */
final class CraftedBackup {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private Manifest manifest;

  CraftedBackup(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream content = zip.getInputStream(entry)) {
          entries.put(entry.getName(), content.readAllBytes());
        }
      }
    }
    manifest = Manifest.fromJson(content(BackupFile.MANIFEST));
  }

  /** Changes the rows of a table. */
  CraftedBackup rows(String table, UnaryOperator<String> change) {
    manifest(
        was ->
            new Manifest(
                was.format(),
                was.kind(),
                was.createdAt(),
                was.schemaVersion(),
                was.migrations(),
                was.parts().stream()
                    .map(part -> part.table().equals(table) ? changed(part, change) : part)
                    .toList()));
    return this;
  }

  private Part changed(Part part, UnaryOperator<String> change) {
    byte[] rows =
        change
            .apply(new String(content(part.name()), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    entries.put(part.name(), rows);
    long count = new String(rows, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
    return new Part(part.name(), part.table(), part.columns(), count, Measured.of(rows));
  }

  CraftedBackup manifest(UnaryOperator<Manifest> change) {
    manifest = change.apply(manifest);
    entries.put(BackupFile.MANIFEST, manifest.toJson());
    return this;
  }

  CraftedBackup without(String entry) {
    entries.remove(entry);
    return this;
  }

  CraftedBackup with(String entry, String content) {
    entries.put(entry, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  String text(String entry) {
    return new String(content(entry), StandardCharsets.UTF_8);
  }

  private byte[] content(String entry) {
    return Objects.requireNonNull(entries.get(entry), entry);
  }

  Path writeTo(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      zip.setComment(BackupFile.SEAL + Measured.of(content(BackupFile.MANIFEST)).sha256());
    }
    return file;
  }
}
