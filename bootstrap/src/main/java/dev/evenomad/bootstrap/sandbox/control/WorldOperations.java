package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.RecordedRequest;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Operations on the world as a whole: its state, its time, what was asked of it. */
final class WorldOperations {

  private static final int SHOWN_PILOTS = 10;

  private final World world;

  WorldOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET",
            "/state",
            "show the world at a glance, with the first ten pilots",
            "",
            command -> state()),
        new Operation(
            "POST",
            "/reset",
            "go back to the beginning: real time, the first pilots, no grants, messages or faults",
            "",
            command -> {
              world.reset();
              return state();
            }),
        new Operation("GET", "/clock", "show the world's time", "", command -> clock()),
        new Operation(
            "POST",
            "/clock/advance",
            "let time pass at once; seconds or ISO 8601",
            "{\"by\":\"PT1H30M\"}",
            this::advance),
        new Operation(
            "GET",
            "/requests",
            "list the requests answered after a number, of one site (sso, esi, fcm, google,"
                + " webpush) and below one path if given; wait up to so many seconds for a first"
                + " one",
            "?site=esi&path=/characters&after=0&wait=0",
            this::requests));
  }

  private Response state() {
    var view = clockView();
    view.put("pilotCount", world.pilots().count());
    view.put("pilots", world.pilots().page(0, SHOWN_PILOTS).stream().map(Pilot::name).toList());
    view.put("faults", world.faults().all().stream().map(Views::fault).toList());
    view.put("requests", world.requests().lastNumber());
    view.put("messages", world.push().messages().lastNumber());
    return Response.json(200, view);
  }

  private Response clock() {
    return Response.json(200, clockView());
  }

  private Response advance(Command command) {
    var by =
        command
            .body("by")
            .duration("by")
            .orElseThrow(() -> Refusal.invalid("\"by\" is missing", "add it to the body"));
    world.clock().advance(by);
    return clock();
  }

  private Response requests(Command command) {
    var after = command.query("after", 0, Long.MAX_VALUE);
    var wait = Duration.ofSeconds(command.query("wait", 0, ControlApi.LONGEST_WAIT_SECONDS));
    var site = command.query("site");
    var path = command.query("path");
    Predicate<RecordedRequest> wanted =
        request ->
            site.filter(name -> !name.equals(request.site())).isEmpty()
                && path.filter(prefix -> !request.path().startsWith(prefix)).isEmpty();
    var found = world.requests().awaitAfter(after, wanted, wait);
    return Response.json(200, Views.page("requests", found, after, Views::request));
  }

  private Map<String, Object> clockView() {
    var real = world.clock().realInstant();
    var offset = world.clock().offset();
    var view = new LinkedHashMap<String, Object>();
    view.put("time", real.plus(offset).toString());
    view.put("realTime", real.toString());
    view.put("offset", offset.toString());
    return view;
  }
}
