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
        variables.optional(Variable.RATE_LIMITS, RateLimits.SENSIBLE, RateLimits::parse);
    List<AddressRange> proxies =
        variables.optional(
            Variable.TRUSTED_PROXIES, List.of(), Variables.each(AddressRange::parse));
    List<URI> origins =
        variables.optional(
            Variable.CORS_ORIGINS, List.of(), Variables.each(ProtectionVariables::origin));
    List<Secret> tokens =
        variables.optional(
            Variable.OPERATOR_TOKENS, List.of(), Variables.each(OperatorAccess::token));
    List<AddressRange> addresses =
        variables.optional(
            Variable.OPERATOR_ADDRESSES, List.of(), Variables.each(AddressRange::parse));
    return new Protection(
        rates, ConnectionLimits.SENSIBLE, proxies, origins, new OperatorAccess(tokens, addresses));
  }

  private static URI origin(String text) {
    URI origin = Endpoints.uri(text);
    Protection.LEAST.servingOrigins(List.of(origin));
    return origin;
  }
}
