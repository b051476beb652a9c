package dev.evenomad.application;

import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.ChangeEmail;
import dev.evenomad.application.account.DeleteAccount;
import dev.evenomad.application.account.ExportAccount;
import dev.evenomad.application.account.FindAccount;
import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AdmitCharacter;
import dev.evenomad.application.character.EndAccount;
import dev.evenomad.application.character.MoveCharacter;
import dev.evenomad.application.character.PartWithCharacter;
import dev.evenomad.application.character.ReadAnew;
import dev.evenomad.application.character.RefreshUnusedGrants;
import dev.evenomad.application.character.RemoveCharacter;
import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.application.idempotency.OncePerKey;
import dev.evenomad.application.job.FollowJobs;
import dev.evenomad.application.job.JobHistory;
import dev.evenomad.application.job.RunDueWork;
import dev.evenomad.application.job.TidyUp;
import dev.evenomad.application.live.LiveStreams;
import dev.evenomad.application.mail.OpenMail;
import dev.evenomad.application.notification.DeliverPush;
import dev.evenomad.application.notification.Inbox;
import dev.evenomad.application.notification.NotificationHistory;
import dev.evenomad.application.notification.RaiseAlerts;
import dev.evenomad.application.overview.SeeOverview;
import dev.evenomad.application.payment.ReceivePaymentNotice;
import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.CurrentSession;
import dev.evenomad.application.session.IssueLinkTicket;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.RedeemLoginCode;
import dev.evenomad.application.session.SignedInDevices;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.application.settings.Preferences;
import dev.evenomad.application.sync.FindNames;
import dev.evenomad.application.sync.IndustryFeed;
import dev.evenomad.application.sync.MailFeed;
import dev.evenomad.application.sync.MarketFeed;
import dev.evenomad.application.sync.PlanetFeed;
import dev.evenomad.application.sync.RequestSync;
import dev.evenomad.application.sync.SkillFeed;
import dev.evenomad.application.sync.SyncCharacter;
import dev.evenomad.application.universe.PublicData;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeNames;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Nomad as a library: every use case over the ports it was built with. Needs no framework and opens
 * nothing itself; whoever made the adapters closes them. Thread-safe.
 */
public final class Nomad {

  private final StartLogin startLogin;
  private final CompleteLogin completeLogin;
  private final RedeemLoginCode redeemLoginCode;
  private final IssueLinkTicket issueLinkTicket;
  private final CurrentSession currentSession;
  private final SignedInDevices signedInDevices;
  private final Account account;
  private final FindAccount findAccount;
  private final SeeOverview seeOverview;
  private final ChangeEmail changeEmail;
  private final DeleteAccount deleteAccount;
  private final ExportAccount exportAccount;
  private final ReceivePaymentNotice receivePaymentNotice;
  private final OpenMail openMail;
  private final PublicData publicData;
  private final RemoveCharacter removeCharacter;
  private final Preferences preferences;
  private final RequestSync requestSync;
  private final FollowJobs followJobs;
  private final JobHistory jobHistory;
  private final Inbox inbox;
  private final NotificationHistory notificationHistory;
  private final RaiseAlerts raiseAlerts;
  private final OncePerKey oncePerKey;
  private final LiveStreams liveStreams;
  private final DueWorkHandler dueWork;
  private final Transactions transactions;
  private final Schedule schedule;
  private final Clock clock;

  Nomad(NomadBuilder ports) {
    this.transactions = Objects.requireNonNull(ports.transactions);
    Leases leases = Objects.requireNonNull(ports.leases);
    Ids ids = Objects.requireNonNull(ports.ids);
    Secrets secrets = Objects.requireNonNull(ports.secrets);
    Users users = Objects.requireNonNull(ports.users);
    Payments payments = Objects.requireNonNull(ports.payments);
    AllSettings settings = Objects.requireNonNull(ports.settings);
    Characters characters = Objects.requireNonNull(ports.characters);
    Sessions sessions = Objects.requireNonNull(ports.sessions);
    OneTimeGrants oneTimeGrants = Objects.requireNonNull(ports.oneTimeGrants);
    IdempotentRequests idempotentRequests = Objects.requireNonNull(ports.idempotentRequests);
    Notifications notifications = Objects.requireNonNull(ports.notifications);
    Deliveries deliveries = Objects.requireNonNull(ports.deliveries);
    LiveEvents liveEvents = Objects.requireNonNull(ports.liveEvents);
    Jobs jobs = Objects.requireNonNull(ports.jobs);
    Schedule schedule = Objects.requireNonNull(ports.schedule);
    SyncStates syncStates = Objects.requireNonNull(ports.syncStates);
    Snapshots snapshots = Objects.requireNonNull(ports.snapshots);
    Overviews overviews = Objects.requireNonNull(ports.overviews);
    Cache cache = Objects.requireNonNull(ports.cache);
    TokenVault vault = Objects.requireNonNull(ports.vault);
    TokenIssuer tokenIssuer = Objects.requireNonNull(ports.tokenIssuer);
    EveSso sso = Objects.requireNonNull(ports.sso);
    PublicProfiles profiles = Objects.requireNonNull(ports.profiles);
    SkillSource skillSource = Objects.requireNonNull(ports.skillSource);
    MailSource mailSource = Objects.requireNonNull(ports.mailSource);
    MarketSource marketSource = Objects.requireNonNull(ports.marketSource);
    IndustrySource industrySource = Objects.requireNonNull(ports.industrySource);
    PlanetSource planetSource = Objects.requireNonNull(ports.planetSource);
    TypeNames typeNames = Objects.requireNonNull(ports.typeNames);
    EntityNames entityNames = Objects.requireNonNull(ports.entityNames);
    ItemTypes itemTypes = Objects.requireNonNull(ports.itemTypes);
    RegionMarkets regionMarkets = Objects.requireNonNull(ports.regionMarkets);
    PushGateway push = Objects.requireNonNull(ports.push);
    LoginSettings loginSettings = Objects.requireNonNull(ports.loginSettings);
    PlanPolicy plans = ports.plans;
    this.clock = ports.clock;
    this.schedule = schedule;
    ResumeCovered resumeCovered = new ResumeCovered(plans, schedule);
    PartWithCharacter partWithCharacter =
        new PartWithCharacter(
            characters, settings, cache, jobs, schedule, resumeCovered, transactions, clock);
    RevokeGrants revokeGrants =
        new RevokeGrants(characters, vault, sso, jobs, schedule, ids, transactions, clock);
    this.raiseAlerts =
        new RaiseAlerts(
            settings,
            sessions,
            notifications,
            liveEvents,
            jobs,
            schedule,
            ids,
            transactions,
            clock);
    ReadAnew readAnew = new ReadAnew(syncStates, schedule);
    AccessTokens accessTokens =
        new AccessTokens(
            characters,
            vault,
            sso,
            leases,
            ids,
            partWithCharacter,
            revokeGrants,
            readAnew,
            raiseAlerts,
            transactions,
            clock);
    EndAccount endAccount = new EndAccount(users, jobs, schedule, transactions);
    MoveCharacter moveCharacter =
        new MoveCharacter(
            users,
            characters,
            syncStates,
            notifications,
            jobs,
            schedule,
            readAnew,
            raiseAlerts,
            partWithCharacter,
            endAccount,
            payments,
            resumeCovered);
    AdmitCharacter admitCharacter =
        new AdmitCharacter(
            users,
            settings,
            characters,
            syncStates,
            readAnew,
            raiseAlerts,
            moveCharacter,
            partWithCharacter,
            revokeGrants,
            accessTokens,
            profiles,
            vault,
            ids,
            transactions,
            clock);
    this.startLogin =
        new StartLogin(oneTimeGrants, sso, secrets, transactions, loginSettings, clock);
    this.completeLogin =
        new CompleteLogin(oneTimeGrants, sso, admitCharacter, secrets, loginSettings, clock);
    this.redeemLoginCode =
        new RedeemLoginCode(oneTimeGrants, sessions, tokenIssuer, ids, transactions, clock);
    this.issueLinkTicket = new IssueLinkTicket(oneTimeGrants, secrets, loginSettings, clock);
    this.currentSession =
        new CurrentSession(sessions, tokenIssuer, transactions, ports.background, clock);
    this.signedInDevices = new SignedInDevices(sessions, clock);
    this.oncePerKey = new OncePerKey(idempotentRequests, ids, transactions, clock);
    this.account = new Account(users, characters, snapshots, syncStates, plans, clock);
    this.seeOverview = new SeeOverview(overviews, clock);
    this.openMail =
        new OpenMail(characters, snapshots, cache, mailSource, accessTokens, transactions, clock);
    this.publicData = new PublicData(settings, itemTypes, regionMarkets, typeNames, entityNames);
    this.findAccount = new FindAccount(users);
    this.receivePaymentNotice =
        new ReceivePaymentNotice(payments, users, characters, resumeCovered, transactions, clock);
    this.removeCharacter =
        new RemoveCharacter(users, characters, partWithCharacter, revokeGrants, transactions);
    this.changeEmail = new ChangeEmail(users, transactions, clock);
    this.deleteAccount =
        new DeleteAccount(
            users,
            characters,
            sessions,
            partWithCharacter,
            revokeGrants,
            endAccount,
            transactions,
            clock);
    this.exportAccount =
        new ExportAccount(
            users,
            settings,
            characters,
            syncStates,
            snapshots,
            sessions,
            notifications,
            jobs,
            cache,
            oneTimeGrants,
            payments,
            clock);
    this.preferences =
        new Preferences(settings, characters, schedule, resumeCovered, transactions, clock);
    this.requestSync = new RequestSync(characters, jobs, schedule, plans, ids, transactions, clock);
    this.followJobs = new FollowJobs(jobs, characters);
    this.jobHistory = new JobHistory(jobs);
    this.liveStreams = new LiveStreams(liveEvents, notifications, sessions, clock);
    this.inbox =
        new Inbox(notifications, liveEvents, sessions, jobs, schedule, ids, transactions, clock);
    this.notificationHistory = new NotificationHistory(notifications);
    SyncCharacter syncCharacter =
        new SyncCharacter(
            characters,
            syncStates,
            snapshots,
            List.of(
                new SkillFeed(skillSource, clock),
                new MailFeed(mailSource, clock),
                new MarketFeed(marketSource, clock),
                new IndustryFeed(industrySource, clock),
                new PlanetFeed(planetSource, clock)),
            accessTokens,
            new FindNames(typeNames, entityNames),
            raiseAlerts,
            liveEvents,
            plans,
            transactions,
            clock);
    this.dueWork =
        new RunDueWork(
            syncCharacter,
            new DeliverPush(deliveries, sessions, settings, push, clock),
            revokeGrants,
            new TidyUp(
                sessions,
                oneTimeGrants,
                idempotentRequests,
                cache,
                jobs,
                notifications,
                liveEvents,
                payments,
                new RefreshUnusedGrants(characters, accessTokens, clock),
                clock),
            syncStates,
            jobs,
            characters,
            liveEvents,
            schedule,
            ids,
            transactions,
            clock);
  }

  /** Begins with nothing but the defaults. */
  public static NomadBuilder builder() {
    return new NomadBuilder();
  }

  /** Plans the work that is always to be done; what is planned already stays. */
  public void planHousekeeping() {
    transactions.run(
        () -> {
          for (DueWork.Chore chore : DueWork.Chore.values()) {
            schedule.planIfAbsent(new DueWork.Housekeeping(chore), clock.instant());
          }
        });
  }

  /** Sends a pilot's browser to EVE SSO. */
  public StartLogin startLogin() {
    return startLogin;
  }

  /** Receives a pilot who comes back from EVE SSO. */
  public CompleteLogin completeLogin() {
    return completeLogin;
  }

  /** Turns the code of a completed sign-in into a session. */
  public RedeemLoginCode redeemLoginCode() {
    return redeemLoginCode;
  }

  /** Gives the right to add a character by the next sign-in. */
  public IssueLinkTicket issueLinkTicket() {
    return issueLinkTicket;
  }

  /** What the bearer of a session token can do with it. */
  public CurrentSession currentSession() {
    return currentSession;
  }

  /** Where a pilot is signed in. */
  public SignedInDevices signedInDevices() {
    return signedInDevices;
  }

  /** What a pilot sees of their account and characters. */
  public Account account() {
    return account;
  }

  /** Shows a pilot all their characters at a glance. */
  public SeeOverview seeOverview() {
    return seeOverview;
  }

  /** Opens mails. */
  public OpenMail openMail() {
    return openMail;
  }

  /** What EVE tells everybody. */
  public PublicData publicData() {
    return publicData;
  }

  /** Finds accounts for operators and payment notices. */
  public FindAccount findAccount() {
    return findAccount;
  }

  /** Gives an account an e-mail address, or none. */
  public ChangeEmail changeEmail() {
    return changeEmail;
  }

  /** Deletes an account for good. */
  public DeleteAccount deleteAccount() {
    return deleteAccount;
  }

  /** Gives a pilot all that is stored about them. */
  public ExportAccount exportAccount() {
    return exportAccount;
  }

  /** Takes what the payment service tells. */
  public ReceivePaymentNotice receivePaymentNotice() {
    return receivePaymentNotice;
  }

  /** Takes a character out of an account. */
  public RemoveCharacter removeCharacter() {
    return removeCharacter;
  }

  /** What a pilot prefers. */
  public Preferences preferences() {
    return preferences;
  }

  /** A pilot's wish to have a character read now. */
  public RequestSync requestSync() {
    return requestSync;
  }

  /** Lets a pilot follow jobs. */
  public FollowJobs followJobs() {
    return followJobs;
  }

  /** Shows operators all jobs. */
  public JobHistory jobHistory() {
    return jobHistory;
  }

  /** A pilot's notifications. */
  public Inbox inbox() {
    return inbox;
  }

  /** Shows operators all notifications. */
  public NotificationHistory notificationHistory() {
    return notificationHistory;
  }

  /** Turns events into alerts, and sends test alerts. */
  public RaiseAlerts raiseAlerts() {
    return raiseAlerts;
  }

  /** Does once what a client asks for several times under one key. */
  public OncePerKey oncePerKey() {
    return oncePerKey;
  }

  /** Tells the open apps of users what happens. */
  public LiveStreams liveStreams() {
    return liveStreams;
  }

  /** Does due work: what the engine behind the schedule has to call. */
  public DueWorkHandler dueWork() {
    return dueWork;
  }
}
