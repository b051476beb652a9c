package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail, market orders, industry jobs and colonies, from ESI to the alert. */
final class ReadLifeTest {

  private static final TypeId TRITANIUM = new TypeId(34);
  private static final EntityId SENDER = new EntityId(95_465_499);

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private UserId user = new UserId("nobody");

  @BeforeEach
  void signIn() {
    user =
        fixture
            .redeem(
                fixture.comeBack(
                    fixture.goToEve(NomadFixture.APP, Scopes.MINIMAL, Optional.empty()), ada),
                Optional.empty())
            .user();
    fixture.eve.nameType(TRITANIUM, Language.EN, "Tritanium");
    fixture.eve.life().name(SENDER, "Chribba");
    wantEverything();
  }

  @Test
  void tellsAMailThatArrivesWithItsSenderAndNoneThatWasThere() {
    fixture.eve.life().setMails(ada, List.of(mail(1, false)));
    fixture.runDue();
    fixture.eve.life().setMails(ada, List.of(mail(1, false), mail(2, false)));

    fixture.runDueFor(Duration.ofMinutes(12));

    assertThat(bodies()).containsExactly("Ada: Chribba wrote “mail 2”.");
    assertThat(fixture.alerts(user).get(0).kind()).isEqualTo(NotificationKind.EVE_MAIL_RECEIVED);
  }

  @Test
  void marksAMailAsReadThatWasReadInTheGame() {
    fixture.runDue();
    fixture.eve.life().setMails(ada, List.of(mail(2, false)));
    fixture.runDueFor(Duration.ofMinutes(12));
    assertThat(fixture.alerts(user))
        .extracting(Notification::status)
        .containsExactly(NotificationStatus.SENT);

    fixture.eve.life().setMails(ada, List.of(mail(2, true)));
    fixture.runDueFor(Duration.ofMinutes(12));

    assertThat(fixture.alerts(user))
        .extracting(Notification::status)
        .containsExactly(NotificationStatus.READ);
  }

  @Test
  void tellsEveryMailOfALongAbsence() {
    fixture.eve.life().setMails(ada, List.of(mail(1, true)));
    fixture.runDue();
    fixture
        .eve
        .life()
        .setMails(ada, IntStream.rangeClosed(1, 171).mapToObj(i -> mail(i, i == 1)).toList());

    fixture.runDueFor(Duration.ofMinutes(12));

    assertThat(fixture.stores.notifications().unreadCount(user)).isEqualTo(170);
  }

  @Test
  void tellsPartAndWholeOfAnOrderThatIsFilled() {
    fixture.eve.life().setOrders(ada, List.of(order(1, 100), order(2, 50)));
    fixture.runDue();
    fixture.eve.life().setOrders(ada, List.of(order(1, 60), order(2, 50)));
    fixture.runDueFor(Duration.ofMinutes(25));
    fixture.eve.life().setOrders(ada, List.of(order(2, 50)));

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(bodies())
        .containsExactly(
            "Ada has sold Tritanium: 40 units. Left: 60.", "Ada has sold Tritanium: 100 units.");
  }

  @Test
  void tellsAnOrderThatExpiredAndNoneThatWasCancelled() {
    fixture.eve.life().setOrders(ada, List.of(order(1, 100), order(2, 50), order(3, 1)));
    fixture.runDue();
    fixture.eve.life().setOrders(ada, List.of(order(3, 1)));
    fixture.eve.life().close(ada, new ClosedOrder(order(1, 100), ClosedOrder.Reason.EXPIRED));
    fixture.eve.life().close(ada, new ClosedOrder(order(2, 50), ClosedOrder.Reason.CANCELLED));

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(bodies())
        .containsExactly("An order of Ada for Tritanium has expired. Left: 100 of 100 units.");
  }

  @Test
  void tellsAnIndustryJobTheMomentItEndsWithoutAskingEsi() {
    Instant end = START.plusSeconds(90);
    fixture.eve.life().setJobs(ada, List.of(job(1, end)));
    fixture.runDue();
    int calls = fixture.eve.calls(Call.LIFE);

    fixture.runDueUntil(end);

    assertThat(bodies()).containsExactly("A job of Ada is ready to be delivered: Tritanium.");
    assertThat(fixture.alerts(user).get(0).createdAt()).isEqualTo(end);
    assertThat(fixture.eve.calls(Call.LIFE)).isEqualTo(calls);
  }

  @Test
  void callsAJobOldNewsThatWasDeliveredInTheGame() {
    fixture.eve.life().setJobs(ada, List.of(job(1, START.plusSeconds(90)), job(2, later())));
    fixture.runDue();
    fixture.runDueFor(Duration.ofMinutes(5));
    fixture.eve.life().setJobs(ada, List.of(job(2, later())));

    fixture.runDueFor(Duration.ofMinutes(40));

    assertThat(fixture.alerts(user))
        .extracting(Notification::status)
        .containsExactly(NotificationStatus.READ);
  }

  @Test
  void tellsAnExtractorTheMomentItEnds() {
    Instant end = START.plusSeconds(90);
    fixture.eve.life().setColonies(ada, List.of(colony(START.minusSeconds(3600), end)));
    fixture.runDue();

    fixture.runDueUntil(end);

    assertThat(bodies())
        .containsExactly(
            "An extractor of Ada has finished: Tritanium. Colony not visited since Sep 1, 2026.");
    assertThat(fixture.alerts(user).get(0).createdAt()).isEqualTo(end);
  }

  @Test
  void readsOnlyColoniesThatWereOpenedSinceTheLastTime() {
    fixture.eve.life().setColonies(ada, List.of(colony(START.minusSeconds(3600), later())));
    fixture.runDue();
    int calls = fixture.eve.calls(Call.LIFE);
    fixture
        .eve
        .life()
        .setColonies(ada, List.of(colony(START.minusSeconds(3600), later().plusSeconds(1))));

    fixture.stores.schedule().plan(new DueWork.Sync(ada, SyncKind.PLANETS), START);
    fixture.runDueFor(Duration.ofMinutes(70));

    assertThat(
            fixture
                .nomad
                .account()
                .colonies(user, ada)
                .orElseThrow()
                .snapshot()
                .orElseThrow()
                .colonies()
                .get(0)
                .extractors()
                .get(0)
                .expiresAt())
        .as("EVE changes nothing in a colony that nobody opened")
        .contains(later());
    assertThat(fixture.eve.calls(Call.LIFE)).isGreaterThan(calls);
  }

  @Test
  void tellsNothingOfWhatWasThereBeforeAndNothingInAnOutage() {
    fixture.eve.life().setMails(ada, List.of(mail(1, false)));
    fixture.eve.life().setOrders(ada, List.of(order(1, 60)));
    fixture.eve.life().setJobs(ada, List.of(job(1, START.minusSeconds(1))));
    fixture.eve.life().setColonies(ada, List.of(colony(START.minusSeconds(9), START)));
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.runDueFor(Duration.ofHours(3));
    fixture.eve.end(Trouble.ESI_DOWN);
    fixture.runDueFor(Duration.ofHours(3));

    assertThat(fixture.alerts(user)).isEmpty();
    assertThat(fixture.nomad.account().mailbox(user, ada).orElseThrow().stale()).isFalse();
  }

  @Test
  void asksNothingForWhichTheScopeIsMissing() {
    CharacterId bo = fixture.newCharacter("Bo");
    fixture.comeBack(
        fixture.goToEve(NomadFixture.APP, SyncKind.MAIL.neededScopes(), Optional.empty()), bo);
    fixture.eve.life().setOrders(bo, List.of(order(9, 1)));

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.nomad.account().marketOrders(fixture.stored(bo).user(), bo))
        .hasValueSatisfying(
            view -> {
              assertThat(view.snapshot()).isEmpty();
              assertThat(view.stale()).isTrue();
            });
    assertThat(fixture.jobs(bo)).extracting(Job::status).doesNotContain(JobStatus.FAILED);
  }

  private void wantEverything() {
    fixture.prefer(
        user,
        new NotificationPreferences(true, true, true, true, true, Set.of(), Optional.empty()));
  }

  private List<String> bodies() {
    return fixture.alerts(user).stream().map(Notification::body).toList();
  }

  private static Instant later() {
    return START.plus(Duration.ofDays(3));
  }

  private static MailHeader mail(int id, boolean read) {
    return new MailHeader(
        new MailId(id),
        Optional.of(SENDER),
        "mail " + id,
        START.minusSeconds(600).plusSeconds(id),
        read,
        Set.of(1L),
        List.of());
  }

  private static MarketOrder order(long id, long remain) {
    return new MarketOrder(
        new OrderId(id),
        TRITANIUM,
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        "region",
        false,
        false,
        BigDecimal.ONE,
        id == 1 ? 100 : 50,
        remain,
        Optional.empty(),
        START.minus(Duration.ofDays(10)),
        Duration.ofDays(90));
  }

  private static IndustryJob job(long id, Instant end) {
    return new IndustryJob(
        new IndustryJobId(id),
        IndustryActivity.MANUFACTURING,
        new TypeId(688),
        Optional.of(TRITANIUM),
        1,
        new LocationId(60_003_760),
        IndustryJob.Status.ACTIVE,
        START.minus(Duration.ofHours(5)),
        end);
  }

  private static Colony colony(Instant opened, Instant expires) {
    return new Colony(
        new PlanetId(40_009_082),
        PlanetType.BARREN,
        new SolarSystemId(30_000_142),
        4,
        9,
        opened,
        List.of(
            new Extractor(
                new PinId(1), Optional.of(TRITANIUM), Optional.of(opened), Optional.of(expires))));
  }
}
