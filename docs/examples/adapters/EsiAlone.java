import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.esi.client.Esi;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.testkit.memory.InMemoryBudgets;
import dev.evenomad.testkit.memory.InMemoryCache;
import java.time.Clock;
import java.util.Optional;

/** Reads the skill queue of a character whose access token you have. */
final class EsiAlone {

  public static void main(String[] arguments) {
    CharacterId character = new CharacterId(Long.parseLong(arguments[0]));
    Secret accessToken = Secret.of(System.getenv("ACCESS_TOKEN"));
    EsiSettings settings = EsiSettings.of("SkillTool/1.0 (pilot@example.org)");
    // Of this process alone; Persistence has those that all processes of a database share.
    try (Esi esi =
        Esi.connect(settings, new InMemoryCache(), new InMemoryBudgets(), Clock.systemUTC())) {
      Fetched<SkillQueue> queue =
          esi.skillSource().fetchQueue(character, accessToken, Optional.empty());
      IO.println(
          switch (queue) {
            case Fetched.Fresh<SkillQueue> fresh ->
                fresh.value().entries().size() + " in the queue until " + fresh.freshUntil();
            case Fetched.NotModified<SkillQueue> same -> "as before until " + same.freshUntil();
            case Fetched.Unauthorized<SkillQueue> _ -> "the access token is not accepted";
            case Fetched.Forbidden<SkillQueue> forbidden -> forbidden.why();
            case Fetched.Absent<SkillQueue> _ -> "there is no such character";
            case Fetched.Throttled<SkillQueue> later -> "wait for " + later.retryAfter();
            case Fetched.Unavailable<SkillQueue> down -> down.why();
          });
      IO.println(esi.statistics().snapshot());
    }
  }
}
