package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.function.Function;

/**
 * Something the control API can do.
 *
 * @param path template below {@code /control}
 * @param summary what it does
 * @param example a body or query to send, empty when none is needed
 */
record Operation(
    String method,
    String path,
    String summary,
    String example,
    Function<Command, Response> action) {}
