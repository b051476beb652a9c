package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;

final class EclipseLinkLeases implements Leases {

  private final EclipseLinkTransactions transactions;

  EclipseLinkLeases(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean take(String name, String holder, Instant now, Instant until) {
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("a lease ends after it was taken");
    }
    return transactions.writeIndependently(
            manager ->
                manager
                    .createNativeQuery(
                        """
                        INSERT INTO lease AS held (name, holder, until) VALUES (?1, ?2, ?3)
                        ON CONFLICT (name)
                        DO UPDATE SET holder = excluded.holder, until = excluded.until
                        WHERE held.until <= ?4
                        """)
                    .setParameter(1, WellFormedText.require("the name of a lease", name))
                    .setParameter(2, WellFormedText.require("the holder of a lease", holder))
                    .setParameter(3, until)
                    .setParameter(4, now)
                    .executeUpdate())
        == 1;
  }

  @Override
  public void release(String name, String holder) {
    transactions.writeIndependently(
        manager ->
            manager
                .createNativeQuery("DELETE FROM lease WHERE name = ?1 AND holder = ?2")
                .setParameter(1, WellFormedText.require("the name of a lease", name))
                .setParameter(2, WellFormedText.require("the holder of a lease", holder))
                .executeUpdate());
  }
}
