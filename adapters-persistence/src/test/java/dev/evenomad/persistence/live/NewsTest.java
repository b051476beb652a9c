package dev.evenomad.persistence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.session.SessionId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NewsTest {

  private static final int MOST = 7_000;

  @Test
  void nameUsersAndSessions() {
    assertThat(News.added(List.of("ada"), MOST)).containsExactly("users ada");
    assertThat(News.read("users ada 'b%;\\\"c'"))
        .contains(new News.Added(Set.of(new UserId("ada"), new UserId("'b%;\\\"c'"))));
    assertThat(News.read("session s1")).contains(new News.Ended(new SessionId("s1")));
  }

  @Test
  void fitIntoWhatPostgresTakesHoweverManyUsersThereAre() {
    List<String> users =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "u" + i + "-".repeat(Ids.MAX_LENGTH).substring(0, 50))
            .toList();

    List<String> texts = News.added(users, MOST);

    assertThat(texts).allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(MOST));
    assertThat(
            texts.stream()
                .flatMap(text -> News.read(text).stream())
                .flatMap(news -> ((News.Added) news).users().stream())
                .map(UserId::value)
                .toList())
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(News.added(List.of(), MOST)).isEmpty();
  }

  @Test
  void ofOthersAreNone() {
    for (String text :
        List.of("", "users ", "users a  b", "session", "session ", "cache a", "x", "\n")) {
      assertThat(News.read(text)).as(text).isEmpty();
    }
  }
}
