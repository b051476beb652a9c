package dev.evenomad.application.sync;

import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkills;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads queue and skills of a character as one: what ESI calls unchanged is taken from the last
 * snapshot, and a token that it does not accept is replaced once. Thread-safe.
 */
public final class SkillReader {

  private static final String QUEUE = "queue";
  private static final String SKILLS = "skills";

  private final SkillSource source;
  private final AccessTokens tokens;

  /** Over these ports. */
  public SkillReader(SkillSource source, AccessTokens tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Reading read(
      Optional<SkillSnapshot> known, Map<String, ETag> etags, CharacterId id, Secret token) {
    Reading first = attempt(known, etags, id, token);
    if (!(first instanceof Reading.Unauthorized)) {
      return first;
    }
    return switch (tokens.acquireInsteadOf(id, token)) {
      case Access.Granted granted -> attempt(known, etags, id, granted.token());
      case Access.Unusable unusable -> new Reading.Unusable();
      case Access.Postponed postponed -> new Reading.Postponed(postponed.retryAfter());
    };
  }

  private Reading attempt(
      Optional<SkillSnapshot> known, Map<String, ETag> etags, CharacterId id, Secret token) {
    // An ETag is only of use to who still has what it stands for.
    Map<String, ETag> sent = known.isPresent() ? etags : Map.of();
    Part<SkillQueue> queue =
        part(
            source.fetchQueue(id, token, Optional.ofNullable(sent.get(QUEUE))),
            known.map(SkillSnapshot::queue),
            Optional.ofNullable(sent.get(QUEUE)));
    if (queue instanceof Part.Missing<SkillQueue> missing) {
      return missing.reading();
    }
    Part<TrainedSkills> skills =
        part(
            source.fetchSkills(id, token, Optional.ofNullable(sent.get(SKILLS))),
            known.map(SkillSnapshot::skills),
            Optional.ofNullable(sent.get(SKILLS)));
    if (skills instanceof Part.Missing<TrainedSkills> missing) {
      return missing.reading();
    }
    return complete((Part.Present<SkillQueue>) queue, (Part.Present<TrainedSkills>) skills);
  }

  private static Reading complete(
      Part.Present<SkillQueue> queue, Part.Present<TrainedSkills> skills) {
    Map<String, ETag> etags = new HashMap<>();
    queue.etag().ifPresent(etag -> etags.put(QUEUE, etag));
    skills.etag().ifPresent(etag -> etags.put(SKILLS, etag));
    Instant freshUntil =
        queue.freshUntil().isAfter(skills.freshUntil()) ? queue.freshUntil() : skills.freshUntil();
    return new Reading.Complete(
        queue.value(), skills.value(), queue.changed() || skills.changed(), etags, freshUntil);
  }

  private static <T> Part<T> part(Fetched<T> fetched, Optional<T> known, Optional<ETag> sent) {
    return switch (fetched) {
      case Fetched.Fresh<T> fresh ->
          new Part.Present<>(fresh.value(), true, fresh.etag(), fresh.freshUntil());
      case Fetched.NotModified<T> same ->
          known.isPresent()
              ? new Part.Present<>(known.get(), false, sent, same.freshUntil())
              : missing(new Reading.Failed("ESI calls unchanged what it was not asked about"));
      case Fetched.Unauthorized<T> unauthorized -> missing(new Reading.Unauthorized());
      case Fetched.Forbidden<T> forbidden -> missing(new Reading.Forbidden(forbidden.why()));
      case Fetched.Absent<T> absent -> missing(new Reading.Failed("ESI knows no such character"));
      case Fetched.Throttled<T> throttled -> missing(new Reading.Postponed(throttled.retryAfter()));
      case Fetched.Unavailable<T> unavailable -> missing(new Reading.Failed(unavailable.why()));
    };
  }

  private static <T> Part<T> missing(Reading reading) {
    return new Part.Missing<>(reading);
  }

  private sealed interface Part<T> {
    record Present<T>(T value, boolean changed, Optional<ETag> etag, Instant freshUntil)
        implements Part<T> {}

    record Missing<T>(Reading reading) implements Part<T> {}
  }

  /** What came of reading both. */
  sealed interface Reading {
    /** Both are known. */
    record Complete(
        SkillQueue queue,
        TrainedSkills skills,
        boolean changed,
        Map<String, ETag> etags,
        Instant freshUntil)
        implements Reading {}

    /** ESI accepts no token of this grant. */
    record Unauthorized() implements Reading {}

    /** There is no grant any more. */
    record Unusable() implements Reading {}

    /** The grant lacks a scope. */
    record Forbidden(String why) implements Reading {}

    /** To be repeated after a while; nobody's failure. */
    record Postponed(Duration retryAfter) implements Reading {}

    /** Nothing is known. */
    record Failed(String why) implements Reading {}
  }
}
