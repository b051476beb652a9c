package dev.evenomad.application.account;

import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** Things that are read page by page, each page when it is asked for. Holds one page at a time. */
final class Paged implements Iterator<JsonObject> {

  private Iterator<JsonObject> items = List.<JsonObject>of().iterator();
  private Optional<Supplier<Page>> next;

  /** Reads nothing yet. */
  Paged(Supplier<Page> first) {
    this.next = Optional.of(first);
  }

  /** What those read, one after the other. */
  static Paged all(List<Supplier<Page>> readings) {
    Supplier<Page> chain = () -> new Page(List.of(), Optional.empty());
    for (Supplier<Page> reading : readings.reversed()) {
      Supplier<Page> rest = chain;
      chain = () -> reading.get().followedBy(rest);
    }
    return new Paged(chain);
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && next.isPresent()) {
      Page page = next.get().get();
      items = page.items.iterator();
      next = page.next;
    }
    return items.hasNext();
  }

  @Override
  public JsonObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }

  /**
   * A page.
   *
   * @param next reads the page after it; empty if it is the last
   */
  record Page(List<JsonObject> items, Optional<Supplier<Page>> next) {

    private Page followedBy(Supplier<Page> rest) {
      Supplier<Page> more =
          next.<Supplier<Page>>map(own -> () -> own.get().followedBy(rest)).orElse(rest);
      return new Page(items, Optional.of(more));
    }
  }
}
