package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

final class UserMove implements Move {

  private static final Insert INSERT =
      Insert.into(
          "app_user",
          "id text, email text, subscription_tier text, subscription_status text,"
              + " subscription_ends_at timestamptz, stripe_customer_id text,"
              + " stripe_subscription_id text, created_at timestamptz, updated_at timestamptz");

  private static final List<String> UNIQUE =
      List.of("email", "stripe_customer_id", "stripe_subscription_id");

  /** Other spellings, and what Stripe calls a subscription. */
  private static final Map<String, SubscriptionStatus> OTHER_WORDS =
      Map.of("cancelled", SubscriptionStatus.CANCELED, "trialing", SubscriptionStatus.ACTIVE);

  @Override
  public String origin() {
    return "User";
  }

  @Override
  public String what() {
    return "users";
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    User user =
        new User(
            new UserId(row.id()),
            row.valid("email", Email::new, "its e-mail address is none; it has no address"),
            new Subscription(
                tier(row),
                status(row),
                row.optionalTime("subscriptionEndsAt"),
                notBlank(row, "stripeCustomerId"),
                notBlank(row, "stripeSubscriptionId")),
            row.time("createdAt"),
            row.time("updatedAt"),
            0);
    Subscription subscription = user.subscription();
    return row.becomes(
        new Columns()
            .with("id", user.id())
            .with("email", user.email().map(Email::value))
            .with("subscription_tier", Words.of(subscription.tier()))
            .with("subscription_status", Words.of(subscription.status()))
            .with("subscription_ends_at", subscription.endsAt())
            .with("stripe_customer_id", subscription.stripeCustomerId())
            .with("stripe_subscription_id", subscription.stripeSubscriptionId())
            .with("created_at", user.createdAt())
            .with("updated_at", user.updatedAt()));
  }

  private static SubscriptionTier tier(SourceRow row) throws SQLException {
    return Words.find(SubscriptionTier.class, row, "subscriptionTier")
        .orElseGet(
            () -> {
              row.changed("its subscription tier is not known; it is free");
              return SubscriptionTier.FREE;
            });
  }

  /** What is not known gives nothing away: the payment service sets it right with its next word. */
  private static SubscriptionStatus status(SourceRow row) throws SQLException {
    String word = row.text("subscriptionStatus").strip().toLowerCase(Locale.ROOT);
    return Words.find(SubscriptionStatus.class, row, "subscriptionStatus")
        .or(() -> Optional.ofNullable(OTHER_WORDS.get(word)))
        .orElseGet(
            () -> {
              row.changed("its subscription status is not known; it is expired");
              return SubscriptionStatus.EXPIRED;
            });
  }

  private static Optional<String> notBlank(SourceRow row, String column) throws SQLException {
    return row.optionalText(column).filter(text -> !text.isBlank());
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    Draft rest = draft;
    for (String column : UNIQUE) {
      if (draft.has(column)
          && Move.exists(
              here, "SELECT FROM app_user WHERE %s = ?".formatted(column), draft.get(column))) {
        rest = rest.without(column, "another user here has its %s; it has none".formatted(column));
      }
    }
    return new Verdict.Instead(rest);
  }
}
