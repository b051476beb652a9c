package dev.evenomad.esi.client;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.client.EsiBudget.Bucket;
import java.util.Optional;

/**
 * A question to ESI.
 *
 * @param id of what is asked about, for the path
 * @param token sent with the question; empty for public data
 * @param known the validator of what is known already
 */
record EsiCall(
    EsiRoute route, long id, Optional<Secret> token, Optional<ETag> known, Language language) {

  static EsiCall ofPublic(EsiRoute route, long id, Optional<ETag> known, Language language) {
    return new EsiCall(route, id, Optional.empty(), known, language);
  }

  static EsiCall ofCharacter(
      EsiRoute route, CharacterId character, Secret token, Optional<ETag> known) {
    return new EsiCall(route, character.value(), Optional.of(token), known, Language.EN);
  }

  String path() {
    return route.path(id);
  }

  /** ESI counts authenticated calls for each character, public ones for each address. */
  Bucket bucket() {
    return new Bucket(
        route.rateLimitGroup().orElse(route.name()),
        token.isPresent() ? Long.toString(id) : "public");
  }
}
