package dev.evenomad.architecture.planted.http;

import dev.evenomad.architecture.planted.persistence.Store;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;

/** An adapter that knows another one, its library, the time and the terminal. */
@Entity
public record Server(Store store) {
  void tell() {
    System.out.println(Instant.now());
    System.out.println(Clock.systemUTC());
  }
}
