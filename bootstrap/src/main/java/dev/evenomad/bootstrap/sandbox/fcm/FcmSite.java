package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.fcm.MessageCheck.Target;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The simulated fcm.googleapis.com: checks messages and keeps those it accepts. */
public final class FcmSite implements Site {

  private static final String BEARER = "bearer ";

  /** What Google's front end says before FCM is asked: a page. */
  private static final Set<Integer> PAGES = Set.of(502, 504);

  private final PushService push;
  private final String projectId;
  private final WorldClock clock;
  private final Routes<String> routes =
      new Routes<String>().add("POST", "/v1/projects/{project}/messages:send", "send");

  /**
   * @param projectId the one project whose devices are known
   */
  public FcmSite(PushService push, String projectId, WorldClock clock) {
    this.push = push;
    this.projectId = projectId;
    this.clock = clock;
  }

  @Override
  public Response handle(Request request) {
    var match = routes.find(request.method(), request.path());
    if (match.isEmpty()) {
      return FcmError.plain(404, "NOT_FOUND", "There is nothing here.").response();
    }
    if (!isAuthenticated(request)) {
      return FcmError.unauthenticated().response();
    }
    if (!projectId.equals(match.get().variables().get("project"))) {
      return FcmError.trouble(403).response();
    }
    var body = Json.read(request.body());
    return body.isPresent()
        ? send(body.get())
        : FcmError.badShape("", "Invalid JSON payload received.").response();
  }

  @Override
  public Response failing(Request request, int status) {
    return PAGES.contains(status)
        ? Response.html(
            status,
            "<!DOCTYPE html><html lang=en><title>Error %d (Server Error)!!1</title></html>"
                .formatted(status))
        : FcmError.trouble(status).response();
  }

  private boolean isAuthenticated(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .filter(value -> push.isAccessToken(value.substring(BEARER.length()).trim()))
        .isPresent();
  }

  private Response send(JsonNode body) {
    try {
      var target = MessageCheck.target(body);
      var error =
          target.kind().equals("token") || target.kind().equals("fid")
              ? push.stateOf(target.value()).error()
              : PushTokenState.VALID.error();
      return error.map(FcmError::response).orElseGet(() -> accept(body, target));
    } catch (Rejected rejected) {
      return rejected.error().response();
    }
  }

  private Response accept(JsonNode body, Target target) {
    var isTrial = body.path("validate_only").asBoolean();
    var id = isTrial ? "fake_message_id" : "0:" + UUID.randomUUID();
    var name = "projects/" + projectId + "/messages/" + id;
    if (!isTrial) {
      var now = clock.realInstant();
      push.messages()
          .append(
              new PushMessage(
                  name,
                  target.kind(),
                  target.value(),
                  body.get("message"),
                  now.plus(clock.offset()),
                  now));
    }
    return Response.json(200, Map.of("name", name));
  }
}
