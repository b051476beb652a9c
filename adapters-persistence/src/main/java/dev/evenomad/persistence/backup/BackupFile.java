package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.backup.Manifest.Part;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A backup, read: a ZIP whose comment is the checksum of its manifest, which has those of
 * everything else. Not thread-safe.
 */
final class BackupFile implements AutoCloseable {

  static final String MANIFEST = "manifest.json";

  /** The comment of the ZIP is this and the SHA-256 of the manifest. */
  static final String SEAL = "EVE Nomad backup; SHA-256 of manifest.json: ";

  private static final int LONGEST_MANIFEST = 1 << 24;

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path path, ZipFile zip, Manifest manifest) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens a file, and reads what should be in it.
   *
   * @throws BackupException if it is no backup, not whole, or of a newer format
   */
  static BackupFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException | EOFException e) {
      throw new BackupException(
          path + " is not a backup of EVE Nomad's, or its end is missing; take another one", e);
    }
    try {
      return new BackupFile(path, zip, manifest(path, zip));
    } catch (IOException | RuntimeException e) {
      try (zip) {
        throw e;
      }
    }
  }

  private static Manifest manifest(Path path, ZipFile zip) throws IOException {
    String comment = zip.getComment();
    if (comment == null || !comment.startsWith(SEAL)) {
      throw new BackupException(path + " is not a backup of EVE Nomad's; take another one");
    }
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null || entry.getSize() > LONGEST_MANIFEST) {
      throw damaged(path, MANIFEST);
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] json = content.readNBytes(LONGEST_MANIFEST);
      if (!comment.equals(SEAL + Measured.of(json).sha256())) {
        throw damaged(path, MANIFEST);
      }
      return Manifest.fromJson(json);
    } catch (IOException e) {
      throw damaged(path, MANIFEST, e);
    }
  }

  /** What should be in it. */
  Manifest manifest() {
    return manifest;
  }

  /**
   * Reads it all.
   *
   * @throws BackupException if anything is missing, too much, or not what was written
   */
  void verify(Progress progress) throws SQLException, IOException {
    List<String> expected =
        Stream.concat(manifest.parts().stream().map(Part::name), Stream.of(MANIFEST)).toList();
    List<String> found = zip.stream().map(ZipEntry::getName).toList();
    for (String name : expected) {
      if (!found.contains(name)) {
        throw new BackupException(
            "%s is damaged: %s is missing in it; take another backup".formatted(path, name));
      }
    }
    if (found.size() != expected.size()) {
      throw new BackupException(
          path + " is damaged: there is more in it than was written; take another backup");
    }
    long total = manifest.parts().stream().mapToLong(part -> part.digest().bytes()).sum();
    long before = 0;
    for (Part part : manifest.parts()) {
      long done = before;
      Consumer<Measured> news =
          measured -> progress.at("verify", Math.min(total, done + measured.bytes()), total);
      read(part, news, content -> content.transferTo(OutputStream.nullOutputStream()));
      before += part.digest().bytes();
    }
  }

  /**
   * Hands out the content of a part, and looks whether it is what was written.
   *
   * @param news is told what has been read, rather often than seldom
   * @throws BackupException if it is not what was written, after it was handed out
   */
  void read(Part part, Consumer<Measured> news, Reader reader) throws SQLException, IOException {
    Measured measured = new Measured();
    ZipEntry entry = zip.getEntry(part.name());
    try (InputStream content = zip.getInputStream(entry)) {
      reader.read(
          new FilterInputStream(content) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              int count = inflated(buffer, offset, length);
              if (count > 0) {
                measured.pass(buffer, offset, count);
                news.accept(measured);
              }
              return count;
            }

            private int inflated(byte[] buffer, int offset, int length) {
              try {
                return in.read(buffer, offset, length);
              } catch (IOException e) {
                throw damaged(path, part.name(), e);
              }
            }
          });
    }
    if ((part.isData() && measured.lines() != part.rows())
        || !measured.finish().equals(part.digest())) {
      throw damaged(path, part.name());
    }
  }

  private static BackupException damaged(Path path, String part) {
    return new BackupException(
        "%s is damaged: %s is not what was written; take another backup".formatted(path, part));
  }

  private static BackupException damaged(Path path, String part, IOException e) {
    BackupException damaged = damaged(path, part);
    damaged.initCause(e);
    return damaged;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Takes a content. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream content) throws SQLException, IOException;
  }
}
