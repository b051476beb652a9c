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
            this::nextTokens));
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

  private static String label(RefreshRotation rotation) {
    return rotation.name().toLowerCase(Locale.ROOT);
  }
}
