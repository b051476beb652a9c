package dev.evenomad.bootstrap.sandbox.sso;

import java.util.List;

/**
 * What a player allowed the application to do with one character.
 *
 * @param characterId the character
 * @param ownerHash owner at the time of the grant; it dies when the character has another
 * @param scopes each once
 */
public record Grant(long characterId, String ownerHash, List<String> scopes) {

  public Grant {
    scopes = List.copyOf(scopes);
  }

  Grant narrowedTo(List<String> fewer) {
    return new Grant(characterId, ownerHash, fewer);
  }
}
