package dev.evenomad.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.universe.EntityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class MailboxTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(7);
  private static final SeenMails NONE = new SeenMails(0, Set.of());

  @Test
  void listsTheNewestFirstAndNoneTwice() {
    List<MailHeader> mails = List.of(mail(1), mail(3), mail(2));

    assertThat(new Mailbox(CHARACTER, mails, true, NONE, NOW).mails())
        .containsExactly(mail(3), mail(2), mail(1));
    assertThat(new MailReading(CHARACTER, mails, true, NOW).mails())
        .containsExactly(mail(3), mail(2), mail(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailReading(CHARACTER, List.of(mail(1), mail(1)), true, NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mailbox(CHARACTER, List.of(mail(1), mail(1)), true, NONE, NOW));
    assertThatIllegalArgumentException()
        .as("listed and missing")
        .isThrownBy(() -> new Mailbox(CHARACTER, mails, true, NONE, List.of(mail(1)), NOW));
  }

  @Test
  void coversAllMailsDownToTheOldestOrAllThereAre() {
    List<MailHeader> mails = List.of(mail(5), mail(9));

    assertThat(new Mailbox(CHARACTER, mails, false, NONE, NOW).covers(new MailId(5))).isTrue();
    assertThat(new Mailbox(CHARACTER, mails, false, NONE, NOW).covers(new MailId(4))).isFalse();
    assertThat(new Mailbox(CHARACTER, mails, true, NONE, NOW).covers(new MailId(4))).isTrue();
    assertThat(new MailReading(CHARACTER, mails, false, NOW).covers(new MailId(4))).isFalse();
    assertThat(new MailReading(CHARACTER, List.of(), true, NOW).covers(new MailId(4))).isTrue();
  }

  @Test
  void knowsWhatTheCharacterSent() {
    assertThat(mail(1).sentBy(CHARACTER)).isFalse();
    assertThat(mail(1, 7, 1L).sentBy(CHARACTER)).isTrue();
    assertThat(mail(1, 8, 2L).sentBy(CHARACTER)).isTrue();
  }

  @Test
  void remembersAllMailsUpToTheFloorAndSoManyAbove() {
    SeenMails seen = new SeenMails(10, Set.of(new MailId(9), new MailId(12)));
    Set<MailId> many =
        LongStream.rangeClosed(100, 100 + SeenMails.MOST)
            .mapToObj(MailId::new)
            .collect(Collectors.toSet());

    assertThat(seen.above()).containsExactly(new MailId(12));
    assertThat(seen.include(new MailId(3))).isTrue();
    assertThat(seen.include(new MailId(11))).isFalse();
    assertThat(seen.and(List.of(new MailId(11))).include(new MailId(11))).isTrue();
    assertThat(seen.and(many).floor()).isEqualTo(100);
    assertThat(seen.and(many).above()).hasSize(SeenMails.MOST);
    assertThatIllegalArgumentException().isThrownBy(() -> new SeenMails(-1, Set.of()));
  }

  private static MailHeader mail(long id) {
    return mail(id, 8, 1L);
  }

  private static MailHeader mail(long id, long from, long label) {
    return new MailHeader(
        new MailId(id), Optional.of(new EntityId(from)), "", NOW, false, Set.of(label), List.of());
  }
}
