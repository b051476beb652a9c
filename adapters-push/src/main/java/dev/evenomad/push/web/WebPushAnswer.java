package dev.evenomad.push.web;

import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a push service answered (RFC 8030, sections 5 and 7.3; RFC 8292, section 4.2).
 *
 * <table>
 *   <caption>What becomes of a message</caption>
 *   <tr><th>Answer</th><th>Outcome</th></tr>
 *   <tr><td>2xx</td><td>accepted, under the name in {@code Location}</td></tr>
 *   <tr><td>404, 410</td><td>the subscription is over</td></tr>
 *   <tr><td>401, 403; 400 that speaks of VAPID or of authorization</td>
 *       <td>misconfigured: our key is not accepted, or the subscription was made for another one;
 *       after a change of the key every old subscription answers so, which is not its fault</td></tr>
 *   <tr><td>408, 425, 429, 5xx, 3xx (which is not followed)</td>
 *       <td>to be tried later, as {@code Retry-After} says</td></tr>
 *   <tr><td>any other 4xx, as 400 and 413</td><td>rejected</td></tr>
 * </table>
 *
 * @param location the name of the message, if there is one
 * @param retryAfter what the header of that name asks for
 * @param text the beginning of the body
 */
record WebPushAnswer(
    int status, Optional<String> location, Optional<Duration> retryAfter, String text) {
  private static final Duration QUOTA_WAIT = Duration.ofSeconds(60);
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);
  private static final Pattern NAME = Pattern.compile("[!-~]{1,500}");
  private static final String UNNAMED = "unnamed";

  /** As push services put it: {@code UnauthorizedRegistration}, {@code VapidPkHashMismatch}. */
  private static final Pattern OUR_KEY =
      Pattern.compile("vapid|jwt|authorization|unauthorized", Pattern.CASE_INSENSITIVE);

  static WebPushAnswer of(
      int status, Optional<String> location, Optional<Duration> retryAfter, byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 2000), StandardCharsets.ISO_8859_1);
    return new WebPushAnswer(status, location, retryAfter, text);
  }

  /** What becomes of the message and of its token. Without the text, which can quote the latter. */
  PushOutcome outcome() {
    return switch (status) {
      case 404, 410 -> new TokenInvalid("the browser's subscription is over: " + status);
      case 401, 403 -> misconfigured();
      case 408, 425 -> later(OUTAGE_WAIT);
      case 429 -> later(QUOTA_WAIT);
      default -> outcomeOfClass();
    };
  }

  private PushOutcome outcomeOfClass() {
    return switch (status / 100) {
      case 2 -> new Accepted(location.filter(NAME.asMatchPredicate()).orElse(UNNAMED));
      case 4 ->
          status == 400 && OUR_KEY.matcher(text).find()
              ? misconfigured()
              : new Rejected("the push service does not accept the message: " + status);
      default -> later(OUTAGE_WAIT);
    };
  }

  private PushOutcome misconfigured() {
    return new Misconfigured(
        "the push service does not accept the VAPID key, or the browser subscribed with another"
            + " one: "
            + status);
  }

  private PushOutcome later(Duration unlessAsked) {
    return new TryLater(retryAfter.orElse(unlessAsked), "the push service answered " + status);
  }
}
