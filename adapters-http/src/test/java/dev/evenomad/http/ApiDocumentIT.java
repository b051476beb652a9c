package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.http.operator.Operator;
import dev.evenomad.http.session.Public;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/** That the API document and the routes tell the same story. */
final class ApiDocumentIT {

  @RegisterExtension static final Api api = new Api();

  private final Answer answer = api.get("/openapi.yml").is(200);
  private final Map<String, Object> document = object(new Yaml().load(answer.body()));

  @Test
  void isServedAsYaml() {
    assertThat(answer.header("Content-Type")).hasValue("application/yaml");
    assertThat(document.get("openapi")).isEqualTo("3.1.0");
  }

  @Test
  void listsExactlyTheRoutesThatThereAre() {
    assertThat(operations().keySet())
        .containsExactlyInAnyOrderElementsOf(routes().map(ApiDocumentIT::name).toList());
  }

  @Test
  void listsTheRoutesOfTheDesign() {
    assertThat(operations())
        .containsOnlyKeys(
            "GET /docs",
            "GET /docs/{version}/{file}",
            "GET /health",
            "GET /health/liveness",
            "GET /health/readiness",
            "GET /openapi.yml",
            "GET /v1/auth/callback",
            "GET /v1/auth/login",
            "DELETE /v1/characters/{characterId}",
            "DELETE /v1/sessions",
            "DELETE /v1/sessions/{id}",
            "DELETE /v1/me",
            "GET /v1/characters",
            "GET /v1/characters/{characterId}",
            "GET /v1/characters/{characterId}/industry-jobs",
            "GET /v1/characters/{characterId}/jobs",
            "GET /v1/characters/{characterId}/mail",
            "GET /v1/characters/{characterId}/mail/{mailId}",
            "GET /v1/characters/{characterId}/market-orders",
            "GET /v1/characters/{characterId}/planets",
            "GET /v1/characters/{characterId}/skill-queue",
            "GET /v1/characters/{characterId}/skills",
            "GET /v1/events",
            "GET /v1/jobs/{id}",
            "GET /v1/market/{regionId}/orders",
            "GET /v1/me",
            "GET /v1/me/export",
            "GET /v1/me/settings",
            "GET /v1/me/subscription",
            "GET /v1/notifications",
            "GET /v1/notifications/unread-count",
            "GET /v1/overview",
            "GET /v1/push/web-key",
            "GET /v1/sessions",
            "GET /v1/universe/types/{id}",
            "PATCH /v1/me",
            "PATCH /v1/me/settings",
            "POST /v1/auth/link",
            "POST /v1/auth/logout",
            "POST /v1/auth/refresh",
            "POST /v1/auth/token",
            "POST /v1/characters/{characterId}/sync",
            "POST /v1/notifications/read",
            "POST /v1/notifications/test",
            "POST /v1/notifications/{id}/read",
            "POST /v1/webhooks/stripe",
            "PUT /v1/sessions/current/device");
  }

  @Test
  void everyOperationIsExplained() {
    Set<String> names = new TreeSet<>();
    operations()
        .forEach(
            (route, operation) -> {
              assertThat(operation.get("summary")).as(route).asString().isNotBlank();
              assertThat(operation.get("tags")).as(route).asInstanceOf(LIST).hasSize(1);
              String id = (String) operation.get("operationId");
              assertThat(names.add(id)).as(route).isTrue();
              // Names of methods in clients: a verb, and what it is about.
              assertThat(id).as(route).matches("login|logout|callback|[a-z]+([A-Z][a-z]+)+");
              assertThat(responses(operation).keySet())
                  .as(route)
                  .anyMatch(status -> status.startsWith("2") || status.equals("302"));
            });
  }

  @Test
  void everyProblemIsDeclaredAsOne() {
    operations()
        .forEach(
            (route, operation) ->
                responses(operation)
                    .forEach(
                        (status, response) -> {
                          if (status.endsWith("XX")) {
                            assertThat(response.toString())
                                .as(route)
                                .matches("\\{\\$ref=#/components/responses/(Refused|Failed)}");
                          } else if (!status.startsWith("2")
                              && !status.startsWith("3")
                              && !route.contains("/health")) {
                            assertThat(response.toString())
                                .as(route + " " + status)
                                .contains("application/problem+json={schema=")
                                .contains("#/components/schemas/Problem}")
                                .contains("x-problem-codes=[");
                          }
                        }));
  }

  @Test
  void everyReferenceLeadsSomewhereAndNothingIsLeftOver() {
    Set<String> there = new TreeSet<>();
    object(document.get("components"))
        .forEach(
            (kind, parts) ->
                object(parts)
                    .keySet()
                    .forEach(name -> there.add("#/components/" + kind + "/" + name)));
    there.remove("#/components/securitySchemes/session");
    Set<String> used = new TreeSet<>();
    references(document, used);

    assertThat(used).isEqualTo(there);
  }

  @Test
  void listsOfValuesAreThoseOfTheCode() {
    assertValues("Theme", Theme.values(), ApiDocumentIT::lowerCase);
    assertValues("Language", Language.values(), Language::code);
    assertValues("DeviceType", DeviceType.values(), ApiDocumentIT::lowerCase);
    assertValues("SyncKind", SyncKind.values(), ApiDocumentIT::lowerCase);
    assertValues("NotificationKind", NotificationKind.values(), NotificationKind::code);
    assertValues("NotificationStatus", NotificationStatus.values(), NotificationStatus::code);
    assertValues("JobType", JobType.values(), JobType::code);
    assertValues("JobStatus", JobStatus.values(), JobStatus::code);
    assertValues("PlanetType", PlanetType.values(), PlanetType::code);
    assertValues("IndustryActivity", IndustryActivity.values(), IndustryActivity::code);
    assertValues("IndustryJobStatus", IndustryJob.Status.values(), IndustryJob.Status::code);
    assertValues("PlanTier", SubscriptionTier.values(), ApiDocumentIT::lowerCase);
    assertValues("SubscriptionStatus", SubscriptionStatus.values(), ApiDocumentIT::lowerCase);
    assertValues("MailRecipientKind", MailRecipient.Kind.values(), MailRecipient.Kind::code);
  }

  @Test
  void listsOfValuesHaveNames() {
    schemas()
        .forEach(
            (name, schema) ->
                assertThat(object(schema).getOrDefault("properties", "").toString())
                    .as("write the values of %s as schemas in enums.yml", name)
                    // A list of one is the type of a member of a union.
                    .doesNotContainPattern("enum=\\[[^\\],]*,"));
  }

  @Test
  void everyProblemCodeCanHappen() {
    Set<String> told = new TreeSet<>();
    problemCodes(document, told);

    assertThat(told).containsExactlyInAnyOrderElementsOf(values("ProblemCode"));
  }

  @Test
  void everyFieldOfAnAnswerIsAlwaysThere() {
    assertThat(object(schemas().get("Notification")).get("required"))
        .asInstanceOf(LIST)
        .containsExactlyInAnyOrderElementsOf(properties("Notification").keySet());
    assertThat(object(properties("Notification").get("readAt")).get("type"))
        .isEqualTo(List.of("string", "null"));
    assertThat(object(properties("SkillQueueEntry").get("points")).get("oneOf"))
        .isEqualTo(
            List.of(Map.of("$ref", "#/components/schemas/SkillPoints"), Map.of("type", "null")));
    assertThat(answer.body()).as("OpenAPI 3.0").doesNotContain("nullable:");
  }

  @Test
  void everyTagIsExplained() {
    Set<Object> explained =
        ((List<?>) Objects.requireNonNull(document.get("tags")))
            .stream().map(tag -> object(tag).get("name")).collect(Collectors.toSet());

    operations()
        .forEach(
            (route, operation) ->
                assertThat(explained).as(route).containsAll((List<?>) operation.get("tags")));
  }

  @Test
  void exactlyTheRoutesThatAreNotPublicNeedASession() {
    routes()
        .forEach(
            route -> {
              Map<String, Object> operation = operation(name(route));
              boolean secured = !isPublic(route);
              assertThat(operation.containsKey("security")).as(name(route)).isEqualTo(secured);
              assertThat(responses(operation).containsKey("401"))
                  .as(name(route))
                  .isEqualTo(secured);
            });
  }

  @Test
  void everyRouteThatIsNotPublicRefusesStrangersBeforeItLooksAtAnythingElse() {
    List<String> open = new ArrayList<>();
    routes()
        .forEach(
            route -> {
              String path =
                  route.getUriMatchTemplate().toPathString().replaceAll("\\{\\w+}", "%00");
              Answer stranger =
                  api.send(
                      api.request(path + "?limit=x")
                          .method(route.getHttpMethodName(), BodyPublishers.noBody()));
              if (isPublic(route)) {
                assertThat(stranger.status()).as(name(route)).isNotEqualTo(401);
                open.add(name(route));
              } else {
                stranger.isProblem(401, "authentication_required");
              }
            });
    assertThat(open)
        .containsExactlyInAnyOrder(
            "GET /docs",
            "GET /docs/{version}/{file}",
            "GET /health",
            "GET /health/liveness",
            "GET /health/readiness",
            "GET /openapi.yml",
            "GET /v1/auth/callback",
            "GET /v1/auth/login",
            "GET /v1/push/web-key",
            "POST /v1/auth/token",
            "POST /v1/webhooks/stripe");
  }

  @Test
  void whatIsBelowTheConsoleIsForOperators() {
    List<String> ofOperators =
        api.server()
            .context()
            .getBean(Router.class)
            .uriRoutes()
            .filter(
                route ->
                    route
                        .getUriMatchTemplate()
                        .toPathString()
                        .matches("/(console|prometheus)(/.*)?"))
            .peek(
                route ->
                    assertThat(route.getAnnotationMetadata().hasAnnotation(Operator.class))
                        .isTrue())
            .map(route -> route.getUriMatchTemplate().toPathString())
            .distinct()
            .toList();

    assertThat(ofOperators)
        .containsExactlyInAnyOrder(
            "/console/jobs", "/console/loggers", "/console/loggers/{name}", "/prometheus");
  }

  @Test
  void answersHaveTheMembersThatTheDocumentLists() {
    Api.Phone phone = api.signIn();
    String character = "/v1/characters/" + phone.character();

    assertShape("Me", api.get("/v1/me", phone.token()).object());
    assertShape("Overview", api.get("/v1/overview", phone.token()).object());
    assertShape("CharacterGlance", api.get("/v1/overview", phone.token()).list("items").getFirst());
    assertShape("AccountExport", api.get("/v1/me/export", phone.token()).object());
    assertShape("Settings", api.get("/v1/me/settings", phone.token()).object());
    assertShape("Subscription", api.get("/v1/me/subscription", phone.token()).object());
    assertShape("Character", api.get(character, phone.token()).object());
    assertShape("Skills", api.get(character + "/skills", phone.token()).object());
    assertShape("SkillQueue", api.get(character + "/skill-queue", phone.token()).object());
    assertShape("Mailbox", api.get(character + "/mail", phone.token()).object());
    assertShape("MarketOrders", api.get(character + "/market-orders", phone.token()).object());
    assertShape("IndustryJobs", api.get(character + "/industry-jobs", phone.token()).object());
    assertShape("Planets", api.get(character + "/planets", phone.token()).object());
    assertShape("Notification", api.post("/v1/notifications/test", phone.token()).object());
    assertShape("Notifications", api.get("/v1/notifications", phone.token()).object());
    assertShape("UnreadCount", api.get("/v1/notifications/unread-count", phone.token()).object());
    assertShape("Marked", api.post("/v1/notifications/read", phone.token()).object());
    assertShape("LinkTicket", api.post("/v1/auth/link", phone.token()).object());
    Answer sync = api.post(character + "/sync", phone.token());
    assertShape("Jobs", sync.object());
    assertShape("Job", api.get(sync.location().toString(), phone.token()).object());
    Answer sessions = api.get("/v1/sessions", phone.token());
    assertShape("Sessions", sessions.object());
    assertShape("Session", sessions.list("sessions").getFirst());
    assertShape("AccountDeleted", api.delete("/v1/me", api.signIn().token()).object());
    assertShape("Token", api.post("/v1/auth/refresh", phone.token()).object());
    assertShape("Problem", api.get("/v1/me").object());
    assertShape("Health", api.get("/health").object());
  }

  @Test
  void bodiesMayHaveTheMembersThatTheDocumentLists() {
    String token = api.signIn().token();

    assertKnown("TokenRequest", api.postJson("/v1/auth/token", "{\"?\": 1}"));
    assertKnown(
        "DeviceRequest", api.sendJson("PUT", "/v1/sessions/current/device", token, "{\"?\": 1}"));
    assertKnown("MePatch", api.sendJson("PATCH", "/v1/me", token, "{\"?\": 1}"));
    assertKnown("SettingsPatch", patchSettings(token, "{\"?\": 1}"));
    assertKnown(
        "NotificationSettingsPatch", patchSettings(token, "{\"notifications\": {\"?\": 1}}"));
    assertKnown(
        "QuietHours", patchSettings(token, "{\"notifications\": {\"quietHours\": {\"?\": 1}}}"));
  }

  @Test
  void codesAreThoseThatTheDocumentLists() {
    String token = api.signIn().token();
    Map<String, Object> settings = properties("SettingsPatch");

    assertCodes(settings.get("theme"), patchSettings(token, "{\"theme\": \"?\"}"));
    assertCodes(settings.get("language"), patchSettings(token, "{\"language\": \"?\"}"));
    assertCodes(
        properties("DeviceRequest").get("type"),
        api.sendJson("PUT", "/v1/sessions/current/device", token, "{\"type\": \"?\"}"));
    assertCodesOfParameters("GET /v1/notifications", token);
    assertCodesOfParameters("DELETE /v1/sessions", token);
  }

  private static Answer patchSettings(String token, String json) {
    return api.sendJson("PATCH", "/v1/me/settings", token, json);
  }

  /** The problem lists the properties of the schema. */
  private void assertKnown(String schema, Answer refused) {
    assertThat(listed(refused, "Known are: "))
        .as(schema)
        .containsExactlyInAnyOrderElementsOf(properties(schema).keySet());
  }

  /** Each parameter that has a list of values refuses others, and lists them. */
  private void assertCodesOfParameters(String route, String token) {
    String[] parts = route.split(" ", -1);
    for (Object parameter : (List<?>) Objects.requireNonNull(operation(route).get("parameters"))) {
      Map<String, Object> schema = object(object(parameter).get("schema"));
      if (schema.containsKey("$ref") || schema.containsKey("enum")) {
        String wrong = parts[1] + "?" + object(parameter).get("name") + "=%3F";
        assertCodes(
            schema, api.send(api.request(wrong, token).method(parts[0], BodyPublishers.noBody())));
      }
    }
  }

  /** The problem lists the values of the schema. */
  private void assertCodes(@Nullable Object schema, Answer refused) {
    Object inPlace = object(schema).get("enum");
    assertThat(inPlace == null ? values(String.valueOf(object(schema).get("$ref"))) : inPlace)
        .isEqualTo(listed(refused, "must be one of: "));
  }

  private static List<String> listed(Answer refused, String after) {
    String detail = refused.isProblem(400, "invalid_request").text("detail");
    assertThat(detail).contains(after);
    String list = detail.substring(detail.indexOf(after) + after.length(), detail.length() - 1);
    return List.of(list.split(", ", -1));
  }

  private <E extends Enum<E>> void assertValues(String schema, E[] all, Function<E, String> code) {
    assertThat(values("#/components/schemas/" + schema))
        .as(schema)
        .containsExactlyElementsOf(Stream.of(all).map(code).toList());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private List<String> values(String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return ((List<?>) Objects.requireNonNull(object(schemas().get(name)).get("enum"), name))
        .stream().map(String::valueOf).toList();
  }

  private static void problemCodes(Object value, Set<String> found) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("x-problem-codes") instanceof List<?> codes) {
        codes.forEach(code -> found.add((String) code));
      }
      map.values().forEach(member -> problemCodes(member, found));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> problemCodes(item, found));
    }
  }

  /** The answer has every member that is listed, and no other. */
  private void assertShape(String schema, Map<String, Object> answer) {
    assertThat(answer.keySet())
        .as(schema)
        .containsExactlyInAnyOrderElementsOf(properties(schema).keySet());
  }

  private static Stream<UriRouteInfo<?, ?>> routes() {
    return api.server()
        .context()
        .getBean(Router.class)
        .uriRoutes()
        // It lists each of them twice.
        .distinct()
        // Micronaut answers HEAD wherever it answers GET.
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        // Apps have nothing to do with what operators do.
        .filter(route -> !route.getAnnotationMetadata().hasAnnotation(Operator.class))
        .map(route -> (UriRouteInfo<?, ?>) route);
  }

  private static String name(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
  }

  private static boolean isPublic(UriRouteInfo<?, ?> route) {
    return route.getAnnotationMetadata().hasAnnotation(Public.class);
  }

  private Map<String, Map<String, Object>> operations() {
    Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    object(document.get("paths"))
        .forEach(
            (path, item) ->
                object(item)
                    .forEach(
                        (method, operation) ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path, object(operation))));
    return operations;
  }

  private Map<String, Object> operation(String route) {
    return Objects.requireNonNull(operations().get(route), route);
  }

  private static Map<String, Object> responses(Map<String, Object> operation) {
    return object(operation.get("responses"));
  }

  private Map<String, Object> schemas() {
    return object(object(document.get("components")).get("schemas"));
  }

  private Map<String, Object> properties(String schema) {
    return object(object(schemas().get(schema)).get("properties"));
  }

  private static void references(Object value, Set<String> found) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        found.add(reference);
      }
      map.values().forEach(member -> references(member, found));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> references(item, found));
    }
  }

  private static Map<String, Object> object(@Nullable Object value) {
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
    return map.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> String.valueOf(entry.getKey()),
                entry -> Objects.requireNonNull((Object) entry.getValue())));
  }
}
