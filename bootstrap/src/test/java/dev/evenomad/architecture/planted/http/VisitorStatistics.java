package dev.evenomad.architecture.planted.http;

import dev.evenomad.architecture.planted.domain.account.LeakyUser;
import java.net.URI;
import java.net.http.HttpRequest;

/** Figures that are about somebody, and are sent somewhere. */
public record VisitorStatistics(LeakyUser visitor) {
  HttpRequest report(URI collector) {
    return HttpRequest.newBuilder(collector).build();
  }
}
