package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.Messages.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is to be said, what is sent of it is text and fits. */
final class FcmPayloadTest {
  private static final int LIMIT = 4096;

  /** What reads as one character. */
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  @Property(tries = 200)
  void everyMessageFitsOrIsRefused(@ForAll("messages") PushMessage message)
      throws JsonProcessingException {
    switch (FcmMessage.of(message, NOW)) {
      case FcmMessage.Refused refused ->
          assertThat(message.device() == DeviceType.WEB || dataBytes(message) > LIMIT / 2)
              .as(refused.why())
              .isTrue();
      case FcmMessage.Sendable sendable -> {
        JsonNode sent = FakeGoogle.JSON.readTree(sendable.json()).path("message");
        assertThat(bytes(sent)).isLessThanOrEqualTo(LIMIT);
        assertThat(UTF_8.newEncoder().canEncode(sendable.json())).isTrue();
        if (message.content() instanceof Content.Alert alert) {
          assertBeginning(sent.at("/notification/title").textValue(), alert.title());
          assertBeginning(sent.at("/notification/body").textValue(), alert.body());
        }
      }
    }
  }

  @Provide
  Arbitrary<PushMessage> messages() {
    return Combinators.combine(
            Arbitraries.of(DeviceType.values()),
            Arbitraries.frequencyOf(Tuple.of(9, alerts()), Tuple.of(1, closings())),
            data(),
            texts(1, 300).filter(key -> !key.isBlank()),
            Arbitraries.longs().between(1, Long.MAX_VALUE).map(Duration::ofSeconds),
            Arbitraries.longs().greaterOrEqual(0))
        .as(Messages::message);
  }

  private static Arbitrary<Content> alerts() {
    return Combinators.combine(
            Arbitraries.of(NotificationKind.values()).optional(),
            texts(1, 400).filter(title -> !title.isBlank()),
            texts(0, 5000))
        .as(Content.Alert::new);
  }

  private static Arbitrary<Content> closings() {
    return Arbitraries.just(new Content.Closing());
  }

  private static Arbitrary<Map<String, String>> data() {
    return Arbitraries.maps(texts(1, 20).map(name -> "x" + name), texts(0, 800)).ofMaxSize(8);
  }

  /** Of one kind of character, or of many. */
  private static Arbitrary<String> texts(int min, int max) {
    Arbitrary<String> units =
        Arbitraries.of(
            "a",
            " ",
            "\"",
            "\\",
            "\u0001",
            "\n",
            "é",
            "e\u0301",
            "技",
            "\u2028",
            "😀",
            "👨‍👩‍👧‍👦",
            "🇫🇷",
            "न\u093f",
            "\ud83d",
            "\ude00",
            "각");
    Arbitrary<String> anything =
        units.list().ofMinSize(min).ofMaxSize(max).map(parts -> String.join("", parts));
    Arbitrary<String> monotonous =
        Combinators.combine(units, Arbitraries.integers().between(min, max)).as(String::repeat);
    return Arbitraries.oneOf(
        anything, monotonous, Arbitraries.strings().ofMinLength(min).ofMaxLength(max));
  }

  private static int dataBytes(PushMessage message) {
    return message.data().entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + 6 * entry.getValue().length())
        .sum();
  }

  /** What FCM counts, and the frame around it. */
  private static int bytes(JsonNode message) {
    ObjectNode payload = message.deepCopy();
    payload.remove("token");
    return payload.toString().getBytes(UTF_8).length;
  }

  /** All of {@code said}, or whole characters of its beginning and an ellipsis. */
  private static void assertBeginning(String shown, String said) {
    String text = WellFormedText.repaired(said);
    if (shown.equals(text)) {
      return;
    }
    assertThat(shown).endsWith("…");
    String beginning = shown.substring(0, shown.length() - 1);
    assertThat(text).startsWith(beginning);
    List<String> whole = graphemes(beginning);
    assertThat(whole).isEqualTo(graphemes(text).subList(0, whole.size()));
  }

  private static List<String> graphemes(String text) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = GRAPHEME.matcher(text); matcher.find(); ) {
      found.add(matcher.group());
    }
    return found;
  }
}
