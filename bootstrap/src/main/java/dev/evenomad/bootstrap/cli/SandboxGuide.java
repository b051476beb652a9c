package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import java.net.URI;
import java.util.stream.Collectors;

/** What to try once the sandbox runs. */
final class SandboxGuide {

  private SandboxGuide() {}

  static String of(URI server, Sandbox sandbox, URI redirectUri) {
    Pilot pilot = sandbox.world().pilots().all().getFirst();
    String pilots =
        sandbox.world().pilots().all().stream()
            .map(p -> "%s (%d)".formatted(p.name(), p.characterId()))
            .collect(Collectors.joining(", "));
    return TEXT.replace("{server}", server.toString())
        .replace("{sandbox}", sandbox.baseUri().toString())
        .replace("{control}", sandbox.controlBase().toString())
        .replace("{pilots}", pilots)
        .replace("{pilot}", Long.toString(pilot.characterId()))
        .replace("{redirect}", redirectUri.toString());
  }

  /** The verifier and challenge are a pair for trying out, as in RFC 7636, appendix B. */
  private static final String TEXT =
      """

      The server            {server}          (the API: {server}/openapi.yml)
      EVE SSO, ESI and FCM  {sandbox}          (what you can make happen: {control})
      Pilots                {pilots}

      A journey with curl. The browser's part: ask to sign in, choose a pilot, come back.

        LOGIN='{server}/v1/auth/login?redirect_uri={redirect}&state=1&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
        CONSENT=$(curl -s -o /dev/null -w '%{redirect_url}' "$LOGIN")
        CALLBACK=$(curl -s -o /dev/null -w '%{redirect_url}' -d character_id={pilot} "$CONSENT")
        CODE=$(curl -s -o /dev/null -w '%{redirect_url}' "$CALLBACK" | sed 's/.*code=\\([^&]*\\).*/\\1/')

      The app's part: fetch the session, look around, and let a skill finish in ten seconds.

        TOKEN=$(curl -s -H 'Content-Type: application/json' {server}/v1/auth/token \\
          -d "{\\"code\\":\\"$CODE\\",\\"codeVerifier\\":\\"dBjftJeZ4CVP-mBi3jTJSoVCdN4uM_fKsjQJXGoM3wM\\",\\"device\\":{\\"type\\":\\"android\\",\\"pushToken\\":\\"my-phone\\"}}" \\
          | sed 's/.*"token":"\\([^"]*\\).*/\\1/')
        curl -s -H "Authorization: Bearer $TOKEN" {server}/v1/characters/{pilot}/skill-queue
        curl -s -H "Authorization: Bearer $TOKEN" {server}/v1/notifications
        curl -s {control}/push/messages

      Stop it with Ctrl-C.
      """;
}
