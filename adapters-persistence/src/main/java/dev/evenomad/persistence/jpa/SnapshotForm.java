package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * How snapshots of one kind are kept.
 *
 * @param document what they look like as JSON. Other versions of this program read it and wrote it:
 *     a member that is not known is passed over; a list or object that is missing is empty
 * @param write makes the document of a snapshot
 */
record SnapshotForm<S extends Snapshot>(
    SyncKind kind,
    Class<S> type,
    Class<? extends Document<S>> document,
    Function<S, ? extends Document<S>> write) {

  /** A snapshot as JSON, without the character and the moment, which have columns. */
  interface Document<S extends Snapshot> {
    S toSnapshot(CharacterId character, Instant asOf);
  }

  private static final List<SnapshotForm<?>> FORMS =
      List.of(
          new SnapshotForm<>(
              SyncKind.SKILLS, SkillSnapshot.class, SkillDocument.class, SkillDocument::of),
          new SnapshotForm<>(SyncKind.MAIL, Mailbox.class, MailDocument.class, MailDocument::of),
          new SnapshotForm<>(
              SyncKind.MARKET_ORDERS, MarketOrders.class, OrderDocument.class, OrderDocument::of),
          new SnapshotForm<>(
              SyncKind.INDUSTRY_JOBS,
              IndustryJobs.class,
              IndustryDocument.class,
              IndustryDocument::of),
          new SnapshotForm<>(
              SyncKind.PLANETS, Colonies.class, ColonyDocument.class, ColonyDocument::of));

  static <S extends Snapshot> SnapshotForm<S> of(Class<S> type) {
    for (SnapshotForm<?> form : FORMS) {
      if (form.type == type) {
        @SuppressWarnings("unchecked") // Its type is S.
        SnapshotForm<S> found = (SnapshotForm<S>) form;
        return found;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " can be kept");
  }

  /** The JSON text of a snapshot of this kind. */
  String text(Snapshot snapshot) {
    return Json.text(write.apply(type.cast(snapshot)));
  }
}
