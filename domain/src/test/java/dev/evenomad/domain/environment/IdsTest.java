package dev.evenomad.domain.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.SessionId;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class IdsTest {

  private static final List<Function<String, Object>> IDS =
      List.of(UserId::new, CharacterRecordId::new, JobId::new, NotificationId::new, SessionId::new);

  @Test
  void admitsCuidsAndWhateverWasMovedIn() {
    for (String text : List.of("cmwtqdskv0000y97dhf424969", "1", "x".repeat(64), "a-b_C:~!")) {
      for (Function<String, Object> id : IDS) {
        assertThat(id.apply(text)).hasToString(text);
      }
    }
  }

  @Test
  void refusesWhatIsNoVisibleAsciiOrTooLong() {
    for (String text : List.of("", " ", "a b", "x".repeat(65), "ä", "a\n", "\0", "\u007f")) {
      for (Function<String, Object> id : IDS) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> id.apply(text))
            .withMessageContaining("id must be 1 to 64 visible ASCII characters");
      }
    }
  }
}
