package dev.evenomad.http.error;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the API document with which problems a route, or all of a controller, may answer. */
public final class MayAnswer {

  private MayAnswer() {}

  /** 400: something in the address, which the detail names, is missing or wrong. */
  @ApiResponse(
      responseCode = "400",
      description = "Something in the request is missing or wrong; the detail names it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface BadRequest {}

  /** 413 and 415: the body is too large or no JSON. */
  @ApiResponse(
      responseCode = "413",
      description = "The body is larger than the server accepts.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @ApiResponse(
      responseCode = "415",
      description = "The body is not JSON.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface BadBody {}

  /** 429: too many requests; what needs a session says so already. */
  @ApiResponse(
      responseCode = "429",
      description = "Too many requests of its kind within a minute.",
      headers =
          @Header(
              name = "Retry-After",
              description = "After how many seconds to try again.",
              schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Limited {}

  /** 409 and 422: the idempotency key is in use, or stands for another request. */
  @ApiResponse(
      responseCode = "409",
      description =
          "It cannot be done at this moment, or the request with this Idempotency-Key is being"
              + " served; nothing was changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @ApiResponse(
      responseCode = "422",
      description = "The Idempotency-Key stands for another request; nothing was changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface KeyInUse {}

  /** 401: the route needs a session, and there is no token, or none that is valid. */
  @ApiResponse(
      responseCode = "401",
      description = "There is no session token, or it is not valid.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @ApiResponse(
      responseCode = "429",
      description = "Too many requests of its kind within a minute.",
      headers =
          @Header(
              name = "Retry-After",
              description = "After how many seconds to try again.",
              schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @SecurityRequirement(name = "session")
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Unauthorized {}

  /** 404: nothing has that id, or it is somebody else's. */
  @ApiResponse(
      responseCode = "404",
      description = "Nothing has that id, or it is not yours.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface NotFound {}

  /** 404: this server is not set up for it. */
  @ApiResponse(
      responseCode = "404",
      description = "This server is not set up for it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface NotConfigured {}

  /** 503: EVE would have to be asked, and cannot be now. */
  @ApiResponse(
      responseCode = "503",
      description = "EVE cannot be asked for it now.",
      headers =
          @Header(
              name = "Retry-After",
              description = "After how many seconds to try again.",
              schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface EveUnavailable {}

  /** 503: more is waiting than can be done soon. */
  @ApiResponse(
      responseCode = "503",
      description = "Too much is waiting already; nothing was queued.",
      headers =
          @Header(
              name = "Retry-After",
              description = "After how many seconds to try again.",
              schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Overloaded {}

  /** 503: too many live streams are open on this server. */
  @ApiResponse(
      responseCode = "503",
      description = "This server has no room for another stream.",
      headers =
          @Header(
              name = "Retry-After",
              description = "After how many seconds to try again.",
              schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface TooManyStreams {}

  /** 409: not at this moment. */
  @ApiResponse(
      responseCode = "409",
      description = "It cannot be done at this moment; nothing was changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemView.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Conflict {}
}
