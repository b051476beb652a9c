package dev.evenomad.bootstrap.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A clock that stands still until it is moved, and shows the same in all processes that have its
 * file in their memory. Thread-safe.
 */
final class SharedClock extends Clock {

  private static final VarHandle MICROS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;
  private final ZoneId zone;

  private SharedClock(ByteBuffer memory, ZoneId zone) {
    this.memory = memory;
    this.zone = zone;
  }

  /** What the clock in {@code file} shows; without such a file, the beginning of 1970. */
  static SharedClock in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new SharedClock(channel.map(MapMode.READ_WRITE, 0, Long.BYTES), ZoneOffset.UTC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows {@code instant} from now on, but for what is smaller than a microsecond. */
  void set(Instant instant) {
    MICROS.setVolatile(memory, 0, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  /** Moves forward. */
  void advance(Duration duration) {
    set(instant().plus(duration));
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus((long) MICROS.getVolatile(memory, 0), ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SharedClock withZone(ZoneId newZone) {
    return new SharedClock(memory, newZone);
  }

  @Override
  public String toString() {
    return "SharedClock[" + instant() + "]";
  }
}
