package dev.evenomad.http.limit;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.Set;

/** Routes that share a limit, because what they cost or risk is alike. */
public enum RouteClass {
  /** Whatever gives or ends a session. */
  SIGN_IN("sign-in", 60, 30, Share.ONE),

  /** What reads. */
  READ("read", 1_200, 300, Share.TENTH),

  /** What changes something. */
  WRITE("write", 600, 120, Share.TENTH),

  /** What makes the server work for a while, or ask others. */
  COSTLY("costly", 120, 12, Share.ONE),

  /** What other services tell us; they have no user. */
  WEBHOOK("webhook", 600, 600, Share.TENTH),

  /** What operators see and do; so many guesses has who does not know the token. */
  OPERATOR("operator", 60, 60, Share.ONE),

  /**
   * What anybody may read and costs next to nothing, and addresses where nothing is. Each server
   * counts alone, so that its health can be seen while the database is away.
   */
  OPEN("open", 600, 600, Share.ALONE);

  private static final Set<String> COSTLY_ROUTES =
      Set.of(
          "POST /v1/characters/{characterId}/sync",
          "POST /v1/notifications/test",
          "GET /v1/me/export");

  private final String code;
  private final int perAddress;
  private final int perUser;
  private final Share share;

  RouteClass(String code, int perAddress, int perUser, Share share) {
    this.code = code;
    this.perAddress = perAddress;
    this.perUser = perUser;
    this.share = share;
  }

  /**
   * The class of a request that leads to a route.
   *
   * @param open whether the route needs no session
   */
  static RouteClass of(HttpRequest<?> request, boolean open) {
    String template = BasicHttpAttributes.getUriTemplate(request).orElse("");
    if (template.startsWith("/v1/auth/")) {
      return SIGN_IN;
    }
    if (template.startsWith("/v1/webhooks/")) {
      return WEBHOOK;
    }
    if (open) {
      return OPEN;
    }
    if (COSTLY_ROUTES.contains(request.getMethodName() + " " + template)) {
      return COSTLY;
    }
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD
        ? READ
        : WRITE;
  }

  /** Its name in settings and headers. */
  public String code() {
    return code;
  }

  /** What is sensible for it. */
  Quota sensible() {
    return new Quota(perAddress, perUser);
  }

  Share share() {
    return share;
  }

  /** How much of a limit a server takes from the shared budget at a time. */
  enum Share {
    /** One by one: the servers know of each other exactly, at a round trip for each request. */
    ONE,
    /** A tenth, so that nine of ten requests cost no round trip. */
    TENTH,
    /** All of it, without asking. */
    ALONE;

    int of(int limit) {
      return switch (this) {
        case ONE -> 1;
        case TENTH -> Math.max(1, limit / 10);
        case ALONE -> limit;
      };
    }
  }
}
