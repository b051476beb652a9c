package dev.evenomad.domain.character;

/**
 * Who signed in at EVE SSO, as the validated access token says.
 *
 * @param scopes what the pilot agreed to
 */
public record EveIdentity(
    CharacterId character, CharacterName name, OwnerHash owner, Scopes scopes) {}
