package dev.evenomad.domain.overview;

import java.util.List;

/**
 * What is known of a user's characters.
 *
 * @param characters the one linked first at the front
 * @param unread all notifications of the user that are sent and not read, also those about no
 *     character, or about one that is no longer linked
 */
public record Overview(List<KnownCharacter> characters, long unread) {

  public Overview {
    characters = List.copyOf(characters);
    if (unread < 0) {
      throw new IllegalArgumentException("unread notifications are counted from zero");
    }
  }
}
