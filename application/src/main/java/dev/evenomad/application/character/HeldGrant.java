package dev.evenomad.application.character;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of a revocation: a grant that nobody uses any more and EVE does not know to be over.
 *
 * @param refreshToken sealed for {@code character}, as it was in the grant
 */
record HeldGrant(CharacterId character, SealedToken refreshToken) {

  /** The rotation of keys knows these names. */
  JsonValue toJson() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("characterId", JsonValue.of(character.value()));
    members.put("refreshToken", JsonValue.of(refreshToken.ciphertext()));
    return new JsonObject(members);
  }

  /** Reads what {@link #toJson} wrote; empty if it is something else. */
  static Optional<HeldGrant> parse(JsonValue json) {
    if (json instanceof JsonObject object
        && object.members().get("characterId") instanceof JsonNumber character) {
      CharacterId id = new CharacterId(character.value().longValueExact());
      return object.string("refreshToken").map(token -> new HeldGrant(id, new SealedToken(token)));
    }
    return Optional.empty();
  }
}
