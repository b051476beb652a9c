package dev.evenomad.bootstrap.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds the value of a variable, as containers and systemd hand over secrets. */
final class SecretFile {

  private static final int MAX_BYTES = 1024 * 1024;

  private final String name;

  private SecretFile(String name) {
    this.name = name;
  }

  static SecretFile named(String name) {
    return new SecretFile(name);
  }

  /**
   * The value in it, without the end of its last line.
   *
   * @throws RefusedException saying why there is none; without the name, which may be the secret
   *     itself in the wrong place
   */
  String read() throws RefusedException {
    try {
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new RefusedException("names a folder", "name the file in it that holds the value");
      }
      return text(file).replaceFirst("\\r?\\n\\z", "");
    } catch (InvalidPathException e) {
      throw new RefusedException(
          "is not the name of a file", "set it to the name of the file that holds the value");
    } catch (NoSuchFileException e) {
      throw new RefusedException(
          "names a file that is not there", "put the value into a file, and set this to its name");
    } catch (CharacterCodingException e) {
      throw new RefusedException(
          "names a file that is no text in UTF-8",
          "put the value into it as text, and nothing else");
    } catch (IOException e) {
      throw new RefusedException(
          "names a file that cannot be read", "let the user that runs this program read it");
    }
  }

  private static String text(Path file) throws IOException, RefusedException {
    byte[] bytes;
    try (InputStream content = Files.newInputStream(file)) {
      bytes = content.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(
          "names a file of more than 1 MiB",
          "name the file that holds the value, and nothing else");
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    if (text.isBlank()) {
      throw new RefusedException("names an empty file", "put the value into that file");
    }
    return text;
  }

  /** Whether it can be read again, which a pipe cannot. */
  boolean isRegular() {
    return Files.isRegularFile(Path.of(name));
  }

  /** There is no value to be had from the file. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String cure;

    RefusedException(String what, String cure) {
      super(what);
      this.what = what;
      this.cure = cure;
    }

    String what() {
      return what;
    }

    String cure() {
      return cure;
    }
  }
}
