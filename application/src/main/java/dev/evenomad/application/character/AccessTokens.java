package dev.evenomad.application.character;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.CharacterEvent.GrantRestored;
import dev.evenomad.domain.sync.CharacterEvent.ReauthorizationNeeded;
import dev.evenomad.domain.universe.Names;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of characters, refreshed just before they end. A character's token is refreshed by
 * one process at a time, under a lease, because a refresh may kill the refresh token it was made
 * with; the new one is stored before the access token is handed out.
 *
 * <p>A process that dies between EVE's answer and our commit takes the new refresh token with it.
 * If EVE replaces refresh tokens, the next refresh learns that the grant is gone, and the pilot has
 * to sign in again: no client can prevent that. So the time in between is as short as it can be:
 * nothing but one statement stands between answer and commit, the lease has just shown that the
 * database takes writes, and storing is tried again if it fails. Thread-safe.
 */
public final class AccessTokens {

  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  /** A token that ends sooner is refreshed first, so that no call runs into its end. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** Longer than any call to EVE SSO takes. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** How often to try to store what EVE answered. */
  private static final int STORE_ATTEMPTS = 3;

  private static final Duration BUSY_RETRY = Duration.ofSeconds(2);
  private static final Duration MISCONFIGURED_RETRY = Duration.ofMinutes(5);

  private final Characters characters;
  private final TokenVault vault;
  private final EveSso sso;
  private final Leases leases;
  private final Ids ids;
  private final PartWithCharacter partWithCharacter;
  private final RevokeGrants revokeGrants;
  private final ReadAnew readAnew;
  private final EventSink events;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public AccessTokens(
      Characters characters,
      TokenVault vault,
      EveSso sso,
      Leases leases,
      Ids ids,
      PartWithCharacter partWithCharacter,
      RevokeGrants revokeGrants,
      ReadAnew readAnew,
      EventSink events,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.vault = vault;
    this.sso = sso;
    this.leases = leases;
    this.ids = ids;
    this.partWithCharacter = partWithCharacter;
    this.revokeGrants = revokeGrants;
    this.readAnew = readAnew;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A token that lives long enough for a call. */
  public Access acquire(CharacterId id) {
    return acquire(id, Optional.empty());
  }

  /** The same for a character that was read just now. */
  public Access acquire(EveCharacter character) {
    return guarded(() -> storedOrRefreshed(character, Optional.empty()));
  }

  /** Another token than {@code rejected}, which ESI did not accept although it should live. */
  public Access acquireInsteadOf(CharacterId id, Secret rejected) {
    return acquire(id, Optional.of(rejected));
  }

  /**
   * Lets EVE say whose character it is, by a refresh with its stored grant, if that is not known
   * and the grant is in force. Afterwards the owner is known, or the grant is not in force, or the
   * character is gone.
   *
   * @return false if EVE cannot be asked now, and nothing has changed
   */
  public boolean learnOwner(CharacterId id) {
    try {
      return characters
          .find(id)
          .filter(character -> character.owner().isEmpty())
          .map(EveCharacter::grant)
          .filter(EsiGrant.Valid.class::isInstance)
          .map(EsiGrant.Valid.class::cast)
          .map(grant -> vault.open(id, TokenField.ACCESS_TOKEN, grant.accessToken()))
          .map(token -> !(acquireInsteadOf(id, token) instanceof Access.Postponed))
          .orElse(true);
    } catch (UnreadableTokenException e) {
      LOG.error("check ENCRYPTION_KEY: {}", e.getMessage());
      return false;
    }
  }

  private Access acquire(CharacterId id, Optional<Secret> rejected) {
    return guarded(
        () ->
            characters
                .find(id)
                .map(character -> storedOrRefreshed(character, rejected))
                .orElseGet(Access.Unusable::new));
  }

  private static Access guarded(Supplier<Access> acquisition) {
    try {
      return acquisition.get();
    } catch (UnreadableTokenException e) {
      // As long as a key may only be missing, no pilot is to blame.
      LOG.error("check ENCRYPTION_KEY: {}", e.getMessage());
      return new Access.Postponed(MISCONFIGURED_RETRY);
    }
  }

  private Access storedOrRefreshed(EveCharacter character, Optional<Secret> rejected) {
    if (!(character.grant() instanceof EsiGrant.Valid grant)) {
      return new Access.Unusable();
    }
    CharacterId id = character.characterId();
    Optional<Secret> stored = usable(id, grant, rejected);
    return stored.isPresent() ? new Access.Granted(stored.get()) : refreshAlone(id, rejected);
  }

  private Optional<Secret> usable(CharacterId id, EsiGrant.Valid grant, Optional<Secret> rejected) {
    if (!grant.freshFor(MARGIN, clock.instant())) {
      return Optional.empty();
    }
    Secret token = vault.open(id, TokenField.ACCESS_TOKEN, grant.accessToken());
    return rejected.filter(token::equals).isPresent() ? Optional.empty() : Optional.of(token);
  }

  private Access refreshAlone(CharacterId id, Optional<Secret> rejected) {
    String lease = "token-refresh:" + id;
    String holder = ids.next();
    Instant now = clock.instant();
    if (!leases.take(lease, holder, now, now.plus(LEASE))) {
      return new Access.Postponed(BUSY_RETRY);
    }
    try {
      // Somebody may have refreshed it between our look and our lease.
      Optional<EveCharacter> character = characters.find(id);
      if (character.isEmpty() || !(character.get().grant() instanceof EsiGrant.Valid grant)) {
        return new Access.Unusable();
      }
      Optional<Secret> stored = usable(id, grant, rejected);
      return stored.isPresent() ? new Access.Granted(stored.get()) : refresh(id, grant);
    } finally {
      leases.release(lease, holder);
    }
  }

  private Access refresh(CharacterId id, EsiGrant.Valid grant) {
    Secret refreshToken = vault.open(id, TokenField.REFRESH_TOKEN, grant.refreshToken());
    return switch (sso.refresh(refreshToken)) {
      case TokenRefresh.Refreshed refreshed -> keep(id, refreshToken, refreshed);
      case TokenRefresh.Revoked revoked -> {
        LOG.info("the grant of character {} is gone: {}", id, revoked.why());
        deauthorize(id, refreshToken);
        yield new Access.Unusable();
      }
      case TokenRefresh.Untrusted untrusted -> {
        LOG.warn("refreshed token of character {} cannot be trusted: {}", id, untrusted.why());
        change(id, refreshToken, character -> character.quarantined(clock.instant()));
        yield new Access.Unusable();
      }
      case TokenRefresh.Misconfigured misconfigured -> {
        LOG.error(
            "EVE SSO does not accept this installation: check EVE_CLIENT_ID and"
                + " EVE_CLIENT_SECRET ({})",
            misconfigured.why());
        yield new Access.Postponed(MISCONFIGURED_RETRY);
      }
      case TokenRefresh.Unavailable unavailable -> {
        LOG.warn("EVE SSO is not available: {}", unavailable.why());
        yield new Access.Postponed(unavailable.retryAfter());
      }
    };
  }

  private Access keep(CharacterId id, Secret used, TokenRefresh.Refreshed refreshed) {
    if (!refreshed.identity().character().equals(id)) {
      LOG.warn("a refresh for character {} was answered for another one", id);
      change(id, used, character -> character.quarantined(clock.instant()));
      return new Access.Unusable();
    }
    EsiGrant.Valid renewed = refreshed.tokens().sealWith(vault, id, refreshed.identity().scopes());
    return insist(
        id,
        () -> {
          Optional<EveCharacter> character = stillWith(id, used);
          if (character.isEmpty()) {
            return keepAfterAll(id, renewed, refreshed);
          }
          if (character.get().soldAccordingTo(refreshed.identity().owner())) {
            LOG.info("character {} has a new owner", id);
            partWithCharacter.part(character.get());
            revokeGrants.forgetThoseSetAside(id);
            // EVE should have ended the seller's grant, and has not.
            revokeGrants.plan(id, renewed.refreshToken());
            return new Access.Unusable();
          }
          characters.save(
              character.get().refreshed(renewed, refreshed.identity().owner(), clock.instant()));
          return new Access.Granted(refreshed.tokens().accessToken());
        });
  }

  /** What the answer is worth to a character that is not as it was when EVE was asked. */
  private Access keepAfterAll(
      CharacterId id, EsiGrant.Valid renewed, TokenRefresh.Refreshed refreshed) {
    Optional<EveCharacter> character = characters.find(id);
    if (character.isEmpty()) {
      // Removed meanwhile, together with the token that EVE has replaced just now.
      revokeGrants.plan(id, renewed.refreshToken());
    } else if (character.get().grant() instanceof EsiGrant.NeedsReauthorization lost
        && !character.get().soldAccordingTo(refreshed.identity().owner())) {
      // This process stood still between EVE's answer and now, and another one has learned that the
      // old token is no good any more. The new one is.
      Instant now = clock.instant();
      LOG.info("character {} has a grant after all", id);
      EveCharacter restored = character.get().refreshed(renewed, refreshed.identity().owner(), now);
      characters.save(restored);
      readAnew.whatIsCovered(restored.user(), id, renewed, now);
      events.tell(restored, List.of(new GrantRestored(id, lost.since(), now)), Names.NONE);
    }
    return new Access.Postponed(BUSY_RETRY);
  }

  /** What EVE answered is lost if it is not stored, whatever keeps the database from it. */
  private Access insist(CharacterId id, Supplier<Access> store) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.call(store);
      } catch (RuntimeException e) {
        if (attempt == STORE_ATTEMPTS) {
          throw e;
        }
        LOG.warn(
            "the refreshed tokens of character {} could not be stored, which is tried again: {}",
            id,
            e.getClass().getSimpleName());
      }
    }
  }

  private void deauthorize(CharacterId id, Secret used) {
    transactions.run(
        () ->
            stillWith(id, used)
                .ifPresent(
                    character -> {
                      Instant now = clock.instant();
                      characters.save(character.deauthorized(now));
                      events.tell(
                          character, List.of(new ReauthorizationNeeded(id, now)), Names.NONE);
                    }));
  }

  private void change(CharacterId id, Secret used, UnaryOperator<EveCharacter> verb) {
    transactions.run(() -> stillWith(id, used).map(verb).ifPresent(characters::save));
  }

  /**
   * The character unless it signed in anew meanwhile: then that grant counts, not our answer. The
   * same refresh token may be sealed otherwise by now, under a newer key.
   */
  private Optional<EveCharacter> stillWith(CharacterId id, Secret used) {
    return characters
        .find(id)
        .filter(
            character ->
                character.grant() instanceof EsiGrant.Valid grant
                    && vault.open(id, TokenField.REFRESH_TOKEN, grant.refreshToken()).equals(used));
  }

  /** Whether there is a token to use. */
  public sealed interface Access {
    /** Use this one now, and do not keep it. */
    record Granted(Secret token) implements Access {}

    /** There is none until the pilot signs in again. */
    record Unusable() implements Access {}

    /** Ask again after a while. */
    record Postponed(Duration retryAfter) implements Access {}
  }
}
