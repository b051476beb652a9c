package dev.evenomad.domain.character;

import dev.evenomad.domain.account.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An account's characters and what it pays for: all that is needed to say which of them its plan
 * covers.
 *
 * @param linked the one linked first at the front; of those linked at the same moment, that with
 *     the lower record id
 * @param defaultCharacter which the pilot prefers; it need not be linked
 */
public record Roster(
    Subscription subscription, List<CharacterId> linked, Optional<CharacterId> defaultCharacter) {

  public Roster {
    linked = List.copyOf(linked);
  }

  /**
   * The order in which a plan covers them: the default character first, then those that were linked
   * earliest.
   */
  public List<CharacterId> inOrder() {
    List<CharacterId> ordered = new ArrayList<>(linked);
    Optional<Integer> preferred = defaultCharacter.map(ordered::indexOf).filter(at -> at > 0);
    preferred.ifPresent(at -> Collections.rotate(ordered.subList(0, at + 1), 1));
    return ordered;
  }

  /** The same account with another subscription. */
  public Roster with(Subscription other) {
    return new Roster(other, linked, defaultCharacter);
  }

  /** The same account with another default character, or none. */
  public Roster withDefault(Optional<CharacterId> other) {
    return new Roster(subscription, linked, other);
  }

  /** The same account without that character. */
  public Roster without(CharacterId gone) {
    return new Roster(
        subscription,
        linked.stream().filter(character -> !character.equals(gone)).toList(),
        defaultCharacter.filter(known -> !known.equals(gone)));
  }
}
