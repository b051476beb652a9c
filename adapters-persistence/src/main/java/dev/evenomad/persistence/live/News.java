package dev.evenomad.persistence.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.session.SessionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What processes tell each other, as text: words with a space between. Ids have none in them. */
sealed interface News {

  /** There are events of those users. */
  record Added(Set<UserId> users) implements News {}

  /** The session is over. Written by a trigger. */
  record Ended(SessionId session) implements News {}

  /** Texts of at most so many characters that name those users. */
  static List<String> added(Collection<String> users, int most) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String user : users) {
      if (!text.isEmpty() && text.length() + 1 + user.length() > most) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? "users " : " ").append(user);
    }
    if (!text.isEmpty()) {
      texts.add(text.toString());
    }
    return texts;
  }

  /** What the text says; empty if another version wrote it. */
  static Optional<News> read(String text) {
    String[] words = text.split(" ", -1);
    try {
      return switch (words[0]) {
        case "users" ->
            Optional.of(
                new Added(
                    Arrays.stream(words).skip(1).map(UserId::new).collect(Collectors.toSet())));
        case "session" -> Optional.of(new Ended(new SessionId(words[1])));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
