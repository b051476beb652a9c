package dev.evenomad.bootstrap.sandbox.webpush;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A simulated push service (RFC 8030): checks a message as the real ones do, and decrypts it as the
 * browser behind it would, whose complaint the sender hears, too.
 */
public final class WebPushSite implements Site {

  private static final int MAX_BODY = 4096;
  private static final Pattern TTL = Pattern.compile("\\d{1,9}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final Set<String> URGENCIES = Set.of("very-low", "low", "normal", "high");

  private final WebPushService service;
  private final URI base;
  private final WorldClock clock;
  private final VapidCheck vapid;
  private final Routes<String> routes = new Routes<String>().add("POST", "/push/{browser}", "push");

  /**
   * @param base where this is, without a slash at the end
   * @param machineTime what senders date their tokens by
   */
  public WebPushSite(
      WebPushService service, URI base, WorldClock clock, InstantSource machineTime) {
    this.service = service;
    this.base = base;
    this.clock = clock;
    this.vapid = new VapidCheck(base, machineTime);
  }

  @Override
  public Response handle(Request request) {
    var match = routes.find(request.method(), request.path());
    if (match.isEmpty()) {
      return refused(404, "there is nothing here");
    }
    var id = match.get().variables().getOrDefault("browser", "");
    if (service.isGone(id)) {
      return refused(410, "the browser has unsubscribed");
    }
    return service
        .find(id)
        .map(browser -> push(browser, request))
        .orElseGet(() -> refused(404, "no browser has subscribed so"));
  }

  @Override
  public Response failing(Request request, int status) {
    return refused(status, "something is wrong");
  }

  private Response push(Browser browser, Request request) {
    VapidCheck.Sender sender;
    try {
      sender = vapid.sender(request.header("Authorization"));
    } catch (VapidCheck.Unauthorized e) {
      return refused(401, String.valueOf(e.getMessage()));
    }
    if (browser.applicationServerKey().filter(key -> !key.equals(sender.key())).isPresent()) {
      return refused(403, "the browser subscribed with another VAPID key");
    }
    if (request.header("TTL").filter(TTL.asMatchPredicate()).isEmpty()) {
      return refused(400, "TTL is not a number of seconds");
    }
    if (request.header("Urgency").filter(urgency -> !URGENCIES.contains(urgency)).isPresent()) {
      return refused(400, "Urgency is none of " + URGENCIES);
    }
    if (request.header("Topic").filter(TOPIC.asMatchPredicate().negate()).isPresent()) {
      return refused(400, "Topic is not up to 32 characters of base64url");
    }
    if (request.header("Content-Encoding").filter("aes128gcm"::equals).isEmpty()) {
      return refused(400, "Content-Encoding is not aes128gcm");
    }
    if (request.body().length > MAX_BODY) {
      return refused(413, "the body has more than " + MAX_BODY + " bytes");
    }
    try {
      return accepted(browser, sender, request, browser.open(request.body()));
    } catch (GeneralSecurityException e) {
      return refused(400, "the browser cannot decrypt the body");
    }
  }

  private Response accepted(
      Browser browser, VapidCheck.Sender sender, Request request, byte[] message) {
    var id = UUID.randomUUID().toString();
    var now = clock.realInstant();
    var ttl = request.header("TTL").orElseThrow();
    service
        .messages()
        .append(
            new WebPushMessage(
                id,
                browser.id(),
                Json.read(message)
                    .orElseGet(() -> TextNode.valueOf(new String(message, StandardCharsets.UTF_8))),
                Long.parseLong(ttl),
                request.header("Urgency"),
                request.header("Topic"),
                sender.subject(),
                now.plus(clock.offset()),
                now));
    return Response.empty(201).with("Location", base + "/message/" + id).with("TTL", ttl);
  }

  private static Response refused(int status, String why) {
    return Response.json(status, Map.of("error", why));
  }
}
