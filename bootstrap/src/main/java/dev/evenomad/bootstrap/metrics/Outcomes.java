package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.character.EveSso.CodeExchange;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.notification.PushOutcome;

/** What outcomes are called where they are counted. */
public final class Outcomes {

  /** It ended with an exception. */
  public static final String FAILED = "failed";

  private Outcomes() {}

  /** Of due work. */
  public static String of(Next next) {
    return switch (next) {
      case Next.Done.DONE -> "done";
      case Next.At again -> "again";
    };
  }

  /** Of a push. */
  public static String of(PushOutcome outcome) {
    return switch (outcome) {
      case PushOutcome.Accepted accepted -> "accepted";
      case PushOutcome.TokenInvalid invalid -> "token_invalid";
      case PushOutcome.Rejected rejected -> "rejected";
      case PushOutcome.TryLater later -> "try_later";
      case PushOutcome.Misconfigured misconfigured -> "misconfigured";
    };
  }

  /** Of exchanging a code. */
  public static String of(CodeExchange outcome) {
    return switch (outcome) {
      case CodeExchange.SignedIn signedIn -> "ok";
      case CodeExchange.Refused refused -> "refused";
      case CodeExchange.Untrusted untrusted -> "untrusted";
      case CodeExchange.Unavailable unavailable -> "unavailable";
    };
  }

  /** Of refreshing a token. */
  public static String of(TokenRefresh outcome) {
    return switch (outcome) {
      case TokenRefresh.Refreshed refreshed -> "ok";
      case TokenRefresh.Revoked revoked -> "refused";
      case TokenRefresh.Untrusted untrusted -> "untrusted";
      case TokenRefresh.Misconfigured misconfigured -> "misconfigured";
      case TokenRefresh.Unavailable unavailable -> "unavailable";
    };
  }

  /** Of ending a grant. */
  public static String of(Revocation outcome) {
    return switch (outcome) {
      case Revocation.Revoked revoked -> "ok";
      case Revocation.Misconfigured misconfigured -> "misconfigured";
      case Revocation.Unavailable unavailable -> "unavailable";
    };
  }
}
