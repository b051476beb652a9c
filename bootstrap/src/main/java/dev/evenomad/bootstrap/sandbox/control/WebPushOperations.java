package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.webpush.Browser;
import dev.evenomad.bootstrap.sandbox.webpush.WebPushMessage;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Operations on the simulated browsers. */
final class WebPushOperations {

  private final World world;
  private final URI service;

  WebPushOperations(World world, URI service) {
    this.world = world;
    this.service = service;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET",
            "/push/browsers",
            "list the browsers that subscribe",
            "",
            command ->
                Response.json(
                    200,
                    Map.of(
                        "browsers",
                        world.webPush().browsers().stream().map(this::browser).toList()))),
        new Operation(
            "POST",
            "/push/browsers",
            "let a browser subscribe; pushToken is what it registers as a web device; with an"
                + " applicationServerKey (the server's GET /v1/push/web-key) it takes nothing from"
                + " others",
            "{}",
            command ->
                Response.json(
                    201,
                    browser(
                        world
                            .webPush()
                            .subscribe(
                                command
                                    .body("applicationServerKey")
                                    .text("applicationServerKey"))))),
        new Operation(
            "DELETE",
            "/push/browsers/{id}",
            "end a subscription; messages to it are answered with 410",
            "",
            command -> {
              world.webPush().unsubscribe(command.variables().getOrDefault("id", ""));
              return Response.empty(204);
            }),
        new Operation(
            "GET",
            "/push/web-messages",
            "list what reached browsers after a number, decrypted, for one browser if given; wait"
                + " up to so many seconds for a first one",
            "?browser=id&after=0&wait=30",
            this::messages));
  }

  private Response messages(Command command) {
    var after = command.query("after", 0, Long.MAX_VALUE);
    var wait = Duration.ofSeconds(command.query("wait", 0, ControlApi.LONGEST_WAIT_SECONDS));
    var browser = command.query("browser");
    Predicate<WebPushMessage> wanted =
        message -> browser.filter(id -> !id.equals(message.browser())).isEmpty();
    var found = world.webPush().messages().awaitAfter(after, wanted, wait);
    return Response.json(200, Views.page("messages", found, after, Views::webPushMessage));
  }

  private Map<String, Object> browser(Browser browser) {
    var view = new LinkedHashMap<String, Object>();
    view.put("id", browser.id());
    view.put("subscription", browser.subscription(service));
    view.put("pushToken", browser.pushToken(service));
    return view;
  }
}
