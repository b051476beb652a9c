package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.http.Api.Phone;
import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much is served to one client, and how it is told. */
final class RateLimitsIT {

  private static final Protection PROTECTION =
      Protection.LEAST.with(
          RateLimits.parse(
              "sign-in=30/4,read=40/5,write=40/6,costly=40/2,open=10/10,webhook=10/10,operator=3/3"));

  @Test
  void tellsHowAClientStands() {
    try (Api api = new Api(PROTECTION)) {
      Phone phone = api.signIn();

      Answer answer = api.get("/v1/me", phone.token()).is(200);

      assertThat(answer.header("RateLimit-Policy"))
          .hasValue("\"read-per-address\";q=40;w=60, \"read-per-user\";q=5;w=60");
      assertThat(answer.header("RateLimit"))
          .hasValue("\"read-per-address\";r=39;t=60, \"read-per-user\";r=4;t=60");
    }
  }

  @Test
  void aUsersLimitCountsInAllSessions() {
    try (Api api = new Api(PROTECTION)) {
      Phone phone = api.signIn();
      Phone tablet = api.signIn(phone.character());
      Phone stranger = api.signIn();
      for (int turn = 0; turn < 5; turn++) {
        api.get("/v1/me", (turn % 2 == 0 ? phone : tablet).token()).is(200);
      }
      api.clock.advance(Duration.ofSeconds(18));

      for (Phone either : List.of(phone, tablet)) {
        Answer refused = api.get("/v1/me", either.token()).isProblem(429, "rate_limited");
        assertThat(refused.header("Retry-After")).hasValue("42");
        assertThat(refused.header("RateLimit").orElseThrow())
            .contains("\"read-per-user\";r=0;t=42");
        assertThat(refused.header("Cache-Control")).hasValue("no-store");
      }
      api.get("/v1/me", stranger.token()).is(200);
      api.post("/v1/notifications/read", phone.token()).is(200);
      api.clock.advance(Duration.ofSeconds(42));
      api.get("/v1/me", phone.token()).is(200);
    }
  }

  @Test
  void whatIsCostlyIsLimitedByItself() {
    try (Api api = new Api(PROTECTION)) {
      Phone phone = api.signIn();
      api.post("/v1/characters/" + phone.character() + "/sync", phone.token()).is(202);
      api.post("/v1/notifications/test", phone.token()).is(202);

      api.post("/v1/notifications/test", phone.token()).isProblem(429, "rate_limited");
      assertThat(api.nomad.inbox().unreadCount(phone.user())).as("the first one").isOne();
      api.post("/v1/notifications/read", phone.token()).is(200);
    }
  }

  @Test
  void guessesAreLimitedBeforeAnybodyIsKnown() {
    try (Api api = new Api(PROTECTION)) {
      for (int turn = 0; turn < 30; turn++) {
        api.redeem("guess-" + turn).isProblem(400, "invalid_grant");
      }
      api.redeem("guess").isProblem(429, "rate_limited");
      api.get("/v1/auth/login?redirect_uri=x").isProblem(429, "rate_limited");
      for (int turn = 0; turn < 40; turn++) {
        api.get("/v1/me", "guess-" + turn).isProblem(401, "invalid_token");
      }
      api.get("/v1/me", "guess").isProblem(429, "rate_limited");
    }
  }

  @Test
  void addressesWhereNothingIsAreLimitedAsWhatIsOpen() {
    try (Api api = new Api(PROTECTION)) {
      for (int turn = 0; turn < 9; turn++) {
        api.get("/admin.php").is(404);
      }
      api.get("/health").is(200);

      api.get("/health").isProblem(429, "rate_limited");
      api.get("/admin.php").isProblem(429, "rate_limited");
    }
  }

  @Test
  void addressesThatAnybodyCanWriteAreNotBelieved() {
    try (Api api = new Api(PROTECTION)) {
      for (int turn = 0; turn < 10; turn++) {
        from(api, "203.0.113." + turn).is(200);
      }
      from(api, "203.0.113.99").isProblem(429, "rate_limited");
    }
  }

  @Test
  void aTrustedProxyTellsWhereRequestsComeFrom() {
    try (Api api =
        new Api(
            PROTECTION.trusting(
                List.of(
                    AddressRange.parse("127.0.0.0/8"), AddressRange.parse("198.51.100.0/24"))))) {
      for (int turn = 0; turn < 10; turn++) {
        from(api, "10.9.8." + turn + ", 203.0.113.7, 198.51.100.1").is(200);
      }
      from(api, "10.9.8.77,203.0.113.7:4711").isProblem(429, "rate_limited");
      from(api, "203.0.113.8").is(200);

      for (int turn = 0; turn < 10; turn++) {
        from(api, "[2001:db8:1:2::" + turn + "]:443").is(200);
      }
      from(api, "2001:db8:1:2:ffff::1").isProblem(429, "rate_limited");
      from(api, "2001:db8:1:3::1").is(200);

      for (int turn = 0; turn < 10; turn++) {
        from(api, "203.0.113.9, nonsense-" + turn).is(200);
      }
      from(api, "nonsense").isProblem(429, "rate_limited");
      from(api, "203.0.113.9").is(200);
    }
  }

  @Test
  void nothingIsToldOfLimitsThatAreOff() {
    try (Api api = new Api()) {
      Answer answer = api.get("/health").is(200);

      assertThat(answer.header("RateLimit")).isEqualTo(Optional.empty());
      assertThat(answer.header("RateLimit-Policy")).isEmpty();
    }
  }

  private static Answer from(Api api, String forwardedFor) {
    return api.send(api.request("/health").header("X-Forwarded-For", forwardedFor));
  }
}
