package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "app_user")
class UserRow implements VersionedRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "email")
  private @Nullable String email;

  @Column(name = "subscription_tier")
  private String subscriptionTier;

  @Column(name = "subscription_status")
  private String subscriptionStatus;

  @Column(name = "subscription_ends_at")
  private @Nullable Instant subscriptionEndsAt;

  @Column(name = "stripe_customer_id")
  private @Nullable String stripeCustomerId;

  @Column(name = "stripe_subscription_id")
  private @Nullable String stripeSubscriptionId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version
  @Column(name = "version")
  private long version;

  UserRow() {}

  static UserRow from(User user) {
    UserRow row = new UserRow();
    row.id = user.id().value();
    row.apply(user);
    return row;
  }

  void apply(User user) {
    Subscription subscription = user.subscription();
    email = user.email().map(Email::value).orElse(null);
    subscriptionTier = Codes.of(subscription.tier());
    subscriptionStatus = Codes.of(subscription.status());
    subscriptionEndsAt = subscription.endsAt().orElse(null);
    stripeCustomerId = subscription.stripeCustomerId().orElse(null);
    stripeSubscriptionId = subscription.stripeSubscriptionId().orElse(null);
    createdAt = user.createdAt();
    updatedAt = user.updatedAt();
  }

  User toDomain() {
    return new User(
        new UserId(id),
        Optional.ofNullable(email).map(Email::new),
        new Subscription(
            Codes.parse(SubscriptionTier.class, subscriptionTier),
            Codes.parse(SubscriptionStatus.class, subscriptionStatus),
            Optional.ofNullable(subscriptionEndsAt),
            Optional.ofNullable(stripeCustomerId),
            Optional.ofNullable(stripeSubscriptionId)),
        createdAt,
        updatedAt,
        version);
  }

  @Override
  public long version() {
    return version;
  }
}
