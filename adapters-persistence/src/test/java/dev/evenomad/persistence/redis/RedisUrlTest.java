package dev.evenomad.persistence.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider.ImmediateRedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RedisUrlTest {

  @Test
  void readsWhereRedisIsAndWhoWeAre() {
    RedisURI uri =
        RedisUrl.parse(" rediss://p%40ul:h%2Bnt+r%3A2@[::1]:6380/3 ").uri(Duration.ofSeconds(7));

    assertThat(uri.getHost()).isEqualTo("::1");
    assertThat(uri.getPort()).isEqualTo(6380);
    assertThat(uri.getDatabase()).isEqualTo(3);
    assertThat(uri.isSsl()).isTrue();
    assertThat(uri.getTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(credentials(uri).getUsername()).isEqualTo("p@ul");
    assertThat(new String(credentials(uri).getPassword())).isEqualTo("h+nt+r:2");
  }

  @Test
  void needsNoMoreThanAHost() {
    RedisURI uri = RedisUrl.parse("redis://cache.example.org").uri(Duration.ofSeconds(1));

    assertThat(uri.getHost()).isEqualTo("cache.example.org");
    assertThat(uri.getPort()).isEqualTo(6379);
    assertThat(uri.getDatabase()).isZero();
    assertThat(uri.isSsl()).isFalse();
    assertThat(credentials(uri).hasPassword()).isFalse();
    assertThat(RedisUrl.parse("redis://host/")).hasToString("redis://host:6379/0");
    assertThat(RedisUrl.parse("redis://:@host/1")).hasToString("redis://host:6379/1");
  }

  @Test
  void takesAPasswordWithoutAUser() {
    RedisURI uri = RedisUrl.parse("redis://:hunter2@host").uri(Duration.ofSeconds(1));

    assertThat(credentials(uri).hasUsername()).isFalse();
    assertThat(new String(credentials(uri).getPassword())).isEqualTo("hunter2");
  }

  @Test
  void doesNotShowThePassword() {
    assertThat(RedisUrl.parse("redis://pilot:hunter2@host:1/2")).hasToString("redis://host:1/2");
  }

  @Test
  void saysWhatIsWrongWithoutQuotingIt() {
    for (String text :
        List.of(
            "",
            "hunter2",
            "http://:hunter2@host",
            "redis://hunter2@host",
            "redis://u:hunter2%zz@host",
            "redis://u:hunt/er2@host",
            "redis://u:hunter2@",
            "redis://u:hunter2@host:0",
            "redis://u:hunter2@host:65536",
            "redis://u:hunter2@host/first",
            "redis://u:hunter2@host/0?timeout=1",
            "redis-sentinel://u:hunter2@host/0#mymaster")) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> RedisUrl.parse(text))
          .withMessageContaining("Redis URL")
          .withMessageNotContaining("hunter2")
          .withNoCause();
    }
  }

  private static RedisCredentials credentials(RedisURI uri) {
    return ((ImmediateRedisCredentialsProvider) uri.getCredentialsProvider())
        .resolveCredentialsNow();
  }
}
