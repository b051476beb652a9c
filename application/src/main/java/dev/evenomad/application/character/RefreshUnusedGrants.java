package dev.evenomad.application.character;

import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants that no reading has used for a day, because it is paused or kept from it: so
 * that pilots learn soon that EVE ended one, and a new owner is noticed. What is in use is
 * refreshed just before it is used, and is left alone.
 *
 * <p>A grant falls due a day after it was refreshed last, so that the work is spread over the day
 * as the last refreshes were, and never is more than EVE SSO is asked for in a moment. One server
 * does it at a time; if several do, no harm is done: each refresh has its lease. Thread-safe.
 */
public final class RefreshUnusedGrants {

  /** How often to do it: 288,000 grants in a day. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  /** At most so many each time; the rest is for the next time. */
  static final int MOST = 1_000;

  /** At the same time: enough for {@link #MOST} if EVE SSO takes a second for each. */
  private static final int AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(RefreshUnusedGrants.class);

  private static final Duration UNUSED = Duration.ofDays(1);

  private final Characters characters;
  private final AccessTokens tokens;
  private final Clock clock;

  /** Over these. */
  public RefreshUnusedGrants(Characters characters, AccessTokens tokens, Clock clock) {
    this.characters = characters;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Does it once, those first that were not used for longest.
   *
   * @return how many turned out to be in force or over; not those for which EVE could not be asked
   */
  public int run() {
    List<Callable<Boolean>> refreshes =
        characters.withTokensExpiringBefore(clock.instant().minus(UNUSED), MOST).stream()
            .map(EveCharacter::characterId)
            .<Callable<Boolean>>map(id -> () -> settled(id))
            .toList();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("grants-", 0).factory())) {
      return (int) threads.invokeAll(refreshes).stream().filter(Future::resultNow).count();
    } catch (InterruptedException e) {
      // This server stops; what is left is done by another.
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private boolean settled(CharacterId id) {
    try {
      return !(tokens.acquire(id) instanceof Access.Postponed);
    } catch (RuntimeException e) {
      // The others are not to suffer.
      LOG.warn("the unused grant of character {} could not be refreshed", id, e);
      return false;
    }
  }
}
