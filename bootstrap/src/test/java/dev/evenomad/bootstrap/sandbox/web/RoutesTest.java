package dev.evenomad.bootstrap.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes<String> routes =
      new Routes<String>()
          .add("GET", "/pilots", "list")
          .add("POST", "/pilots", "create")
          .add("GET", "/pilots/{id}/skills", "skills")
          .add("POST", "/projects/{p}/messages:send", "send")
          .add("GET", "/", "root");

  @Test
  void methodAndPathChooseTheTarget() {
    assertThat(target("GET", "/pilots")).isEqualTo("list");
    assertThat(target("POST", "/pilots")).isEqualTo("create");
    assertThat(target("POST", "/projects/x/messages:send")).isEqualTo("send");
    assertThat(target("GET", "/")).isEqualTo("root");
  }

  @Test
  void variablesAreDecodedAndAcceptATrailingSlash() {
    assertThat(routes.find("GET", "/pilots/a%20b%2Fc/skills/").orElseThrow().variables())
        .isEqualTo(Map.of("id", "a b/c"));
  }

  @Test
  void aVariableStandsForOneSegment() {
    assertThat(routes.find("GET", "/pilots/1/2/skills")).isEmpty();
    assertThat(routes.find("GET", "/pilots/1")).isEmpty();
    assertThat(routes.find("DELETE", "/pilots")).isEmpty();
  }

  @Test
  void theMethodsOfAPathAreKnown() {
    assertThat(routes.methods("/pilots")).containsExactly("GET", "POST");
    assertThat(routes.methods("/nowhere")).isEmpty();
  }

  private String target(String method, String path) {
    return routes.find(method, path).orElseThrow().target();
  }
}
