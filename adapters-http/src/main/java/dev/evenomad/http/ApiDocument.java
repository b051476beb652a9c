package dev.evenomad.http;

import dev.evenomad.http.session.Public;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The API's own description, written when the server was built. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "EVE Nomad",
            version = "1",
            description =
                "The backend of a mobile companion app for EVE Online. Times are RFC 3339 in UTC;"
                    + " every refusal and failure is a problem (RFC 9457) with a stable code; each"
                    + " answer names its request in X-Request-Id.",
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")))
@SecurityScheme(
    name = "session",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
@Controller("/openapi.yml")
@Public
final class ApiDocument {

  private static final String YAML = "application/yaml";

  private final byte[] document;

  ApiDocument() {
    try (InputStream file = ApiDocument.class.getResourceAsStream("openapi.yml")) {
      this.document =
          Objects.requireNonNull(file, "the API document was not built in").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Describes this API.
   *
   * @return an OpenAPI document
   */
  @Get
  @Produces(YAML)
  @Tag(name = "Operations")
  @ApiResponse(
      responseCode = "200",
      description = "An OpenAPI document.",
      content = @Content(mediaType = YAML, schema = @Schema(type = "string")))
  byte[] getOpenApi() {
    return document;
  }
}
