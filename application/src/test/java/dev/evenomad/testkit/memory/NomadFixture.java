package dev.evenomad.testkit.memory;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.NomadBuilder;
import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.PartWithCharacter;
import dev.evenomad.application.character.ReadAnew;
import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.GenuineToken;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.memory.InMemorySchedule.Run;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@link Nomad} over the in-memory adapters, an EVE that follows the test, a clock that is moved
 * and an engine that is turned by hand; and what pilots do with it.
 */
public final class NomadFixture {

  /** What the clock shows first. */
  public static final Instant START = Instant.parse("2026-09-01T10:00:00Z");

  /** Where the app waits. */
  public static final URI APP = URI.create("evenomad://signed-in");

  /** Another address on the list, with a query of its own. */
  public static final URI WEB_APP = URI.create("https://app.example/signed-in?tenant=a%26b");

  /** The app's own half of PKCE. */
  public static final CodeVerifier VERIFIER = new CodeVerifier(Secret.of("v".repeat(43)));

  /** A skill that has a name in English and German. */
  public static final TypeId GUNNERY = new TypeId(3300);

  /** A skill without a name. */
  public static final TypeId NAMELESS = new TypeId(99_000);

  /** Agreed to where a test does not say otherwise: so only skills are read. */
  public static final Scopes SKILLS = SyncKind.SKILLS.neededScopes();

  private static final CorporationId CORPORATION = new CorporationId(98_000_001);

  public final SettableClock clock = SettableClock.at(START);
  public final ScriptedEve eve = new ScriptedEve(clock);
  public final InMemoryStores stores = new InMemoryStores();
  public final Faults faults = new Faults();
  public final FakeTokenVault vault = new FakeTokenVault();
  public final RecordingPushGateway push = new RecordingPushGateway();
  public final SequentialIds ids = new SequentialIds();
  public final Nomad nomad;

  private int characters;

  /** Nobody has signed in yet. */
  public NomadFixture() {
    nomad = builder().build();
    eve.nameType(GUNNERY, Language.EN, "Gunnery");
    eve.nameType(GUNNERY, Language.DE, "Geschützkunde");
  }

  /** Every port of {@link #nomad}, for one that differs in some. */
  public NomadBuilder builder() {
    return Nomad.builder()
        .stores(stores)
        .ids(ids)
        .secrets(new SequentialSecrets())
        .users(faults.around(Users.class, stores.users()))
        .payments(faults.around(Payments.class, stores.payments()))
        .settings(faults.around(AllSettings.class, stores.settings()))
        .characters(faults.around(Characters.class, stores.characters()))
        .sessions(faults.around(Sessions.class, stores.sessions()))
        .oneTimeGrants(faults.around(OneTimeGrants.class, stores.oneTimeGrants()))
        .idempotentRequests(faults.around(IdempotentRequests.class, stores.idempotentRequests()))
        .notifications(faults.around(Notifications.class, stores.notifications()))
        .deliveries(faults.around(Deliveries.class, stores.deliveries()))
        .liveEvents(faults.around(LiveEvents.class, stores.liveEvents()))
        .jobs(faults.around(Jobs.class, stores.jobs()))
        .schedule(faults.around(Schedule.class, stores.schedule()))
        .syncStates(faults.around(SyncStates.class, stores.syncStates()))
        .snapshots(faults.around(Snapshots.class, stores.snapshots()))
        .overviews(faults.around(Overviews.class, stores.overviews()))
        .cache(faults.around(Cache.class, stores.cache()))
        .vault(vault)
        .tokenIssuer(new FakeTokenIssuer())
        .eve(eve)
        .push(push)
        .loginSettings(LoginSettings.forApps(Set.of(APP, WEB_APP)))
        // Done before the test looks.
        .background(Runnable::run)
        .clock(clock);
  }

  /** The access tokens of this Nomad's characters, from an SSO of choice. */
  public AccessTokens accessTokens(EveSso sso) {
    Characters characterStore = faults.around(Characters.class, stores.characters());
    return new AccessTokens(
        characterStore,
        vault,
        sso,
        stores.leases(),
        ids,
        new PartWithCharacter(
            characterStore,
            stores.settings(),
            stores.cache(),
            stores.jobs(),
            stores.schedule(),
            new ResumeCovered(PlanPolicy.DEFAULT, stores.schedule()),
            stores.transactions(),
            clock),
        new RevokeGrants(
            characterStore,
            vault,
            sso,
            stores.jobs(),
            stores.schedule(),
            ids,
            stores.transactions(),
            clock),
        new ReadAnew(stores.syncStates(), stores.schedule()),
        nomad.raiseAlerts(),
        stores.transactions(),
        clock);
  }

  // What pilots do

  /** A character of an EVE account of its own that nobody has linked. */
  public CharacterId newCharacter(String name) {
    characters++;
    CharacterId id = new CharacterId(2_112_000_000L + characters);
    eve.addCharacter(
        id,
        new CharacterName(name),
        new OwnerHash("owner-" + characters),
        new PublicProfile(CORPORATION, Optional.empty()));
    return id;
  }

  /** Signs in from a browser, without a device. */
  public OpenedSession signIn(CharacterId character) {
    return redeem(comeBack(goToEve(Optional.empty()), character), Optional.empty());
  }

  /** Signs in on a phone that takes pushes. */
  public OpenedSession signIn(CharacterId character, PushToken phone) {
    Device device = new Device(DeviceType.ANDROID, Optional.of(phone));
    return redeem(comeBack(goToEve(Optional.empty()), character), Optional.of(device));
  }

  /** The token of a session, as the phone shows it. */
  public static GenuineToken token(OpenedSession session) {
    return new GenuineToken(session.token(), session.user(), Optional.of(session.session()));
  }

  /** Signs a phone out. */
  public void signOut(OpenedSession session) {
    nomad.signedInDevices().signOut(session.user(), session.session());
  }

  /** Adds {@code character} to the account of {@code session} and returns where the app is told. */
  public URI link(OpenedSession session, CharacterId character) {
    return comeBack(goToEve(Optional.of(ticket(session))), character);
  }

  /** A link ticket for the account of {@code session}. */
  public Secret ticket(OpenedSession session) {
    return nomad.issueLinkTicket().issue(session.user()).ticket();
  }

  /** Begins a sign-in of the app and returns where it sends the browser. */
  public URI goToEve(Optional<Secret> ticket) {
    return goToEve(APP, SKILLS, ticket);
  }

  /** Begins a sign-in and returns where it sends the browser. */
  public URI goToEve(URI redirectUri, Scopes scopes, Optional<Secret> ticket) {
    StartLogin.Outcome outcome =
        nomad
            .startLogin()
            .start(
                new StartLogin.Request(
                    redirectUri, "client state", VERIFIER.challenge(), scopes, ticket));
    return switch (outcome) {
      case StartLogin.Outcome.GoTo goTo -> goTo.uri();
      case StartLogin.Outcome.RedirectNotAllowed refused ->
          throw new AssertionError(redirectUri + " is not on the list");
    };
  }

  /** Agrees to everything at EVE SSO and returns where the browser is sent then. */
  public URI comeBack(URI authorization, CharacterId character) {
    return comeBack(stateOf(authorization), eve.approve(authorization, character)).orElseThrow();
  }

  /** Comes back from EVE SSO with that state and code. */
  public Optional<URI> comeBack(Secret state, Secret code) {
    return nomad.completeLogin().complete(state, new CompleteLogin.Answer.Code(code));
  }

  /** Fetches the session that the app was told of. */
  public OpenedSession redeem(URI told, Optional<Device> device) {
    return nomad.redeemLoginCode().redeem(codeOf(told), VERIFIER, device).orElseThrow();
  }

  /** The state with which EVE SSO will send the browser back. */
  public static Secret stateOf(URI authorization) {
    return Secret.of(parameter(authorization, "state").orElseThrow());
  }

  /** The login code that the app was told. */
  public static Secret codeOf(URI told) {
    return Secret.of(
        parameter(told, "code").orElseThrow(() -> new AssertionError("no code in " + told)));
  }

  /** The error that the app was told; empty if there is none. */
  public static Optional<String> errorOf(URI told) {
    return parameter(told, "error");
  }

  /** A parameter of the query, decoded. */
  public static Optional<String> parameter(URI uri, String name) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst();
  }

  /** Has the pilot prefer those alerts. */
  public void prefer(UserId user, NotificationPreferences wishes) {
    nomad
        .preferences()
        .change(
            user,
            known ->
                new SettingsChange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(wishes),
                    Optional.empty()));
  }

  // What EVE has

  /**
   * That is in the character's queue now, and behind it, unless it is paused or empty, a training
   * that takes so long that the end of the queue is nothing to tell of.
   */
  public void queue(CharacterId character, SkillQueueEntry... entries) {
    List<SkillQueueEntry> all = new ArrayList<>(List.of(entries));
    if (all.stream().anyMatch(entry -> entry.finishesAt().isPresent())) {
      all.add(training(1000, NAMELESS, 5, START.plus(Duration.ofDays(400))));
    }
    eve.setQueue(character, new SkillQueue(all));
  }

  /** A training of half an hour that ends at {@code finish}. */
  public static SkillQueueEntry training(int position, TypeId skill, int level, Instant finish) {
    return new SkillQueueEntry(
        position,
        skill,
        new SkillLevel(level),
        Optional.of(finish.minus(Duration.ofMinutes(30))),
        Optional.of(finish),
        Optional.empty());
  }

  /** A training that is paused. */
  public static SkillQueueEntry paused(int position, TypeId skill, int level) {
    return new SkillQueueEntry(
        position,
        skill,
        new SkillLevel(level),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** {@code step}, but only the first time. */
  public static Runnable once(Runnable step) {
    AtomicBoolean begun = new AtomicBoolean();
    return () -> {
      if (begun.compareAndSet(false, true)) {
        step.run();
      }
    };
  }

  // What time brings

  /** Does what is due now, whatever comes of it. */
  public Run runDue() {
    return stores.schedule().runDue(nomad.dueWork(), clock.instant());
  }

  /** Lets time run, and does everything at the very moment at which it is due. */
  public void runDueFor(Duration duration) {
    runDueUntil(clock.instant().plus(duration));
  }

  /** Lets time run until then, and does everything at the very moment at which it is due. */
  public void runDueUntil(Instant until) {
    runDueUntil(until, () -> {});
  }

  /** As above, and looks at what has become after each turn; what fails on purpose may fail. */
  public void runDueUntil(Instant until, Runnable look) {
    for (int turns = 0; turns < 10_000; turns++) {
      Optional<Instant> next = stores.schedule().planned().values().stream().findFirst();
      if (next.isEmpty() || next.get().isAfter(until)) {
        clock.set(until);
        return;
      }
      if (next.get().isAfter(clock.instant())) {
        clock.set(next.get());
      }
      runDue()
          .failed()
          .forEach(
              (work, why) -> {
                if (!(why instanceof Faults.Fault)) {
                  throw new AssertionError(work + " failed", why);
                }
              });
      look.run();
    }
    throw new AssertionError("the engine does not come to rest: " + stores.schedule().planned());
  }

  // What is known

  /** The user's alerts, the oldest first. */
  public List<Notification> alerts(UserId user) {
    return stores
        .notifications()
        .page(NotificationQuery.latest(NotificationQuery.MAX_LIMIT).ofUser(user))
        .items()
        .reversed();
  }

  /** The character as it is stored. */
  public EveCharacter stored(CharacterId character) {
    return stores.characters().find(character).orElseThrow();
  }

  /** Where the character's skills stand. */
  public SyncState state(CharacterId character) {
    return stores.syncStates().find(character, SyncKind.SKILLS).orElseThrow();
  }

  /** The audit trail of a character, the oldest first. */
  public List<Job> jobs(CharacterId character) {
    List<Job> newestFirst = new ArrayList<>();
    Optional<JobQuery> query =
        Optional.of(JobQuery.latest(JobQuery.MAX_LIMIT).ofCharacter(character));
    while (query.isPresent()) {
      JobPage page = stores.jobs().page(query.get());
      newestFirst.addAll(page.items());
      query = page.next().map(query.get()::after);
    }
    return newestFirst.reversed();
  }

  /** The periodic look after the character's skills. */
  public static DueWork.Sync sync(CharacterId character) {
    return new DueWork.Sync(character, SyncKind.SKILLS);
  }

  /** When that is planned for; empty if it is not. */
  public Optional<Instant> plannedFor(DueWork work) {
    return stores.schedule().plannedFor(work);
  }
}
