package dev.evenomad.bootstrap.sandbox.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What part of the simulated servers a fault strikes. */
public enum FaultTarget {
  SSO("sso", "/sso"),
  SSO_TOKEN("sso-token", "/sso/v2/oauth/token"),
  SSO_JWKS("sso-jwks", "/sso/oauth/jwks"),
  ESI("esi", "/esi"),
  FCM("fcm", "/fcm"),
  GOOGLE("google", "/google"),
  WEBPUSH("webpush", "/webpush");

  private final String label;
  private final String prefix;

  FaultTarget(String label, String prefix) {
    this.label = label;
    this.prefix = prefix;
  }

  /** The name in the control API. */
  public String label() {
    return label;
  }

  boolean covers(String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /** The target with this name in the control API, or empty. */
  public static Optional<FaultTarget> named(String label) {
    return Arrays.stream(values()).filter(target -> target.label.equals(label)).findFirst();
  }

  /** The names in the control API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(FaultTarget::label).toList();
  }
}
