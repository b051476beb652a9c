package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedAndDoctorIT {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aDatabaseIsSeededAndFoundWell() throws IOException {
    try (LocalWorld world =
        new LocalWorld(LocalWorldSettings.temporary(Set.of(URI.create("evenomad://callback"))))) {
      world.startDatabase();
      world.startSandbox();
      Map<String, String> environment =
          new HashMap<>(world.environment(URI.create("http://127.0.0.1:8082")));

      assertThat(run(environment, "seed")).isZero();
      assertThat(out.toString().lines()).hasSize(7).contains("characters     3 made, 0 there");

      assertThat(run(environment, "seed", "--json")).isZero();
      assertThat(json().path("notifications"))
          .isEqualTo(new JsonMapper().readTree("{\"made\":0,\"there\":4}"));

      assertThat(run(environment, "doctor")).isZero();
      assertThat(out.toString()).contains("\nok       schema", "Everything needed can be used.");

      environment.put("ENCRYPTION_KEY", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=");
      assertThat(run(environment, "doctor", "--json")).isEqualTo(1);
      assertThat(json().path("usable").booleanValue()).isFalse();

      environment.remove("JWT_SECRET");
      assertThat(run(environment, "doctor")).isEqualTo(78);
      assertThat(out.toString()).contains("JWT_SECRET is missing", "\nproblem  keys");
      assertThat(err.toString()).isEmpty();
    }
  }

  private JsonNode json() throws IOException {
    return new JsonMapper().readTree(out.toString());
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.getBuffer().setLength(0);
    return NomadCommand.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
