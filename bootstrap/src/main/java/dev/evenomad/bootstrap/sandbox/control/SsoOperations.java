package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.sso.RefreshRotation;
import dev.evenomad.bootstrap.sandbox.sso.TokenQuirk;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Operations on the simulated SSO. */
final class SsoOperations {

  /** What {@code POST /sso/grants} grants unless told otherwise: all that EVE Nomad reads. */
  private static final List<String> USUAL_SCOPES =
      List.of(
          "esi-skills.read_skills.v1",
          "esi-skills.read_skillqueue.v1",
          "esi-mail.read_mail.v1",
          "esi-markets.read_character_orders.v1",
          "esi-industry.read_character_jobs.v1",
          "esi-planets.manage_planets.v1");

  private static final int MOST_GRANTS = 10_000;

  private final World world;

  SsoOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET", "/sso", "show the application and how the SSO behaves", "", this::show),
        new Operation(
            "POST",
            "/sso/callbacks",
            "register one more redirect URI for the application",
            "{\"callback\":\"http://127.0.0.1:9000/v1/auth/callback\"}",
            this::registerCallback),
        new Operation(
            "PUT",
            "/sso/refresh-rotation",
            "same: the refresh token stays; new: each use gives a new one and kills the old",
            "{\"mode\":\"new\"}",
            this::rotation),
        new Operation(
            "POST",
            "/sso/keys",
            "sign with a new RSA key; keepOld leaves the earlier ones in the JWKS; keyId takes an"
                + " id over",
            "{\"keepOld\":false,\"keyId\":\"JWT-Signature-Key\"}",
            this::rotateKey),
        new Operation(
            "POST",
            "/sso/next-tokens",
            "give the next access tokens a quirk: " + String.join(", ", TokenQuirk.labels()),
            "{\"quirk\":\"expired\",\"times\":1}",
            this::nextTokens),
        new Operation(
            "POST",
            "/sso/grants",
            "sign pilots in without a browser: those of characterIds, or count of them by rising"
                + " id, beginning behind after; without scopes all that EVE Nomad reads",
            "{\"count\":1000,\"after\":0,\"scopes\":[\"esi-skills.read_skills.v1\"]}",
            this::grants));
  }

  private Response show(Command command) {
    var sso = world.sso();
    var view = new LinkedHashMap<String, Object>();
    view.put("clientId", sso.clientId());
    view.put("callbacks", sso.callbacks());
    view.put("refreshRotation", label(sso.rotation()));
    return Response.json(200, view);
  }

  private Response registerCallback(Command command) {
    var text = command.body("callback").requiredText("callback");
    try {
      world.sso().registerCallback(URI.create(text));
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalid("the callback is not a URI: " + text, "give an absolute URI");
    }
    return show(command);
  }

  private Response rotation(Command command) {
    var mode = command.body("mode").requiredText("mode");
    world
        .sso()
        .rotation(
            switch (mode) {
              case "same" -> RefreshRotation.SAME;
              case "new" -> RefreshRotation.NEW;
              default ->
                  throw Refusal.invalid("there is no rotation mode " + mode, "use same or new");
            });
    return show(command);
  }

  private Response rotateKey(Command command) {
    var body = command.body("keepOld", "keyId");
    var keyId = world.sso().rotateKey(body.text("keyId"), body.flag("keepOld").orElse(true));
    return Response.json(200, Map.of("keyId", keyId));
  }

  private Response nextTokens(Command command) {
    var body = command.body("quirk", "times");
    var label = body.requiredText("quirk");
    var quirk =
        TokenQuirk.named(label)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "there is no quirk " + label,
                        "use one of " + String.join(", ", TokenQuirk.labels())));
    var times = body.smallNumber("times").orElse(1);
    world.sso().nextTokens(quirk, times);
    return Response.json(200, Map.of("quirk", quirk.label(), "times", times));
  }

  private Response grants(Command command) {
    var body = command.body("characterIds", "count", "after", "scopes");
    if (body.has("characterIds") == body.has("count")) {
      throw Refusal.invalid(
          "it is not clear who shall be signed in", "give either characterIds or count");
    }
    var ids =
        body.smallNumber("count")
            .map(count -> first(count, body.number("after").orElse(0L)))
            .orElseGet(() -> body.wholeNumbers("characterIds"));
    if (ids.size() > MOST_GRANTS) {
      throw Refusal.invalid(
          ids.size() + " pilots are too many at once", "name at most " + MOST_GRANTS);
    }
    var scopes = body.has("scopes") ? body.texts("scopes") : USUAL_SCOPES;
    var granted = world.sso().grant(ids, scopes).stream().map(Views::granted).toList();
    return Response.json(201, Map.of("grants", granted));
  }

  private List<Long> first(int count, long after) {
    if (count < 1 || count > MOST_GRANTS) {
      throw Refusal.invalid("count cannot be " + count, "give a number from 1 to " + MOST_GRANTS);
    }
    return world.pilots().ids(after, count);
  }

  private static String label(RefreshRotation rotation) {
    return rotation.name().toLowerCase(Locale.ROOT);
  }
}
