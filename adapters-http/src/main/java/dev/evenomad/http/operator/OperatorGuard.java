package dev.evenomad.http.operator;

import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.http.address.ClientAddress;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.BearerToken;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteMatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets only operators through to routes of theirs, and to everything below {@code /console} and
 * {@code /prometheus}, whatever is there. Where no operator may be, nothing seems to be there. Runs
 * after the limit for addresses, which counts guesses.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.OPERATOR)
public final class OperatorGuard {

  private static final Pattern GUARDED = Pattern.compile("/+(console|prometheus)([/;?.].*)?");

  private final OperatorAccess operators;
  private final ClientAddress addresses;

  OperatorGuard(HttpSettings settings, ClientAddress addresses) {
    this.operators = settings.protection().operators();
    this.addresses = addresses;
  }

  /** Whether {@code request} is one that only operators may make. */
  public static boolean guards(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
    if (route != null && route.getAnnotationMetadata().hasAnnotation(Operator.class)) {
      return true;
    }
    // As it was written, as it is meant, and where it leads to.
    return Stream.of(
            request.getPath(),
            decoded(request.getPath()),
            BasicHttpAttributes.getUriTemplate(request).orElse(""))
        .anyMatch(path -> GUARDED.matcher(path.toLowerCase(Locale.ROOT)).matches());
  }

  @RequestFilter
  void guard(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
    if (!guards(request, route)) {
      return;
    }
    if (!operators.open()
        || addresses.obscured(request)
        || !operators.from(addresses.of(request))) {
      throw Problem.notFound();
    }
    boolean known =
        request
            .getHeaders()
            .findFirst(HttpHeaders.AUTHORIZATION)
            .flatMap(BearerToken::of)
            .map(operators::isToken)
            .orElse(false);
    if (!known) {
      throw Problem.operatorTokenNeeded();
    }
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncodedRightly) {
      return path;
    }
  }
}
