package dev.evenomad.domain.overview;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.sync.SyncKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a linked character, as far as a glance needs it. Of a kind that was not read yet
 * there is nothing.
 *
 * @param kinds how old what is known is; every kind is there, {@link KnownKind#NOTHING} if it was
 *     not given
 * @param queue {@link SkillQueue#EMPTY} until it was read; of a long one perhaps only what is
 *     trained next, and the last training
 * @param unreadMails among the newest, which are those that are kept
 * @param orders open ones of which something is left
 * @param jobs those that go on as far as is known, and those that wait to be delivered
 * @param colonies those that go on as far as is known
 * @param unread notifications about the character that are sent and not read
 */
public record KnownCharacter(
    CharacterId id,
    CharacterName name,
    CorporationId corporation,
    Optional<AllianceId> alliance,
    GrantState grant,
    Map<SyncKind, KnownKind> kinds,
    SkillQueue queue,
    int unreadMails,
    List<OpenOrder> orders,
    List<IndustryJob> jobs,
    List<Colony> colonies,
    long unread) {

  public KnownCharacter {
    Map<SyncKind, KnownKind> all = new EnumMap<>(SyncKind.class);
    for (SyncKind kind : SyncKind.values()) {
      all.put(kind, kinds.getOrDefault(kind, KnownKind.NOTHING));
    }
    kinds = Map.copyOf(all);
    orders = List.copyOf(orders);
    jobs = List.copyOf(jobs);
    colonies = List.copyOf(colonies);
    if (unreadMails < 0 || unread < 0) {
      throw new IllegalArgumentException("what is unread is counted from zero");
    }
  }

  /** How old it is what is known of that kind. */
  public KnownKind kind(SyncKind kind) {
    return kinds.getOrDefault(kind, KnownKind.NOTHING);
  }
}
