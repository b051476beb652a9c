package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.mail.SeenMails;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Which texts every implementation of the stores keeps: all but those with NUL or half of a
 * surrogate pair, which are refused in plain words, by the values themselves or by the store.
 */
public interface TextsContract {

  /** Characters of every Unicode plane that is in use, short enough for a name. */
  String PLANES = "Ω日é\u0301'\"\\%\ud83d\ude80\ud87e\udc00\udb40\udc01\udbff\udffd";

  /** The stores under test. */
  Stores stores();

  @Test
  default void keepsTextsOfEveryPlaneAndFindsThem() {
    String unique = PLANES + Samples.id();
    Email email = new Email(unique + "@" + PLANES);
    User user =
        Samples.user().withEmail(Optional.of(email), NOW).withSubscription(paid(unique), NOW);
    stores().users().add(user);
    EveCharacter character = character(user.id(), PLANES, unique);
    stores().characters().add(character);
    Job failed = Samples.job().started(NOW).failed(Samples.TEXT, NOW);
    stores().jobs().add(failed);
    Notification notification = alert(user.id(), Samples.TEXT).failed(Samples.TEXT);
    stores().notifications().addIfNew(notification);

    assertThat(stores().users().findByEmail(email).map(Versions::without)).contains(user);
    assertThat(stores().users().findByStripeCustomer(unique).map(Versions::without)).contains(user);
    assertThat(stores().characters().find(character.characterId()).map(Versions::without))
        .contains(character);
    assertThat(stores().jobs().find(failed.id()).map(Versions::without)).contains(failed);
    assertThat(stores().notifications().find(notification.id()).map(Versions::without))
        .contains(notification);
    assertThat(stores().leases().take(unique, PLANES, NOW, NOW.plusSeconds(1))).isTrue();
    assertThat(stores().leases().take(unique, "other", NOW, NOW.plusSeconds(1))).isFalse();
    stores().leases().release(unique, PLANES);
    assertThat(stores().leases().take(unique, "other", NOW, NOW.plusSeconds(1))).isTrue();
  }

  @Test
  default void refusesNul() {
    refuses("before\0after", "NUL");
  }

  @Test
  default void refusesHalvesOfSurrogatePairs() {
    refuses("before\ud83dafter", "surrogate");
  }

  private void refuses(String text, String why) {
    UserId user = newUser();
    EveCharacter linked = Samples.character(user);
    stores().characters().add(linked);
    CharacterId characterId = linked.characterId();
    refused(why, () -> stores().users().findByStripeCustomer(text));
    refused(why, () -> stores().users().add(Samples.user().withSubscription(paid(text), NOW)));
    refused(why, () -> stores().characters().add(character(user, "Name", text)));
    refused(why, () -> stores().notifications().addIfNew(alert(user, text)));
    refused(why, () -> stores().notifications().addIfNew(alert(user, "title").failed(text)));
    refused(why, () -> stores().jobs().add(Samples.job().started(NOW).failed(text, NOW)));
    refused(why, () -> stores().jobs().add(completed(JsonValue.of(text))));
    refused(why, () -> stores().jobs().add(completed(JsonObject.ofStrings(Map.of(text, "")))));
    refused(why, () -> stores().snapshots().put(mailbox(characterId, text)));
    refused(why, () -> stores().leases().take(text, "holder", NOW, NOW.plusSeconds(1)));
    refused(why, () -> stores().leases().take("sample", text, NOW, NOW.plusSeconds(1)));
    refused(why, () -> stores().leases().release(text, "holder"));
    refused(why, () -> stores().leases().release("sample", text));
  }

  private static void refused(String why, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("before");
  }

  private static Subscription paid(String id) {
    return new Subscription(
        SubscriptionTier.PREMIUM,
        SubscriptionStatus.ACTIVE,
        Optional.empty(),
        Optional.of(id),
        Optional.of(id));
  }

  private static EveCharacter character(UserId user, String name, String owner) {
    return EveCharacter.link(
        new CharacterRecordId(Samples.id()),
        new EveIdentity(
            Samples.characterId(), new CharacterName(name), new OwnerHash(owner), Scopes.NONE),
        new PublicProfile(new CorporationId(1), Optional.empty()),
        user,
        Optional.of(Samples.grant(NOW)),
        NOW);
  }

  private static Notification alert(UserId user, String text) {
    NotificationId id = new NotificationId(Samples.id());
    return Notification.pending(
        id,
        user,
        Optional.empty(),
        NotificationKind.TEST,
        new AlertText("Title", text),
        JsonObject.EMPTY,
        DedupKey.ofRequest(id),
        NOW);
  }

  private static Mailbox mailbox(CharacterId character, String subject) {
    return new Mailbox(
        character,
        List.of(
            new MailHeader(
                new MailId(1), Optional.empty(), subject, NOW, true, Set.of(), List.of())),
        true,
        new SeenMails(0, Set.of()),
        NOW);
  }

  private static Job completed(JsonValue result) {
    return Samples.job().started(NOW).completed(Optional.of(result), NOW);
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }
}
