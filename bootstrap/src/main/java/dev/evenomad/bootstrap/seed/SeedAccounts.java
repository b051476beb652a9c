package dev.evenomad.bootstrap.seed;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two pilots, the first one free with two characters, the second one premium with one, and what
 * they set up.
 *
 * @param first whom the data of the first pilot belongs to
 * @param second whom the data of the second pilot belongs to
 */
record SeedAccounts(UserId first, UserId second) {

  /** When the pilots registered. */
  static final Instant BEGINNING = Instant.parse("2026-11-01T12:00:00Z");

  /** Beyond this, what else would be tidied away within hours expires. */
  static final Instant FAR_FUTURE = Instant.parse("2099-12-31T00:00:00Z");

  // Numbers that EVE gives out in many years: nobody who signs in is one of these.
  static final CharacterId MINER = new CharacterId(2_147_000_001);
  static final CharacterId TRADER = new CharacterId(2_147_000_002);
  static final CharacterId INDUSTRIALIST = new CharacterId(2_147_000_003);

  private static final CorporationId CENTER_FOR_ADVANCED_STUDIES = new CorporationId(1_000_169);
  private static final CorporationId STATE_WAR_ACADEMY = new CorporationId(1_000_167);
  private static final CorporationId EVE_UNIVERSITY = new CorporationId(917_701_062);
  private static final AllianceId IVY_LEAGUE = new AllianceId(937_872_513);

  /** A fixed id in the form of a CUID: a c, and 24 digits and lower-case letters. */
  static String cuid(String what, int number) {
    return "cseed" + what + "0".repeat(18 - what.length()) + "%02d".formatted(number);
  }

  static List<User> users() {
    return List.of(
        user(1, "pilot1@example.com", Subscription.FREE),
        user(
            2,
            "pilot2@example.com",
            new Subscription(
                SubscriptionTier.PREMIUM,
                SubscriptionStatus.ACTIVE,
                Optional.empty(),
                Optional.of("cus_seed_pilot2"),
                Optional.of("sub_seed_pilot2"))));
  }

  private static User user(int number, String email, Subscription subscription) {
    return User.register(new UserId(cuid("user", number)), BEGINNING)
        .withEmail(Optional.of(new Email(email)), BEGINNING)
        .withSubscription(subscription, BEGINNING);
  }

  List<EveCharacter> characters(TokenVault vault) {
    return List.of(
        character(
            vault, 1, MINER, "Aria Solmund", CENTER_FOR_ADVANCED_STUDIES, Optional.empty(), first),
        character(vault, 2, TRADER, "Tovan Ekeros", STATE_WAR_ACADEMY, Optional.empty(), first),
        character(
            vault,
            3,
            INDUSTRIALIST,
            "Liss Marenko",
            EVE_UNIVERSITY,
            Optional.of(IVY_LEAGUE),
            second));
  }

  private static EveCharacter character(
      TokenVault vault,
      int number,
      CharacterId id,
      String name,
      CorporationId corporation,
      Optional<AllianceId> alliance,
      UserId user) {
    Instant linkedAt = BEGINNING.plus(Duration.ofMinutes(number));
    // With spaces, as no token has any. They never seem to need a refresh, which EVE would refuse.
    Secret access = Secret.of("seed data, not an access token " + number);
    Secret refresh = Secret.of("seed data, not a refresh token " + number);
    return EveCharacter.link(
        new CharacterRecordId(cuid("character", number)),
        new EveIdentity(
            id, new CharacterName(name), new OwnerHash("seed-owner-of-" + user), Scopes.MINIMAL),
        new PublicProfile(corporation, alliance),
        user,
        Optional.of(
            new EsiGrant.Valid(
                vault.seal(id, TokenField.ACCESS_TOKEN, access),
                vault.seal(id, TokenField.REFRESH_TOKEN, refresh),
                FAR_FUTURE,
                Scopes.MINIMAL)),
        linkedAt);
  }

  List<Session> sessions() {
    return List.of(session(1, first, DeviceType.IOS), session(2, second, DeviceType.ANDROID));
  }

  /** Nobody can use it, because the text is no JWT. Refreshed so that it lasts. */
  private static Session session(int number, UserId user, DeviceType device) {
    SecretDigest digest = Secret.of("seed data, not a session token " + number).digest();
    return Session.open(
            new SessionId(cuid("session", number)),
            user,
            digest,
            Optional.of(new Device(device, Optional.of(new PushToken("seed-device-" + number)))),
            BEGINNING)
        .refreshed(digest, FAR_FUTURE);
  }

  List<UserSettings> settings() {
    return List.of(
        UserSettings.defaults(cuid("settings", 1), first, BEGINNING)
            .with(SettingsChange.NONE.withDefaultCharacter(Optional.of(MINER)), BEGINNING),
        UserSettings.defaults(cuid("settings", 2), second, BEGINNING)
            .with(
                new SettingsChange(
                    Optional.of(Theme.LIGHT),
                    Optional.of(Language.DE),
                    Optional.of(Optional.of(INDUSTRIALIST)),
                    Optional.of(
                        new NotificationPreferences(
                            true,
                            true,
                            true,
                            true,
                            false,
                            Set.of(),
                            Optional.of(
                                new QuietHours(
                                    LocalTime.of(22, 0),
                                    LocalTime.of(7, 0),
                                    ZoneId.of("Europe/Berlin"))))),
                    Optional.of(true)),
                BEGINNING));
  }
}
