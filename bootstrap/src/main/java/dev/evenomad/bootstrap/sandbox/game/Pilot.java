package dev.evenomad.bootstrap.sandbox.game;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A character of the simulated world, as it is at one moment. Immutable.
 *
 * @param characterId EVE character id
 * @param account the EVE account that owns the character; the sandbox's own label
 * @param profile what everybody can see
 * @param skills by type id, as of the last login
 * @param queue what is trained
 * @param revision grows with every change
 * @param changedAt world time of the last change
 */
public record Pilot(
    long characterId,
    String account,
    Profile profile,
    SortedMap<Integer, TrainedSkill> skills,
    TrainingQueue queue,
    long revision,
    Instant changedAt) {

  public Pilot {
    skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
  }

  /** The character's name. */
  public String name() {
    return profile.name();
  }

  /**
   * What EVE SSO calls the owner: 28 characters of Base64, different for every pair of character
   * and account.
   */
  public String ownerHash() {
    try {
      var owner = account + "\n" + characterId;
      var digest =
          MessageDigest.getInstance("SHA-1").digest(owner.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sum over all skills, as of the last login. */
  public long totalSkillPoints() {
    return skills.values().stream().mapToLong(TrainedSkill::skillPoints).sum();
  }

  Pilot with(Profile newProfile) {
    return new Pilot(characterId, account, newProfile, skills, queue, revision, changedAt);
  }

  Pilot ownedBy(String newAccount) {
    return new Pilot(characterId, newAccount, profile, skills, queue, revision, changedAt);
  }

  Pilot training(Map<Integer, TrainedSkill> newSkills, TrainingQueue newQueue) {
    return new Pilot(
        characterId, account, profile, new TreeMap<>(newSkills), newQueue, revision, changedAt);
  }

  /** Applies what has finished training, as a login does. */
  Pilot loggedIn(Instant now) {
    var applied = new TreeMap<>(skills);
    for (var done : queue.finished(now)) {
      applied.put(done.skillId(), new TrainedSkill(done.level(), done.levelEndSp()));
    }
    return training(applied, queue.withoutFinished(now));
  }

  Pilot revised(Instant now) {
    return new Pilot(characterId, account, profile, skills, queue, revision + 1, now);
  }
}
