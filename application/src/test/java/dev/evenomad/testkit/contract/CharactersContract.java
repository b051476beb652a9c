package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Characters} does. */
public interface CharactersContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingThatIsNotLinked() {
    assertThat(stores().characters().find(Samples.characterId())).isEmpty();
    assertThat(stores().characters().findOf(newUser(), Samples.characterId())).isEmpty();
    assertThat(stores().characters().ofUser(newUser())).isEmpty();
    assertThat(stores().characters().ofUser(Samples.userId())).isEmpty();
  }

  @Test
  default void returnsCharactersAsTheyWereStored() {
    UserId user = newUser();
    EveCharacter bare = Samples.character(user);
    EveCharacter full = Samples.fullCharacter(user);
    EveCharacter movedIn =
        new EveCharacter(
            bare.id(),
            Samples.characterId(),
            bare.name(),
            bare.corporation(),
            Optional.empty(),
            user,
            Optional.empty(),
            new EsiGrant.Valid(
                new SealedToken("iv:tag:data"), new SealedToken("iv:tag:data"), NOW, Scopes.NONE),
            NOW,
            NOW,
            Optional.empty(),
            0);
    for (EveCharacter character : List.of(full, movedIn)) {
      stores().characters().add(character);

      assertThat(stores().characters().find(character.characterId()).map(Versions::without))
          .contains(character);
    }
  }

  @Test
  default void keepsEveryStateOfAGrant() {
    EveCharacter valid = added(Samples.character(newUser()));
    EveCharacter quarantined = saved(valid.quarantined(NOW.plusSeconds(1)));
    EveCharacter deauthorized = saved(quarantined.deauthorized(NOW.plusSeconds(2)));
    EveCharacter validAgain =
        saved(Samples.withGrant(deauthorized, Samples.grant(NOW.plusSeconds(1200))));

    assertThat(quarantined.grant()).isInstanceOf(EsiGrant.Quarantined.class);
    assertThat(deauthorized.grant())
        .isEqualTo(new EsiGrant.NeedsReauthorization(Scopes.MINIMAL, NOW.plusSeconds(2)));
    assertThat(validAgain.grant()).isInstanceOf(EsiGrant.Valid.class);
  }

  @Test
  default void findsACharacterOfItsUserOnly() {
    EveCharacter character = added(Samples.character(newUser()));

    assertThat(stores().characters().findOf(character.user(), character.characterId()))
        .contains(character);
    assertThat(stores().characters().findOf(newUser(), character.characterId())).isEmpty();
    assertThat(stores().characters().findOf(character.user(), Samples.characterId())).isEmpty();
  }

  @Test
  default void listsTheCharactersOfAUserInTheOrderOfLinking() {
    UserId user = newUser();
    EveCharacter second = added(linkedAt(user, NOW.plusSeconds(2)));
    EveCharacter third = added(linkedAt(user, NOW.plusSeconds(3)));
    EveCharacter first = added(linkedAt(user, NOW.plusSeconds(1)));
    added(Samples.character(newUser()));
    EveCharacter secondChanged = saved(second.syncedAt(NOW.plusSeconds(99)));

    assertThat(stores().characters().ofUser(user)).containsExactly(first, secondChanged, third);
  }

  @Test
  default void listsTokensThatExpireSoonTheEarliestFirst() {
    UserId user = newUser();
    Instant longAgo = Instant.parse("2003-05-06T00:00:00Z");
    EveCharacter later = added(expiringAt(user, longAgo.plusSeconds(20)));
    EveCharacter earlier = added(expiringAt(user, longAgo.plusSeconds(10)));
    EveCharacter tooLate = added(expiringAt(user, longAgo.plusSeconds(30)));
    added(expiringAt(user, longAgo.plusSeconds(1)).deauthorized(NOW));
    added(expiringAt(user, longAgo.plusSeconds(2)).quarantined(NOW));

    List<EveCharacter> all =
        stores().characters().withTokensExpiringBefore(longAgo.plusSeconds(30), 1000);

    assertThat(all.stream().filter(c -> c.user().equals(user))).containsExactly(earlier, later);
    assertThat(all).doesNotContain(tooLate);
    assertThat(stores().characters().withTokensExpiringBefore(longAgo.plusSeconds(30), 1))
        .isEqualTo(all.subList(0, 1));
  }

  @Test
  default void refusesACharacterThatIsLinkedAlready() {
    EveCharacter linked = added(Samples.fullCharacter(newUser()));
    UserId other = newUser();

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () -> stores().characters().add(Samples.character(other, linked.characterId(), NOW)));

    assertThat(stores().characters().find(linked.characterId())).contains(linked);
    assertThat(stores().characters().ofUser(other)).isEmpty();
  }

  @Test
  default void refusesACharacterWithoutItsUser() {
    EveCharacter orphan = Samples.character(Samples.userId());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().characters().add(orphan));

    assertThat(stores().characters().find(orphan.characterId())).isEmpty();
  }

  @Test
  default void letsOneOfManyLinkACharacter() {
    CharacterId character = Samples.characterId();
    List<UserId> users = Race.run(runner -> newUser());

    long winners =
        Race.winners(
            runner ->
                stores().characters().add(Samples.character(users.get(runner), character, NOW)));

    assertThat(winners).isEqualTo(1);
    assertThat(stores().characters().find(character)).isPresent();
  }

  @Test
  default void storesChangesAndCountsThem() {
    EveCharacter first = added(Samples.character(newUser()));
    EveCharacter changed =
        first
            .inCorporation(
                new PublicProfile(new CorporationId(7), Optional.of(new AllianceId(8))),
                NOW.plusSeconds(1))
            .syncedAt(NOW.plusSeconds(2));

    EveCharacter stored = saved(changed);

    assertThat(Versions.without(stored)).isEqualTo(Versions.without(changed));
    assertThat(first.version()).isPositive();
    assertThat(stored.version()).isGreaterThan(first.version());
  }

  @Test
  default void letsTheSecondWriterLose() {
    EveCharacter read = added(Samples.character(newUser()));
    EveCharacter winner = saved(read.deauthorized(NOW.plusSeconds(1)));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().characters().save(read.syncedAt(NOW.plusSeconds(2))));

    assertThat(stores().characters().find(read.characterId())).contains(winner);
  }

  @Test
  default void refusesToChangeACharacterThatIsNotThere() {
    EveCharacter removed = added(Samples.character(newUser()));
    stores().characters().remove(removed);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().characters().save(removed.syncedAt(NOW)));

    assertThat(stores().characters().find(removed.characterId())).isEmpty();
  }

  @Test
  default void removesACharacterWithWhatWasReadOfIt() {
    Household gone = new Household(stores());
    Household stays = new Household(stores());
    CharacterId character = gone.character.characterId();

    stores().characters().remove(stores().characters().find(character).orElseThrow());
    stores().characters().remove(Samples.character(gone.user));

    assertThat(stores().characters().find(character)).isEmpty();
    assertThat(stores().syncStates().ofCharacter(character)).isEmpty();
    gone.assertNoSnapshots();
    assertThat(stores().users().find(gone.user)).as("the account stays").isPresent();
    assertThat(stores().notifications().find(gone.notification.id())).isPresent();
    stays.assertComplete();
  }

  @Test
  default void removesNothingThatWasChangedMeanwhile() {
    EveCharacter read = added(Samples.character(newUser()));
    EveCharacter winner = saved(read.syncedAt(NOW.plusSeconds(1)));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().characters().remove(read));

    assertThat(stores().characters().find(read.characterId())).contains(winner);
    stores().characters().remove(winner);
    stores().characters().remove(winner);
    assertThat(stores().characters().find(read.characterId())).isEmpty();
  }

  @Test
  default void keepsACharacterUntilTheTransactionEnds() {
    EveCharacter character = added(Samples.character(newUser()));
    CharacterId id = character.characterId();
    assertThat(stores().characters().keep(Samples.characterId())).isFalse();

    Race.run(
        runner -> {
          stores()
              .transactions()
              .run(
                  () -> {
                    if (runner == 0) {
                      stores().characters().remove(character);
                      stores().jobs().removeOfCharacter(id);
                    } else if (stores().characters().keep(id)) {
                      stores().jobs().add(about(id));
                    }
                  });
          return runner;
        });

    assertThat(stores().jobs().page(JobQuery.latest(100).ofCharacter(id)).items()).isEmpty();
    assertThat(stores().characters().keep(id)).isFalse();
  }

  private static Job about(CharacterId character) {
    return Samples.job(JobType.SYNC_SKILLS, character, NOW)
        .started(NOW)
        .completed(Optional.empty(), NOW);
  }

  @Test
  default void movesACharacterToAnotherUser() {
    EveCharacter character = added(Samples.fullCharacter(newUser()));
    UserId other = newUser();

    EveCharacter moved = saved(character.movedTo(other, NOW.plusSeconds(1)));

    assertThat(moved.user()).isEqualTo(other);
    assertThat(stores().characters().ofUser(other)).containsExactly(moved);
    assertThat(stores().characters().ofUser(character.user())).isEmpty();
  }

  @Test
  default void tellsWhoIsInAnAccountAndWhatItPays() {
    User user = Samples.fullUser();
    stores().users().add(user);
    EveCharacter late = added(linkedAt(user.id(), NOW.plusSeconds(2)));
    EveCharacter early = added(linkedAt(user.id(), NOW));
    EveCharacter between = added(linkedAt(user.id(), NOW.plusSeconds(1)));
    added(Samples.character(newUser()));

    assertThat(stores().characters().roster(user.id()))
        .contains(
            new Roster(
                user.subscription(),
                List.of(early.characterId(), between.characterId(), late.characterId()),
                Optional.empty()));

    stores()
        .settings()
        .add(
            UserSettings.defaults(Samples.id(), user.id(), NOW)
                .with(
                    SettingsChange.NONE.withDefaultCharacter(Optional.of(late.characterId())),
                    NOW));
    assertThat(stores().characters().roster(user.id()).map(Roster::inOrder))
        .contains(List.of(late.characterId(), early.characterId(), between.characterId()));
  }

  @Test
  default void tellsOfAnAccountWithoutCharactersAndOfNone() {
    UserId user = newUser();

    assertThat(stores().characters().roster(user))
        .contains(new Roster(Subscription.FREE, List.of(), Optional.empty()));
    assertThat(stores().characters().roster(Samples.userId())).isEmpty();
  }

  @Test
  default void handsACharacterOverInOneTransaction() {
    Household seller = new Household(stores());
    CharacterId character = seller.character.characterId();
    UserId buyer = newUser();

    stores()
        .transactions()
        .run(
            () -> {
              stores().characters().remove(stores().characters().find(character).orElseThrow());
              stores().characters().add(Samples.character(buyer, character, NOW));
              stores().syncStates().add(Samples.syncState(character));
            });

    assertThat(stores().characters().find(character).map(EveCharacter::user)).contains(buyer);
    assertThat(stores().characters().ofUser(seller.user)).isEmpty();
    assertThat(stores().syncStates().ofCharacter(character).stream().map(Versions::without))
        .containsExactly(Samples.syncState(character));
    // What the seller's grant read is not the buyer's to see.
    seller.assertNoSnapshots();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private EveCharacter added(EveCharacter character) {
    stores().characters().add(character);
    return stores().characters().find(character.characterId()).orElseThrow();
  }

  private EveCharacter saved(EveCharacter character) {
    stores().characters().save(character);
    return stores().characters().find(character.characterId()).orElseThrow();
  }

  private static EveCharacter linkedAt(UserId user, Instant instant) {
    return Samples.character(user, Samples.characterId(), instant);
  }

  private static EveCharacter expiringAt(UserId user, Instant instant) {
    return Samples.withGrant(Samples.character(user), Samples.grant(instant));
  }
}
