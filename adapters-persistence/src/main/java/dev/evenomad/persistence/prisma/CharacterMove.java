package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.persistence.jobs.DueWorkPlan;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Characters, their tokens sealed anew, and every kind of their data planned to be read for the
 * first time: one after the other, because each asks EVE for it, and for fresh tokens before.
 */
final class CharacterMove implements Move {

  /** Fifty of them in a second are no burden for EVE. */
  private static final Duration BETWEEN_READINGS = Duration.ofMillis(20);

  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";
  private static final String SCOPES = "scopes";
  private static final String EXPIRES = "token_expires_at";

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private static final Insert INSERT =
      Insert.into(
              "eve_character",
              "id text, character_id bigint, character_name text, corporation_id bigint,"
                  + " alliance_id bigint, user_id text, grant_state text, access_token text,"
                  + " refresh_token text, token_expires_at timestamptz, grant_lost_at timestamptz,"
                  + " scopes text[], created_at timestamptz, updated_at timestamptz,"
                  + " last_sync_at timestamptz")
          .ofUsers();

  private static final String NEW_STATE =
      "INSERT INTO sync_state (character_id, kind, next_poll, etags) VALUES (?, ?, ?, '{}')"
          + " ON CONFLICT DO NOTHING";

  private final OriginalTokens tokens;
  private final TokenVault vault;
  private final Instant now;
  private long planned;

  CharacterMove(OriginalTokens tokens, TokenVault vault, Instant now) {
    this.tokens = tokens;
    this.vault = vault;
    this.now = now;
  }

  @Override
  public String origin() {
    return "Character";
  }

  @Override
  public String what() {
    return "characters";
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    CharacterId characterId = new CharacterId(row.eveId("characterId"));
    EveCharacter character =
        new EveCharacter(
            new CharacterRecordId(row.id()),
            characterId,
            name(row, characterId),
            new CorporationId(row.eveId("corporationId")),
            row.optionalEveId("allianceId").map(AllianceId::new),
            new UserId(row.reference("userId")),
            Optional.empty(),
            grant(row, characterId),
            row.time("createdAt"),
            row.time("updatedAt"),
            row.optionalTime("lastSyncAt"),
            0);
    return row.becomes(
        grant(
            new Columns()
                .with("id", character.id())
                .with("character_id", character.characterId())
                .with("character_name", character.name())
                .with("corporation_id", character.corporation())
                .with("alliance_id", character.alliance())
                .with("user_id", character.user())
                .with("created_at", character.createdAt())
                .with("updated_at", character.updatedAt())
                .with("last_sync_at", character.lastSyncAt()),
            character.grant()));
  }

  private static CharacterName name(SourceRow row, CharacterId id) throws SQLException {
    String name = row.text("characterName");
    try {
      return new CharacterName(name);
    } catch (IllegalArgumentException e) {
      row.changed("its name is not 1 to 100 characters without control characters; it was mended");
      String mended = name.replaceAll("\\p{Cntrl}+", " ").strip();
      return new CharacterName(mended.isEmpty() ? "Character " + id : beginning(mended));
    }
  }

  private static String beginning(String name) {
    int end = Math.min(name.length(), 100);
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end);
  }

  private EsiGrant grant(SourceRow row, CharacterId owner) throws SQLException {
    Scopes scopes = scopes(row);
    Optional<Secret> access = tokens.open(row.text("accessToken"));
    Optional<Secret> refresh = tokens.open(row.text("refreshToken"));
    if (access.isEmpty() || refresh.isEmpty()) {
      row.changed("its tokens cannot be decrypted; its pilot has to sign in with it again");
      return new EsiGrant.NeedsReauthorization(scopes, now);
    }
    return new EsiGrant.Valid(
        sealed(owner, TokenField.ACCESS_TOKEN, access.get()),
        sealed(owner, TokenField.REFRESH_TOKEN, refresh.get()),
        row.time("tokenExpiresAt"),
        scopes);
  }

  private SealedToken sealed(CharacterId owner, TokenField field, Secret token) {
    return vault.seal(owner, field, token);
  }

  /** One scope an entry, or all in one as OAuth writes them. */
  private static Scopes scopes(SourceRow row) throws SQLException {
    Set<Scope> scopes = new HashSet<>();
    for (String entry : row.texts(SCOPES)) {
      for (String scope : entry.strip().split("\\s+", -1)) {
        try {
          if (!scope.isEmpty()) {
            scopes.add(new Scope(scope));
          }
        } catch (IllegalArgumentException e) {
          row.changed("one of its scopes is none; it is left out");
        }
      }
    }
    return new Scopes(scopes);
  }

  private static Columns grant(Columns columns, EsiGrant grant) {
    // Scopes have neither quotes nor backslashes.
    columns.with(
        SCOPES,
        grant.scopes().values().stream()
            .map(scope -> "\"" + scope + "\"")
            .collect(Collectors.joining(",", "{", "}")));
    return switch (grant) {
      case EsiGrant.Valid valid ->
          columns
              .with("grant_state", "valid")
              .with(ACCESS, valid.accessToken().ciphertext())
              .with(REFRESH, valid.refreshToken().ciphertext())
              .with(EXPIRES, valid.accessExpiresAt());
      case EsiGrant.NeedsReauthorization lost ->
          columns.with("grant_state", "needs_reauthorization").with("grant_lost_at", lost.since());
      case EsiGrant.Quarantined aside ->
          throw new IllegalStateException("the original put no grant aside");
    };
  }

  private static Scopes scopes(Draft draft) {
    return Scopes.of(
        QUOTED
            .matcher(draft.get(SCOPES))
            .results()
            .map(quoted -> new Scope(quoted.group(1)))
            .toList());
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    boolean linked =
        Move.exists(
            here,
            "SELECT FROM eve_character WHERE character_id = ?::bigint",
            draft.get("character_id"));
    return linked
        ? new Verdict.NotTaken("the EVE character is linked here already, under another id")
        : Move.ofUser(here, draft, new Verdict.Instead(draft));
  }

  /** As a new character is admitted: what its pilot has agreed to is to be read, first soon. */
  @Override
  public void inserted(Connection here, List<Draft> drafts) throws SQLException {
    List<Plan> plans = new ArrayList<>();
    try (PreparedStatement statement = here.prepareStatement(NEW_STATE)) {
      for (Draft draft : drafts) {
        Scopes scopes = draft.has(ACCESS) ? scopes(draft) : Scopes.NONE;
        CharacterId id = new CharacterId(Long.parseLong(draft.get("character_id")));
        UserId user = new UserId(draft.get("user_id"));
        for (SyncKind kind : SyncKind.values()) {
          Instant at = now.plus(BETWEEN_READINGS.multipliedBy(planned));
          SyncState begun = SyncState.start(id, kind, at);
          boolean readable = scopes.include(kind.neededScopes());
          SyncState state = readable ? begun : begun.parked();
          planned += readable ? 1 : 0;
          statement.setLong(1, id.value());
          statement.setString(2, Words.of(kind));
          statement.setObject(
              3,
              state.nextPoll().map(poll -> poll.atOffset(ZoneOffset.UTC)).orElse(null),
              Types.TIMESTAMP_WITH_TIMEZONE);
          statement.addBatch();
          state
              .nextDue()
              .ifPresent(
                  due -> plans.add(Plan.of(new DueWork.Sync(id, kind), due).onBehalfOf(user)));
        }
      }
      statement.executeBatch();
    }
    DueWorkPlan.planIfAbsent(here, plans);
  }
}
