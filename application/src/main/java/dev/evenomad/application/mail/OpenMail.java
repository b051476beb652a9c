package dev.evenomad.application.mail;

import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pilot opens a mail of one of their characters. What is written in a mail never changes, so a
 * copy is kept for a week and shown without asking EVE, also while the grant is gone, as everything
 * else that was read. The copies of a character go with it. Thread-safe.
 */
public final class OpenMail {

  private static final Logger LOG = LoggerFactory.getLogger(OpenMail.class);

  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration OUTAGE_RETRY = Duration.ofSeconds(30);

  private final Characters characters;
  private final Snapshots snapshots;
  private final Cache cache;
  private final MailSource source;
  private final AccessTokens tokens;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public OpenMail(
      Characters characters,
      Snapshots snapshots,
      Cache cache,
      MailSource source,
      AccessTokens tokens,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.snapshots = snapshots;
    this.cache = cache;
    this.source = source;
    this.tokens = tokens;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Opens it. EVE does not count it as read for that. */
  public Outcome open(UserId user, CharacterId character, MailId mail) {
    Optional<EveCharacter> own = characters.findOf(user, character);
    if (own.isEmpty()) {
      return new Outcome.NotFound();
    }
    Instant now = clock.instant();
    Optional<CachedData> copy = cache.find(MailCopy.key(character, mail));
    Optional<Mail> known = copy.flatMap(data -> MailCopy.read(mail, data.data()));
    if (known.isPresent() && copy.get().freshAt(now)) {
      return opened(own.get(), known.get(), copy.get().createdAt(), false);
    }
    Outcome outcome = ask(own.get(), mail);
    return known.isPresent()
            && (outcome instanceof Outcome.Unavailable || outcome instanceof Outcome.NotAllowed)
        ? opened(own.get(), known.get(), copy.get().createdAt(), true)
        : outcome;
  }

  private Outcome ask(EveCharacter own, MailId mail) {
    if (!own.grant().covers(SyncKind.MAIL.neededScopes())) {
      return new Outcome.NotAllowed();
    }
    return with(
        tokens.acquire(own.characterId()),
        token -> {
          Fetched<Mail> first = source.fetchMail(own.characterId(), mail, token);
          return first instanceof Fetched.Unauthorized
              ? with(
                  tokens.acquireInsteadOf(own.characterId(), token),
                  other -> outcome(own, source.fetchMail(own.characterId(), mail, other)))
              : outcome(own, first);
        });
  }

  private static Outcome with(Access access, Function<Secret, Outcome> reading) {
    return switch (access) {
      case Access.Granted granted -> reading.apply(granted.token());
      case Access.Unusable unusable -> new Outcome.NotAllowed();
      case Access.Postponed postponed -> new Outcome.Unavailable(postponed.retryAfter());
    };
  }

  private Outcome outcome(EveCharacter own, Fetched<Mail> answer) {
    return switch (answer) {
      case Fetched.Fresh<Mail> fresh -> keep(own, fresh.value());
      case Fetched.Absent<Mail> absent -> new Outcome.NotFound();
      case Fetched.Forbidden<Mail> forbidden -> {
        LOG.info("mail of {} cannot be read: {}", own.characterId(), forbidden.why());
        yield new Outcome.NotAllowed();
      }
      case Fetched.Throttled<Mail> throttled -> new Outcome.Unavailable(throttled.retryAfter());
      case Fetched.Unavailable<Mail> down ->
          unavailable(own, "ESI is not available: " + down.why());
      case Fetched.Unauthorized<Mail> refused ->
          unavailable(own, "ESI does not accept a fresh access token");
      case Fetched.NotModified<Mail> same ->
          unavailable(own, "ESI calls unchanged what it was not asked about");
    };
  }

  private static Outcome unavailable(EveCharacter own, String why) {
    LOG.warn("a mail of {} cannot be read: {}", own.characterId(), why);
    return new Outcome.Unavailable(OUTAGE_RETRY);
  }

  /** Whoever has lost the character meanwhile leaves no copy, and sees nothing. */
  private Outcome keep(EveCharacter own, Mail mail) {
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          boolean kept = characters.keep(own.characterId());
          Optional<EveCharacter> still =
              characters
                  .findOf(own.user(), own.characterId())
                  .filter(known -> kept && known.id().equals(own.id()));
          if (still.isEmpty()) {
            return new Outcome.NotFound();
          }
          cache.put(
              new CachedData(
                  MailCopy.key(own.characterId(), mail.header().id()),
                  MailCopy.of(mail),
                  Optional.empty(),
                  now.plus(KEPT),
                  now));
          return new Outcome.Opened(mail, now, false);
        });
  }

  /** The list, which is read all the time, knows better whether it was read and how it is filed. */
  private Outcome opened(EveCharacter own, Mail copy, Instant asOf, boolean stale) {
    MailHeader header =
        snapshots
            .find(own.characterId(), Mailbox.class)
            .flatMap(mailbox -> mailbox.find(copy.header().id()))
            .orElse(copy.header());
    return new Outcome.Opened(new Mail(header, copy.body()), asOf, stale);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * Here it is.
     *
     * @param asOf when EVE told what is written in it
     * @param stale whether EVE would be asked again if it could be
     */
    record Opened(Mail mail, Instant asOf, boolean stale) implements Outcome {}

    /** There is no such mail, or the character is not the user's. */
    record NotFound() implements Outcome {}

    /** The grant is gone or lacks the scope: the pilot has to sign in with the character again. */
    record NotAllowed() implements Outcome {}

    /** EVE cannot be asked now. */
    record Unavailable(Duration retryAfter) implements Outcome {}
  }
}
