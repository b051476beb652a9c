package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.OneTimeGrant.LinkTicket;
import dev.evenomad.domain.session.OneTimeGrants;
import java.time.Clock;
import java.time.Instant;

/** Gives a pilot the right to add a character by the next sign-in. Thread-safe. */
public final class IssueLinkTicket {

  private final OneTimeGrants grants;
  private final Secrets secrets;
  private final LoginSettings settings;
  private final Clock clock;

  /** Over these ports. */
  public IssueLinkTicket(
      OneTimeGrants grants, Secrets secrets, LoginSettings settings, Clock clock) {
    this.grants = grants;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /** A ticket for one sign-in. */
  public Ticket issue(UserId user) {
    Secret ticket = secrets.next();
    Instant expiresAt = clock.instant().plus(settings.ticketLifetime());
    grants.add(new LinkTicket(ticket.digest(), user, expiresAt));
    return new Ticket(ticket, expiresAt);
  }

  /** The ticket, shown once, and when it ends. */
  public record Ticket(Secret ticket, Instant expiresAt) {}
}
