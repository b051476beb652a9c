package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.GenuineToken;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.application.sync.RequestSync;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.PaymentNotice;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.SnapshotSamples;
import dev.evenomad.testkit.memory.FakeTokenIssuer;
import dev.evenomad.testkit.memory.FakeTokenVault;
import dev.evenomad.testkit.memory.RecordingPushGateway;
import dev.evenomad.testkit.memory.ScriptedEve;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets every use case run on PostgreSQL and counts what it sends: the same however much a pilot
 * has. What changes something is one commit, except where a call to EVE or to the push service
 * stands in between, during which no transaction is open:
 *
 * <ul>
 *   <li>a sign-in is taken, once and for all, before EVE is asked who it is;
 *   <li>a token is refreshed under a lease, which is taken and given back at once and for good, and
 *       the new token is stored before it is used;
 *   <li>what is told by the clock is told before ESI is asked;
 *   <li>the audit trail says what became of all of that, so it comes last;
 *   <li>retention removes each kind of row in steps of their own.
 * </ul>
 */
@ExtendWith(PostgresExtension.class)
final class UseCaseStatementsIT {

  private static final String COUNTS =
      """
      use case                           | SELECT | INSERT | UPDATE | DELETE | COMMIT
      start a sign-in                    |        |      1 |        |        |      1
      complete it, a new account         |      2 |     10 |        |      1 |      2
      redeem its code, with a device     |        |      1 |      1 |      1 |      1
      issue a link ticket                |        |      1 |        |        |      1
      start a sign-in with it            |        |      1 |        |      1 |      1
      complete it, one more character    |      3 |      8 |        |      1 |      2
      complete a sign-in of a known one  |      6 |      7 |      1 |      1 |      2
      redeem its code, without a device  |        |      1 |        |      1 |      1
      authenticate                       |      1 |        |        |        |
      authenticate by the token alone    |      1 |        |        |        |
      refresh a session                  |      1 |        |      1 |        |      1
      refresh it again, the answer lost  |      1 |        |        |        |
      tell the device                    |      1 |        |      2 |        |      1
      list the sessions                  |      1 |        |        |        |
      see the account                    |      1 |        |        |        |
      see what the plan covers           |      1 |        |        |        |
      see the characters                 |      1 |        |        |        |
      see a character                    |      1 |        |        |        |
      see its skills                     |      3 |        |        |        |
      see all at a glance                |      1 |        |        |        |
      see the preferences                |      1 |        |        |        |
      change the preferences             |      1 |        |      1 |        |      1
      prefer a character                 |      3 |        |      1 |        |      1
      find an account by e-mail          |      1 |        |        |        |
      find an account by customer        |      1 |        |        |        |
      be paid for                        |      5 |      4 |      2 |        |      1
      be paid for, told again            |        |      1 |        |        |      1
      be paid for no more                |      4 |      3 |      1 |        |      1
      read skills, the first time        |      5 |      3 |      2 |        |      2
      tell one alert by the clock        |      6 |      5 |      1 |        |      2
      tell three alerts by the clock     |      6 |      7 |      1 |        |      2
      read skills, unchanged, new token  |      6 |      3 |      3 |      1 |      4
      request a reading                  |      5 |      6 |        |        |      1
      request it again                   |      5 |        |        |        |      1
      do it, changed skills              |     16 |     11 |      7 |        |      4
      follow a job                       |      2 |        |        |        |
      follow a character's jobs          |      2 |        |        |        |      1
      see all jobs                       |      1 |        |        |        |      1
      read MAIL, the first time          |      4 |      3 |      1 |        |      2
      read MAIL, unchanged               |      6 |      1 |      4 |      1 |      4
      read MARKET_ORDERS, the first time |      4 |      3 |      1 |        |      2
      read MARKET_ORDERS, unchanged      |      6 |      1 |      4 |      1 |      4
      read INDUSTRY_JOBS, the first time |      4 |      3 |      1 |        |      2
      read INDUSTRY_JOBS, unchanged      |      6 |      1 |      4 |      1 |      4
      read PLANETS, the first time       |      4 |      3 |      1 |        |      2
      read PLANETS, unchanged            |      6 |      1 |      4 |      1 |      4
      read MAIL, a new one               |      7 |      4 |      3 |      1 |      5
      send a test alert                  |      2 |      4 |        |        |      1
      push it to every device            |      3 |        |      2 |        |      2
      see the alerts                     |      1 |        |        |        |      1
      count the unread ones              |      1 |        |        |        |
      mark one as read                   |      2 |      3 |      1 |        |      1
      mark all as read                   |        |        |      1 |        |      1
      see the alerts of all              |      1 |        |        |        |      1
      plan the housekeeping              |        |      8 |        |        |      1
      tidy up: EXPIRED_SESSIONS          |        |      1 |        |      3 |      4
      tidy up: STALE_CACHE               |        |        |        |      1 |      1
      tidy up: COMPLETED_JOBS            |        |        |        |      1 |      1
      tidy up: FAILED_JOBS               |        |        |        |      1 |      1
      tidy up: READ_NOTIFICATIONS        |        |        |        |      1 |      1
      tidy up: LIVE_EVENTS               |        |      1 |        |      1 |      2
      tidy up: UNUSED_GRANTS             |      1 |        |        |        |
      tidy up: PAYMENT_NOTICES           |        |        |        |      2 |      2
      lose a grant                       |      8 |      7 |      2 |      1 |      5
      complete a sign-in of a sold one   |      5 |     11 |      2 |     13 |      2
      authenticate after a while         |      1 |        |      1 |        |      1
      sign out                           |        |        |        |      1 |      1
      sign out everywhere                |        |        |        |      1 |      1
      """;

  private final PostgresServer server;

  UseCaseStatementsIT(PostgresServer server) {
    this.server = server;
  }

  @Test
  void areCountedForAPilotWithOneOfEverything() {
    assertThat(new Journey(1).counts()).isEqualTo(COUNTS);
  }

  @Test
  void areAsManyForAPilotWithSeventyOfEverything() {
    assertThat(new Journey(70).counts()).isEqualTo(COUNTS);
  }

  /** Everything that pilots, engines and operators do, once. */
  private final class Journey {

    private static final URI APP = URI.create("evenomad://signed-in");
    private static final CodeVerifier VERIFIER = new CodeVerifier(Secret.of("v".repeat(43)));
    private static final List<String> KINDS =
        List.of("SELECT", "INSERT", "UPDATE", "DELETE", "COMMIT");

    private static final SettingsChange LIGHT =
        new SettingsChange(
            Optional.of(Theme.LIGHT),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final int size;
    private final List<String> lines = new ArrayList<>();
    private final RecordedStatements statements = new RecordedStatements();
    private final SettableClock clock = SettableClock.at(Samples.NOW);
    private final ScriptedEve eve = new ScriptedEve(clock);
    private final RecordingPushGateway push = new RecordingPushGateway();
    private final Persistence persistence;
    private final Nomad nomad;
    private int characters;

    Journey(int size) {
      this.size = size;
      persistence =
          Persistence.on(statements.on(PostgresServer.dataSource(server.createDatabase())), clock);
      persistence.migrate();
      nomad =
          Nomad.builder()
              .stores(persistence)
              .secrets(Samples::secret)
              .vault(new FakeTokenVault())
              .tokenIssuer(new FakeTokenIssuer())
              .eve(eve)
              .push(push)
              .loginSettings(LoginSettings.forApps(Set.of(APP)))
              .background(Runnable::run)
              .clock(clock)
              .plans(
                  new PlanPolicy(
                      PlanPolicy.DEFAULT.free().forCharacters(OptionalInt.of(2)),
                      PlanPolicy.DEFAULT.premium()))
              .build();
    }

    String counts() {
      try (persistence) {
        line("use case", KINDS);
        CharacterId ada = newCharacter();
        OpenedSession session = signIn(ada);
        grow(session.user());
        look(session, ada);
        sync(session.user(), ada);
        live(ada);
        read(session.user());
        tidyUp();
        part(session, ada);
        return String.join("\n", lines) + "\n";
      }
    }

    private OpenedSession signIn(CharacterId ada) {
      URI toEve = count("start a sign-in", () -> goToEve(Optional.empty()));
      URI back = count("complete it, a new account", () -> comeBack(toEve, ada));
      Device phone = new Device(DeviceType.ANDROID, Optional.of(new PushToken("phone")));
      OpenedSession session =
          count("redeem its code, with a device", () -> redeem(back, Optional.of(phone)));
      Secret ticket =
          count(
              "issue a link ticket", () -> nomad.issueLinkTicket().issue(session.user()).ticket());
      URI linking = count("start a sign-in with it", () -> goToEve(Optional.of(ticket)));
      count("complete it, one more character", () -> comeBack(linking, newCharacter()));
      URI again = goToEve(Optional.empty());
      URI known = count("complete a sign-in of a known one", () -> comeBack(again, ada));
      OpenedSession browser =
          count("redeem its code, without a device", () -> redeem(known, Optional.empty()));
      count("authenticate", () -> nomad.currentSession().authenticate(token(session, true)));
      count(
          "authenticate by the token alone",
          () -> nomad.currentSession().authenticate(token(session, false)));
      count("refresh a session", () -> nomad.currentSession().refresh(token(browser, true)));
      count(
          "refresh it again, the answer lost",
          () -> nomad.currentSession().refresh(token(browser, true)));
      count("tell the device", () -> nomad.currentSession().useDevice(browser.session(), phone));
      return session;
    }

    private static GenuineToken token(OpenedSession session, boolean named) {
      return new GenuineToken(
          session.token(),
          session.user(),
          named ? Optional.of(session.session()) : Optional.empty());
    }

    /** The pilot has as many of everything. */
    private void grow(UserId user) {
      persistence
          .transactions()
          .run(
              () ->
                  IntStream.range(0, size)
                      .forEach(
                          i -> {
                            var character =
                                Samples.character(
                                    user, Samples.characterId(), clock.instant().plusSeconds(1));
                            persistence.characters().add(character);
                            persistence
                                .syncStates()
                                .add(Samples.fullSyncState(character.characterId()));
                            persistence
                                .sessions()
                                .add(
                                    Samples.session(
                                        user,
                                        Optional.of(
                                            new Device(
                                                DeviceType.IOS, Optional.of(Samples.pushToken()))),
                                        clock.instant().plus(Duration.ofDays(30))));
                            persistence.notifications().addIfNew(Samples.notification(user));
                          }));
    }

    private void look(OpenedSession session, CharacterId ada) {
      UserId user = session.user();
      count("list the sessions", () -> nomad.signedInDevices().of(user));
      count("see the account", () -> nomad.account().user(user));
      count("see what the plan covers", () -> nomad.account().plan(user));
      count("see the characters", () -> nomad.account().characters(user));
      count("see a character", () -> nomad.account().character(user, ada));
      count("see its skills", () -> nomad.account().skills(user, ada));
      assertThat(
              count("see all at a glance", () -> nomad.seeOverview().see(user))
                  .orElseThrow()
                  .characters())
          .hasSizeGreaterThan(size);
      count("see the preferences", () -> nomad.preferences().of(user));
      count("change the preferences", () -> nomad.preferences().change(user, known -> LIGHT));
      count(
          "prefer a character",
          () -> nomad.preferences().change(user, known -> mainCharacter(ada)));
      count(
          "find an account by e-mail",
          () -> nomad.findAccount().byEmail(new Email("pilot@example.org")));
      count("find an account by customer", () -> nomad.findAccount().byStripeCustomer("cus_pilot"));
      pay(user);
    }

    /** The free plan covers two: the others are resumed, however many they are. */
    private void pay(UserId user) {
      PaidSubscription paid = Samples.paidSubscription("cus_" + Samples.id());
      PaymentNotice premium =
          new PaymentNotice(paid.event(), paid.customer(), Optional.of(user), Optional.of(paid));
      count("be paid for", () -> nomad.receivePaymentNotice().receive(premium));
      count("be paid for, told again", () -> nomad.receivePaymentNotice().receive(premium));
      PaidSubscription over = Samples.canceled(paid);
      PaymentNotice free =
          new PaymentNotice(over.event(), over.customer(), Optional.empty(), Optional.of(over));
      count("be paid for no more", () -> nomad.receivePaymentNotice().receive(free));
    }

    private static SettingsChange mainCharacter(CharacterId character) {
      return new SettingsChange(
          Optional.empty(),
          Optional.empty(),
          Optional.of(Optional.of(character)),
          Optional.empty(),
          Optional.empty());
    }

    private void sync(UserId user, CharacterId ada) {
      DueWork sync = new DueWork.Sync(ada, SyncKind.SKILLS);
      train(ada, 1, 2, 2, 2, 30);
      count("read skills, the first time", () -> nomad.dueWork().handle(sync));
      clock.advance(Duration.ofMinutes(1));
      count("tell one alert by the clock", () -> nomad.dueWork().handle(sync));
      clock.advance(Duration.ofMinutes(1));
      count("tell three alerts by the clock", () -> nomad.dueWork().handle(sync));
      clock.advance(Duration.ofMinutes(25));
      count("read skills, unchanged, new token", () -> nomad.dueWork().handle(sync));
      List<Job> jobs =
          ((RequestSync.Outcome.Queued)
                  count("request a reading", () -> nomad.requestSync().request(user, ada)))
              .jobs();
      count("request it again", () -> nomad.requestSync().request(user, ada));
      clock.advance(Duration.ofMinutes(10));
      train(ada, 90);
      DueWork requested = new DueWork.RunJob(jobs.get(0));
      count("do it, changed skills", () -> nomad.dueWork().handle(requested));
      count("follow a job", () -> nomad.followJobs().find(user, jobs.get(0).id()));
      count(
          "follow a character's jobs",
          () -> nomad.followJobs().page(user, ada, Optional.empty(), Optional.empty(), 50));
      count("see all jobs", () -> nomad.jobHistory().page(JobQuery.latest(50)));
    }

    /** What a pilot has besides skills, as many of each. */
    private void live(CharacterId ada) {
      List<MailHeader> mails = new ArrayList<>();
      for (Snapshot snapshot : SnapshotSamples.large(ada)) {
        switch (snapshot) {
          case Mailbox mailbox -> mails.addAll(first(mailbox.mails()));
          case MarketOrders orders -> eve.life().setOrders(ada, first(orders.open()));
          case IndustryJobs jobs -> eve.life().setJobs(ada, first(jobs.jobs()));
          case Colonies colonies -> eve.life().setColonies(ada, first(colonies.colonies()));
          default -> assertThat(snapshot).isInstanceOf(SkillSnapshot.class);
        }
      }
      MailHeader newest = mails.removeFirst();
      eve.life().setMails(ada, mails);
      for (SyncKind kind : SyncKind.values()) {
        if (kind != SyncKind.SKILLS) {
          DueWork sync = new DueWork.Sync(ada, kind);
          count("read " + kind + ", the first time", () -> nomad.dueWork().handle(sync));
          clock.advance(Duration.ofMinutes(90));
          count("read " + kind + ", unchanged", () -> nomad.dueWork().handle(sync));
        }
      }
      clock.advance(Duration.ofMinutes(90));
      mails.addFirst(newest);
      eve.life().setMails(ada, mails);
      DueWork sync = new DueWork.Sync(ada, SyncKind.MAIL);
      count("read MAIL, a new one", () -> nomad.dueWork().handle(sync));
    }

    /** Two, or as many as there are. */
    private <T> List<T> first(List<T> all) {
      return all.subList(0, Math.min(all.size(), 1 + size));
    }

    private void read(UserId user) {
      NotificationId alert =
          count("send a test alert", () -> nomad.raiseAlerts().test(user)).orElseThrow().id();
      count("push it to every device", () -> nomad.dueWork().handle(delivery()));
      count("see the alerts", () -> nomad.inbox().page(user, NotificationQuery.latest(50)));
      count("count the unread ones", () -> nomad.inbox().unreadCount(user));
      count("mark one as read", () -> nomad.inbox().markRead(user, alert, Optional.empty()));
      count("mark all as read", () -> nomad.inbox().markAllRead(user, Optional.empty()));
      count(
          "see the alerts of all",
          () -> nomad.notificationHistory().page(NotificationQuery.latest(50)));
    }

    private DueWork delivery() {
      JobQuery waiting =
          new JobQuery(
              Optional.of(JobType.PUSH_DELIVERY),
              Optional.of(JobStatus.PENDING),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              1);
      DueWork delivery = new DueWork.RunJob(persistence.jobs().page(waiting).items().get(0));
      statements.take();
      return delivery;
    }

    private void tidyUp() {
      count(
          "plan the housekeeping",
          () -> {
            nomad.planHousekeeping();
            return true;
          });
      for (Chore chore : Chore.values()) {
        count("tidy up: " + chore, () -> nomad.dueWork().handle(new DueWork.Housekeeping(chore)));
      }
    }

    private void part(OpenedSession session, CharacterId ada) {
      eve.endGrants(ada);
      clock.advance(Duration.ofDays(1));
      count("lose a grant", () -> nomad.dueWork().handle(new DueWork.Sync(ada, SyncKind.SKILLS)));
      eve.changeOwner(ada, new OwnerHash("buyer"));
      URI toEve = goToEve(Optional.empty());
      count("complete a sign-in of a sold one", () -> comeBack(toEve, ada));
      count(
          "authenticate after a while",
          () -> nomad.currentSession().authenticate(token(session, true)));
      count("sign out", () -> nomad.signedInDevices().signOut(session.user(), session.session()));
      count(
          "sign out everywhere",
          () -> {
            nomad.signedInDevices().signOutAll(session.user(), Optional.empty());
            return true;
          });
    }

    private CharacterId newCharacter() {
      characters++;
      CharacterId id = new CharacterId(2_112_000_000L + characters);
      eve.addCharacter(
          id,
          new CharacterName("Nomad"),
          new OwnerHash("owner-" + characters),
          new PublicProfile(new CorporationId(98_000_001), Optional.empty()));
      return id;
    }

    /** Skills that end so many minutes from now. */
    private void train(CharacterId character, int... minutes) {
      List<SkillQueueEntry> entries = new ArrayList<>();
      for (int i = 0; i < minutes.length; i++) {
        entries.add(
            new SkillQueueEntry(
                i,
                new TypeId(3300 + i),
                new SkillLevel(1),
                Optional.of(clock.instant()),
                Optional.of(clock.instant().plus(Duration.ofMinutes(minutes[i]))),
                Optional.empty()));
      }
      eve.setQueue(character, new SkillQueue(entries));
    }

    private URI goToEve(Optional<Secret> ticket) {
      StartLogin.Outcome outcome =
          nomad
              .startLogin()
              .start(
                  new StartLogin.Request(
                      APP, "state", VERIFIER.challenge(), Scopes.MINIMAL, ticket));
      return ((StartLogin.Outcome.GoTo) outcome).uri();
    }

    private URI comeBack(URI authorization, CharacterId character) {
      Secret state = Secret.of(parameter(authorization, "state"));
      Secret code = eve.approve(authorization, character);
      return nomad
          .completeLogin()
          .complete(state, new CompleteLogin.Answer.Code(code))
          .orElseThrow();
    }

    private OpenedSession redeem(URI told, Optional<Device> device) {
      return nomad
          .redeemLoginCode()
          .redeem(Secret.of(parameter(told, "code")), VERIFIER, device)
          .orElseThrow();
    }

    private static String parameter(URI uri, String name) {
      return Arrays.stream(uri.getRawQuery().split("&"))
          .filter(parameter -> parameter.startsWith(name + "="))
          .map(parameter -> parameter.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    }

    private <T> T count(String name, Supplier<T> useCase) {
      statements.take();
      T result = useCase.get();
      // However many rows a statement writes, it is sent once.
      List<String> sent =
          statements.take().stream().map(statement -> statement.replaceFirst("×.*", "")).toList();
      assertThat(KINDS).containsAll(sent);
      line(
          name,
          KINDS.stream()
              .map(kind -> sent.stream().filter(kind::equals).count())
              .map(count -> count == 0 ? "" : count.toString())
              .toList());
      return result;
    }

    private void line(String name, List<String> cells) {
      lines.add(
          Stream.concat(Stream.of("%-34s".formatted(name)), cells.stream().map("%6s"::formatted))
              .collect(Collectors.joining(" | "))
              .stripTrailing());
    }
  }
}
