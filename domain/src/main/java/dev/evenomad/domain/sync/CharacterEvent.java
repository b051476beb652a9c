package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened to a character. Its pilot may want to know, or it makes another event old
 * news. What is equal happened once.
 */
public sealed interface CharacterEvent {

  /** To whom it happened. */
  CharacterId character();

  /** When it happened, as far as EVE tells. */
  Instant occurredAt();

  /** The item types in it, whose names a text about it needs. */
  default Set<TypeId> types() {
    return Set.of();
  }

  /** Whoever else is in it, whose names a text about it needs. */
  default Set<EntityId> entities() {
    return Set.of();
  }

  /**
   * A skill reached a level.
   *
   * @param finishedAt when its training ended according to the queue
   */
  record SkillTrainingCompleted(
      CharacterId character, TypeId skill, SkillLevel level, Instant finishedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return finishedAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(skill);
    }
  }

  /**
   * The skill queue runs out soon.
   *
   * @param endsAt when its last training ends
   * @param lead how long before that this is told; positive
   */
  record SkillQueueEnding(CharacterId character, Instant endsAt, Duration lead)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return endsAt.minus(lead);
    }
  }

  /**
   * The skill queue ran out: its last training has ended.
   *
   * @param endedAt when it did
   */
  record SkillQueueEmptied(CharacterId character, Instant endedAt) implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return endedAt;
    }
  }

  /**
   * A skill queue whose end was told, or warned of, ends later now, or trains on.
   *
   * @param endedAt the end that was told
   * @param lead how long before that end it was told, if it was
   * @param noticedAt when we learned it
   */
  record SkillQueueRefilled(
      CharacterId character, Instant endedAt, Optional<Duration> lead, Instant noticedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }
  }

  /**
   * A mail that somebody else sent has arrived and was not read in the game.
   *
   * @param from empty if EVE does not say
   * @param subject may be empty
   */
  record MailReceived(
      CharacterId character,
      MailId mail,
      Optional<EntityId> from,
      String subject,
      Instant receivedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return receivedAt;
    }

    @Override
    public Set<EntityId> entities() {
      return from.map(Set::of).orElse(Set.of());
    }
  }

  /**
   * A mail was read or deleted in the game.
   *
   * @param noticedAt when we learned it
   */
  record MailRead(CharacterId character, MailId mail, Instant noticedAt) implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }
  }

  /**
   * An order was filled, wholly or in part.
   *
   * @param order as it was last seen, with what is left of it now; 0 if it is filled wholly
   * @param quantity units that were traded since it was last seen; positive
   * @param noticedAt when we learned it; if it has expired since, when it did
   */
  record MarketOrderFilled(
      CharacterId character, MarketOrder order, long quantity, Instant noticedAt)
      implements CharacterEvent {
    public MarketOrderFilled {
      if (quantity <= 0) {
        throw new IllegalArgumentException("an order is filled by at least one unit");
      }
    }

    @Override
    public Instant occurredAt() {
      return noticedAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(order.type());
    }
  }

  /**
   * An order ran out of time before it was filled.
   *
   * @param order with what was left of it; something was
   * @param expiredAt when it did; not later than when we learned it
   */
  record MarketOrderExpired(CharacterId character, MarketOrder order, Instant expiredAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return expiredAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(order.type());
    }
  }

  /**
   * An order was cancelled by its owner.
   *
   * @param order with what was left of it
   * @param noticedAt when we learned it
   */
  record MarketOrderCancelled(CharacterId character, MarketOrder order, Instant noticedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(order.type());
    }
  }

  /**
   * An order is gone, and EVE does not tell why: it may have been filled or have run out.
   *
   * @param order as it was last seen
   * @param noticedAt when we gave up to find out
   */
  record MarketOrderClosed(CharacterId character, MarketOrder order, Instant noticedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(order.type());
    }
  }

  /**
   * An industry job is over and waits to be delivered.
   *
   * @param completedAt when it ended
   */
  record IndustryJobCompleted(CharacterId character, IndustryJob job, Instant completedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return completedAt;
    }

    @Override
    public Set<TypeId> types() {
      return Set.of(job.product().orElse(job.blueprint()));
    }
  }

  /**
   * An industry job that was over was delivered.
   *
   * @param completedAt when it had ended
   * @param noticedAt when we learned it
   */
  record IndustryJobDelivered(
      CharacterId character, IndustryJobId job, Instant completedAt, Instant noticedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }
  }

  /**
   * The programme of an extractor ends soon.
   *
   * @param product what it extracts; empty if EVE does not say
   * @param visitedAt when the pilot last opened the colony: EVE computes nothing in between
   * @param lead how long before the end this is told; positive
   */
  record ExtractorEnding(
      CharacterId character,
      PlanetId planet,
      PinId extractor,
      Optional<TypeId> product,
      Instant visitedAt,
      Instant expiresAt,
      Duration lead)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return expiresAt.minus(lead);
    }

    @Override
    public Set<TypeId> types() {
      return product.map(Set::of).orElse(Set.of());
    }
  }

  /**
   * The programme of an extractor ended.
   *
   * @param product what it extracted; empty if EVE does not say
   * @param visitedAt when the pilot last opened the colony: EVE computes nothing in between
   */
  record ExtractorExpired(
      CharacterId character,
      PlanetId planet,
      PinId extractor,
      Optional<TypeId> product,
      Instant visitedAt,
      Instant expiredAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return expiredAt;
    }

    @Override
    public Set<TypeId> types() {
      return product.map(Set::of).orElse(Set.of());
    }
  }

  /**
   * An extractor whose programme had ended, or was said to end soon, was given another one, or
   * removed.
   *
   * @param expiredAt when the programme before had ended, or would have
   * @param lead how long before that end it was told, if it was
   * @param noticedAt when we learned it
   */
  record ExtractorRestarted(
      CharacterId character,
      PlanetId planet,
      PinId extractor,
      Instant expiredAt,
      Optional<Duration> lead,
      Instant noticedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return noticedAt;
    }
  }

  /**
   * EVE no longer accepts the character's grant; data stands still until the pilot signs in again.
   *
   * @param since when we learned it
   */
  record ReauthorizationNeeded(CharacterId character, Instant since) implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return since;
    }
  }

  /**
   * The character has a grant again, by a sign-in or because a lost one turned out not to be.
   *
   * @param lostSince when we learned that there was none
   * @param restoredAt when there was one again
   */
  record GrantRestored(CharacterId character, Instant lostSince, Instant restoredAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return restoredAt;
    }
  }
}
