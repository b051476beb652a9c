package dev.evenomad.bootstrap.crash;

import java.time.Duration;

/**
 * How a trial is.
 *
 * @param length how long things happen in EVE
 * @param seed what gets the servers into trouble
 */
record Terms(Duration length, int servers, int pilots, long seed) {}
