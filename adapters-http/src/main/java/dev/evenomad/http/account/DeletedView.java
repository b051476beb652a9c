package dev.evenomad.http.account;

import dev.evenomad.application.account.DeleteAccount.Deleted;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * What became of an account that was deleted.
 *
 * @param deletedAt when; it is gone for good since then
 * @param charactersRemoved so many were linked
 * @param grantsBeingEnded so many grants are being ended at EVE, which is tried for a week if EVE
 *     is down
 * @param sessionsEnded so many were open, that of the request among them
 * @param subscriptionRunsOn whether a subscription is charged on until it is cancelled at the
 *     payment service
 * @param message the same in words
 */
@Serdeable.Serializable
@Schema(name = "AccountDeleted")
record DeletedView(
    Instant deletedAt,
    int charactersRemoved,
    int grantsBeingEnded,
    int sessionsEnded,
    boolean subscriptionRunsOn,
    String message) {

  private static final String FINAL =
      "The account and all that was stored about it are deleted. This is final: nothing can be"
          + " brought back, and whoever signs in from now on begins a new account.";

  private static final String CANCEL =
      " Its subscription is charged on until you cancel it at the payment service.";

  static DeletedView of(Deleted deleted) {
    return new DeletedView(
        deleted.at(),
        deleted.characters(),
        deleted.grants(),
        deleted.sessions(),
        deleted.subscriptionRunsOn(),
        deleted.subscriptionRunsOn() ? FINAL + CANCEL : FINAL);
  }
}
