package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Profile;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.MailLabel;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.mail.MailingList;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.population.Census.Calling;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import dev.evenomad.bootstrap.sandbox.universe.ItemType;
import dev.evenomad.bootstrap.sandbox.universe.SolarSystem;
import dev.evenomad.bootstrap.sandbox.universe.TypeGroup;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who wrote what to whom. */
final class Letters {

  private static final long FIRST_ID = 300_000_000;
  private static final int IDS_PER_PILOT = 1_000;
  private static final int MOST = 400;

  /** One of the {@link FirstPilots}. */
  private static final long KELVAR = FirstPilots.MARA + 1;

  private static final Duration OLDEST = Duration.ofDays(365);

  private static final List<MailingList> LISTS =
      List.of(
          new MailingList(145_200_001, "Jita Price Watch"),
          new MailingList(145_200_002, "Incursion Pings"),
          new MailingList(145_200_003, "Planetary Tips"),
          new MailingList(145_200_004, "Free Roams on Friday"),
          new MailingList(145_200_005, "Newcomers Welcome"));

  private static final List<MailLabel> OWN_LABELS =
      List.of(
          new MailLabel(16, "Contracts", "#0099ff"),
          new MailLabel(32, "To answer", "#ff6600"),
          new MailLabel(64, "Keep", "#349800"));

  private static final List<ItemType> SHIPS = Universe.typesOfCategory(TypeGroup.SHIPS);
  private static final List<SolarSystem> SYSTEMS = List.copyOf(Universe.systems());

  /**
   * Subject and body; {@code {pilot}}, {@code {sender}}, {@code {ship}}, {@code {system}}, {@code
   * {corporation}} and {@code {number}} stand for what differs.
   */
  private record Template(String subject, String body) {}

  private static final List<Template> PERSONAL =
      List.of(
          new Template(
              "Your {ship}",
              "Hi {pilot},<br><br>is the {ship} still for sale? I can pick it up in"
                  + " {system} tonight.<br><br>o7<br>{sender}"),
          new Template(
              "Contract for you",
              "Hello {pilot},<br>I put {number} of them up as a private contract in {system}."
                  + " Please look at it before it <b>expires</b>.<br>{sender}"),
          new Template(
              "gf",
              "Good fight in {system} just now. That {ship} of yours surprised me.<br>Fly"
                  + " safe!"),
          new Template(
              "Re: moving stuff",
              "I can haul up to <b>{number} m3</b> to {system} on Sunday. Collateral as last"
                  + " time?<br><br>{sender}"),
          new Template(
              "Welcome!",
              "<font size=\"13\" color=\"#bfffffff\">Welcome to <b>{corporation}</b>, {pilot}!"
                  + "<br><br>Set your home station in {system}, join the channel, and ask for a"
                  + " free {ship} in the hangar.</font>"),
          new Template("lunch", "back in {number} minutes, keep the {ship} aligned"));

  private static final List<Template> CORPORATE =
      List.of(
          new Template(
              "Fleet on Saturday, 19:00",
              "<font size=\"14\" color=\"#ffffa600\">Everybody out!</font><br><br>We form up in"
                  + " {system} at <b>19:00</b>. Bring a {ship} or whatever you can fly.<br>Ships"
                  + " are replaced.<br><br>{sender}"),
          new Template(
              "Ore buyback at {number} percent less paperwork",
              "The buyback now takes compressed ore in {system}.<br>Contract it to"
                  + " <b>{corporation}</b>, one contract a day."),
          new Template(
              "Taxes",
              "From Monday the tax goes to {number} %. It pays for the structure in"
                  + " {system}.<br><br>Questions to {sender}."),
          new Template(
              "Moon goes pop tomorrow",
              "The next chunk in {system} is ready tomorrow evening. Miners welcome, guards"
                  + " <i>very</i> welcome: a {ship} was seen nearby."),
          new Template(
              "War declared",
              "We are at war as of tomorrow. Do not dock outside {system}, do not fly a {ship}"
                  + " alone, and do not talk in local."));

  private final Census census;

  Letters(Census census) {
    this.census = census;
  }

  Mailbox mailbox(int number, Profile profile, Instant beginning) {
    var now = beginning.truncatedTo(ChronoUnit.SECONDS);
    var dice = new Dice(census.seed(), number, Topic.MAIL);
    var times = new ArrayList<Instant>();
    for (var i = mails(dice, census.calling(number)); i > 0; i--) {
      // Newer mails are more frequent, older ones have been deleted.
      var age = dice.between(0.0, 1.0);
      times.add(now.minusSeconds(Math.round(age * age * OLDEST.toSeconds())));
    }
    // Ids rise with time.
    times.sort(Comparator.naturalOrder());
    var lists = dice.chance(0.3) ? List.of(dice.pick(LISTS)) : List.<MailingList>of();
    var labels = new ArrayList<>(MailLabel.COMMON);
    if (dice.chance(0.25)) {
      labels.addAll(OWN_LABELS.subList(0, dice.between(1, OWN_LABELS.size())));
    }
    var mails = new ArrayList<Mail>();
    for (var time : times) {
      var id = FIRST_ID + (long) number * IDS_PER_PILOT + mails.size();
      mails.add(mail(dice, id, number, profile, lists, labels, time, now));
    }
    return new Mailbox(mails, labels, lists);
  }

  private static int mails(Dice dice, Calling calling) {
    var kind = dice.below(100);
    if (kind < 12) {
      return 0;
    }
    if (kind < 85 || calling == Calling.BEGINNER) {
      return dice.between(1, 30);
    }
    return kind < 98 ? dice.between(31, 120) : dice.between(121, MOST);
  }

  private Mail mail(
      Dice dice,
      long id,
      int number,
      Profile profile,
      List<MailingList> lists,
      List<MailLabel> labels,
      Instant sentAt,
      Instant now) {
    var own = census.characterId(number);
    var other = dice.below(census.count());
    // Nobody writes to oneself.
    var from = other == number ? KELVAR : census.characterId(other);
    var kind = dice.below(100);
    // An old mail is rarely unread.
    var read = dice.chance(sentAt.isBefore(now.minus(Duration.ofDays(3))) ? 0.95 : 0.5);
    if (kind < 12) {
      return mail(
          id,
          sentAt,
          own,
          Recipient.character(from),
          dice.pick(PERSONAL),
          dice,
          profile,
          List.of(MailLabel.SENT.id()),
          true);
    }
    if (kind < 40) {
      var recipient = new Recipient(Recipient.Kind.CORPORATION, profile.corporationId());
      return mail(
          id,
          sentAt,
          from,
          recipient,
          dice.pick(CORPORATE),
          dice,
          profile,
          List.of(MailLabel.CORPORATION.id()),
          read);
    }
    if (kind < 52 && profile.allianceId().isPresent()) {
      var recipient = new Recipient(Recipient.Kind.ALLIANCE, profile.allianceId().get());
      return mail(
          id,
          sentAt,
          from,
          recipient,
          dice.pick(CORPORATE),
          dice,
          profile,
          List.of(MailLabel.ALLIANCE.id()),
          read);
    }
    if (kind < 60 && !lists.isEmpty()) {
      var recipient = new Recipient(Recipient.Kind.MAILING_LIST, lists.getFirst().id());
      return mail(
          id, sentAt, from, recipient, dice.pick(CORPORATE), dice, profile, List.of(), read);
    }
    var filed = new ArrayList<>(List.of(MailLabel.INBOX.id()));
    if (labels.size() > MailLabel.COMMON.size() && dice.chance(0.2)) {
      filed.add(labels.getLast().id());
    }
    return mail(
        id,
        sentAt,
        from,
        Recipient.character(own),
        dice.pick(PERSONAL),
        dice,
        profile,
        filed,
        read);
  }

  private Mail mail(
      long id,
      Instant sentAt,
      long from,
      Recipient recipient,
      Template template,
      Dice dice,
      Profile profile,
      List<Integer> labels,
      boolean read) {
    var ship = dice.pick(SHIPS);
    var system = dice.pick(SYSTEMS);
    var number = Integer.toString(dice.between(2, 20));
    var sender =
        census
            .number(from)
            .map(other -> PilotNames.of(census.seed(), other))
            .orElse("Kelvar Oduya");
    return new Mail(
        id,
        sentAt,
        from,
        List.of(recipient),
        template.subject().replace("{ship}", ship.name()).replace("{number}", number),
        template
            .body()
            .replace("{pilot}", profile.name())
            .replace("{sender}", "<a href=\"showinfo:1377//" + from + "\">" + sender + "</a>")
            .replace("{ship}", "<a href=\"showinfo:" + ship.id() + "\">" + ship.name() + "</a>")
            .replace(
                "{system}", "<a href=\"showinfo:5//" + system.id() + "\">" + system.name() + "</a>")
            .replace("{corporation}", Organizations.corporation(profile.corporationId()))
            .replace("{number}", number),
        labels,
        read);
  }
}
