package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.persistence.redis.SharedRedis;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The books of budgets in Redis: a hash for each, of amounts by the start of their slice, and of
 * when the budget is open by {@value #CLOSED_UNTIL}. A script for each call, which Redis runs at
 * one go. Books that are not there are made of a copy, and expire when everything is back.
 */
final class RedisBudgets {

  private static final String CLOSED_UNTIL = "0";
  private static final long NO_BOOKS = -2;

  /** It was booked, and there is nothing to wait for. */
  static final long BOOKED = 0;

  // ARGV: start, amount, keep, limit or nothing, now, and the copy if there was a need of one.
  private static final String BOOK =
      """
      local amount, keep, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
      local now = tonumber(ARGV[5])
      local books = redis.call('HGETALL', KEYS[1])
      if #books == 0 then
        if #ARGV == 5 then return -2 end
        for i = 6, #ARGV do books[i - 5] = ARGV[i] end
        redis.call('HSET', KEYS[1], unpack(books))
      end
      local slices, total, closed, last = {}, 0, 0, tonumber(ARGV[1])
      for i = 1, #books, 2 do
        local start, spent = tonumber(books[i]), tonumber(books[i + 1])
        if start == 0 then
          closed = spent
        elseif start + keep > now then
          slices[#slices + 1] = {start, spent}
          total = total + spent
          if start > last then last = start end
        else
          redis.call('HDEL', KEYS[1], books[i])
        end
      end
      local free = 0
      if limit then
        if closed > now then free = closed end
        table.sort(slices, function(a, b) return a[1] < b[1] end)
        for _, slice in ipairs(slices) do
          if total + amount <= limit then break end
          total = total - slice[2]
          if slice[1] + keep > free then free = slice[1] + keep end
        end
      end
      if free == 0 then redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[2]) end
      local back = last + keep
      if closed > back then back = closed end
      redis.call('PEXPIRE', KEYS[1], math.ceil((back - now) / 1000) + 60000)
      return free
      """;

  // Nothing for books that are not there: the copy that they are made of knows it already.
  private static final String CLOSE =
      """
      local closed = redis.call('HGET', KEYS[1], '0')
      if closed and tonumber(closed) < tonumber(ARGV[1]) then
        redis.call('HSET', KEYS[1], '0', ARGV[1])
        redis.call('PERSIST', KEYS[1])
        redis.call('PEXPIREAT', KEYS[1], math.ceil(tonumber(ARGV[1]) / 1000) + 86400000)
      end
      return 0
      """;

  private final SharedRedis redis;

  RedisBudgets(SharedRedis redis) {
    this.redis = redis;
  }

  /**
   * Books it, if need be only within the limit.
   *
   * @param copy of the books, looked at if Redis has none
   * @return when it can be booked, in microseconds of the Unix epoch, or {@link #BOOKED}; empty if
   *     Redis did not answer
   */
  Optional<Long> book(String era, Booking booking, Optional<Integer> limit, Supplier<Books> copy) {
    Slice slice = booking.slice();
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(slice.start()));
    arguments.add(String.valueOf(booking.amount()));
    arguments.add(String.valueOf(slice.keep()));
    arguments.add(limit.map(String::valueOf).orElse(""));
    arguments.add(String.valueOf(Slice.microsBefore(booking.now())));
    Optional<Long> free = run(era, BOOK, booking.budget(), arguments);
    if (free.filter(answer -> answer == NO_BOOKS).isPresent()) {
      Books books = copy.get();
      arguments.add(CLOSED_UNTIL);
      arguments.add(String.valueOf(books.closedUntil()));
      books
          .spent()
          .forEach(
              (start, spent) -> {
                arguments.add(String.valueOf(start));
                arguments.add(String.valueOf(spent));
              });
      free = run(era, BOOK, booking.budget(), arguments);
    }
    return free;
  }

  /** Closes it, which the copy has to know already. */
  void close(String era, Budget budget, Instant until) {
    run(era, CLOSE, budget, List.of(String.valueOf(Slice.microsAfter(until))));
  }

  private Optional<Long> run(String era, String script, Budget budget, List<String> arguments) {
    String[] keys = {"nomad:" + era + ":budget:" + budget.key()};
    String[] values = arguments.toArray(String[]::new);
    return redis.ask(era, commands -> run(commands, script, keys, values));
  }

  private static Long run(
      RedisCommands<String, String> commands, String script, String[] keys, String[] values) {
    try {
      return commands.evalsha(commands.digest(script), ScriptOutputType.INTEGER, keys, values);
    } catch (RedisNoScriptException e) {
      return commands.eval(script, ScriptOutputType.INTEGER, keys, values);
    }
  }
}
