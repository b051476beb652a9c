package dev.evenomad.http.auth;

import dev.evenomad.application.session.IssueLinkTicket;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The right to add a character to the account by one sign-in.
 *
 * @param ticket for the parameter link_ticket of the login
 * @param expiresAt when it ends
 */
@Serdeable.Serializable
@Schema(name = "LinkTicket")
record LinkTicketView(String ticket, Instant expiresAt) {

  static LinkTicketView of(IssueLinkTicket.Ticket issued) {
    return new LinkTicketView(issued.ticket().reveal(), issued.expiresAt());
  }
}
