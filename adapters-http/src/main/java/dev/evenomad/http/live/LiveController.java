package dev.evenomad.http.live;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.live.LiveStreams;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

@Controller("/v1/events")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Live events")
@MayAnswer.Unauthorized
final class LiveController {

  private final LiveStreams streams;
  private final EventText text;
  private final Heartbeat heartbeat;

  LiveController(Nomad nomad, EventText text, Heartbeat heartbeat) {
    this.streams = nomad.liveStreams();
    this.text = text;
    this.heartbeat = heartbeat;
  }

  /**
   * Tells what happens to the account as it happens, as server-sent events, for as long as the
   * session lasts. The first event is ready or reset. A comment comes every 20 seconds when there
   * is nothing to tell. When the connection ends, come back after the time in retry, with the id of
   * the last event in Last-Event-ID, to any server: what was missed is told, for an hour.
   *
   * @param lastEventId the id of the last event that was received; not given for the first time
   * @return events; the data of each is a LiveEvent, in JSON on one line
   */
  @Get(headRoute = false)
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @ApiResponse(
      responseCode = "200",
      description =
          "Events without end. Each has an id, the type of its data as its name, and in its data a"
              + " LiveEvent.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(implementation = LiveEventView.class)))
  @MayAnswer.TooManyStreams
  HttpResponse<Publisher<byte[]>> streamEvents(
      Caller caller, @Header("Last-Event-ID") @Nullable String lastEventId) {
    EventStream body = new EventStream(text::event, this::close);
    LiveStreams.Outcome outcome =
        streams.open(
            caller.user(),
            caller.sessionId(),
            Optional.ofNullable(lastEventId).filter(id -> !id.isEmpty()),
            body);
    return switch (outcome) {
      case LiveStreams.Outcome.Opened opened -> {
        body.comesFrom(opened.stream());
        heartbeat.add(body);
        yield HttpResponse.<Publisher<byte[]>>ok(body)
            .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
            // Compression would hold events back.
            .header(HttpHeaders.CONTENT_ENCODING, "identity")
            .header("X-Accel-Buffering", "no");
      }
      case LiveStreams.Outcome.SignedOut _ -> throw Problem.invalidToken();
      case LiveStreams.Outcome.Full full -> throw Problem.tooManyStreams(full.retryAfter());
    };
  }

  private void close(EventStream body) {
    heartbeat.remove(body);
    body.source().ifPresent(streams::close);
  }
}
