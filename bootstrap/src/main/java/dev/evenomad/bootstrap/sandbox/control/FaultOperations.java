package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.sso.OAuthTrouble;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that break the simulated servers and mend them. */
final class FaultOperations {

  private static final Fault.Effect CLOSE = new Fault.Effect.Close();

  private final World world;

  FaultOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GET", "/faults", "list the faults in force", "", command -> list()),
        new Operation(
            "POST",
            "/faults",
            "let requests fail: exactly one of status (with body, retryAfter), oauthError (what"
                + " the token endpoint says, one of "
                + String.join(", ", OAuthTrouble.labels())
                + "), hang (real time), close, and spoil (a 200 whose body is "
                + String.join(", ", Fault.Spoiling.labels())
                + "); targets: "
                + String.join(", ", FaultTarget.labels())
                + "; path may hold *; phase after carries the request out first; without times"
                + " it lasts until it is cleared",
            "{\"target\":\"esi\",\"path\":\"/characters/*/skillqueue\",\"status\":502,"
                + "\"retryAfter\":30,\"phase\":\"before\",\"times\":2}",
            this::add),
        new Operation(
            "DELETE",
            "/faults",
            "clear every fault",
            "",
            command -> {
              world.faults().clear();
              return list();
            }),
        new Operation("DELETE", "/faults/{id}", "clear one fault", "", this::remove));
  }

  private Response list() {
    return Response.json(
        200, Map.of("faults", world.faults().all().stream().map(Views::fault).toList()));
  }

  private Response add(Command command) {
    var body =
        command.body(
            "target",
            "path",
            "status",
            "body",
            "retryAfter",
            "oauthError",
            "hang",
            "close",
            "spoil",
            "phase",
            "times");
    try {
      var fault =
          new Fault(
              target(body.requiredText("target")),
              body.text("path").orElse("*"),
              effect(body),
              phase(body.text("phase").orElse("before")),
              body.smallNumber("times"));
      return Response.json(201, Views.fault(world.faults().add(fault)));
    } catch (IllegalArgumentException refused) {
      throw Refusal.invalid(
          String.valueOf(refused.getMessage()), "GET /control shows an example of a fault");
    }
  }

  private Response remove(Command command) {
    var id = command.variable("id");
    if (!world.faults().remove(id)) {
      throw Refusal.notFound(
          "there is no fault " + id + " in force", "GET /control/faults lists them");
    }
    return list();
  }

  private static Fault.Effect effect(Fields body) {
    var status = body.smallNumber("status");
    if (status.isEmpty() && (body.has("body") || body.has("retryAfter"))) {
      throw Refusal.invalid(
          "only an answer has a body or retryAfter", "give a status or leave them out");
    }
    var chosen = new ArrayList<Fault.Effect>();
    status
        .map(
            code ->
                new Fault.Effect.Answer(code, body.textOrJson("body"), body.duration("retryAfter")))
        .ifPresent(chosen::add);
    body.text("oauthError").map(FaultOperations::oauthError).ifPresent(chosen::add);
    body.duration("hang").map(Fault.Effect.Hang::new).ifPresent(chosen::add);
    body.flag("close").filter(closes -> closes).ifPresent(closes -> chosen.add(CLOSE));
    body.text("spoil").map(FaultOperations::spoiling).ifPresent(chosen::add);
    if (chosen.size() != 1) {
      throw Refusal.invalid(
          "a fault needs exactly one effect, here are " + chosen.size(),
          "give one of status, oauthError, hang, close and spoil");
    }
    return chosen.getFirst();
  }

  private static Fault.Effect oauthError(String label) {
    var trouble =
        OAuthTrouble.named(label)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "there is no OAuth error " + label,
                        "use one of " + String.join(", ", OAuthTrouble.labels())));
    return new Fault.Effect.Answer(trouble.status(), Optional.of(trouble.body()), Optional.empty());
  }

  private static Fault.Effect spoiling(String label) {
    return Fault.Spoiling.named(label)
        .map(Fault.Effect.Spoil::new)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no way to spoil an answer called " + label,
                    "use one of " + String.join(", ", Fault.Spoiling.labels())));
  }

  private static FaultTarget target(String label) {
    return FaultTarget.named(label)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no target " + label,
                    "use one of " + String.join(", ", FaultTarget.labels())));
  }

  private static Fault.Phase phase(String label) {
    return switch (label) {
      case "before" -> Fault.Phase.BEFORE;
      case "after" -> Fault.Phase.AFTER;
      default -> throw Refusal.invalid("there is no phase " + label, "use before or after");
    };
  }
}
