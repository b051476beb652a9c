package dev.evenomad.esi.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.limit.Bucket;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Optional;

/**
 * A question to ESI.
 *
 * @param target the path with its ids and the query
 * @param body ids to be sent with POST; empty for a GET
 * @param caller whose token is sent with the question; empty for public data
 * @param known the validator of what is known already
 */
record EsiCall(
    EsiRoute route,
    String target,
    Optional<String> body,
    Optional<Caller> caller,
    Optional<ETag> known,
    Language language) {

  /** A question for public data, of which nothing is known, in English. */
  static EsiCall of(EsiRoute route, long... ids) {
    return new EsiCall(
        route, route.path(ids), Optional.empty(), Optional.empty(), Optional.empty(), Language.EN);
  }

  /** A question about a character with its own token. */
  static EsiCall ofCharacter(
      EsiRoute route, CharacterId character, Secret token, Optional<ETag> known) {
    return of(route, character.value()).as(character, token).knowing(known);
  }

  EsiCall as(CharacterId character, Secret token) {
    return new EsiCall(
        route, target, body, Optional.of(new Caller(character, token)), known, language);
  }

  EsiCall knowing(Optional<ETag> etag) {
    return new EsiCall(route, target, body, caller, etag, language);
  }

  EsiCall in(Language other) {
    return new EsiCall(route, target, body, caller, known, other);
  }

  /** With one more query parameter. */
  EsiCall with(String name, String value) {
    String parameter = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    return new EsiCall(
        route,
        target + (target.contains("?") ? "&" : "?") + parameter,
        body,
        caller,
        known,
        language);
  }

  EsiCall with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** With ids as its body. */
  EsiCall sending(Collection<Long> ids) {
    String list = ids.stream().map(String::valueOf).collect(joining(",", "[", "]"));
    return new EsiCall(route, target, Optional.of(list), caller, known, language);
  }

  /** ESI counts authenticated calls for each character, public ones for each address. */
  Bucket bucket() {
    return new Bucket(
        route.rateLimitGroup().map(RateLimitGroup::code).orElse(route.name()),
        caller.map(one -> one.character().toString()).orElse("public"),
        route.rateLimitGroup().map(RateLimitGroup::limit));
  }

  /** Who asks. */
  record Caller(CharacterId character, Secret token) {}
}
