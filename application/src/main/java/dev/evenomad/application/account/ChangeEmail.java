package dev.evenomad.application.account;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.environment.Transactions;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives an account an e-mail address, another one, or none. Nobody checks that the pilot reads what
 * is sent there, so it is not used to sign in, nor to find out whose account it is. Of several
 * accounts that want the same one at the same moment the database lets one have it. Thread-safe.
 */
public final class ChangeEmail {

  private final Users users;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public ChangeEmail(Users users, Transactions transactions, Clock clock) {
    this.users = users;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Changes it.
   *
   * @param email empty for none
   */
  public Outcome change(UserId user, Optional<Email> email) {
    return transactions.call(
        () -> {
          Optional<User> known = users.find(user);
          if (known.isEmpty()) {
            return new Outcome.NotFound();
          }
          if (known.get().email().equals(email)) {
            return new Outcome.Changed(known.get());
          }
          if (email.flatMap(users::findByEmail).isPresent()) {
            return new Outcome.Taken();
          }
          User changed = known.get().withEmail(email, clock.instant());
          users.save(changed);
          return new Outcome.Changed(changed);
        });
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The account as it is now. */
    record Changed(User user) implements Outcome {}

    /** Another account has that address. Nothing was changed. */
    record Taken() implements Outcome {}

    /** The account is gone. */
    record NotFound() implements Outcome {}
  }
}
