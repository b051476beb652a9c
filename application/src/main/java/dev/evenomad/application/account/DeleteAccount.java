package dev.evenomad.application.account;

import dev.evenomad.application.character.EndAccount;
import dev.evenomad.application.character.PartWithCharacter;
import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pilot's wish to have their account deleted: all that is stored about them and their characters
 * goes, in one transaction that also plans to end every grant at EVE. It is final; who signs in
 * afterwards begins anew. The account is locked first, so that nothing is added to it meanwhile,
 * and what is under way ends without a trace. Thread-safe.
 */
public final class DeleteAccount {

  private static final Logger LOG = LoggerFactory.getLogger(DeleteAccount.class);

  private final Users users;
  private final Characters characters;
  private final Sessions sessions;
  private final PartWithCharacter partWithCharacter;
  private final RevokeGrants revokeGrants;
  private final EndAccount endAccount;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these. */
  public DeleteAccount(
      Users users,
      Characters characters,
      Sessions sessions,
      PartWithCharacter partWithCharacter,
      RevokeGrants revokeGrants,
      EndAccount endAccount,
      Transactions transactions,
      Clock clock) {
    this.users = users;
    this.characters = characters;
    this.sessions = sessions;
    this.partWithCharacter = partWithCharacter;
    this.revokeGrants = revokeGrants;
    this.endAccount = endAccount;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Deletes the account.
   *
   * @return what was deleted; empty if there is no such account
   */
  public Optional<Deleted> delete(UserId user) {
    Optional<Deleted> deleted =
        transactions.call(() -> users.lock(user).map(account -> delete(account)));
    deleted.ifPresent(
        gone -> LOG.info("an account with {} characters was deleted", gone.characters()));
    return deleted;
  }

  private Deleted delete(User account) {
    Instant now = clock.instant();
    List<EveCharacter> own = characters.ofUser(account.id());
    int open = sessions.ofUser(account.id(), now).size();
    int grants = 0;
    for (EveCharacter character : own) {
      grants += revokeGrants.planAll(character);
      partWithCharacter.erase(character);
    }
    endAccount.end(account.id());
    return new Deleted(now, own.size(), grants, open, runsOn(account.subscription()));
  }

  /** Nobody but the pilot, or an operator, ends a subscription at the payment service. */
  private static boolean runsOn(Subscription subscription) {
    return subscription.stripeSubscriptionId().isPresent()
        && subscription.status() == SubscriptionStatus.ACTIVE;
  }

  /**
   * What was deleted.
   *
   * @param characters so many were linked
   * @param grants so many are being ended at EVE
   * @param sessions so many were open
   * @param subscriptionRunsOn whether the payment service goes on charging until the subscription
   *     is cancelled there
   */
  public record Deleted(
      Instant at, int characters, int grants, int sessions, boolean subscriptionRunsOn) {}
}
