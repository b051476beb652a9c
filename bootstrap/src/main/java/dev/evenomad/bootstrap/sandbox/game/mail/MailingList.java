package dev.evenomad.bootstrap.sandbox.game.mail;

/**
 * A mailing list that a pilot has joined.
 *
 * @param id unique in the world, above 145,000,000
 * @param name what the game calls it
 */
public record MailingList(long id, String name) {}
