package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.session.OneTimeGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Users} does. */
public interface UsersContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNobodyUnderAnUnknownName() {
    assertThat(stores().users().find(Samples.userId())).isEmpty();
    assertThat(stores().users().findByEmail(Samples.email())).isEmpty();
    assertThat(stores().users().findByStripeCustomer("cus_" + Samples.id())).isEmpty();
  }

  @Test
  default void returnsUsersAsTheyWereStored() {
    User bare = Samples.user();
    User full = Samples.fullUser();
    stores().users().add(bare);
    stores().users().add(full);

    assertThat(stores().users().find(bare.id()).map(Versions::without)).contains(bare);
    assertThat(stores().users().find(full.id()).map(Versions::without)).contains(full);
  }

  @Test
  default void findsAUserByEmailAndStripeCustomer() {
    User user = added(Samples.fullUser());
    added(Samples.fullUser());

    assertThat(stores().users().findByEmail(user.email().orElseThrow()).map(User::id))
        .contains(user.id());
    assertThat(
            stores()
                .users()
                .findByStripeCustomer(user.subscription().stripeCustomerId().orElseThrow())
                .map(User::id))
        .contains(user.id());
  }

  @Test
  default void takesAnEmailForTheSameInUpperAndLowerCase() {
    User user = added(Samples.fullUser());
    Email shouted = new Email(user.email().orElseThrow().value().toUpperCase(Locale.ROOT));
    User newcomer = Samples.user().withEmail(Optional.of(shouted), NOW);

    assertThat(stores().users().findByEmail(shouted).map(User::id)).contains(user.id());
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().users().add(newcomer));
  }

  @Test
  default void admitsAnyNumberOfUsersWithoutEmailAndSubscription() {
    User one = added(Samples.user());
    User other = added(Samples.user());

    assertThat(stores().users().find(one.id())).isPresent();
    assertThat(stores().users().find(other.id())).isPresent();
  }

  @Test
  default void refusesAnIdThatIsTaken() {
    User user = added(Samples.fullUser());
    User twin = User.register(user.id(), NOW);

    assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> stores().users().add(twin));

    assertThat(stores().users().find(user.id())).contains(user);
  }

  @Test
  default void refusesANewUserWithAUniqueValueThatIsTaken() {
    User user = added(Samples.fullUser());
    Subscription paid = user.subscription();
    User sameEmail = Samples.user().withEmail(user.email(), NOW);
    User sameCustomer = subscribed(Samples.user(), paid.stripeCustomerId(), Optional.empty());
    User sameSubscription =
        subscribed(Samples.user(), Optional.empty(), paid.stripeSubscriptionId());

    for (User newcomer : new User[] {sameEmail, sameCustomer, sameSubscription}) {
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> stores().users().add(newcomer));
      assertThat(stores().users().find(newcomer.id())).isEmpty();
    }
  }

  @Test
  default void refusesAChangeToAUniqueValueThatIsTaken() {
    User user = added(Samples.fullUser());
    User other = added(Samples.user());
    Subscription paid = user.subscription();

    for (User changed :
        new User[] {
          other.withEmail(user.email(), NOW),
          subscribed(other, paid.stripeCustomerId(), Optional.empty()),
          subscribed(other, Optional.empty(), paid.stripeSubscriptionId())
        }) {
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> stores().users().save(changed));
      assertThat(stores().users().find(other.id())).contains(other);
    }
  }

  @Test
  default void givesAnEmailThatWasGivenUpToSomebodyElse() {
    User before = added(Samples.fullUser());
    stores().users().save(before.withEmail(Optional.empty(), NOW.plusSeconds(9)));

    User after = added(Samples.user().withEmail(before.email(), NOW));

    assertThat(stores().users().findByEmail(before.email().orElseThrow()).map(User::id))
        .contains(after.id());
  }

  @Test
  default void storesChangesAndCountsThem() {
    User first = added(Samples.fullUser());
    User changed =
        first
            .withEmail(Optional.of(Samples.email()), NOW.plusSeconds(60))
            .withSubscription(Subscription.FREE, NOW.plusSeconds(61));

    stores().users().save(changed);

    User stored = stores().users().find(first.id()).orElseThrow();
    assertThat(Versions.without(stored)).isEqualTo(Versions.without(changed));
    assertThat(first.version()).isPositive();
    assertThat(stored.version()).isGreaterThan(first.version());
  }

  @Test
  default void letsTheSecondWriterLose() {
    User read = added(Samples.user());
    User bystander = added(Samples.user());
    User firstWins = read.withEmail(Optional.of(Samples.email()), NOW.plusSeconds(1));
    User secondLoses = read.withEmail(Optional.of(Samples.email()), NOW.plusSeconds(2));
    stores().users().save(firstWins);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().users().save(secondLoses));
    assertThatExceptionOfType(ConflictException.class)
        .as("nothing of a transaction is kept in which one writer lost")
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores()
                              .users()
                              .save(bystander.withEmail(Optional.of(Samples.email()), NOW));
                          stores().users().save(secondLoses);
                        }));

    assertThat(stores().users().find(read.id()).map(Versions::without))
        .contains(Versions.without(firstWins));
    assertThat(stores().users().find(bystander.id())).contains(bystander);
  }

  @Test
  default void refusesToChangeAUserThatIsNotThere() {
    User removed = added(Samples.user());
    stores().users().remove(removed.id());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().users().save(removed.withEmail(Optional.empty(), NOW)));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().users().save(Samples.user()));

    assertThat(stores().users().find(removed.id())).isEmpty();
  }

  @Test
  default void letsOneOfManyHaveAnEmail() {
    Email email = Samples.email();

    long winners =
        Race.winners(
            runner -> stores().users().add(Samples.user().withEmail(Optional.of(email), NOW)));

    assertThat(winners).isEqualTo(1);
    assertThat(stores().users().findByEmail(email)).isPresent();
  }

  @Test
  default void removesAUserWithEverythingThatBelongsToIt() {
    Household gone = new Household(stores());
    Household stays = new Household(stores());

    stores().users().remove(gone.user);

    assertThat(stores().users().find(gone.user)).isEmpty();
    assertThat(stores().characters().find(gone.character.characterId())).isEmpty();
    assertThat(stores().characters().ofUser(gone.user)).isEmpty();
    assertThat(stores().sessions().find(gone.session.id())).isEmpty();
    assertThat(stores().settings().find(gone.user)).isEmpty();
    assertThat(stores().notifications().find(gone.notification.id())).isEmpty();
    assertThat(stores().notifications().page(gone.notifications()).items()).isEmpty();
    assertThat(stores().syncStates().ofCharacter(gone.character.characterId())).isEmpty();
    gone.assertNoSnapshots();
    stays.assertComplete();
  }

  @Test
  default void takesOneTimeGrantsAlongWithTheirUser() {
    User user = added(Samples.user());
    OneTimeGrant.LinkTicket ticket =
        new OneTimeGrant.LinkTicket(Samples.digest(), user.id(), NOW.plusSeconds(60));
    stores().oneTimeGrants().add(ticket);

    stores().users().remove(user.id());

    assertThat(stores().oneTimeGrants().take(ticket.digest(), OneTimeGrant.LinkTicket.class, NOW))
        .isEmpty();
  }

  @Test
  default void isLockedByOneTransactionAtATime() {
    User user = added(Samples.user());
    List<CharacterId> linked = new ArrayList<>();
    for (int i = 0; i < Race.RUNNERS; i++) {
      EveCharacter character = Samples.character(user.id());
      stores().characters().add(character);
      linked.add(character.characterId());
    }

    List<Boolean> removed =
        Race.run(
            runner ->
                stores()
                    .transactions()
                    .call(
                        () -> {
                          assertThat(stores().users().lock(user.id())).isPresent();
                          boolean others = stores().characters().ofUser(user.id()).size() > 1;
                          if (others) {
                            stores()
                                .characters()
                                .find(linked.get(runner))
                                .ifPresent(stores().characters()::remove);
                          }
                          return others;
                        }));

    assertThat(removed).containsOnlyOnce(false);
    assertThat(stores().characters().ofUser(user.id())).hasSize(1);
    assertThat(stores().users().lock(Samples.userId())).isEmpty();
  }

  @Test
  default void letsNothingJoinAUserThatIsBeingRemoved() {
    User user = added(Samples.user());

    List<Boolean> joined =
        Race.run(
            runner -> {
              try {
                stores()
                    .transactions()
                    .run(
                        () -> {
                          if (runner == 0) {
                            assertThat(stores().users().lock(user.id())).isPresent();
                            stores().users().remove(user.id());
                          } else {
                            stores().sessions().add(Samples.session(user.id()));
                          }
                        });
                return true;
              } catch (ConflictException gone) {
                return false;
              }
            });

    assertThat(joined).first().isEqualTo(true);
    assertThat(stores().sessions().ofUser(user.id(), NOW)).isEmpty();
  }

  @Test
  default void removesNobodyUnderAnUnknownId() {
    Household stays = new Household(stores());

    stores().users().remove(Samples.userId());

    stays.assertComplete();
  }

  private User added(User user) {
    stores().users().add(user);
    return stores().users().find(user.id()).orElseThrow();
  }

  private static User subscribed(
      User user, Optional<String> customer, Optional<String> subscription) {
    return user.withSubscription(
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.empty(),
            customer,
            subscription),
        NOW);
  }
}
