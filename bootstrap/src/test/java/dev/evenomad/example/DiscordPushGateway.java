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
  private static final Duration WAIT = Duration.ofSeconds(10);

  @Override
  public PushOutcome send(PushMessage message) {
    if (!(message.content() instanceof Content.Alert alert)) {
      return new PushOutcome.Accepted("nothing to take away");
    }
    String text = "**%s**\n%s".formatted(alert.title(), alert.body());
    try {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(webhooks + message.to().value()))
                  .timeout(WAIT)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          new JsonMapper().createObjectNode().put("content", text).toString()))
                  .build(),
              BodyHandlers.discarding());
      long wait = answer.headers().firstValueAsLong("Retry-After").orElse(WAIT.toSeconds());
      String why = "Discord answered " + answer.statusCode();
      return switch (answer.statusCode()) {
        case 200, 204 -> new PushOutcome.Accepted("said");
        case 401, 403 -> new PushOutcome.Misconfigured(why);
        case 404 -> new PushOutcome.TokenInvalid(why);
        case 400, 413 -> new PushOutcome.Rejected(why);
        default -> new PushOutcome.TryLater(Duration.ofSeconds(wait), why);
      };
    } catch (IllegalArgumentException e) {
      return new PushOutcome.TokenInvalid("no URL of a webhook");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PushOutcome.TryLater(WAIT, "interrupted");
    } catch (IOException e) {
      return new PushOutcome.TryLater(WAIT, "no answer: " + e.getClass().getSimpleName());
    }
  }
}
