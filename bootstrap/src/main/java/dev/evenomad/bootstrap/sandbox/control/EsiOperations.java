package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.esi.RateGroup;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Calls;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
            "switch the daily downtime (11:00 to 11:05 UTC), a downtime that begins at once and"
                + " lasts until it is switched off, staff-only mode, and whether routes with a time"
                + " say Expires without max-age; while it is down /status does not answer, other"
                + " routes answer 503, 502 and 504 by turns",
            "{\"downtime\":true,\"down\":false,\"vip\":false,\"expiresOnly\":false}",
            this::change),
        new Operation(
            "GET",
            "/esi/calls",
            "count the calls by route and status since the last reset; 0 is a closed connection;"
                + " early ones asked for a character's data that was still fresh",
            "",
            command -> calls()),
        new Operation(
            "DELETE",
            "/esi/calls",
            "count the calls from nothing again",
            "",
            command -> {
              world.calls().clear();
              world.esi().earlyCalls().clear();
              return calls();
            }),
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
    view.put("down", world.esi().down());
    view.put("vip", world.esi().vip());
    view.put("expiresOnly", world.esi().expiresOnly());
    return Response.json(200, view);
  }

  private Response change(Command command) {
    var body = command.body("downtime", "down", "vip", "expiresOnly");
    var downtime = body.flag("downtime");
    var down = body.flag("down");
    var vip = body.flag("vip");
    var expiresOnly = body.flag("expiresOnly");
    downtime.ifPresent(world.esi()::downtime);
    down.ifPresent(world.esi()::down);
    vip.ifPresent(world.esi()::vip);
    expiresOnly.ifPresent(world.esi()::expiresOnly);
    return show(command);
  }

  private Response calls() {
    var counts = world.calls().all();
    var byStatus = new TreeMap<Integer, Long>();
    counts.forEach(count -> byStatus.merge(count.status(), count.count(), Long::sum));
    var view = new LinkedHashMap<String, Object>();
    view.put("total", byStatus.values().stream().mapToLong(Long::longValue).sum());
    view.put("byStatus", byStatus);
    view.put("calls", counts.stream().map(EsiOperations::view).toList());
    view.put("early", world.esi().earlyCalls().all().stream().map(EsiOperations::view).toList());
    return Response.json(200, view);
  }

  private static Map<String, Object> view(Calls.Count count) {
    var view = new LinkedHashMap<String, Object>();
    view.put("route", count.operation());
    view.put("status", count.status());
    view.put("count", count.count());
    return view;
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
