package dev.evenomad.application.mail;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.mail.OpenMail.Outcome;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenMailTest {

  private static final MailId MAIL = new MailId(381_000_001);
  private static final String BODY = "<font size=\"12\">Fly safe, \"Ada\" 🚀</font>";

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final OpenedSession session =
      fixture.redeem(
          fixture.comeBack(
              fixture.goToEve(NomadFixture.APP, SyncKind.MAIL.neededScopes(), Optional.empty()),
              ada),
          Optional.empty());
  private final MailHeader header =
      new MailHeader(
          MAIL,
          Optional.of(new EntityId(95_000_001)),
          "Hello",
          START.minusSeconds(60),
          false,
          Set.of(1L, 16L),
          List.of(
              new MailRecipient(new EntityId(ada.value()), MailRecipient.Kind.CHARACTER),
              new MailRecipient(new EntityId(145_000_001), MailRecipient.Kind.MAILING_LIST)));

  @BeforeEach
  void sendMail() {
    fixture.eve.life().setMails(ada, List.of(header));
    fixture.eve.life().setBody(MAIL, BODY);
  }

  @Test
  void isReadFromEveOnceAndThenFromTheCopy() {
    Outcome first = open();
    int asked = fixture.eve.calls(Call.LIFE);
    fixture.clock.advance(Duration.ofDays(7).minusMillis(1));

    Outcome again = open();

    assertThat(first).isEqualTo(new Outcome.Opened(new Mail(header, BODY), START, false));
    assertThat(again).isEqualTo(first);
    assertThat(fixture.eve.calls(Call.LIFE)).isEqualTo(asked);
  }

  @Test
  void isReadAgainAfterAWeekOrShownStaleWhileEveIsDown() {
    open();
    fixture.clock.advance(Duration.ofDays(7));
    fixture.eve.begin(Trouble.ESI_DOWN);

    assertThat(open()).isEqualTo(new Outcome.Opened(new Mail(header, BODY), START, true));

    fixture.eve.end(Trouble.ESI_DOWN);
    assertThat(open())
        .isEqualTo(new Outcome.Opened(new Mail(header, BODY), fixture.clock.instant(), false));
  }

  @Test
  void isAsReadAndFiledAsItIsListed() {
    open();
    fixture.eve.life().setMails(ada, List.of(header.asRead()));
    fixture.runDue();

    assertThat(open()).isEqualTo(new Outcome.Opened(new Mail(header.asRead(), BODY), START, false));
  }

  @Test
  void isNobodyElses() {
    OpenedSession other = fixture.signIn(bo);
    open();

    assertThat(fixture.nomad.openMail().open(other.user(), ada, MAIL))
        .isEqualTo(new Outcome.NotFound());
    assertThat(fixture.nomad.openMail().open(session.user(), bo, MAIL))
        .isEqualTo(new Outcome.NotFound());
    assertThat(fixture.nomad.openMail().open(session.user(), ada, new MailId(1)))
        .isEqualTo(new Outcome.NotFound());
  }

  @Test
  void asksWithAnotherTokenIfEsiDoesNotAcceptTheFirst() {
    fixture.eve.expireAccessTokens(ada);

    assertThat(open()).isInstanceOf(Outcome.Opened.class);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void needsAGrant() {
    fixture.eve.endGrants(ada);
    fixture.eve.expireAccessTokens(ada);

    assertThat(open()).isEqualTo(new Outcome.NotAllowed());
  }

  @Test
  void saysWhenToTryAgain() {
    fixture.eve.throttle(Optional.of(Duration.ofSeconds(90)));
    assertThat(open()).isEqualTo(new Outcome.Unavailable(Duration.ofSeconds(90)));
    fixture.eve.throttle(Optional.empty());
    fixture.eve.begin(Trouble.ESI_DOWN);

    assertThat(open()).isEqualTo(new Outcome.Unavailable(Duration.ofSeconds(30)));
  }

  @Test
  void leavesWithTheCharacter() {
    fixture.link(session, bo);
    open();
    assertThat(copy()).isTrue();

    fixture.nomad.removeCharacter().remove(session.user(), ada);

    assertThat(copy()).isFalse();
  }

  @Test
  void leavesNoCopyIfTheCharacterIsRemovedMeanwhile() {
    fixture.link(session, bo);
    fixture.eve.before(
        Call.LIFE,
        NomadFixture.once(() -> fixture.nomad.removeCharacter().remove(session.user(), ada)));

    assertThat(open()).isEqualTo(new Outcome.NotFound());
    assertThat(copy()).isFalse();
  }

  private Outcome open() {
    return fixture.nomad.openMail().open(session.user(), ada, MAIL);
  }

  private boolean copy() {
    return fixture.stores.cache().find(MailCopy.key(ada, MAIL)).isPresent();
  }
}
