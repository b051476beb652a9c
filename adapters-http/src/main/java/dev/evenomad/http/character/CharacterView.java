package dev.evenomad.http.character;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.sync.SyncKind;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A linked character.
 *
 * @param characterId EVE's id
 * @param name as EVE last told it
 * @param corporationId EVE's id of the corporation
 * @param allianceId EVE's id of the alliance; null if the corporation is in none
 * @param grant what the server may read
 * @param sync active: it is kept up to date, as far as the grant allows; paused_by_plan: the
 *     account has more characters than its plan covers, and nothing is read or told of this one
 * @param data each kind of data, and whether it can be read
 * @param linkedAt when it was linked to this account
 * @param lastSyncAt when anything was last read from EVE; null before the first time
 */
@Serdeable.Serializable
@Schema(name = "Character")
record CharacterView(
    long characterId,
    String name,
    long corporationId,
    @Nullable Long allianceId,
    GrantView grant,
    @Schema(ref = "#/components/schemas/CharacterSync") String sync,
    List<DataView> data,
    Instant linkedAt,
    @Nullable Instant lastSyncAt) {

  private static final String ACTIVE = "active";
  private static final String PAUSED = "paused_by_plan";

  /**
   * A character.
   *
   * @param paused the characters that the account's plan does not cover
   */
  static CharacterView of(EveCharacter character, Set<CharacterId> paused) {
    String sync = paused.contains(character.characterId()) ? PAUSED : ACTIVE;
    return new CharacterView(
        character.characterId().value(),
        character.name().value(),
        character.corporation().value(),
        character.alliance().map(AllianceId::value).orElse(null),
        GrantView.of(character.grant()),
        sync,
        Arrays.stream(SyncKind.values())
            .map(kind -> DataView.of(kind, character.grant(), sync))
            .toList(),
        character.createdAt(),
        character.lastSyncAt().orElse(null));
  }

  /**
   * The pilot's permission to read the character's data.
   *
   * @param state valid; needs_reauthorization: sign in with it once more; quarantined: put aside
   *     because something about it is not right, also mended by signing in
   * @param scopes what the pilot agreed to
   * @param missingScopes what the pilot would have to agree to as well, by signing in with it once
   *     more, for everything to be read
   */
  @Serdeable.Serializable
  @Schema(name = "Grant")
  record GrantView(
      @Schema(ref = "#/components/schemas/GrantState") String state,
      List<String> scopes,
      List<String> missingScopes) {

    static GrantView of(EsiGrant grant) {
      return new GrantView(
          switch (grant) {
            case EsiGrant.Valid valid -> "valid";
            case EsiGrant.NeedsReauthorization lost -> "needs_reauthorization";
            case EsiGrant.Quarantined aside -> "quarantined";
          },
          texts(grant.scopes()),
          texts(
              Arrays.stream(SyncKind.values())
                  .map(kind -> grant.scopes().lacking(kind.neededScopes()))
                  .reduce(Scopes.NONE, Scopes::and)));
    }
  }

  /**
   * A kind of the character's data.
   *
   * @param kind such as skills
   * @param readable whether it is read: the grant is valid and has every scope that this needs
   * @param missingScopes those that it lacks
   * @param sync active: it is kept up to date; paused_by_plan: the plan does not cover the
   *     character; not_readable: the grant does not cover this
   */
  @Serdeable.Serializable
  @Schema(name = "CharacterData")
  record DataView(
      @Schema(ref = "#/components/schemas/SyncKind") String kind,
      boolean readable,
      List<String> missingScopes,
      @Schema(ref = "#/components/schemas/DataSync") String sync) {

    static DataView of(SyncKind kind, EsiGrant grant, String sync) {
      boolean readable = grant.covers(kind.neededScopes());
      return new DataView(
          kind.code(),
          readable,
          texts(grant.scopes().lacking(kind.neededScopes())),
          readable || sync.equals(PAUSED) ? sync : "not_readable");
    }
  }

  private static List<String> texts(Scopes scopes) {
    return scopes.values().stream().map(Scope::value).toList();
  }
}
