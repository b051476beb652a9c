package dev.evenomad.persistence.jpa;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.SnapshotSamples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents are read by versions of this program that did not write them. */
final class SnapshotFormTest {

  private static final CharacterId PILOT = Samples.characterId();

  @Test
  void everyKindOfDataHasOne() {
    assertThat(SnapshotSamples.full(PILOT))
        .extracting(snapshot -> SnapshotForm.of(snapshot.getClass()).kind())
        .containsExactly(SyncKind.values());
  }

  @Test
  void refusesWhatCannotBeKept() {
    record Weather(CharacterId character, Instant asOf) implements Snapshot {
      @Override
      public Weather confirmedAt(Instant moment) {
        return new Weather(character, moment);
      }
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SnapshotForm.of(Weather.class))
        .withMessageContaining("Weather");
  }

  @Test
  void readsWhatItWrote() {
    for (List<Snapshot> samples :
        List.of(SnapshotSamples.empty(PILOT), SnapshotSamples.full(PILOT))) {
      for (Snapshot snapshot : samples) {
        SnapshotForm<?> form = SnapshotForm.of(snapshot.getClass());

        assertThat(read(form, form.text(snapshot))).isEqualTo(snapshot);
      }
    }
  }

  @Test
  void passesOverMembersOfALaterVersion() {
    for (Snapshot snapshot : SnapshotSamples.full(PILOT)) {
      SnapshotForm<?> form = SnapshotForm.of(snapshot.getClass());
      String text = form.text(snapshot);
      // In every object but that of the concluded orders, whose members are orders.
      String later = text.replaceAll("\\{(?=\"\\D)", "{\"later\":{\"a\":[1]},");

      assertThat(later).isNotEqualTo(text);
      assertThat(read(form, later)).isEqualTo(snapshot);
    }
  }

  @Test
  void takesListsForEmptyThatAnEarlierVersionDidNotWrite() {
    for (Snapshot empty : SnapshotSamples.empty(PILOT)) {
      SnapshotForm<?> form = SnapshotForm.of(empty.getClass());
      for (String text : List.of("{}", "{\"open\": null, \"concluded\": null, \"mails\": null}")) {
        assertThat(read(form, text))
            .usingRecursiveComparison()
            .ignoringFields("complete")
            .isEqualTo(empty);
      }
    }
    Mailbox mailbox =
        (Mailbox)
            read(
                SnapshotForm.of(Mailbox.class),
                "{\"mails\": [{\"id\": 7, \"subject\": \"\", \"sentAt\":"
                    + " \"2026-01-01T00:00:00Z\"}]}");
    assertThat(mailbox.mails().getFirst().labels()).isEmpty();
    assertThat(mailbox.mails().getFirst().recipients()).isEmpty();
    assertThat(mailbox.mails().getFirst().from()).isEmpty();
  }

  @Test
  void takesConstantsOfALaterVersionForUnknown() {
    Mailbox mailbox =
        (Mailbox)
            read(
                SnapshotForm.of(Mailbox.class),
                """
                {"mails": [{"id": 7, "subject": "", "sentAt": "2026-01-01T00:00:00Z",
                    "recipients": [{"id": 5, "kind": "fleet"}, {"id": 6}]}]}
                """);
    IndustryJobs jobs =
        (IndustryJobs)
            read(
                SnapshotForm.of(IndustryJobs.class),
                """
                {"jobs": [{"id": 7, "activity": "brewing", "blueprint": 1, "runs": 1, "facility": 2,
                    "status": "stolen", "startsAt": "2026-01-01T00:00:00Z",
                    "endsAt": "2026-01-01T00:00:00Z"}]}
                """);
    Colonies colonies =
        (Colonies)
            read(
                SnapshotForm.of(Colonies.class),
                """
                {"colonies": [{"planet": 7, "type": "shattered", "system": 1,
                    "lastUpdate": "2026-01-01T00:00:00Z"}]}
                """);

    assertThat(mailbox.mails().getFirst().recipients())
        .extracting(MailRecipient::kind)
        .containsOnly(MailRecipient.Kind.UNKNOWN);
    assertThat(jobs.jobs().getFirst().activity()).isEqualTo(IndustryActivity.UNKNOWN);
    assertThat(jobs.jobs().getFirst().status()).isEqualTo(IndustryJob.Status.UNKNOWN);
    assertThat(colonies.colonies().getFirst().type()).isEqualTo(PlanetType.UNKNOWN);
  }

  @Test
  void writesIskAsTextsAndMomentsAsIso8601() {
    String text =
        SnapshotSamples.full(PILOT).stream()
            .filter(MarketOrders.class::isInstance)
            .map(SnapshotForm.of(MarketOrders.class)::text)
            .findAny()
            .orElseThrow();

    assertThat(text)
        .contains(
            "\"price\":\"12345678901234567890.1234567890\"",
            "\"issued\":\"2026-09-01T10:00:00.123456789Z\"",
            "\"duration\":\"PT0S\"",
            "\"historyFreshUntil\":\"2026-09-01T11:00:00.123456Z\"");
  }

  @Test
  void quotesNothingOfWhatItCannotRead() {
    assertThatThrownBy(
            () -> read(SnapshotForm.of(Mailbox.class), "{\"mails\": \"a secret subject\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("secret");
  }

  private static Snapshot read(SnapshotForm<?> form, String text) {
    return Json.document(text, form.document()).toSnapshot(PILOT, NOW);
  }
}
