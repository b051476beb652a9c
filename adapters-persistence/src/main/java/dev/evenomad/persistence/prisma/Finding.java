package dev.evenomad.persistence.prisma;

/**
 * A row of the original that did not come over as it was.
 *
 * @param table of the original, such as {@code Character}
 * @param id of the row there, fit for a line of text: what is no visible ASCII is escaped, and what
 *     is longer than 80 characters is cut
 * @param taken whether it came over, with a change
 * @param reason what was changed, or why it did not come; the same text for the same cause, without
 *     anything personal or secret
 */
public record Finding(String table, String id, boolean taken, String reason) {}
