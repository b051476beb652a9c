package dev.evenomad.application.account;

import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * All that is stored about an account, read while it is taken. To be taken once, in order, by one
 * thread at a time.
 *
 * @param asOf when the export was begun
 * @param stillThere whether the account is still there; to be asked at the end, because the export
 *     of an account that ended meanwhile is not complete
 */
public record AccountExport(Instant asOf, List<Part> parts, BooleanSupplier stillThere) {

  public AccountExport {
    parts = List.copyOf(parts);
  }

  /** A part of it, under a name of its own. */
  public sealed interface Part {

    /** Its name. */
    String name();

    /** One thing. */
    record One(String name, JsonObject value) implements Part {}

    /**
     * Any number of things.
     *
     * @param items holds no more than a page of them at a time, and no transaction open
     */
    record Many(String name, Iterator<JsonObject> items) implements Part {}
  }
}
