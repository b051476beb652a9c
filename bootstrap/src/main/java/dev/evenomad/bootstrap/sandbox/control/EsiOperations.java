package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.esi.RateGroup;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;
import java.util.List;

/** Operations on the simulated ESI. */
final class EsiOperations {

  private final World world;

  EsiOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GET", "/esi", "show under what circumstances ESI runs", "", this::show),
        new Operation(
            "PATCH",
            "/esi",
            "switch the daily downtime (11:00 to 11:05 UTC) and staff-only mode",
            "{\"downtime\":true,\"vip\":false}",
            this::change),
        new Operation(
            "PUT",
            "/esi/error-limit",
            "set how many failures the caller's address has left in this minute",
            "{\"errorsRemaining\":5}",
            this::errorLimit),
        new Operation(
            "PUT",
            "/esi/rate-limit",
            "set how many tokens a character has left; groups: "
                + String.join(", ", RateGroup.labels()),
            "{\"group\":\"char-detail\",\"characterId\":2112000001,\"tokensRemaining\":4}",
            this::rateLimit));
  }

  private Response show(Command command) {
    var view = new LinkedHashMap<String, Object>();
    view.put("downtime", world.esi().downtime());
    view.put("vip", world.esi().vip());
    return Response.json(200, view);
  }

  private Response change(Command command) {
    var body = command.body("downtime", "vip");
    var downtime = body.flag("downtime");
    var vip = body.flag("vip");
    downtime.ifPresent(world.esi()::downtime);
    vip.ifPresent(world.esi()::vip);
    return show(command);
  }

  private Response errorLimit(Command command) {
    var remaining = command.body("errorsRemaining").requiredSmallNumber("errorsRemaining");
    world.esi().leaveErrors(command.request().remoteAddress(), remaining);
    return Response.empty(204);
  }

  private Response rateLimit(Command command) {
    var body = command.body("group", "characterId", "tokensRemaining");
    var label = body.requiredText("group");
    var group =
        RateGroup.named(label)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "there is no rate-limit group " + label,
                        "use one of " + String.join(", ", RateGroup.labels())));
    var characterId =
        body.number("characterId")
            .orElseThrow(() -> Refusal.invalid("\"characterId\" is missing", "add it to the body"));
    world
        .esi()
        .leaveTokens(
            group,
            world.pilots().get(characterId).characterId(),
            body.requiredSmallNumber("tokensRemaining"));
    return Response.empty(204);
  }
}
