package dev.evenomad.application.sync;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailReading;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.MailDetection;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Headers of the newest mails; after a gap with many mails, as many pages as there is something new
 * on.
 */
final class MailFeed implements Feed<Mailbox, MailReading> {

  private static final String MAIL = "mail";

  /** A thousand mails: nobody reads more alerts than that, and the inbox of the game has them. */
  private static final int MOST_PAGES = 20;

  private final MailDetection detection = new MailDetection();
  private final MailSource source;
  private final Clock clock;

  /** Over this port. */
  MailFeed(MailSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public SyncKind kind() {
    return SyncKind.MAIL;
  }

  @Override
  public Class<Mailbox> snapshots() {
    return Mailbox.class;
  }

  @Override
  public Detection<Mailbox, MailReading> detection(LeadTimes leadTimes) {
    return detection;
  }

  @Override
  public Reading<MailReading> read(Question<Mailbox> question) {
    return Reading.of(
            source.fetchNewest(question.character(), question.token(), question.etag(MAIL)),
            MAIL,
            question.known().map(Mailbox::mails),
            question)
        .then(
            newest -> newest.changed() ? pagedBack(question, newest) : unchanged(question, newest));
  }

  private Reading<MailReading> unchanged(
      Question<Mailbox> question, Reading.Complete<List<MailHeader>> newest) {
    boolean complete = question.known().filter(Mailbox::complete).isPresent();
    return newest.as(
        new MailReading(question.character(), newest.value(), complete, clock.instant()));
  }

  private Reading<MailReading> pagedBack(
      Question<Mailbox> question, Reading.Complete<List<MailHeader>> newest) {
    List<MailHeader> mails = new ArrayList<>(newest.value());
    boolean complete = mails.size() < MailSource.PAGE;
    Optional<Mailbox> known = question.known();
    for (int page = 1;
        page < MOST_PAGES
            && !complete
            && known.filter(before -> detection.needsOlder(before, mails)).isPresent();
        page++) {
      Fetched<List<MailHeader>> older =
          source.fetchOlderThan(
              question.character(), mails.get(mails.size() - 1).id(), question.token());
      if (!(older instanceof Fetched.Fresh<List<MailHeader>> fresh)) {
        return Reading.of(older, MAIL, Optional.<List<MailHeader>>empty(), question)
            .then(never -> new Reading.Failed<>("ESI calls older mails unchanged"));
      }
      mails.addAll(fresh.value());
      complete = fresh.value().size() < MailSource.PAGE;
    }
    return newest.as(new MailReading(question.character(), mails, complete, clock.instant()));
  }

  @Override
  public Set<TypeId> types(Mailbox snapshot) {
    return Set.of();
  }
}
