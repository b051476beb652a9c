package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NotificationValuesTest {

  @Test
  void dedupKeysAreVisibleAscii() {
    assertThat(new DedupKey("x".repeat(200)).value()).hasSize(200);
    for (String wrong : List.of("", "a b", "ä", "x".repeat(201))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new DedupKey(wrong));
    }
  }

  @Test
  void pagesHaveOneToAHundredItems() {
    assertThat(NotificationQuery.latest(1).limit()).isEqualTo(1);
    assertThat(NotificationQuery.latest(100).limit()).isEqualTo(100);
    assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.latest(0));
    assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.latest(101));
  }

  @Test
  void pushesHaveATitleAKeyAndTime() {
    assertThat(push("Title", "key", Duration.ofSeconds(1)).data()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> push(" ", "key", Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> push("Title", "", Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> push("Title", "key", Duration.ZERO));
  }

  @Test
  void pushesAreNotChangedByWhatTheyWereMadeOfAndShowNoToken() {
    Map<String, String> data = new HashMap<>(Map.of("type", "test"));
    PushMessage message =
        new PushMessage(
            new PushToken("token"),
            DeviceType.IOS,
            new Content.Alert(NotificationKind.TEST, "Title", ""),
            data,
            "key",
            Duration.ofSeconds(1),
            1);

    data.clear();

    assertThat(message.data()).containsOnlyKeys("type");
    assertThat(message.toString()).contains("to=PushToken[redacted]");
  }

  private static PushMessage push(String title, String collapseKey, Duration timeToLive) {
    return new PushMessage(
        new PushToken("token"),
        DeviceType.ANDROID,
        new Content.Alert(NotificationKind.TEST, title, ""),
        Map.of(),
        collapseKey,
        timeToLive,
        1);
  }
}
