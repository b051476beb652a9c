package dev.evenomad.example;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Says alerts in Discord, through <a
 * href="https://discord.com/developers/docs/resources/webhook#execute-webhook">webhooks</a>. The
 * push token of a device is its webhook's id and token: {@code 12345/abc_DEF}. Thread-safe.
 *
 * @param webhooks what comes before that in a webhook's URL: {@code
 *     https://discord.com/api/webhooks/}
 */
public record DiscordPushGateway(HttpClient client, URI webhooks) implements PushGateway {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WAIT = Duration.ofSeconds(10);

  @Override
  public PushOutcome send(PushMessage message) {
    return switch (message.content()) {
      case Content.Alert alert ->
          post(message, "**%s**\n%s".formatted(alert.title(), alert.body()));
      case Content.Closing closing -> new PushOutcome.Accepted("nothing to take away");
    };
  }

  private PushOutcome post(PushMessage message, String text) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(webhooks + message.to().value()))
              .timeout(WAIT)
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(JSON.createObjectNode().put("content", text).toString()))
              .build();
      return outcome(client.send(request, BodyHandlers.discarding()));
    } catch (IllegalArgumentException e) {
      return new PushOutcome.TokenInvalid("no URL of a webhook");
    } catch (IOException e) {
      return new PushOutcome.TryLater(WAIT, "no answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PushOutcome.TryLater(WAIT, "interrupted");
    }
  }

  private static PushOutcome outcome(HttpResponse<Void> response) {
    int status = response.statusCode();
    String why = "Discord answered " + status;
    return switch (status) {
      case 200, 204 -> new PushOutcome.Accepted("said");
      case 401, 403 -> new PushOutcome.Misconfigured(why);
      case 404 -> new PushOutcome.TokenInvalid(why);
      case 429 -> new PushOutcome.TryLater(retryAfter(response), why);
      default ->
          status >= 400 && status < 500
              ? new PushOutcome.Rejected(why)
              : new PushOutcome.TryLater(WAIT, why);
    };
  }

  private static Duration retryAfter(HttpResponse<Void> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(WAIT);
  }
}
