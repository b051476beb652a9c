package dev.evenomad.bootstrap.config;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.Protection;
import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.ConnectionLimits;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.operator.OperatorAccess;
import java.net.URI;
import java.util.List;

/** Reads what a server guards against, and whom it trusts; all of it may be missing. */
final class ProtectionVariables {

  private ProtectionVariables() {}

  static Protection read(Variables variables) {
    RateLimits rates =
        variables.optional(
            "RATE_LIMITS",
            RateLimits.SENSIBLE,
            "off, or requests per minute of an address and of a user: sign-in=60/30,read=1200/300",
            RateLimits::parse);
    List<AddressRange> proxies =
        variables.optional(
            "TRUSTED_PROXIES",
            List.of(),
            "addresses of proxies in front of this server, separated by commas: 10.0.0.0/8",
            Variables.each(AddressRange::parse));
    List<URI> origins =
        variables.optional(
            "CORS_ORIGINS",
            List.of(),
            "websites that may call from a browser, separated by commas: https://app.example.org",
            Variables.each(ProtectionVariables::origin));
    List<Secret> tokens =
        variables.optional(
            "OPERATOR_TOKENS",
            List.of(),
            "make one with: openssl rand -hex 32",
            Variables.each(OperatorAccess::token));
    List<AddressRange> addresses =
        variables.optional(
            "OPERATOR_ADDRESSES",
            List.of(),
            "from where operators come besides this machine, separated by commas: 10.1.0.0/16",
            Variables.each(AddressRange::parse));
    return new Protection(
        rates, ConnectionLimits.SENSIBLE, proxies, origins, new OperatorAccess(tokens, addresses));
  }

  private static URI origin(String text) {
    URI origin = Endpoints.uri(text);
    Protection.LEAST.servingOrigins(List.of(origin));
    return origin;
  }
}
