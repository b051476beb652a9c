package dev.evenomad.push.web;

import static dev.evenomad.push.web.FakePushService.AUTH;
import static dev.evenomad.push.web.FakePushService.P256DH;
import static dev.evenomad.push.web.FakePushService.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.session.PushToken;
import java.net.URI;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SubscriptionTest {
  private static final String ENDPOINT = "https://Push.Example.org:443/send/SECRET?x=1";

  @Test
  void aBrowsersJsonIsRead() {
    Subscription subscription = Subscription.parse(subscription(ENDPOINT, P256DH, AUTH + "=="));

    assertThat(subscription.endpoint()).isEqualTo(URI.create(ENDPOINT));
    assertThat(subscription.origin()).isEqualTo(URI.create("https://push.example.org"));
    assertThat(subscription.key()).isEqualTo(Base64.getUrlDecoder().decode(P256DH));
    assertThat(subscription.auth()).hasSize(16);
    assertThat(subscription).asString().doesNotContain("SECRET").doesNotContain(AUTH);
  }

  static Stream<PushToken> nonsense() {
    String offCurve = P256DH.substring(0, 86) + "8";
    String infinity = Base64.getUrlEncoder().encodeToString(new byte[65]);
    return Stream.of(
        new PushToken("fcm:APA91bSECRET"),
        new PushToken("{\"SECRET"),
        new PushToken("{\"SECRET\":1}{}"),
        new PushToken("[\"SECRET\"]"),
        new PushToken("{\"endpoint\":\"https://push.example.org/SECRET\"}"),
        subscription("https://push.example.org/SECRET", offCurve, AUTH),
        subscription("https://push.example.org/SECRET", infinity, AUTH),
        subscription("https://push.example.org/SECRET", P256DH.substring(2), AUTH),
        subscription("https://push.example.org/SECRET", P256DH, AUTH + "AA"),
        subscription("https://push.example.org/SECRET", P256DH, "SECRET!"),
        subscription("SECRET", P256DH, AUTH),
        subscription("https:SECRET", P256DH, AUTH),
        subscription("https://SECRET^/", P256DH, AUTH),
        subscription("javascript:SECRET", P256DH, AUTH));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefusedWithoutBeingQuoted(PushToken token) {
    assertThatThrownBy(() -> Subscription.parse(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("SECRET");
  }
}
