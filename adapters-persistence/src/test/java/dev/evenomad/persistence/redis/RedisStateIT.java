package dev.evenomad.persistence.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RedisStateIT {

  private final RedisServer server = RedisServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsWhatRedisIs() {
    assertThat(RedisState.of(server.url()))
        .isInstanceOfSatisfying(
            RedisState.Answers.class,
            answers -> {
              assertThat(answers.version()).startsWith("6.2.");
              assertThat(answers.latency()).isPositive();
              assertThat(answers.fillsUp()).isFalse();
            });
  }

  @Test
  void noticesThatItsMemoryWillFillUp() {
    server.call(commands -> commands.configSet("maxmemory", "100mb"));

    assertThat(RedisState.of(server.url()))
        .isInstanceOfSatisfying(
            RedisState.Answers.class, answers -> assertThat(answers.fillsUp()).isTrue());
  }

  @Test
  void isAdmittedAsTheUrlSays() {
    server.call(
        commands ->
            commands.aclSetuser(
                "p@ul",
                AclSetuserArgs.Builder.on().addPassword("h+nt+r:2").allKeys().allCommands()));
    server.call(
        commands ->
            commands.aclSetuser("default", AclSetuserArgs.Builder.resetpass().addPassword("two")));

    for (String right : new String[] {"p%40ul:h%2Bnt+r%3A2@", ":two@"}) {
      assertThat(RedisState.of(as(right))).isInstanceOf(RedisState.Answers.class);
    }
    for (String wrong : new String[] {"", ":three@", "p%40ul:two@", "nobody:two@"}) {
      assertThat(RedisState.of(as(wrong))).isInstanceOf(RedisState.NotAdmitted.class);
    }
  }

  @Test
  void isAwayWhenNothingAnswers() {
    server.stop();

    assertThat(RedisState.of(server.url())).isInstanceOf(RedisState.Away.class);
  }

  private RedisUrl as(String who) {
    return RedisUrl.parse(server.url().toString().replace("//", "//" + who));
  }
}
