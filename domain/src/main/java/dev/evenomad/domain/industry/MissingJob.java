package dev.evenomad.domain.industry;

import java.time.Instant;

/**
 * A job that is listed no more. One that is surely gone is remembered for a while, because an older
 * answer of ESI's may list it again.
 *
 * @param job as it was last seen
 * @param since when it was first missed, or surely gone
 * @param confirmed whether it is surely gone: other jobs were listed, or a later reading missed it
 *     too. Before that, an empty answer may be a mistake of ESI's, and the job goes on
 */
public record MissingJob(IndustryJob job, Instant since, boolean confirmed) {}
