package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.fcm.PushTokenState;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Operations on the simulated FCM. */
final class PushOperations {

  private final World world;

  PushOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET",
            "/push/messages",
            "list accepted messages after a number, for one token if given; wait up to so many"
                + " seconds for a first one",
            "?token=phone-1&after=0&wait=30",
            this::messages),
        new Operation(
            "GET",
            "/push/tokens",
            "list the tokens that are treated specially; every other token is valid",
            "",
            command -> tokens()),
        new Operation(
            "PUT",
            "/push/tokens",
            "choose how a token is treated: " + String.join(", ", PushTokenState.labels()),
            "{\"token\":\"phone-1\",\"state\":\"unregistered\"}",
            this::treat),
        new Operation(
            "DELETE",
            "/push/access-tokens",
            "end Google's access tokens, so that the next message is answered with 401",
            "",
            command -> {
              world.push().expireAccessTokens();
              return Response.empty(204);
            }));
  }

  private Response messages(Command command) {
    var after = command.query("after", 0, Long.MAX_VALUE);
    var wait = Duration.ofSeconds(command.query("wait", 0, ControlApi.LONGEST_WAIT_SECONDS));
    var token = command.query("token");
    Predicate<PushMessage> wanted =
        message -> token.filter(text -> !text.equals(message.target())).isEmpty();
    var found = world.push().messages().awaitAfter(after, wanted, wait);
    return Response.json(200, Views.page("messages", found, after, Views::message));
  }

  private Response tokens() {
    return Response.json(
        200,
        Map.of(
            "tokens",
            world.push().states().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().label()))));
  }

  private Response treat(Command command) {
    var body = command.body("token", "state");
    var label = body.requiredText("state");
    var state =
        PushTokenState.named(label)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "a token cannot be " + label,
                        "use one of " + String.join(", ", PushTokenState.labels())));
    world.push().treat(body.requiredText("token"), state);
    return tokens();
  }
}
