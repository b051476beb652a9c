package dev.evenomad.domain.planet;

import java.time.Instant;

/**
 * A colony that is listed no more. One that is surely gone is remembered for a while, because an
 * older answer of ESI's may list it again.
 *
 * @param colony as it was last seen
 * @param since when it was first missed, or surely gone
 * @param confirmed whether it is surely gone: other colonies were listed, or a later reading missed
 *     it too. Before that, an empty answer may be a mistake of ESI's, and the colony goes on
 */
public record MissingColony(Colony colony, Instant since, boolean confirmed) {}
