package dev.evenomad.esi.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.secret.Secret;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class EndpointsTest {

  private static final SsoSettings EVE =
      SsoSettings.of(
          "client",
          Secret.of("secret"),
          URI.create("https://nomad.example.org/callback"),
          "Nomad/1 (a@b.org)");

  private static JsonNode metadata(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }

  @Test
  void theMetadataOfEveSaysWhatIsDocumented() throws IOException {
    String text = SimulatedSso.metadata(EVE.base());

    assertThat(Endpoints.of(metadata(text), EVE)).isEqualTo(Endpoints.documented(EVE.base()));
  }

  @Test
  void secretsAreNotSentInTheClearBecauseTheMetadataSaysSo() {
    String text =
        SimulatedSso.metadata(EVE.base())
            .replace("https://login.eveonline.com/v2/oauth/token", "http://login.eveonline.com/t");

    assertThatThrownBy(() -> Endpoints.of(metadata(text), EVE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("token_endpoint");
  }
}
