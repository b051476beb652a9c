package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.PilotChange;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Operations on characters and their training. */
final class PilotOperations {

  private static final String PILOT = "/pilots/{characterId}";

  private final World world;

  PilotOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET",
            "/pilots",
            "list the pilots with ids behind a number, at most 100 unless told otherwise",
            "?after=0&limit=100",
            this::list),
        new Operation(
            "POST",
            "/pilots",
            "create a pilot; only the name is needed; skillLevels is level by skill id",
            "{\"name\":\"Tamsin Ark\",\"characterId\":2112000100,\"account\":\"aurora\","
                + "\"corporationId\":98100001,\"allianceId\":99100001,"
                + "\"skillLevels\":{\"3300\":4}}",
            this::create),
        new Operation("GET", PILOT, "show a pilot", "", this::show),
        new Operation(
            "PATCH",
            PILOT,
            "rename a pilot, move it to another corporation, delete it; allianceId 0 for none",
            "{\"name\":\"Tamsin Arkwright\",\"corporationId\":98100002,\"allianceId\":0,"
                + "\"biomassed\":false}",
            this::change),
        new Operation(
            "PUT",
            PILOT + "/skill-queue",
            "log the pilot in and replace the training queue; an entry may have a duration or"
                + " finishesIn (from now, negative for done), seconds or ISO 8601",
            "{\"paused\":false,\"entries\":[{\"skillId\":3312,\"level\":1,\"finishesIn\":30},"
                + "{\"skillId\":3312,\"level\":2,\"duration\":\"PT2H\"}]}",
            this::train),
        new Operation(
            "POST",
            PILOT + "/skill-queue/finish",
            "finish the skill in training now, or finishIn seconds (or an ISO 8601 duration)",
            "{\"finishIn\":5}",
            this::finish),
        new Operation(
            "POST",
            PILOT + "/skill-queue/pause",
            "log the pilot in and pause the training",
            "",
            command -> shown(world.pilots().pause(command.characterId()))),
        new Operation(
            "POST",
            PILOT + "/skill-queue/resume",
            "go on with a paused training",
            "",
            command -> shown(world.pilots().resume(command.characterId()))),
        new Operation(
            "POST",
            PILOT + "/login",
            "log the pilot in, which applies finished training to the skills",
            "",
            command -> shown(world.pilots().login(command.characterId()))),
        new Operation(
            "POST",
            PILOT + "/transfer",
            "sell the pilot to another account: new owner hash, all grants die",
            "{\"account\":\"borealis\"}",
            this::transfer),
        new Operation(
            "DELETE",
            PILOT + "/grants",
            "revoke what the player allowed the application; refreshing fails from now on",
            "",
            command ->
                Response.json(
                    200, Map.of("revoked", world.sso().revokeGrants(command.characterId())))));
  }

  private Response list(Command command) {
    var after = command.query("after", 0, Long.MAX_VALUE - 1);
    var limit = (int) command.query("limit", 100, 1000);
    return Response.json(
        200, Map.of("pilots", world.pilots().page(after, limit).stream().map(this::view).toList()));
  }

  private Response create(Command command) {
    var body =
        command.body(
            "name", "characterId", "account", "corporationId", "allianceId", "skillLevels");
    var pilot =
        world
            .pilots()
            .create(
                new NewPilot(
                    body.requiredText("name"),
                    body.number("characterId"),
                    body.text("account"),
                    body.number("corporationId"),
                    body.number("allianceId"),
                    body.numbers("skillLevels")));
    return Response.json(201, view(pilot));
  }

  private Response show(Command command) {
    return shown(world.pilots().get(command.characterId()));
  }

  private Response change(Command command) {
    var body = command.body("name", "corporationId", "allianceId", "biomassed");
    return shown(
        world
            .pilots()
            .change(
                command.characterId(),
                new PilotChange(
                    body.text("name"),
                    body.number("corporationId"),
                    body.number("allianceId"),
                    body.flag("biomassed"))));
  }

  private Response train(Command command) {
    var body = command.body("paused", "entries");
    var plan =
        body.objects("entries", List.of("skillId", "level", "duration", "finishesIn")).stream()
            .map(
                entry ->
                    new PlannedTraining(
                        entry.requiredSmallNumber("skillId"),
                        entry.requiredSmallNumber("level"),
                        entry.duration("duration"),
                        entry.duration("finishesIn")))
            .toList();
    return shown(
        world.pilots().train(command.characterId(), plan, body.flag("paused").orElse(false)));
  }

  private Response finish(Command command) {
    var in = command.body("finishIn").duration("finishIn").orElse(Duration.ZERO);
    var entry = world.pilots().finishCurrent(command.characterId(), in);
    return Response.json(200, Views.training(entry, world.clock().instant()));
  }

  private Response transfer(Command command) {
    var account = command.body("account").requiredText("account");
    return shown(world.pilots().transfer(command.characterId(), account));
  }

  private Response shown(Pilot pilot) {
    return Response.json(200, view(pilot));
  }

  private Map<String, Object> view(Pilot pilot) {
    return Views.pilot(pilot, world.sso().grants(pilot.characterId()), world.clock().instant());
  }
}
