package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * What all who read through the cache share.
 *
 * @param readers on which ESI is asked; somebody else closes them
 * @param patience the longest that a lookup waits for ESI
 */
record ReadThroughs(Cache cache, InstantSource clock, ExecutorService readers, Duration patience) {

  <K, J, T> ReadThrough<K, J, T> of(ReadThrough.Source<K, J, T> source) {
    return new ReadThrough<>(source, cache, clock, readers, patience);
  }
}
