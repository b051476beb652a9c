package dev.evenomad.application.character;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.CharacterEvent.GrantRestored;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.Names;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits a character whose pilot has just proven at EVE SSO that it is theirs:
 *
 * <ul>
 *   <li>a known one with the same owner signs its account in, with the new grant;
 *   <li>a known one with another owner was sold: it leaves the seller's account with everything
 *       that was read with the old grant, and then counts as new;
 *   <li>a known one whose owner is not known, because another backend linked it, signs its account
 *       in if its stored grant is still in force, because EVE ends the grants of what it transfers;
 *       else it counts as sold, unless its own account links it again;
 *   <li>a known one of another account than the one that asked for it {@linkplain MoveCharacter
 *       moves} there, if its owner is the same;
 *   <li>a new one begins an account, or joins the one that asked for it.
 * </ul>
 *
 * <p>A new grant takes the place of the one before, whatever that allowed: kinds of data whose
 * scopes it lacks are read no more, and those it covers are read again. The seller's grant is not
 * ended at EVE, which has done so itself: ending it could hit the buyer's.
 *
 * <p>All in one transaction, but for what is asked of EVE. Thread-safe.
 */
public final class AdmitCharacter {

  private static final Logger LOG = LoggerFactory.getLogger(AdmitCharacter.class);

  private final Users users;
  private final AllSettings settings;
  private final Characters characters;
  private final SyncStates syncStates;
  private final ReadAnew readAnew;
  private final EventSink events;
  private final MoveCharacter moveCharacter;
  private final PartWithCharacter partWithCharacter;
  private final RevokeGrants revokeGrants;
  private final AccessTokens accessTokens;
  private final PublicProfiles profiles;
  private final TokenVault vault;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public AdmitCharacter(
      Users users,
      AllSettings settings,
      Characters characters,
      SyncStates syncStates,
      ReadAnew readAnew,
      EventSink events,
      MoveCharacter moveCharacter,
      PartWithCharacter partWithCharacter,
      RevokeGrants revokeGrants,
      AccessTokens accessTokens,
      PublicProfiles profiles,
      TokenVault vault,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.users = users;
    this.settings = settings;
    this.characters = characters;
    this.syncStates = syncStates;
    this.readAnew = readAnew;
    this.events = events;
    this.moveCharacter = moveCharacter;
    this.partWithCharacter = partWithCharacter;
    this.revokeGrants = revokeGrants;
    this.accessTokens = accessTokens;
    this.profiles = profiles;
    this.vault = vault;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Admits the character. Without tokens it is read only once its pilot has signed in with scopes.
   *
   * @param tokens empty if the pilot agreed to no scopes
   * @param linkTo the account it is to join; empty to sign in with it
   * @param whenAdmitted told the account, in the same transaction; called again if another writer
   *     got in the way
   */
  public Outcome admit(
      EveIdentity identity,
      Optional<EveTokens> tokens,
      Optional<UserId> linkTo,
      Consumer<UserId> whenAdmitted) {
    Fetched<PublicProfile> fetched = profiles.fetch(identity.character());
    Optional<PublicProfile> profile =
        fetched instanceof Fetched.Fresh<PublicProfile> fresh
            ? Optional.of(fresh.value())
            : Optional.empty();
    Optional<EsiGrant.Valid> grant =
        tokens.map(given -> given.sealWith(vault, identity.character(), identity.scopes()));
    Admission admission = new Admission(identity, profile, grant, linkTo, whenAdmitted);
    Optional<Outcome> outcome = transactions.call(() -> admit(admission, false));
    if (outcome.isPresent()) {
      return outcome.get();
    }
    return accessTokens.learnOwner(identity.character())
        ? transactions.call(() -> admit(admission, true)).orElseThrow()
        : new Outcome.EveUnavailable();
  }

  /**
   * Admits the character.
   *
   * @param asked whether EVE was asked for an owner that is not known
   * @return empty if it has to be asked first; nothing was changed then
   */
  private Optional<Outcome> admit(Admission admission, boolean asked) {
    Optional<EveCharacter> known = characters.find(admission.identity.character());
    boolean unproven = known.filter(admission::unproven).isPresent();
    if (unproven && !asked) {
      return Optional.empty();
    }
    boolean sold =
        unproven || known.filter(c -> c.soldAccordingTo(admission.identity.owner())).isPresent();
    Outcome outcome = admit(admission, known, sold);
    if (outcome instanceof Outcome.Admitted admitted) {
      admission.whenAdmitted.accept(admitted.user());
    }
    return Optional.of(outcome);
  }

  private Outcome admit(Admission admission, Optional<EveCharacter> known, boolean sold) {
    Instant now = clock.instant();
    EveIdentity identity = admission.identity;
    Optional<EsiGrant.Valid> grant = admission.grant;
    Optional<UserId> linkTo = admission.linkTo;
    if (linkTo.isPresent() && users.find(linkTo.get()).isEmpty()) {
      return new Outcome.AccountGone();
    }
    if (known.isPresent() && !sold) {
      return welcomeBack(known.get(), admission, now);
    }
    if (admission.profile.isEmpty()) {
      return new Outcome.EveUnavailable();
    }
    if (sold) {
      LOG.info(
          "character {} has a new owner, or nobody knows of the old one", identity.character());
      partWithCharacter.part(known.get());
      revokeGrants.forgetThoseSetAside(identity.character());
    }
    UserId user = linkTo.orElseGet(() -> register(now));
    characters.add(
        EveCharacter.link(
            new CharacterRecordId(ids.next()),
            identity,
            admission.profile.get(),
            user,
            grant,
            now));
    grant.ifPresentOrElse(
        valid -> readAnew.whatIsCovered(user, identity.character(), valid, now),
        () -> {
          for (SyncKind kind : SyncKind.values()) {
            syncStates.add(SyncState.start(identity.character(), kind, now).parked());
          }
        });
    return new Outcome.Admitted(user, linkTo.isEmpty() ? Arrival.REGISTERED : Arrival.LINKED);
  }

  private Outcome welcomeBack(EveCharacter known, Admission admission, Instant now) {
    EveCharacter renewed = known.authorizedAgain(admission.identity, admission.grant, now);
    EveCharacter authorized =
        admission.profile.map(profile -> renewed.inCorporation(profile, now)).orElse(renewed);
    Optional<UserId> other = admission.linkTo.filter(account -> !account.equals(known.user()));
    if (other.isPresent()) {
      return switch (moveCharacter.move(authorized, other.get(), admission.grant, now)) {
        case MOVED -> {
          setAside(known, admission);
          restored(known, authorized.movedTo(other.get(), now), now);
          yield new Outcome.Admitted(other.get(), Arrival.MOVED);
        }
        case ACCOUNT_GONE -> new Outcome.AccountGone();
        case BOTH_PAID -> new Outcome.BothPaid();
      };
    }
    characters.save(authorized);
    setAside(known, admission);
    admission.grant.ifPresent(
        valid -> readAnew.whatIsCovered(known.user(), known.characterId(), valid, now));
    restored(known, authorized, now);
    boolean regained = admission.grant.isPresent() && !(known.grant() instanceof EsiGrant.Valid);
    return new Outcome.Admitted(
        known.user(),
        regained || admission.linkTo.isPresent() ? Arrival.REAUTHORIZED : Arrival.SIGNED_IN);
  }

  /** With other scopes EVE itself ends the old grant. */
  private void setAside(EveCharacter before, Admission admission) {
    admission
        .grant
        .filter(fresh -> fresh.scopes().equals(before.grant().scopes()))
        .flatMap(fresh -> before.grant().heldRefreshToken())
        .ifPresent(old -> revokeGrants.setAside(before.characterId(), old));
  }

  /** What was told of the lost grant is over, if there is one again. */
  private void restored(EveCharacter before, EveCharacter after, Instant now) {
    if (before.grant() instanceof EsiGrant.NeedsReauthorization lost
        && after.grant() instanceof EsiGrant.Valid) {
      events.tell(
          after, List.of(new GrantRestored(before.characterId(), lost.since(), now)), Names.NONE);
    }
  }

  private UserId register(Instant now) {
    User user = User.register(new UserId(ids.next()), now);
    users.add(user);
    settings.add(UserSettings.defaults(ids.next(), user.id(), now));
    return user.id();
  }

  /** What is wanted. */
  private record Admission(
      EveIdentity identity,
      Optional<PublicProfile> profile,
      Optional<EsiGrant.Valid> grant,
      Optional<UserId> linkTo,
      Consumer<UserId> whenAdmitted) {

    /** Whether nothing shows that it is the owner of {@code known} who is there. */
    boolean unproven(EveCharacter known) {
      return known.owner().isEmpty() && !linkTo.equals(Optional.of(known.user()));
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The character is linked to that account, which is signed in. */
    record Admitted(UserId user, Arrival arrival) implements Outcome {}

    /**
     * It is the only character of another account, which is paid for, as is the account that it was
     * to join. Nothing was changed.
     */
    record BothPaid() implements Outcome {}

    /** The account it was to join does not exist any more. Nothing was changed. */
    record AccountGone() implements Outcome {}

    /** A new character needs its public profile, and EVE does not tell it now. */
    record EveUnavailable() implements Outcome {}
  }
}
