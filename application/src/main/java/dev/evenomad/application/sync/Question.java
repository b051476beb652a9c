package dev.evenomad.application.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.secret.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of ESI about a character.
 *
 * @param token lives long enough for it
 * @param known the last snapshot; empty before the first reading
 * @param etags validators of the last answers, by the name of the resource
 */
record Question<S>(
    CharacterId character, Secret token, Optional<S> known, Map<String, ETag> etags) {

  /** The validator to send: an ETag is only of use to who still has what it stands for. */
  Optional<ETag> etag(String resource) {
    return known.flatMap(snapshot -> Optional.ofNullable(etags.get(resource)));
  }

  Question<S> with(Secret otherToken) {
    return new Question<>(character, otherToken, known, etags);
  }
}
