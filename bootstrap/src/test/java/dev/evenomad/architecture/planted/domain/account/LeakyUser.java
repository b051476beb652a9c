package dev.evenomad.architecture.planted.domain.account;

import dev.evenomad.architecture.planted.domain.session.Circle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An aggregate that is a row, and knows the feature that knows it. */
@Entity
public class LeakyUser {
  @Id private String id = "";

  public Circle session() {
    return new Circle(this, id);
  }
}
