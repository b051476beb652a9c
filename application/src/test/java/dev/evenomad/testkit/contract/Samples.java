package dev.evenomad.testkit.contract;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.StripeStatus;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values to fill stores with: of most kinds one with every optional part and one without any. Ids
 * and whatever else must be unique are new with every call, so that a store may be shared. Instants
 * are of the microsecond, which is as finely as a store has to keep them.
 */
public final class Samples {

  /** A moment of the microsecond, from which the samples' times are counted. */
  public static final Instant NOW = Instant.parse("2026-09-01T10:00:00.123456Z");

  /** A text with characters of every Unicode plane, and with those that formats like to escape. */
  public static final String TEXT =
      "Ünïcode «日本語» e\u0301 \u202eعربى\u202c 🚀 ' \" \\ % _ { } ; -- \t\n\r \u0001 \u007f \u2028 "
          + IntStream.rangeClosed(0, 16)
              .mapToObj(plane -> Character.toString((plane << 16) | 0x1234))
              .collect(Collectors.joining());

  private Samples() {}

  /** A CUID-shaped text that no other call returns. */
  public static String id() {
    UUID random = UUID.randomUUID();
    String digits =
        "000000000000000000000000"
            + Long.toUnsignedString(random.getMostSignificantBits(), 36)
            + Long.toUnsignedString(random.getLeastSignificantBits(), 36);
    return "c" + digits.substring(digits.length() - 24);
  }

  /** A new user's id. */
  public static UserId userId() {
    return new UserId(id());
  }

  /** The id of a character that nobody has linked, wider than 32 bits. */
  public static CharacterId characterId() {
    return new CharacterId(ThreadLocalRandom.current().nextLong(1L << 40, Long.MAX_VALUE));
  }

  /** A secret that was never drawn before. */
  public static Secret secret() {
    return Secret.of((id() + id()).substring(0, 43));
  }

  /** The digest of a new secret. */
  public static SecretDigest digest() {
    return secret().digest();
  }

  /** A new PKCE verifier. */
  public static CodeVerifier verifier() {
    return new CodeVerifier(secret());
  }

  /** The address of a new installation of the app. */
  public static PushToken pushToken() {
    return new PushToken(id() + ":APA91b_" + id() + "-" + id());
  }

  /** An e-mail address that nobody has. */
  public static Email email() {
    return new Email("Pilot+" + id() + "@Beispiel-Ü.example");
  }

  /** A user with nothing but an id. */
  public static User user() {
    return User.register(userId(), NOW);
  }

  /** A user with every optional part. */
  public static User fullUser() {
    return new User(
        userId(),
        Optional.of(email()),
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.CANCELED,
            Optional.of(NOW.plus(Duration.ofDays(30))),
            Optional.of("cus_" + id()),
            Optional.of("sub_" + id())),
        NOW,
        NOW.plusSeconds(5),
        0);
  }

  /** A subscription of that customer with every optional part. */
  public static PaidSubscription paidSubscription(String customer) {
    return new PaidSubscription(
        "sub_" + id(),
        customer,
        StripeStatus.ACTIVE,
        Optional.of(NOW.minus(Duration.ofDays(1))),
        Optional.of(NOW.plus(Duration.ofDays(29))),
        Optional.of(NOW.plus(Duration.ofDays(28))),
        Optional.of(NOW.plus(Duration.ofDays(27))),
        PaidSubscription.Stage.UPDATED,
        NOW,
        "evt_" + id());
  }

  /** The same subscription at its end. */
  public static PaidSubscription canceled(PaidSubscription paid) {
    return new PaidSubscription(
        paid.id(),
        paid.customer(),
        StripeStatus.CANCELED,
        paid.periodStart(),
        paid.periodEnd(),
        paid.cancelAt(),
        Optional.of(NOW),
        PaidSubscription.Stage.DELETED,
        paid.toldAt(),
        "evt_" + id());
  }

  /** The same subscription, told so much later. */
  public static PaidSubscription later(PaidSubscription told, Duration by) {
    return new PaidSubscription(
        told.id(),
        told.customer(),
        told.status(),
        told.periodStart(),
        told.periodEnd(),
        told.cancelAt(),
        told.endedAt(),
        told.stage(),
        told.toldAt().plus(by),
        "evt_" + id());
  }

  /** A valid grant, whose access token expires at {@code accessExpiresAt}. */
  public static EsiGrant.Valid grant(Instant accessExpiresAt) {
    return new EsiGrant.Valid(
        new SealedToken("access." + id()),
        new SealedToken("refresh." + id()),
        accessExpiresAt,
        Scopes.MINIMAL);
  }

  /** A character of {@code user} that has just been linked. */
  public static EveCharacter character(UserId user) {
    return character(user, characterId(), NOW);
  }

  /** That character, linked to {@code user} at {@code linkedAt}. */
  public static EveCharacter character(UserId user, CharacterId character, Instant linkedAt) {
    return EveCharacter.link(
        new CharacterRecordId(id()),
        new EveIdentity(
            character,
            new CharacterName("Nomad " + character),
            new OwnerHash("owner/" + id() + "="),
            Scopes.MINIMAL),
        new PublicProfile(new CorporationId(98000001), Optional.empty()),
        user,
        Optional.of(grant(linkedAt.plus(Duration.ofMinutes(20)))),
        linkedAt);
  }

  /** A character of {@code user} with every optional part, and with names and tokens of size. */
  public static EveCharacter fullCharacter(UserId user) {
    return new EveCharacter(
        new CharacterRecordId(id()),
        characterId(),
        new CharacterName("Ünï 'Codé\" \\ 日本 🚀 Ωmega"),
        new CorporationId(98000001L << 20),
        Optional.of(new AllianceId(99000001L << 20)),
        user,
        Optional.of(new OwnerHash("ÄÖ+/=" + id())),
        new EsiGrant.Valid(
            new SealedToken("a".repeat(20_000)),
            new SealedToken("r".repeat(20_000)),
            NOW.plus(Duration.ofMinutes(20)),
            Scopes.parse("publicData esi-skills.read_skills.v1 esi-mail.read_mail.v1")),
        NOW,
        NOW.plusSeconds(5),
        Optional.of(NOW.plusSeconds(4)),
        0);
  }

  /** The same character with that grant. */
  public static EveCharacter withGrant(EveCharacter character, EsiGrant grant) {
    return new EveCharacter(
        character.id(),
        character.characterId(),
        character.name(),
        character.corporation(),
        character.alliance(),
        character.user(),
        character.owner(),
        grant,
        character.createdAt(),
        character.updatedAt(),
        character.lastSyncAt(),
        character.version());
  }

  /** A session of {@code user} without a device. */
  public static Session session(UserId user) {
    return session(user, Optional.empty(), NOW);
  }

  /** A session of {@code user} on a phone that takes pushes. */
  public static Session session(UserId user, PushToken pushToken) {
    return session(user, Optional.of(new Device(DeviceType.ANDROID, Optional.of(pushToken))), NOW);
  }

  /** A session of {@code user}, opened at {@code openedAt}. */
  public static Session session(UserId user, Optional<Device> device, Instant openedAt) {
    return Session.open(new SessionId(id()), user, digest(), device, openedAt);
  }

  /** What {@code user} begins with. */
  public static UserSettings settings(UserId user) {
    return UserSettings.defaults(id(), user, NOW);
  }

  /** Settings of {@code user} with every optional part and nothing as by default. */
  public static UserSettings fullSettings(UserId user) {
    return new UserSettings(
        id(),
        user,
        Theme.AUTO,
        Language.ZH,
        Optional.of(characterId()),
        new NotificationPreferences(
            false,
            false,
            false,
            true,
            false,
            Stream.generate(Samples::characterId).limit(3).collect(Collectors.toSet()),
            Optional.of(
                new QuietHours(
                    LocalTime.of(22, 30, 15),
                    LocalTime.of(7, 0),
                    ZoneId.of("America/Argentina/Buenos_Aires"))),
            new LeadTimes(Optional.of(Duration.ofDays(3)), Optional.of(Duration.ofMinutes(90))),
            false),
        true,
        NOW,
        NOW.plusSeconds(5),
        0);
  }

  /** The state of a kind that was never read. */
  public static SyncState syncState(CharacterId character) {
    return SyncState.start(character, SyncKind.SKILLS, NOW);
  }

  /** A state with every optional part. */
  public static SyncState fullSyncState(CharacterId character) {
    return new SyncState(
        character,
        SyncKind.SKILLS,
        Optional.of(NOW.plusSeconds(600)),
        Optional.of(NOW.plusSeconds(60)),
        Optional.of(NOW.plusSeconds(300)),
        Optional.of(NOW),
        Optional.of(NOW.minusSeconds(1)),
        Map.of("queue", new ETag("W/\"c0ffee'\\,{00}\""), "skills", new ETag("\"0\"")),
        7,
        true,
        0);
  }

  /** An alert to {@code user} that waits to be sent. */
  public static Notification notification(UserId user) {
    return notification(user, new DedupKey("sample:" + id()), NOW);
  }

  /** An alert to {@code user} about that event, made at {@code createdAt}. */
  public static Notification notification(UserId user, DedupKey event, Instant createdAt) {
    return Notification.pending(
        new NotificationId(id()),
        user,
        Optional.empty(),
        NotificationKind.TEST,
        new AlertText("Test alert", ""),
        JsonObject.EMPTY,
        event,
        createdAt);
  }

  /** An alert to {@code user} with every optional part that waits to be sent. */
  public static Notification fullNotification(UserId user) {
    return Notification.pending(
        new NotificationId(id()),
        user,
        Optional.of(characterId()),
        NotificationKind.SKILL_COMPLETE,
        new AlertText(TEXT, TEXT.repeat(20)),
        json(),
        new DedupKey("sample:!\"'\\%_:" + id()),
        NOW);
  }

  /** Some job of that type to be done; the job itself is not there. */
  public static DueWork work(JobType type) {
    return new DueWork.RunJob(new JobId(id()), type);
  }

  /** A job about nobody that waits for its turn. */
  public static Job job() {
    return Job.pending(
        new JobId(id()), JobType.PUSH_DELIVERY, Optional.empty(), Optional.empty(), NOW);
  }

  /** A job about {@code character} that was created at {@code createdAt}. */
  public static Job job(JobType type, CharacterId character, Instant createdAt) {
    return Job.pending(new JobId(id()), type, Optional.of(character), Optional.empty(), createdAt);
  }

  /** A completed job with every optional part. */
  public static Job fullJob() {
    return new Job(
        new JobId(id()),
        JobType.SYNC_SKILLS,
        Optional.of(characterId()),
        JobStatus.COMPLETED,
        -7,
        Optional.of(json()),
        Optional.of(JsonValue.of(List.of(json()))),
        Optional.of(TEXT),
        NOW,
        Optional.of(NOW.plusSeconds(1)),
        Optional.of(NOW.plusSeconds(2)),
        3,
        0);
  }

  /** A plain sign-in under way. */
  public static OneTimeGrant.LoginAttempt loginAttempt(SecretDigest digest, Instant expiresAt) {
    return new OneTimeGrant.LoginAttempt(
        digest,
        URI.create("evenomad://auth/callback"),
        "",
        verifier().challenge(),
        verifier(),
        Scopes.NONE,
        Optional.empty(),
        expiresAt);
  }

  /** A sign-in under way that is to add a character to {@code linkTo}. */
  public static OneTimeGrant.LoginAttempt fullLoginAttempt(
      SecretDigest digest, UserId linkTo, Instant expiresAt) {
    return new OneTimeGrant.LoginAttempt(
        digest,
        URI.create("https://app.example:8443/a%20b/callback?tenant=x%26y&z=%C3%BC#top"),
        " !\"#$%&'()*+,-./0189:;<=>?@AZ[\\]^_`az{|}~ ",
        verifier().challenge(),
        verifier(),
        Scopes.MINIMAL,
        Optional.of(linkTo),
        expiresAt);
  }

  /** A finished sign-in of {@code user}. */
  public static OneTimeGrant.LoginCode loginCode(
      SecretDigest digest, UserId user, Instant expiresAt) {
    return new OneTimeGrant.LoginCode(digest, user, verifier().challenge(), expiresAt);
  }

  /** A key under which nothing is cached. */
  public static CacheKey cacheKey() {
    return new CacheKey("universe", "types", id());
  }

  /** Data of every kind under that key. */
  public static CachedData cached(CacheKey key, Instant expiresAt) {
    return new CachedData(key, json(), Optional.of(new ETag("W/\"5eaf00d\"")), expiresAt, NOW);
  }

  /** JSON of every kind, nested, with texts of every plane and numbers that fit into no double. */
  public static JsonObject json() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("null", JsonNull.NULL);
    members.put("true", JsonValue.of(true));
    members.put("false", JsonValue.of(false));
    members.put("zero", JsonValue.of(0));
    members.put("id", JsonValue.of(Long.MAX_VALUE));
    members.put(
        "numbers",
        JsonValue.of(
            List.of(
                number("9007199254740993"),
                number("-12345678901234567890123456789.123456789"),
                number("1E+40"),
                number("-1E-30"),
                number("0.1"),
                number("100"))));
    members.put("text", JsonValue.of(TEXT));
    members.put("", JsonValue.of(""));
    members.put(TEXT, JsonObject.EMPTY);
    members.put(
        "nested",
        JsonValue.of(
            List.of(
                JsonValue.of(List.of()),
                JsonNull.NULL,
                new JsonObject(Map.of("deeper", JsonValue.of(List.of(JsonValue.of(List.of()))))))));
    return new JsonObject(members);
  }

  private static JsonNumber number(String text) {
    return new JsonNumber(new BigDecimal(text));
  }
}
