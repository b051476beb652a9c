package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.Facility;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.JobWork;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.NewOrder;
import dev.evenomad.bootstrap.sandbox.game.market.OrderRange;
import dev.evenomad.bootstrap.sandbox.game.market.Place;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What happens to a pilot in the game reaches the phone as one push, and the pilot's own doing as
 * none. All the pilots live through the same hours, one after the other; the tests look back at
 * what each of them had been told by then.
 */
final class LifeIT {

  private static final int RIFTER = 587;
  private static final int RIFTER_BLUEPRINT = 691;
  private static final int LARGE_SKILL_INJECTOR = 40_520;
  private static final Place JITA = new Place(10_000_002, 30_000_142, 60_003_760);

  /** Longer than an answer with orders is kept, and than the longest spread of a poll. */
  private static final Duration UNTIL_ORDERS_ARE_KNOWN = Duration.ofMinutes(22);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TRAINING = Duration.ofDays(90);

  /** The hour in which the tests look for the last time, long after everything. */
  private static final int END = 8;

  private static final List<Pilot> PILOTS = new ArrayList<>();
  private static RunningWorld running;

  private static Pilot reader;
  private static long friend;
  private static Mail mail;

  private static Pilot seller;
  private static MarketOrder filled;
  private static Pilot halfSeller;
  private static MarketOrder halfFilled;
  private static Pilot lateSeller;
  private static MarketOrder expired;
  private static Pilot canceller;

  private static Pilot builder;
  private static IndustryJob built;
  private static Pilot sleeper;

  private static Pilot settler;
  private static Pilot popular;
  private static Pilot dreamer;

  @BeforeAll
  static void live() {
    running = new RunningWorld();
    reader = new Pilot(running.pilotTraining(TRAINING));

    seller = new Pilot(running.pilotTraining(TRAINING));
    filled = sells(seller, LARGE_SKILL_INJECTOR, 3);
    sells(seller, RIFTER, 1);
    halfSeller = new Pilot(running.pilotTraining(TRAINING));
    halfFilled = sells(halfSeller, RIFTER, 10);
    lateSeller = new Pilot(running.pilotTraining(TRAINING));
    expired = sells(lateSeller, RIFTER, 5);
    world().market().expire(lateSeller.id, expired.orderId(), HOUR);
    canceller = new Pilot(running.pilotTraining(TRAINING));
    sells(canceller, RIFTER, 5);
    sells(canceller, LARGE_SKILL_INJECTOR, 1);

    builder = new Pilot(running.pilotTraining(TRAINING));
    built = builds(builder, HOUR.multipliedBy(2));
    sleeper = new Pilot(running.pilotTraining(TRAINING));
    builds(sleeper, HOUR.multipliedBy(2));
    popular = new Pilot(running.pilotTraining(TRAINING));
    dreamer = new Pilot(running.pilotTraining(TRAINING));
    builds(dreamer, HOUR.multipliedBy(2));

    settler = new Pilot(FirstPilots.MARA);
    extracts(Duration.ofMinutes(150));
    // There is nothing else that she shall be told of.
    world()
        .pilots()
        .train(
            settler.id, List.of(PlannedTraining.lasting(RunningWorld.GUNNERY, 5, TRAINING)), false);
    world().jobs().cancel(settler.id, FirstPilots.BUILDING);
    signIn();
    pass(UNTIL_ORDERS_ARE_KNOWN, 0);

    friend = running.pilotTraining(TRAINING);
    mail = sends(friend, reader.id, "Fuel run");
    Mail own = sends(reader.id, friend, "Re: Fuel run");
    world().mailboxes().keepSent(own);
    world().mailboxes().mark(reader.id, own.mailId(), false);
    for (String subject : List.of("One", "Two", "Three")) {
      sends(friend, popular.id, subject);
    }
    sends(friend, dreamer.id, "Good night");
    world().market().fill(seller.id, filled.orderId(), Optional.empty());
    world().market().fill(halfSeller.id, halfFilled.orderId(), Optional.of(4L));
    MarketOrder unwanted = world().market().of(canceller.id).open().getFirst();
    world().market().cancel(canceller.id, unwanted.orderId());
    pass(HOUR, 1);

    world().mailboxes().mark(reader.id, mail.mailId(), true);
    pass(HOUR, 2);

    world().jobs().of(builder.id).forEach(job -> world().jobs().deliver(builder.id, job.jobId()));
    world().jobs().of(sleeper.id).forEach(job -> world().jobs().deliver(sleeper.id, job.jobId()));
    pass(HOUR, 3);

    extracts(Duration.ofDays(1));
    pass(HOUR, 4);
    pass(HOUR, 5);
    pass(HOUR.multipliedBy(3), END);
  }

  private static void signIn() {
    LocalTime now = LocalTime.ofInstant(running.clock.instant(), ZoneOffset.UTC);
    seller.signsIn(Map.of("language", "de"));
    Map<String, ?> quiet =
        Map.of(
            "notifications",
            Map.of(
                "quietHours",
                Map.of(
                    "from", now.minusHours(1).truncatedTo(ChronoUnit.MINUTES).toString(),
                    "to", now.plusHours(6).truncatedTo(ChronoUnit.MINUTES).toString(),
                    "timeZone", "UTC")));
    sleeper.signsIn(quiet);
    dreamer.signsIn(quiet);
    settler.signsIn(Map.of("notifications", Map.of("piExtractors", true)));
    List.of(reader, halfSeller, lateSeller, canceller, builder, popular)
        .forEach(pilot -> pilot.signsIn(Map.of()));
  }

  private static void pass(Duration time, int hour) {
    running.pass(time);
    PILOTS.forEach(pilot -> pilot.look(hour));
  }

  @AfterAll
  static void stop() {
    PILOTS.forEach(pilot -> pilot.phone.close());
    running.close();
  }

  @Test
  void aMailIsToldAndIsOldNewsOnceItIsReadInTheGame() {
    assertThat(reader.toldBy(0)).isEmpty();
    assertThat(reader.pushedBy(1))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("New EVE mail");
              assertThat(body(push))
                  .isEqualTo("%s: %s wrote “Fuel run”.", name(reader.id), name(friend));
              assertThat(id(push, "mailId")).isEqualTo(mail.mailId());
            });
    assertThat(reader.toldBy(1)).containsExactly("sent");
    assertThat(reader.toldBy(2)).containsExactly("read");
    assertThat(reader.closedBy(1)).isZero();
    assertThat(reader.pushedBy(END)).hasSize(1);
    assertThat(reader.closedBy(END)).isEqualTo(1);
    assertThat(reader.toldBy(END)).containsExactly("read");
  }

  @Test
  void anOrderThatIsFilledIsToldInThePilotsLanguage() {
    // By then the history is young enough to have it if it had been cancelled.
    assertThat(seller.toldBy(2)).isEmpty();
    assertThat(seller.pushedBy(3))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("Order erfüllt");
              assertThat(body(push))
                  .isEqualTo(
                      "%s hat Großer Skill-Injektor verkauft: 3 Einheiten.", name(seller.id));
              assertThat(id(push, "orderId")).isEqualTo(filled.orderId());
            });
    assertThat(seller.pushedBy(END)).hasSize(1);
    assertThat(seller.toldBy(END)).containsExactly("sent");
  }

  @Test
  void anOrderThatIsFilledInPartIsTold() {
    assertThat(halfSeller.toldBy(0)).isEmpty();
    assertThat(halfSeller.pushedBy(1))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("Order partly filled");
              assertThat(body(push))
                  .isEqualTo("%s has sold Rifter: 4 units. Left: 6.", name(halfSeller.id));
              assertThat(id(push, "orderId")).isEqualTo(halfFilled.orderId());
            });
    assertThat(halfSeller.pushedBy(END)).hasSize(1);
    assertThat(halfSeller.toldBy(END)).containsExactly("sent");
  }

  @Test
  void anOrderThatExpiresIsTold() {
    // That the only order is gone is believed when it is said twice.
    assertThat(lateSeller.toldBy(1)).isEmpty();
    assertThat(lateSeller.pushedBy(2))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("Order expired");
              assertThat(body(push))
                  .isEqualTo(
                      "An order of %s for Rifter has expired. Left: 5 of 5 units.",
                      name(lateSeller.id));
              assertThat(id(push, "orderId")).isEqualTo(expired.orderId());
            });
    assertThat(lateSeller.pushedBy(END)).hasSize(1);
    assertThat(lateSeller.toldBy(END)).containsExactly("sent");
  }

  @Test
  void anOrderThatThePilotCancelsIsNotTold() {
    assertThat(
            canceller.phone.get("/v1/characters/" + canceller.id + "/market-orders").path("items"))
        .hasSize(1);
    assertThat(canceller.pushedBy(END)).isEmpty();
    assertThat(canceller.toldBy(END)).isEmpty();
  }

  @Test
  void aJobThatEndsIsToldAndIsOldNewsOnceItIsDelivered() {
    assertThat(builder.toldBy(1)).isEmpty();
    assertThat(builder.pushedBy(2))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("Industry job complete");
              assertThat(body(push))
                  .isEqualTo("A job of %s is ready to be delivered: Rifter.", name(builder.id));
              assertThat(id(push, "jobId")).isEqualTo(built.jobId());
            });
    assertThat(builder.toldBy(2)).containsExactly("sent");
    // That there are no jobs at all is believed when it is said twice.
    assertThat(builder.toldBy(4)).containsExactly("read");
    assertThat(builder.pushedBy(END)).hasSize(1);
    assertThat(builder.closedBy(END)).isEqualTo(1);
    assertThat(builder.toldBy(END)).containsExactly("read");
  }

  @Test
  void aJobThatIsDeliveredInQuietHoursIsNotToldAfterThem() {
    assertThat(sleeper.toldBy(2)).containsExactly("pending");
    assertThat(sleeper.toldBy(4)).containsExactly("failed: withdrawn: the job was delivered");
    assertThat(sleeper.pushedBy(END)).isEmpty();
    assertThat(sleeper.toldBy(END)).containsExactly("failed: withdrawn: the job was delivered");
  }

  @Test
  void mailsThatArriveTogetherAreOnePush() {
    assertThat(popular.pushedBy(1))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("3 new EVE mails");
              assertThat(body(push).lines()).hasSize(3);
              assertThat(push.at("/data/count").asText()).isEqualTo("3");
              assertThat(push.at("/android/notification/notification_count").asInt()).isEqualTo(3);
            });
    assertThat(popular.toldBy(1)).containsExactly("sent", "sent", "sent");
    assertThat(popular.pushedBy(END)).hasSize(1);
  }

  @Test
  void whatQuietHoursHoldBackIsOnePushAfterThem() {
    assertThat(dreamer.pushedBy(5)).isEmpty();
    assertThat(dreamer.toldBy(5)).containsExactly("pending", "pending");
    assertThat(dreamer.pushedBy(END))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("2 alerts");
              assertThat(body(push)).contains("“Good night”", "ready to be delivered: Rifter");
              assertThat(push.at("/android/notification/channel_id").asText()).isEqualTo("digest");
            });
    assertThat(dreamer.toldBy(END)).containsExactly("sent", "sent");
  }

  @Test
  void anExtractorThatIsFinishedIsToldAndIsOldNewsOnceItIsStartedAgain() {
    assertThat(settler.toldBy(2)).isEmpty();
    assertThat(settler.pushedBy(3))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(title(push)).isEqualTo("Extractor finished");
              assertThat(body(push))
                  .startsWith(
                      "An extractor of Mara Tessen has finished: Base Metals. Colony not visited"
                          + " since ");
              assertThat(id(push, "planetId")).isEqualTo(FirstPilots.PLANET);
              assertThat(id(push, "pinId")).isEqualTo(FirstPilots.EXTRACTOR);
            });
    assertThat(settler.toldBy(3)).containsExactly("sent");
    assertThat(settler.pushedBy(END)).hasSize(1);
    assertThat(settler.closedBy(END)).isEqualTo(1);
    assertThat(settler.toldBy(END)).containsExactly("read");
  }

  private static World world() {
    return running.world();
  }

  private static Mail sends(long from, long to, String subject) {
    return world().mailboxes().deliver(to, from, Recipient.character(to), subject, "At 19:00.");
  }

  private static MarketOrder sells(Pilot pilot, int type, long volume) {
    return world()
        .market()
        .place(
            pilot.id,
            new NewOrder(
                type, JITA, false, new BigDecimal("489000"), volume, 1, OrderRange.REGION, 90));
  }

  private static IndustryJob builds(Pilot pilot, Duration duration) {
    JobWork rifters =
        new JobWork(
            Activity.MANUFACTURING,
            1_030_000_000_001L,
            RIFTER_BLUEPRINT,
            Optional.of(RIFTER),
            3,
            Optional.empty(),
            Optional.empty(),
            new BigDecimal("54000"));
    return world().jobs().install(pilot.id, rifters, Facility.station(JITA.locationId()), duration);
  }

  private static void extracts(Duration length) {
    world().colonies().restart(FirstPilots.MARA, FirstPilots.PLANET, FirstPilots.EXTRACTOR, length);
  }

  private static String name(long pilot) {
    return world().pilots().get(pilot).name();
  }

  private static String title(JsonNode push) {
    return push.at("/notification/title").asText();
  }

  private static String body(JsonNode push) {
    return push.at("/notification/body").asText();
  }

  /** An id that the push carries. */
  private static long id(JsonNode push, String name) {
    return push.path("data").path(name).asLong();
  }

  /** Somebody with a phone that takes pushes. */
  private static final class Pilot {

    final long id;
    final Phone phone = running.phone();
    private final Map<Integer, List<JsonNode>> pushes = new HashMap<>();
    private final Map<Integer, List<String>> notifications = new HashMap<>();

    Pilot(long id) {
      this.id = id;
      PILOTS.add(this);
    }

    private String pushToken() {
      return "phone-of-" + id;
    }

    void signsIn(Map<String, ?> settings) {
      running.signIn(phone, id, pushToken());
      if (!settings.isEmpty()) {
        phone.patch("/v1/me/settings", settings, 200);
      }
    }

    void look(int hour) {
      pushes.put(hour, running.pushes(pushToken()).stream().map(PushMessage::message).toList());
      List<String> items = new ArrayList<>();
      phone
          .get("/v1/notifications")
          .path("items")
          .forEach(
              item ->
                  items.add(
                      item.path("status").asText()
                          + (item.path("error").isNull()
                              ? ""
                              : ": " + item.path("error").asText())));
      notifications.put(hour, items);
    }

    /** Every alert that the phone had been sent by that hour. */
    List<JsonNode> pushedBy(int hour) {
      return sentBy(hour).filter(message -> message.has("notification")).toList();
    }

    /** How often the phone had been told by that hour to take the only alert away again. */
    long closedBy(int hour) {
      String alert = pushedBy(hour).getFirst().at("/data/notificationId").asText();
      return sentBy(hour)
          .filter(message -> !message.has("notification"))
          .peek(
              closing -> assertThat(closing.at("/data/notificationIds").asText()).isEqualTo(alert))
          .count();
    }

    private Stream<JsonNode> sentBy(int hour) {
      return Objects.requireNonNull(pushes.get(hour)).stream();
    }

    /** Where the pilot's notifications stood in that hour, and why if they failed. */
    List<String> toldBy(int hour) {
      return Objects.requireNonNull(notifications.get(hour));
    }
  }
}
