package dev.evenomad.application.character;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends at EVE the grants of characters that are not linked any more. That is due work, because EVE
 * may be down and processes may die: its job keeps the refresh token, sealed, until EVE has
 * confirmed or a week has passed, and forgets it then. It may be done twice, which EVE does not
 * mind. The job is about no character, so that whoever links the character next neither sees nor
 * loses it. Grants that newer ones took the place of wait as such jobs, too, without being planned.
 * Thread-safe.
 */
public final class RevokeGrants {

  private static final Logger LOG = LoggerFactory.getLogger(RevokeGrants.class);

  private final Characters characters;
  private final TokenVault vault;
  private final EveSso sso;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RevokeGrants(
      Characters characters,
      TokenVault vault,
      EveSso sso,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.vault = vault;
    this.sso = sso;
    this.jobs = jobs;
    this.schedule = schedule;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps a grant that a new one has taken the place of, until its character goes: EVE lets both of
   * them live as long as they are for the same scopes, and whether it would end the new one
   * together with the old one is not known. Joins the transaction in which that happens.
   */
  void setAside(CharacterId character, SealedToken refreshToken) {
    transactions.run(() -> jobs.add(revocation(character, refreshToken)));
  }

  /**
   * Plans to end all grants of a character, also those that were set aside; joins the transaction
   * in which it goes, before it does.
   *
   * @return how many
   */
  public int planAll(EveCharacter character) {
    CharacterId id = character.characterId();
    List<SealedToken> tokens = new ArrayList<>();
    character.grant().heldRefreshToken().ifPresent(tokens::add);
    tokens.addAll(takeThoseSetAside(id, "the character has left"));
    tokens.forEach(token -> plan(id, token));
    return tokens.size();
  }

  /** Forgets grants that were set aside of a character that was sold: EVE has ended them. */
  void forgetThoseSetAside(CharacterId character) {
    takeThoseSetAside(character, "the character was sold");
  }

  private List<SealedToken> takeThoseSetAside(CharacterId character, String why) {
    Instant now = clock.instant();
    return transactions.call(
        () ->
            jobs.waitingRevocationsOf(character).stream()
                .flatMap(
                    job -> {
                      jobs.save(job.started(now).completed(outcome(why), now).withoutPayload());
                      return job.payload().flatMap(HeldGrant::parse).stream();
                    })
                .map(HeldGrant::refreshToken)
                .toList());
  }

  /** Plans to end a grant; joins the transaction in which its character goes. */
  void plan(CharacterId character, SealedToken refreshToken) {
    Job job = revocation(character, refreshToken);
    transactions.run(
        () -> {
          jobs.add(job);
          schedule.plan(new DueWork.RunJob(job), job.createdAt());
        });
  }

  private Job revocation(CharacterId character, SealedToken refreshToken) {
    return Job.pending(
        new JobId(ids.next()),
        JobType.GRANT_REVOCATION,
        Optional.empty(),
        Optional.of(new HeldGrant(character, refreshToken).toJson()),
        clock.instant());
  }

  /**
   * One try of a revocation that has been started.
   *
   * @return when to try again, if EVE has not confirmed it
   */
  public Next run(Job job) {
    Optional<HeldGrant> held = job.payload().flatMap(HeldGrant::parse);
    if (held.isEmpty()) {
      return over(job, (current, now) -> current.failed("there is no grant to end", now));
    }
    CharacterId character = held.get().character();
    // Its pilot has agreed anew. Whether EVE would end the new grant together with the old one is
    // not known, and the pilot wants the new one.
    if (characters.find(character).flatMap(c -> c.grant().heldRefreshToken()).isPresent()) {
      return over(job, "the character is linked again");
    }
    try {
      return revoke(
          job,
          character,
          vault.open(character, TokenField.REFRESH_TOKEN, held.get().refreshToken()));
    } catch (UnreadableTokenException e) {
      LOG.error("check ENCRYPTION_KEY: {}", e.getMessage());
      return again(
          job, character, "the refresh token cannot be decrypted", job.type().backoff().longest());
    }
  }

  private Next revoke(Job job, CharacterId character, Secret refreshToken) {
    return switch (sso.revoke(refreshToken)) {
      case Revocation.Revoked revoked -> over(job, "revoked");
      case Revocation.Misconfigured misconfigured -> {
        LOG.error(
            "EVE SSO does not accept this installation: check EVE_CLIENT_ID and"
                + " EVE_CLIENT_SECRET ({})",
            misconfigured.why());
        yield again(job, character, misconfigured.why(), Duration.ZERO);
      }
      case Revocation.Unavailable unavailable ->
          again(job, character, unavailable.why(), unavailable.retryAfter());
    };
  }

  private Next again(Job job, CharacterId character, String why, Duration asked) {
    Duration wait = job.type().backoff().after(job.attempts(), asked);
    Instant next = clock.instant().plus(wait);
    if (next.isAfter(job.createdAt().plus(job.type().patience()))) {
      LOG.warn(
          "the grant of character {}, which is not linked any more, could not be ended at EVE: {}",
          character,
          why);
      return over(job, (current, now) -> current.failed("given up: " + why, now));
    }
    transactions.run(
        () ->
            jobs.findInTry(job)
                // Another payload than the one that was begun with if it was sealed anew meanwhile.
                .map(current -> current.toBeRetried(why))
                .ifPresent(jobs::save));
    return new Next.At(next);
  }

  private Next over(Job job, String outcome) {
    return over(job, (current, now) -> current.completed(outcome(outcome), now));
  }

  private static Optional<JsonValue> outcome(String outcome) {
    return Optional.of(JsonObject.ofStrings(Map.of("outcome", outcome)));
  }

  private Next over(Job job, BiFunction<Job, Instant, Job> end) {
    transactions.run(
        () ->
            jobs.findInTry(job)
                .map(current -> end.apply(current, clock.instant()).withoutPayload())
                .ifPresent(jobs::save));
    return Next.Done.DONE;
  }
}
