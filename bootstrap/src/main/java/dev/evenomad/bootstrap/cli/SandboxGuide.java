package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What to try once the sandbox runs. */
final class SandboxGuide {

  private SandboxGuide() {}

  static String of(URI server, Sandbox sandbox, URI redirectUri, Path variables, URI ownServer) {
    Pilots all = sandbox.world().pilots();
    Pilot pilot = all.get(FirstPilots.MARA);
    String pilots =
        all.ids(FirstPilots.MARA - 1, FirstPilots.COUNT).stream()
            .map(all::get)
            .map(p -> "%s (%d)".formatted(p.name(), p.characterId()))
            .collect(Collectors.joining(", "));
    int others = all.all().size() - FirstPilots.COUNT;
    String more =
        others == 0 ? "" : " and %d more: %s/pilots".formatted(others, sandbox.controlBase());
    return TEXT.replace("{server}", server.toString())
        .replace("{sandbox}", sandbox.baseUri().toString())
        .replace("{control}", sandbox.controlBase().toString())
        .replace("{variables}", variables.toString())
        .replace("{own}", ownServer.toString())
        .replace("{pilots}", pilots + more)
        .replace("{pilot}", Long.toString(pilot.characterId()))
        .replace("{redirect}", URLEncoder.encode(redirectUri.toString(), StandardCharsets.UTF_8));
  }

  /**
   * The indented lines are pasted whole into a shell, so what is between the commands is a comment.
   * The skill is made to finish before the sign-in because the server believes what it has read
   * until ESI's answer expires. The verifier and challenge are the pair in RFC 7636, appendix B.
   */
  private static final String TEXT =
      """

      The server            {server}          (the API: {server}/openapi.yml)
      EVE SSO, ESI and FCM  {sandbox}          (what you can make happen: {control})
      Pilots                {pilots}

      A journey with curl: paste it into a shell, and soon after ten seconds there is a push.
      The same pilot again takes up to a minute, because ESI's answers hold that long.

        # Let the skill that the pilot trains finish in ten seconds.
        PILOT={pilot}
        curl -sS -d '{"finishIn":10}' "{control}/pilots/$PILOT/skill-queue/finish"; echo

        # The part of the browser: ask to sign in, choose the pilot, come back with a code.
        LOGIN='{server}/v1/auth/login?redirect_uri={redirect}&state=1&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
        CONSENT=$(curl -sS -o /dev/null -w '%{redirect_url}' "$LOGIN")
        CALLBACK=$(curl -sS -o /dev/null -w '%{redirect_url}' -d "character_id=$PILOT" "$CONSENT")
        CODE=$(curl -sS -o /dev/null -w '%{redirect_url}' "$CALLBACK" | sed 's/.*code=\\([^&]*\\).*/\\1/')

        # The part of the app: exchange the code for a session, on a phone that takes pushes.
        PHONE=phone-$(date +%s)
        TOKEN=$(curl -sS -H 'Content-Type: application/json' '{server}/v1/auth/token' \\
          -d "{\\"code\\":\\"$CODE\\",\\"codeVerifier\\":\\"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\\",\\"device\\":{\\"type\\":\\"android\\",\\"pushToken\\":\\"$PHONE\\"}}" \\
          | sed 's/.*"token":"\\([^"]*\\).*/\\1/')

        # Wait for the push, then look at the notification and the skill queue.
        curl -sS "{control}/push/messages?token=$PHONE&wait=60"; echo
        curl -sS -H "Authorization: Bearer $TOKEN" '{server}/v1/notifications'; echo
        curl -sS -H "Authorization: Bearer $TOKEN" "{server}/v1/characters/$PILOT/skill-queue"; echo

        # The part of a web page: a browser that subscribes with the server's key takes the pushes now.
        KEY=$(curl -sS '{server}/v1/push/web-key' | sed 's/.*"publicKey":"\\([^"]*\\).*/\\1/')
        BROWSER=$(curl -sS -d "{\\"applicationServerKey\\":\\"$KEY\\"}" "{control}/push/browsers")
        ID=$(printf '%s' "$BROWSER" | sed 's/.*"id":"\\([^"]*\\).*/\\1/')
        SUBSCRIPTION=$(printf '%s' "$BROWSER" | sed 's/.*"pushToken":\\(".*"\\)}.*/\\1/')
        curl -sS -X PUT -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
          -d "{\\"type\\":\\"web\\",\\"pushToken\\":$SUBSCRIPTION}" '{server}/v1/sessions/current/device'
        curl -sS -o /dev/null -X POST -H "Authorization: Bearer $TOKEN" '{server}/v1/notifications/test'
        curl -sS "{control}/push/web-messages?browser=$ID&wait=60"; echo

      A server of your own, in the same world, at {own}:
      (set -a; . '{variables}'; ./nomad serve)

      Stop it with Ctrl-C.
      """;
}
