package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Codes, grants and access tokens of {@link ScriptedEve}, who guards them with its lock. */
final class ScriptedGrants {

  private static final Duration ACCESS_LIFETIME = Duration.ofMinutes(20);
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<Secret, Code> codes = new HashMap<>();
  private final Map<Secret, Agreed> grants = new HashMap<>();
  private final Map<Secret, Access> accesses = new HashMap<>();
  private long last;

  ScriptedGrants(InstantSource clock) {
    this.clock = clock;
  }

  static URI authorizationUri(Secret state, CodeChallenge challenge, Scopes scopes) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "scripted");
    parameters.put("redirect_uri", "https://nomad.example/v1/auth/callback");
    parameters.put("scope", scopes.toString());
    parameters.put("state", state.reveal());
    parameters.put("code_challenge", challenge.value());
    parameters.put("code_challenge_method", "S256");
    return URI.create(
        parameters.entrySet().stream()
            .map(
                parameter ->
                    parameter.getKey()
                        + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "https://sso.example/v2/oauth/authorize?", "")));
  }

  static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
  }

  Secret newCode(Agreed agreed, CodeChallenge challenge) {
    Secret code = next("code");
    codes.put(code, new Code(agreed, challenge, clock.instant().plus(CODE_LIFETIME)));
    return code;
  }

  /** A code is used up by the first try, whether its verifier fits or not. */
  Optional<Agreed> redeem(Secret code, CodeVerifier verifier) {
    return Optional.ofNullable(codes.remove(code))
        .filter(known -> known.challenge.isMetBy(verifier))
        .filter(known -> known.expiresAt.isAfter(clock.instant()))
        .map(Code::agreed);
  }

  EveTokens newTokens(Agreed agreed) {
    Secret access = next("access");
    Secret refresh = next("refresh");
    Instant end = clock.instant().plus(ACCESS_LIFETIME);
    accesses.put(access, new Access(agreed, end));
    grants.put(refresh, agreed);
    return new EveTokens(access, refresh, end);
  }

  /** Ends the grant and tells what it was about; empty if it was over already. */
  Optional<Agreed> end(Secret refreshToken) {
    return Optional.ofNullable(grants.remove(refreshToken));
  }

  void endAllOf(CharacterId character) {
    grants.values().removeIf(agreed -> agreed.character().equals(character));
  }

  int countOf(CharacterId character) {
    return (int)
        grants.values().stream().filter(agreed -> agreed.character().equals(character)).count();
  }

  void expireAccessOf(CharacterId character) {
    accesses.values().removeIf(access -> access.agreed.character().equals(character));
  }

  Optional<Agreed> bearer(Secret accessToken) {
    return Optional.ofNullable(accesses.get(accessToken))
        .filter(access -> access.expiresAt.isAfter(clock.instant()))
        .map(Access::agreed);
  }

  private Secret next(String kind) {
    last++;
    return Secret.of(kind + "-" + last);
  }

  /** What a pilot agreed to. */
  record Agreed(CharacterId character, Scopes scopes) {}

  private record Code(Agreed agreed, CodeChallenge challenge, Instant expiresAt) {}

  private record Access(Agreed agreed, Instant expiresAt) {}
}
