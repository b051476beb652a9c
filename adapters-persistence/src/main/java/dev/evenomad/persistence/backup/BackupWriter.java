package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.backup.Manifest.Part;
import dev.evenomad.persistence.schema.Migration;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A backup that is being written, beside its name until it is whole, and for its owner's eyes only.
 * Not thread-safe.
 */
final class BackupWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final boolean overwrite;
  private final Path partial;
  private final OutputStream to;
  private final ZipOutputStream zip;
  private final List<Part> parts = new ArrayList<>();

  private BackupWriter(Path file, boolean overwrite, Path partial) throws IOException {
    this.file = file;
    this.overwrite = overwrite;
    this.partial = partial;
    this.to = Files.newOutputStream(partial);
    this.zip = new ZipOutputStream(new BufferedOutputStream(to, BUFFER));
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /**
   * Begins.
   *
   * @throws BackupException if the file is there and must not be overwritten
   */
  static BackupWriter begin(Path name, boolean overwrite) throws IOException {
    Path file = name.toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new BackupException(name + " is a folder; name a file");
    }
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BackupException("there is no folder " + folder + "; make it first");
    }
    if (!overwrite && Files.exists(file)) {
      throw taken(name);
    }
    // A temporary file is its owner's alone.
    Path partial = Files.createTempFile(folder, file.getFileName() + ".", ".partial");
    // Also if the program is interrupted.
    partial.toFile().deleteOnExit();
    return new BackupWriter(file, overwrite, partial);
  }

  private static BackupException taken(Path file) {
    return new BackupException(
        file + " is there already; name another file, or have it overwritten with --force");
  }

  /** The SQL of a migration. */
  void add(Migration migration, byte[] sql) throws IOException {
    Part part = Part.sql(migration, Measured.of(sql));
    zip.putNextEntry(new ZipEntry(part.name()));
    zip.write(sql);
    zip.closeEntry();
    parts.add(part);
  }

  /** All rows of a table. */
  void add(Table table, Database database, Progress progress) throws SQLException, IOException {
    Measured measured = new Measured();
    zip.putNextEntry(new ZipEntry(Part.nameOf(table)));
    OutputStream buffered = new BufferedOutputStream(measuring(measured, table, progress), BUFFER);
    long rows = database.copyOut(table, buffered);
    buffered.flush();
    zip.closeEntry();
    if (measured.lines() != rows) {
      throw new IllegalStateException(
          "%d rows of %s were announced, and %d came"
              .formatted(rows, table.name(), measured.lines()));
    }
    progress.at(table.name(), rows, rows);
    parts.add(Part.data(table, rows, measured.finish()));
  }

  private OutputStream measuring(Measured measured, Table table, Progress progress) {
    return new FilterOutputStream(zip) {
      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        measured.pass(buffer, offset, length);
        zip.write(buffer, offset, length);
        progress.at(
            table.name(), measured.lines(), Math.max(measured.lines(), table.estimatedRows()));
      }
    };
  }

  /** What was added so far. */
  List<Part> parts() {
    return parts;
  }

  /**
   * Ends the file, and gives it its name once it is on the disk.
   *
   * @return how long it is
   */
  long finish(Manifest manifest) throws IOException {
    byte[] json = manifest.toJson();
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    zip.write(json);
    zip.closeEntry();
    zip.setComment(BackupFile.SEAL + Measured.of(json).sha256());
    zip.close();
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    long bytes = Files.size(partial);
    if (overwrite) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      if (Files.exists(file)) {
        throw taken(file);
      }
      Files.move(partial, file);
    }
    return bytes;
  }

  /** Removes what was not finished. */
  @Override
  public void close() throws IOException {
    to.close();
    Files.deleteIfExists(partial);
  }
}
