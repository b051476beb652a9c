package dev.evenomad.bootstrap.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The world's operations over HTTP, in JSON. {@code GET /control} lists them with examples. */
public final class ControlApi implements Site {

  /** How long a reader may wait for something to happen. */
  static final long LONGEST_WAIT_SECONDS = 60;

  private final List<Operation> operations = new ArrayList<>();
  private final Routes<Operation> routes = new Routes<>();

  /**
   * @param webPush where the simulated push service is, without a slash at the end
   */
  public ControlApi(World world, URI webPush) {
    operations.add(
        new Operation("GET", "/", "list what can be done", "", command -> documentation()));
    operations.addAll(new WorldOperations(world).all());
    operations.addAll(new PilotOperations(world).all());
    operations.addAll(new MailOperations(world).all());
    operations.addAll(new OrderOperations(world).all());
    operations.addAll(new JobOperations(world).all());
    operations.addAll(new ColonyOperations(world).all());
    operations.addAll(new SsoOperations(world).all());
    operations.addAll(new EsiOperations(world).all());
    operations.addAll(new PushOperations(world).all());
    operations.addAll(new WebPushOperations(world, webPush).all());
    operations.addAll(new FaultOperations(world).all());
    operations.forEach(operation -> routes.add(operation.method(), operation.path(), operation));
  }

  @Override
  public Response handle(Request request) {
    try {
      var match = routes.find(request.method(), request.path());
      if (match.isPresent()) {
        return match.get().target().action().apply(new Command(request, match.get().variables()));
      }
      var methods = routes.methods(request.path());
      return methods.isEmpty()
          ? problem(
              404,
              "there is no operation at /control" + request.path(),
              "GET /control lists the operations")
          : problem(
                  405,
                  request.method() + " is not possible at /control" + request.path(),
                  "use " + String.join(" or ", methods))
              .with("Allow", String.join(", ", methods));
    } catch (Refusal refusal) {
      return problem(
          switch (refusal.kind()) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
          },
          String.valueOf(refusal.getMessage()),
          refusal.cure());
    }
  }

  @Override
  public Response failing(Request request, int status) {
    return problem(status, "the control API cannot be broken", "choose another target");
  }

  private Response documentation() {
    var list = new ArrayList<Map<String, Object>>();
    for (var operation : operations) {
      var item = new LinkedHashMap<String, Object>();
      item.put("method", operation.method());
      item.put("path", "/control" + (operation.path().equals("/") ? "" : operation.path()));
      item.put("summary", operation.summary());
      if (operation.example().startsWith("?")) {
        item.put("exampleQuery", operation.example());
      } else if (!operation.example().isEmpty()) {
        item.put("exampleBody", example(operation));
      }
      list.add(item);
    }
    return Response.json(200, Map.of("operations", list));
  }

  private static JsonNode example(Operation operation) {
    return Json.read(operation.example().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static Response problem(int status, String cause, String cure) {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", status);
    body.put("title", cause);
    body.put("cure", cure);
    return Response.of(status, "application/problem+json", Json.write(body));
  }
}
