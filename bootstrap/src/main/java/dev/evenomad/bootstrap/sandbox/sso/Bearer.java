package dev.evenomad.bootstrap.sandbox.sso;

import java.util.Set;

/**
 * For whom a good access token speaks.
 *
 * @param characterId the character
 * @param scopes what it may do
 */
public record Bearer(long characterId, Set<String> scopes) {}
