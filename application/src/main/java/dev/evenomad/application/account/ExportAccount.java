package dev.evenomad.application.account;

import dev.evenomad.application.account.AccountExport.Part;
import dev.evenomad.application.account.Paged.Page;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gives a pilot everything that is stored about them, without secrets: of those it shows only that
 * they are there. It is read page by page, each as it is at that moment and in a transaction of its
 * own: so it needs little memory however much there is, and a slow reader keeps nothing from being
 * changed. What is added after it was begun may be missing. Thread-safe.
 */
public final class ExportAccount {

  private static final int PAGE = 100;

  private final Users users;
  private final AllSettings settings;
  private final Characters characters;
  private final SyncStates syncStates;
  private final Snapshots snapshots;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Jobs jobs;
  private final Cache cache;
  private final OneTimeGrants grants;
  private final Payments payments;
  private final Clock clock;

  /** Over these ports. */
  public ExportAccount(
      Users users,
      AllSettings settings,
      Characters characters,
      SyncStates syncStates,
      Snapshots snapshots,
      Sessions sessions,
      Notifications notifications,
      Jobs jobs,
      Cache cache,
      OneTimeGrants grants,
      Payments payments,
      Clock clock) {
    this.users = users;
    this.settings = settings;
    this.characters = characters;
    this.syncStates = syncStates;
    this.snapshots = snapshots;
    this.sessions = sessions;
    this.notifications = notifications;
    this.jobs = jobs;
    this.cache = cache;
    this.grants = grants;
    this.payments = payments;
    this.clock = clock;
  }

  /** Begins an export; empty if there is no such account. */
  public Optional<AccountExport> begin(UserId user) {
    return users.find(user).map(this::begin);
  }

  private AccountExport begin(User account) {
    UserId user = account.id();
    List<CharacterId> own =
        characters.ofUser(user).stream().map(EveCharacter::characterId).toList();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.One("account", Portrayal.of(account)));
    settings
        .find(user)
        .ifPresent(known -> parts.add(new Part.One("settings", Portrayal.of(known))));
    parts.add(many("characters", each(own, id -> character(user, id))));
    parts.add(many("sessions", List.of(() -> whole(sessions.ofUser(user, Instant.EPOCH)))));
    NotificationQuery latest = NotificationQuery.latest(PAGE).ofUser(user);
    parts.add(many("notifications", List.of(() -> notifications(latest))));
    parts.add(many("jobs", jobs(user, own)));
    parts.add(many("openedMails", each(own, id -> openedMails(id, Optional.empty()))));
    parts.add(many("oneTimeGrants", List.of(() -> whole(grants.ofUser(user)))));
    parts.add(many("payments", List.of(() -> whole(payments.ofUser(user)))));
    return new AccountExport(clock.instant(), parts, () -> users.find(user).isPresent());
  }

  private static Part.Many many(String name, List<Supplier<Page>> readings) {
    return new Part.Many(name, Paged.all(readings));
  }

  private static List<Supplier<Page>> each(
      List<CharacterId> own, Function<CharacterId, Page> reading) {
    return own.stream().<Supplier<Page>>map(id -> () -> reading.apply(id)).toList();
  }

  private static Page whole(List<?> records) {
    return page(records, Optional.empty());
  }

  private static Page page(List<?> records, Optional<Supplier<Page>> next) {
    return new Page(records.stream().map(one -> Portrayal.of((Record) one)).toList(), next);
  }

  private Page notifications(NotificationQuery query) {
    NotificationPage page = notifications.page(query);
    return page(page.items(), page.next().map(last -> () -> notifications(query.after(last))));
  }

  /** A character with all that was read of it, unless it has left the account. */
  private Page character(UserId user, CharacterId id) {
    return new Page(
        characters.findOf(user, id).map(this::withData).stream().toList(), Optional.empty());
  }

  private JsonObject withData(EveCharacter character) {
    CharacterId id = character.characterId();
    Map<String, JsonValue> members = new LinkedHashMap<>(Portrayal.of(character).members());
    members.put(
        "syncStates",
        JsonValue.of(syncStates.ofCharacter(id).stream().map(Portrayal::of).toList()));
    Map<String, JsonValue> data = new LinkedHashMap<>();
    for (SyncKind kind : SyncKind.values()) {
      snapshots
          .find(id, kind.snapshots())
          .ifPresent(known -> data.put(kind.code(), Portrayal.of((Record) known)));
    }
    members.put("data", new JsonObject(data));
    return new JsonObject(members);
  }

  /** Those about the characters, and then those for the account itself. */
  private List<Supplier<Page>> jobs(UserId user, List<CharacterId> own) {
    return Stream.concat(
            own.stream()
                .<Supplier<Page>>map(id -> () -> jobs(JobQuery.latest(PAGE).ofCharacter(id))),
            Stream.<Supplier<Page>>of(() -> deliveries(user, Optional.empty())))
        .toList();
  }

  private Page jobs(JobQuery query) {
    JobPage page = jobs.page(query);
    return page(page.items(), page.next().map(last -> () -> jobs(query.after(last))));
  }

  private Page deliveries(UserId user, Optional<JobQuery.Position> after) {
    JobPage page = jobs.ofUser(user, after, PAGE);
    return page(page.items(), page.next().map(last -> () -> deliveries(user, Optional.of(last))));
  }

  private Page openedMails(CharacterId character, Optional<String> after) {
    List<CachedData> page = cache.page("mail", character.toString(), after, PAGE);
    return page(
        page,
        page.size() < PAGE
            ? Optional.empty()
            : Optional.of(() -> openedMails(character, Optional.of(page.getLast().key().id()))));
  }
}
