package dev.evenomad.bootstrap.sandbox.game;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toMap;

import dev.evenomad.bootstrap.sandbox.universe.SkillTraining;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The skills that exist in the simulated world: all that pilots can train. */
public final class SkillCatalogue {

  /** Language codes ESI answers in, the default first. */
  public static final List<String> LANGUAGES = Universe.LANGUAGES;

  private static final SortedMap<Integer, Skill> SKILLS =
      Universe.skills().stream()
          .map(SkillCatalogue::skill)
          .collect(
              collectingAndThen(
                  toMap(Skill::id, skill -> skill, (one, other) -> one, TreeMap::new),
                  Collections::unmodifiableSortedMap));

  private SkillCatalogue() {}

  /** The skill with this type id, or empty when it is not in the simulated world. */
  public static Optional<Skill> find(long typeId) {
    return typeId < 0 || typeId > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(SKILLS.get((int) typeId));
  }

  /** The skill with this type id; refused when there is none. */
  public static Skill get(int typeId) {
    return find(typeId)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no skill " + typeId + " in the sandbox",
                    "use the type id of a skill, such as 3300 for Gunnery"));
  }

  /** Every skill, by rising id. */
  public static Collection<Skill> all() {
    return SKILLS.values();
  }

  private static Skill skill(SkillTraining training) {
    var type = training.type();
    return new Skill(
        type.id(),
        type.group().id(),
        training.rank(),
        training.primaryAttribute(),
        training.secondaryAttribute(),
        type.names());
  }
}
