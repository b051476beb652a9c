import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.memory.FakeTokenVault;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.ScriptedEve;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tool with Nomad inside: it says on the console what a phone would show. */
final class SkillWatch {

  private static final URI APP = URI.create("https://tool.example/signed-in");

  public static void main(String[] arguments) {
    SettableClock clock = SettableClock.at(Instant.parse("2026-09-01T10:00:00Z"));
    InMemoryStores stores = new InMemoryStores(); // Persistence.open(…) for PostgreSQL
    ScriptedEve eve = new ScriptedEve(clock); // EveOnline.connect(…) for the real one
    try (Nomad nomad =
        Nomad.builder()
            .stores(stores)
            .eve(eve)
            .vault(new FakeTokenVault()) // Vault.of(…) encrypts
            .push(SkillWatch::say)
            .loginSettings(LoginSettings.forApps(Set.of(APP)))
            .clock(clock)
            .build()) {
      CharacterId ada = train(eve, clock.instant().plus(Duration.ofHours(2)));
      signIn(nomad, eve, ada);

      stores.schedule().runDue(nomad.dueWork(), clock.instant()); // reads her skills
      clock.advance(Duration.ofHours(2));
      stores.schedule().runDue(nomad.dueWork(), clock.instant()); // tells that one is finished
    }
  }

  /** All that is needed to bring alerts somewhere else. */
  private static PushOutcome say(PushMessage message) {
    if (message.content() instanceof PushMessage.Content.Alert alert) {
      System.out.println(alert.title() + ": " + alert.body());
    }
    return new PushOutcome.Accepted("said");
  }

  /** What a browser and EVE SSO do between them. */
  private static void signIn(Nomad nomad, ScriptedEve eve, CharacterId character) {
    CodeVerifier verifier = new CodeVerifier(Secrets.random().next());
    StartLogin.Request request =
        new StartLogin.Request(
            APP, "state", verifier.challenge(), SyncKind.SKILLS.neededScopes(), Optional.empty());
    if (!(nomad.startLogin().start(request) instanceof StartLogin.Outcome.GoTo login)) {
      throw new IllegalStateException(APP + " is not among the login settings");
    }
    CompleteLogin.Answer agreed = new CompleteLogin.Answer.Code(eve.approve(login.uri(), character));
    URI back = nomad.completeLogin().complete(parameter(login.uri(), "state"), agreed).orElseThrow();
    Device console = new Device(DeviceType.WEB, Optional.of(new PushToken("console")));
    OpenedSession session =
        nomad
            .redeemLoginCode()
            .redeem(parameter(back, "code"), verifier, Optional.of(console))
            .orElseThrow();
    System.out.println("signed in until " + session.expiresAt());
  }

  private static Secret parameter(URI uri, String name) {
    for (String parameter : uri.getRawQuery().split("&")) {
      if (parameter.startsWith(name + "=")) {
        return Secret.of(parameter.substring(name.length() + 1));
      }
    }
    throw new IllegalStateException(uri.getPath() + " lacks " + name);
  }

  /** In EVE, Ada trains Gunnery V until then. */
  private static CharacterId train(ScriptedEve eve, Instant finish) {
    CharacterId ada = new CharacterId(2_112_000_001L);
    eve.addCharacter(
        ada,
        new CharacterName("Ada"),
        new OwnerHash("ada"),
        new PublicProfile(new CorporationId(98_000_001), Optional.empty()));
    SkillQueueEntry gunnery =
        new SkillQueueEntry(
            0,
            new TypeId(3300),
            new SkillLevel(5),
            Optional.of(finish.minus(Duration.ofDays(10))),
            Optional.of(finish),
            Optional.empty());
    eve.setQueue(ada, new SkillQueue(List.of(gunnery)));
    eve.nameType(gunnery.skill(), Language.EN, "Gunnery");
    return ada;
  }
}
