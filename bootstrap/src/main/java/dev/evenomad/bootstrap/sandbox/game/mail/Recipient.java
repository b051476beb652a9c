package dev.evenomad.bootstrap.sandbox.game.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a mail is for.
 *
 * @param kind what the id is of
 * @param id EVE id of a character, corporation or alliance, or the id of a mailing list
 */
public record Recipient(Kind kind, long id) {

  /** What can receive mail. */
  public enum Kind {
    CHARACTER,
    CORPORATION,
    ALLIANCE,
    MAILING_LIST;

    /** The name ESI gives it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this name, or empty. */
    public static Optional<Kind> named(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }

    /** The names of all kinds. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Kind::label).toList();
    }
  }

  /** One character. */
  public static Recipient character(long id) {
    return new Recipient(Kind.CHARACTER, id);
  }
}
