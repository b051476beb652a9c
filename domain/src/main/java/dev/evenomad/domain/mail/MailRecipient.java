package dev.evenomad.domain.mail;

import dev.evenomad.domain.universe.EntityId;
import java.util.Locale;

/** To whom a mail was sent. */
public record MailRecipient(EntityId id, Kind kind) {

  /** What a recipient is. */
  public enum Kind {
    ALLIANCE,
    CHARACTER,
    CORPORATION,
    MAILING_LIST,
    /** One that EVE has added since. */
    UNKNOWN;

    /** The name outside of Java, such as {@code mailing_list}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
