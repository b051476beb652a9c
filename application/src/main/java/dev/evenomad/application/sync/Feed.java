package dev.evenomad.application.sync;

import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.util.Set;

/**
 * One kind of a character's data: how it is read, and what it reveals. Thread-safe.
 *
 * @param <S> what is kept between two readings
 * @param <R> what a reading brings
 */
sealed interface Feed<S extends Snapshot, R>
    permits SkillFeed, MailFeed, MarketFeed, IndustryFeed, PlanetFeed {

  /** Which kind it is. */
  SyncKind kind();

  /** What is kept of it. */
  Class<S> snapshots();

  /** How events are found in it for a pilot with those lead times. */
  Detection<S, R> detection(LeadTimes leadTimes);

  /** Reads it. Remote calls only; keeps nothing. */
  Reading<R> read(Question<S> question);

  /** The item types in it whose names an alert may need before ESI can be asked for them. */
  Set<TypeId> types(S snapshot);
}
