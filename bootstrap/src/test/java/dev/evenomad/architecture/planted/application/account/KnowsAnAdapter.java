package dev.evenomad.architecture.planted.application.account;

import dev.evenomad.architecture.planted.application.session.Around;
import dev.evenomad.architecture.planted.domain.account.Counted;
import dev.evenomad.architecture.planted.domain.account.LeakyUser;
import dev.evenomad.architecture.planted.persistence.Store;
import jakarta.persistence.Entity;

/** A use case that reaches into an adapter, a framework and an aggregate's constructor. */
@Entity
public record KnowsAnAdapter(Store store, LeakyUser row) {
  Counted restore() {
    return new Counted(1);
  }

  Around around() {
    return new Around(this);
  }
}
