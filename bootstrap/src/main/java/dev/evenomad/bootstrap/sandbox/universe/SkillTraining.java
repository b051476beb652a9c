package dev.evenomad.bootstrap.sandbox.universe;

/**
 * How a skill is trained.
 *
 * @param type the skill itself
 * @param rank training time multiplier, 1 to 16 (dogma attribute 275)
 * @param primaryAttribute dogma attribute id of the primary attribute
 * @param secondaryAttribute dogma attribute id of the secondary attribute
 */
public record SkillTraining(
    ItemType type, int rank, int primaryAttribute, int secondaryAttribute) {}
