package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailReading;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.universe.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pilot and the truth about the mail, to the second. A mail becomes visible up to a minute after
 * it was sent, so that a later one may be seen before it.
 */
final class MailingPilot {

  static final CharacterId CHARACTER = new CharacterId(1);
  private static final EntityId FRIEND = new EntityId(2);

  private final List<Letter> letters = new ArrayList<>();
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");

  /** A mail and what became of it; the far future for what did not happen. */
  static final class Letter {
    private final MailId id;
    private final boolean own;
    private final Instant sentAt;
    private final Instant visibleAt;
    private Instant readAt = Instant.MAX;
    private Instant deletedAt = Instant.MAX;

    private Letter(MailId id, boolean own, Instant sentAt, Instant visibleAt) {
      this.id = id;
      this.own = own;
      this.sentAt = sentAt;
      this.visibleAt = visibleAt;
    }

    MailId id() {
      return id;
    }

    boolean own() {
      return own;
    }

    Instant sentAt() {
      return sentAt;
    }

    boolean unreadAt(Instant moment) {
      return listedAt(moment) && readAt.isAfter(moment);
    }

    boolean doneWith() {
      return !readAt.equals(Instant.MAX) || !deletedAt.equals(Instant.MAX);
    }

    private boolean listedAt(Instant moment) {
      return !visibleAt.isAfter(moment) && deletedAt.isAfter(moment);
    }

    private MailHeader headerAt(Instant moment) {
      return new MailHeader(
          id,
          Optional.of(own ? new EntityId(CHARACTER.value()) : FRIEND),
          "",
          sentAt,
          !unreadAt(moment),
          Set.of(),
          List.of());
    }
  }

  Instant now() {
    return now;
  }

  List<Letter> letters() {
    return letters;
  }

  void spend(Duration time) {
    now = now.plus(time);
  }

  void receive(int delaySeconds) {
    add(false, delaySeconds);
  }

  void send() {
    add(true, 0);
  }

  private void add(boolean own, int delaySeconds) {
    letters.add(
        new Letter(new MailId(letters.size() + 1L), own, now, now.plusSeconds(delaySeconds)));
  }

  /** Opens one of the mails that can be seen. */
  void open(int number) {
    pick(number).filter(letter -> letter.unreadAt(now)).ifPresent(letter -> letter.readAt = now);
  }

  void delete(int number) {
    pick(number).ifPresent(letter -> letter.deletedAt = now);
  }

  private Optional<Letter> pick(int number) {
    List<Letter> visible = letters.stream().filter(letter -> letter.listedAt(now)).toList();
    return visible.isEmpty()
        ? Optional.empty()
        : Optional.of(visible.get(Math.floorMod(visible.size() - 1 - number, visible.size())));
  }

  /**
   * What a server reads, page by page, if ESI answers with what was true at {@code moment}.
   *
   * @param known empty before the first reading, for which a page is enough
   */
  MailReading read(Optional<Mailbox> known, Instant moment, Instant readAt) {
    List<MailHeader> all =
        letters.stream()
            .filter(letter -> letter.listedAt(moment))
            .sorted(Comparator.comparingLong((Letter letter) -> letter.id.value()).reversed())
            .map(letter -> letter.headerAt(moment))
            .toList();
    int read = Math.min(MailSource.PAGE, all.size());
    while (read < all.size() && needsOlder(known, all.subList(0, read))) {
      read = Math.min(read + MailSource.PAGE, all.size());
    }
    boolean complete = read % MailSource.PAGE != 0 || read == 0;
    return new MailReading(CHARACTER, all.subList(0, read), complete, readAt);
  }

  private static boolean needsOlder(Optional<Mailbox> known, List<MailHeader> soFar) {
    return known.filter(mailbox -> new MailDetection().needsOlder(mailbox, soFar)).isPresent();
  }
}
