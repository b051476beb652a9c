package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.PilotDataContract.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.EntityId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link MailSource} does. */
public interface MailSourceContract extends PilotDataContract {

  /** A mail with everything, and one with next to nothing. */
  List<MailHeader> MAILS =
      List.of(
          new MailHeader(
              new MailId(402_000_002),
              Optional.of(new EntityId(2_112_000_777L)),
              "Fleet \"tonight\" {0} – 出撃",
              Instant.parse("2026-09-01T09:30:00Z"),
              false,
              Set.of(1L, 4L, 1024L),
              Arrays.stream(MailRecipient.Kind.values())
                  .filter(kind -> kind != MailRecipient.Kind.UNKNOWN)
                  .map(kind -> new MailRecipient(new EntityId(145_000_001), kind))
                  .toList()),
          new MailHeader(
              new MailId(402_000_001),
              Optional.empty(),
              "",
              Instant.parse("2026-08-31T23:59:59Z"),
              true,
              Set.of(),
              List.of()));

  /** The adapter under test. */
  MailSource source();

  /** Those are the character's mails from now on, the newest first. */
  void givenMails(CharacterId character, List<MailHeader> mails);

  /** That is one of the character's mails, opened. */
  void givenMail(CharacterId character, Mail mail);

  @Override
  default List<Fetched<?>> ask(CharacterId character, Secret accessToken) {
    givenMail(character, new Mail(MAILS.get(1), ""));
    return List.of(
        source().fetchNewest(character, accessToken, Optional.empty()),
        source().fetchOlderThan(character, new MailId(7), accessToken),
        source().fetchMail(character, MAILS.get(1).id(), accessToken));
  }

  @Test
  default void readsTheNewestHeaders() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    for (List<MailHeader> mails : List.of(MAILS, List.<MailHeader>of())) {
      givenMails(character, mails);

      Fetched.Fresh<List<MailHeader>> read =
          fresh(source().fetchNewest(character, token, Optional.empty()));

      assertThat(read.value()).isEqualTo(mails);
      assertThat(read.freshUntil()).isAfterOrEqualTo(now());
    }
  }

  @Test
  default void readsOlderHeadersPageByPage() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    List<MailHeader> mails =
        IntStream.range(0, MailSource.PAGE + 3)
            .mapToObj(
                i ->
                    new MailHeader(
                        new MailId(1_000 - i),
                        Optional.empty(),
                        "mail " + i,
                        Instant.parse("2026-08-31T00:00:00Z"),
                        true,
                        Set.of(),
                        List.of()))
            .toList();
    givenMails(character, mails);

    List<MailHeader> newest =
        fresh(source().fetchNewest(character, token, Optional.empty())).value();
    List<MailHeader> older =
        fresh(source().fetchOlderThan(character, newest.get(newest.size() - 1).id(), token))
            .value();

    assertThat(newest).isEqualTo(mails.subList(0, MailSource.PAGE));
    assertThat(older).isEqualTo(mails.subList(MailSource.PAGE, mails.size()));
  }

  @Test
  default void sendsHeadersAgainOnlyIfTheyHaveChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenMails(character, MAILS);
    Optional<ETag> etag = fresh(source().fetchNewest(character, token, Optional.empty())).etag();

    assertThat(etag).isPresent();
    assertThat(source().fetchNewest(character, token, etag))
        .isInstanceOf(Fetched.NotModified.class);
    givenMails(character, List.of(MAILS.get(1)));
    assertThat(fresh(source().fetchNewest(character, token, etag)).value())
        .isEqualTo(List.of(MAILS.get(1)));
  }

  @Test
  default void opensAMail() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    Mail mail = new Mail(MAILS.get(0), "<font size=\"12\">Bring \"ammo\"<br>o7</font>");
    givenMails(character, MAILS);
    givenMail(character, mail);

    assertThat(fresh(source().fetchMail(character, mail.header().id(), token)).value())
        .isEqualTo(mail);
    assertThat(source().fetchMail(character, new MailId(9), token))
        .isEqualTo(new Fetched.Absent<>());
  }
}
