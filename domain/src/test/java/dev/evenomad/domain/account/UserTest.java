package dev.evenomad.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final UserId ID = new UserId("user");

  @Test
  void beginsOnTheFreeTierWithoutAnAddress() {
    assertThat(User.register(ID, NOW))
        .isEqualTo(new User(ID, Optional.empty(), Subscription.FREE, NOW, NOW, 0));
  }

  @Test
  void changesOneThingAtATime() {
    Optional<Email> email = Optional.of(new Email("pilot@example.org"));
    Subscription premium =
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    User stored = new User(ID, Optional.empty(), Subscription.FREE, NOW, NOW, 7);

    assertThat(
            stored
                .withEmail(email, NOW.plusSeconds(1))
                .withSubscription(premium, NOW.plusSeconds(2)))
        .isEqualTo(new User(ID, email, premium, NOW, NOW.plusSeconds(2), 7));
  }

  @Test
  void copesWithAServerWhoseClockIsSlow() {
    assertThat(User.register(ID, NOW).withEmail(Optional.empty(), NOW.minusMillis(5)).updatedAt())
        .isEqualTo(NOW);
  }
}
