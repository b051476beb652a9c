package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets a player choose a pilot. GET shows the page; the page posts the choice to the same URL, so
 * every check of the query is made on both.
 */
final class AuthorizeEndpoint {

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final Pattern CHARACTER_ID = Pattern.compile("\\d{1,18}");
  private static final int MOST_SHOWN = 100;

  private final Sso sso;
  private final Pilots pilots;

  AuthorizeEndpoint(Sso sso, Pilots pilots) {
    this.sso = sso;
    this.pilots = pilots;
  }

  Response page(Request request) {
    var query = request.query();
    return refusal(query)
        .orElseGet(() -> AuthorizePage.choice(pilotsToChoose(), Scopes.parse(scope(query))));
  }

  Response decide(Request request) {
    var query = request.query();
    return refusal(query).orElseGet(() -> decided(query, request.form().orElse(Map.of())));
  }

  private Response decided(Map<String, String> query, Map<String, String> form) {
    if ("decline".equals(form.get("decision"))) {
      return error(query, "access_denied", "The player declined.");
    }
    var chosen = form.getOrDefault("character_id", "");
    var pilot = chosen(chosen);
    if (pilot.isEmpty()) {
      return AuthorizePage.problem("There is no pilot to choose with the id “" + chosen + "”.");
    }
    var scopes = Scopes.parse(scope(query));
    var unknown = scopes.stream().filter(scope -> !Scopes.KNOWN.contains(scope)).findFirst();
    if (unknown.isPresent()) {
      return error(query, "invalid_scope", "The scope " + unknown.get() + " does not exist.");
    }
    var challenge = Optional.ofNullable(query.get("code_challenge"));
    var code = sso.grants().issueCode(pilot.get(), scopes, challenge);
    return redirect(query, Map.of("code", code));
  }

  /** What is wrong with the request: without a client to trust a page, else a redirect. */
  private Optional<Response> refusal(Map<String, String> query) {
    if (!sso.clientId().equals(query.get("client_id"))) {
      return Optional.of(
          AuthorizePage.problem("The client_id is not that of a known application."));
    }
    if (!sso.callbacks().contains(query.getOrDefault("redirect_uri", ""))) {
      return Optional.of(
          AuthorizePage.problem(
              "The redirect_uri is not one of the application's registered callback URLs."));
    }
    if (query.getOrDefault("state", "").isEmpty()) {
      return Optional.of(AuthorizePage.problem("The state is missing."));
    }
    if (!"code".equals(query.get("response_type"))) {
      return Optional.of(
          error(query, "unsupported_response_type", "The response_type must be code."));
    }
    var challenge = Optional.ofNullable(query.get("code_challenge"));
    var method = Optional.ofNullable(query.get("code_challenge_method"));
    if (challenge.isPresent() != method.isPresent()
        || method.filter(name -> !name.equals("S256")).isPresent()) {
      return Optional.of(
          error(query, "invalid_request", "The code_challenge_method must be S256."));
    }
    if (challenge.filter(text -> !CHALLENGE.matcher(text).matches()).isPresent()) {
      return Optional.of(
          error(
              query, "invalid_request", "The code_challenge must be the base64url of a SHA-256."));
    }
    return Optional.empty();
  }

  private Optional<Pilot> chosen(String id) {
    return CHARACTER_ID.matcher(id).matches()
        ? pilots.find(Long.parseLong(id)).filter(pilot -> !pilot.profile().biomassed())
        : Optional.empty();
  }

  /** The first of them; the others can be chosen by who knows their id. */
  private List<Pilot> pilotsToChoose() {
    return pilots.ids(0, MOST_SHOWN).stream().flatMap(id -> pilots.find(id).stream()).toList();
  }

  private static String scope(Map<String, String> query) {
    return query.getOrDefault("scope", "");
  }

  private static Response error(Map<String, String> query, String code, String description) {
    return redirect(query, Map.of("error", code, "error_description", description));
  }

  private static Response redirect(Map<String, String> query, Map<String, String> result) {
    var target = query.getOrDefault("redirect_uri", "");
    var parameters =
        result.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return Response.redirect(
            target
                + (target.contains("?") ? "&" : "?")
                + parameters
                + "&state="
                + encode(query.getOrDefault("state", "")))
        .with("Cache-Control", "no-store");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
