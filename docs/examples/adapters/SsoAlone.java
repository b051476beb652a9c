import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.esi.sso.Sso;
import dev.evenomad.esi.sso.SsoSettings;
import java.net.URI;
import java.time.Clock;

/** Signs a pilot in with EVE SSO, by hand: a server would take code and state from its callback. */
final class SsoAlone {

  public static void main(String[] arguments) {
    SsoSettings settings =
        SsoSettings.of(
            System.getenv("EVE_CLIENT_ID"),
            Secret.of(System.getenv("EVE_CLIENT_SECRET")),
            URI.create("http://localhost:8080/callback"), // as registered with CCP
            "SkillTool/1.0 (pilot@example.org)");
    Secrets secrets = Secrets.random();
    Secret state = secrets.next();
    CodeVerifier verifier = new CodeVerifier(secrets.next());
    try (Sso sso = Sso.connect(settings, Clock.systemUTC())) {
      EveSso eve = sso.eveSso();
      IO.println(eve.authorizationUri(state, verifier, Scopes.of(Scope.READ_SKILL_QUEUE)));
      if (!state.equals(Secret.of(IO.readln("state that came back: ")))) {
        throw new IllegalStateException("the answer belongs to another sign-in");
      }
      Secret code = Secret.of(IO.readln("code that came back: "));
      IO.println(
          switch (eve.exchange(code, verifier)) {
            case EveSso.CodeExchange.SignedIn in -> in.identity().name() + " has signed in";
            case EveSso.CodeExchange.Refused refused -> "start again: " + refused.why();
            case EveSso.CodeExchange.Untrusted untrusted -> "not EVE's word: " + untrusted.why();
            case EveSso.CodeExchange.Unavailable down -> "try later: " + down.why();
          });
    }
  }
}
