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
import dev.evenomad.application.sync.Feeds;
import dev.evenomad.application.sync.FindNames;
import dev.evenomad.application.sync.RequestSync;
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
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Nomad as a library: every use case over the ports it was built with. Needs no framework, and
 * opens nothing but threads of its own for what no caller shall wait for; whoever made the adapters
 * closes them, after this. Thread-safe.
 */
public final class Nomad implements AutoCloseable {

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
  private final Optional<ExecutorService> ownThreads;

  Nomad(NomadBuilder ports) {
    this.transactions = ports.transactions.get();
    Leases leases = ports.leases.get();
    Ids ids = ports.ids.get();
    Secrets secrets = ports.secrets;
    Users users = ports.users.get();
    Payments payments = ports.payments.get();
    AllSettings settings = ports.settings.get();
    Characters characters = ports.characters.get();
    Sessions sessions = ports.sessions.get();
    OneTimeGrants oneTimeGrants = ports.oneTimeGrants.get();
    IdempotentRequests idempotentRequests = ports.idempotentRequests.get();
    Notifications notifications = ports.notifications.get();
    Deliveries deliveries = ports.deliveries.get();
    LiveEvents liveEvents = ports.liveEvents.get();
    Jobs jobs = ports.jobs.get();
    Schedule schedule = ports.schedule.get();
    SyncStates syncStates = ports.syncStates.get();
    Snapshots snapshots = ports.snapshots.get();
    Overviews overviews = ports.overviews.get();
    Cache cache = ports.cache.get();
    TokenVault vault = ports.vault.get();
    TokenIssuer tokenIssuer = ports.tokenIssuer;
    EveSso sso = ports.sso.get();
    PublicProfiles profiles = ports.publicProfiles.get();
    SkillSource skillSource = ports.skillSource.get();
    MailSource mailSource = ports.mailSource.get();
    MarketSource marketSource = ports.marketSource.get();
    IndustrySource industrySource = ports.industrySource.get();
    PlanetSource planetSource = ports.planetSource.get();
    TypeNames typeNames = ports.typeNames.get();
    EntityNames entityNames = ports.entityNames.get();
    ItemTypes itemTypes = ports.itemTypes.get();
    RegionMarkets regionMarkets = ports.regionMarkets.get();
    PushGateway push = ports.push.get();
    LoginSettings loginSettings = ports.loginSettings.get();
    PlanPolicy plans = ports.plans;
    this.ownThreads =
        ports.background.isPresent()
            ? Optional.empty()
            : Optional.of(Executors.newVirtualThreadPerTaskExecutor());
    Executor background = ports.background.orElseGet(ownThreads::orElseThrow);
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
        new CurrentSession(sessions, tokenIssuer, transactions, background, clock);
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
            new Feeds(skillSource, mailSource, marketSource, industrySource, planetSource, clock),
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

  /** Lets what runs in the background end, and closes what the builder was not given. */
  @Override
  public void close() {
    ownThreads.ifPresent(ExecutorService::close);
  }
}
