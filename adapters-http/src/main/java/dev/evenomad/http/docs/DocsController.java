package dev.evenomad.http.docs;

import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Public;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/docs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Public
@Tag(name = "Operations")
final class DocsController {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript";
  private static final String STYLE = "text/css";

  /** Its own files and the document of this server, and nothing from anywhere else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final DocsFiles files;

  DocsController(DocsFiles files) {
    this.files = files;
  }

  /**
   * Shows this document to people.
   *
   * @return a page
   */
  @Get
  @Produces(MediaType.TEXT_HTML)
  @ApiResponse(
      responseCode = "200",
      description = "A page that needs nothing but this server.",
      content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string")))
  HttpResponse<String> getDocs() {
    return HttpResponse.ok(files.page())
        .header(HttpHeaders.CONTENT_TYPE, HTML)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(AnswerHeaders.CONTENT_POLICY, POLICY);
  }

  /**
   * Serves what the page consists of.
   *
   * @param version names all files as they are now
   * @param file the name of one
   */
  @Get("/{version}/{file}")
  @Produces({STYLE, SCRIPT, MediaType.IMAGE_PNG})
  @ApiResponse(
      responseCode = "200",
      description = "The file, which never changes.",
      content = {
        @Content(mediaType = STYLE, schema = @Schema(type = "string")),
        @Content(mediaType = SCRIPT, schema = @Schema(type = "string")),
        @Content(mediaType = MediaType.IMAGE_PNG, schema = @Schema(type = "string"))
      })
  @MayAnswer.NotFound
  HttpResponse<byte[]> getDocsFile(@PathVariable String version, @PathVariable String file) {
    byte[] content = files.file(version, file).orElseThrow(Problem::notFound);
    return HttpResponse.ok(content)
        .header(HttpHeaders.CONTENT_TYPE, type(file))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".css" -> STYLE;
      case ".js" -> SCRIPT;
      default -> MediaType.IMAGE_PNG;
    };
  }
}
