package dev.evenomad.http.error;

import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.answer.RequestId;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedQueryValueRouteException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request that is refused or fails: by us, by the framework before it reached us, or
 * by a fault, whose cause is logged and not told.
 */
@Singleton
final class Problems
    implements ErrorResponseProcessor<ProblemView>, ExceptionHandler<Throwable, HttpResponse<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final AnswerHeaders headers;

  Problems(AnswerHeaders headers) {
    this.headers = headers;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface says so.
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    Problem problem =
        switch (failure) {
          case Problem told -> told;
          case ConflictException conflict ->
              Problem.conflict(
                  "conflict",
                  "Somebody else changed the same at the same moment. Nothing was changed: read it"
                      + " again and repeat the request.");
          case OutageException outage -> unavailable(request, outage);
          case IOException unreadable -> unreadable();
          default -> failed(request, failure);
        };
    return answer(request, HttpResponse.status(problem.status()), problem);
  }

  @Override
  public MutableHttpResponse<ProblemView> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    Throwable cause = context.getRootCause().orElse(null);
    return answer(
        request,
        response,
        switch (response.code()) {
          case 400 ->
              switch (cause) {
                case UnsatisfiedQueryValueRouteException missing ->
                    Problem.invalidRequest(
                        "The parameter " + missing.getQueryParameterName() + " is missing.");
                case UnsatisfiedBodyRouteException missing ->
                    Problem.invalidRequest(
                        "The body is missing. Send one JSON object as application/json.");
                case null, default -> unreadable();
              };
          case 404 -> Problem.notFound();
          case 405 ->
              refused(response, "method_not_allowed", "Use a method that the Allow header lists.");
          case 406 ->
              refused(response, "not_acceptable", "The answer is JSON: accept application/json.");
          case 413, 414, 431 -> Problem.requestTooLarge();
          case 415 ->
              refused(response, "unsupported_media_type", "Send the body as application/json.");
          default ->
              response.code() < 500
                  ? refused(response, "invalid_request", "The request cannot be served.")
                  : failed(request, cause == null ? new IllegalStateException() : cause);
        });
  }

  private MutableHttpResponse<ProblemView> answer(
      HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem) {
    // What is not even HTTP comes here without having passed the filters.
    headers.add(request, response);
    if (problem.status() == HttpStatus.UNAUTHORIZED) {
      response.header(
          HttpHeaders.WWW_AUTHENTICATE,
          problem.code().equals(Problem.INVALID_TOKEN)
              ? "Bearer error=\"invalid_token\""
              : "Bearer");
    }
    problem.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
    ProblemView view = ProblemView.of(problem, RequestId.of(request));
    MutableHttpResponse<ProblemView> answer =
        response.body(request.getMethod() == HttpMethod.HEAD ? null : view);
    return answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  /** Whole ones, and never too few. */
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  private static Problem refused(HttpResponse<?> response, String code, String detail) {
    return new Problem(response.status(), code, detail);
  }

  private static Problem unreadable() {
    return Problem.invalidRequest(
        "The address, a header or the body cannot be read. Compare it with the API document at"
            + " /openapi.yml.");
  }

  /** Others have the same trouble at the same time: one line each is enough. */
  private static Problem unavailable(HttpRequest<?> request, OutageException outage) {
    LOG.warn(
        "request {} could not be served: {}: {}",
        RequestId.of(request),
        outage.getMessage(),
        String.valueOf(outage.getCause()));
    return Problem.unavailable();
  }

  private static Problem failed(HttpRequest<?> request, Throwable failure) {
    LOG.error(
        "request {} failed: {} {}",
        RequestId.of(request),
        request.getMethodName(),
        BasicHttpAttributes.getUriTemplate(request).orElse("outside of any route"),
        failure);
    return new Problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal_error",
        "The server failed to do this, and wrote down why under the request's id. Try again"
            + " later.");
  }
}
