package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

final class DatabaseUrlTest {

  @Test
  void readsTheFormOfTheOriginal() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "postgresql://pilot:secret@db.example:6543/nomad?connection_limit=10&pool_timeout=3"
                + "&sslmode=require&schema=eve&connect_timeout=7&socket_timeout=60"
                + "&application_name=my%20app&pgbouncer=true");
    PGSimpleDataSource dataSource = url.dataSource(Map.of());

    assertThat(dataSource.getServerNames()).containsExactly("db.example");
    assertThat(dataSource.getPortNumbers()).containsExactly(6543);
    assertThat(dataSource.getDatabaseName()).isEqualTo("nomad");
    assertThat(dataSource.getUser()).isEqualTo("pilot");
    assertThat(dataSource.getPassword()).isEqualTo("secret");
    assertThat(dataSource.getSslMode()).isEqualTo("require");
    assertThat(dataSource.getCurrentSchema()).isEqualTo("eve");
    assertThat(dataSource.getConnectTimeout()).isEqualTo(7);
    assertThat(dataSource.getSocketTimeout()).isEqualTo(60);
    assertThat(dataSource.getApplicationName()).isEqualTo("my app");
    assertThat(dataSource.getPrepareThreshold()).isZero();
    assertThat(url.connectionLimit()).contains(10);
    assertThat(url.poolTimeout()).contains(Duration.ofSeconds(3));
    assertThat(url.schema()).contains("eve");
  }

  @Test
  void readsTheFormOfJdbc() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "jdbc:postgresql://db.example/nomad?user=pilot&password=s%26cret&connection_limit=4"
                + "&tcpKeepAlive=true");
    PGSimpleDataSource dataSource = url.dataSource(Map.of());

    assertThat(dataSource.getServerNames()).containsExactly("db.example");
    assertThat(dataSource.getPortNumbers()).containsExactly(5432);
    assertThat(dataSource.getUser()).isEqualTo("pilot");
    assertThat(dataSource.getPassword()).isEqualTo("s&cret");
    assertThat(dataSource.getTcpKeepAlive()).isTrue();
    assertThat(url.connectionLimit()).contains(4);
    assertThat(url.poolTimeout()).isEmpty();
    assertThat(url.schema()).isEmpty();
  }

  @Test
  void readsSpecialCharactersInUserPasswordAndDatabase() {
    PGSimpleDataSource dataSource =
        DatabaseUrl.parse(
                "postgres://p%40ilot%3A:%3A%2F%3F%23%5B%5D%40%25%20%26%3D+%C3%BC%F0%9F%9A%80"
                    + "@[::1]:5433/no%2Fmad%3F")
            .dataSource(Map.of());

    assertThat(dataSource.getUser()).isEqualTo("p@ilot:");
    assertThat(dataSource.getPassword()).isEqualTo(":/?#[]@% &=+ü🚀");
    assertThat(dataSource.getServerNames()).containsExactly("[::1]");
    assertThat(dataSource.getDatabaseName()).isEqualTo("no/mad?");
  }

  @Test
  void readsAPasswordWithColonsAsTheyAre() {
    assertThat(
            DatabaseUrl.parse("postgresql://pilot:a:b:c@host/nomad")
                .dataSource(Map.of())
                .getPassword())
        .isEqualTo("a:b:c");
  }

  @Test
  void readsSeveralHosts() {
    PGSimpleDataSource dataSource =
        DatabaseUrl.parse("postgresql://pilot@one:1,two,three:3/nomad").dataSource(Map.of());

    assertThat(dataSource.getServerNames()).containsExactly("one", "two", "three");
    assertThat(dataSource.getPortNumbers()).containsExactly(1, 5432, 3);
    assertThat(dataSource.getPassword()).isNull();
  }

  @Test
  void letsTheUrlHaveTheLastWord() {
    Map<PGProperty, String> defaults =
        Map.of(PGProperty.CONNECT_TIMEOUT, "5", PGProperty.APPLICATION_NAME, "eve-nomad");

    PGSimpleDataSource dataSource =
        DatabaseUrl.parse("postgresql://host/nomad?connect_timeout=9").dataSource(defaults);

    assertThat(dataSource.getConnectTimeout()).isEqualTo(9);
    assertThat(dataSource.getApplicationName()).isEqualTo("eve-nomad");
  }

  @Test
  void showsNeitherUserNorPasswordNorParameters() {
    assertThat(
            DatabaseUrl.parse(
                "postgresql://pilot:hunter2@one,two:2/nomad?sslpassword=hunter3&schema=x"))
        .hasToString("postgresql://one:5432,two:2/nomad");
  }

  @TestFactory
  Stream<DynamicTest> saysWhatIsWrongWithoutShowingThePassword() {
    return Stream.of(
            new Bad("mysql://u:hunter2@host/db", "begins with postgresql://"),
            new Bad("postgresql:u:hunter2@host/db", "begins with postgresql://"),
            new Bad("hunter2", "begins with postgresql://"),
            new Bad("", "begins with postgresql://"),
            new Bad("postgresql://u:hunter2@host", "names the database"),
            new Bad("postgresql://u:hunter2@host/", "names the database"),
            new Bad("postgresql://u:hunter2@/db", "has a host"),
            new Bad("postgresql://u:hunter2@host:99999/db", "1 to 65535"),
            new Bad("postgresql://u:hunter2@host:0/db", "1 to 65535"),
            new Bad("postgresql://u:hunter2@ho st/db", "has a host"),
            new Bad("postgresql://u:hun/ter2@host/db", "percent-encoded"),
            new Bad("postgresql://u:hun?ter2@host/db", "percent-encoded"),
            new Bad("postgresql://u:hun#ter2@host/db", "percent-encoded"),
            new Bad("postgresql://u@host/db?schema=a?password=hunter2", "percent-encoded"),
            new Bad("postgresql://u:hun%zzter2@host/db", "%25"),
            new Bad("postgresql://u:hun%ter2@host/db", "%25"),
            new Bad("postgresql://u:hunter2@host/db?hunter2=1", "is not known"),
            new Bad("postgresql://u:hunter2@host/db?connection_limit=0", "connection_limit"),
            new Bad("postgresql://u:hunter2@host/db?connection_limit=many", "connection_limit"),
            new Bad("postgresql://u:hunter2@host/db?pool_timeout=-1", "pool_timeout"),
            new Bad("postgresql://u:hunter2@host/db?sslmode=hunter2", "sslmode"))
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    "«" + bad.url + "»",
                    () ->
                        assertThatThrownBy(() -> DatabaseUrl.parse(bad.url))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(bad.complaint)
                            .hasMessageNotContainingAny("hun", "ter2", "zz")
                            .hasNoCause()));
  }

  private record Bad(String url, String complaint) {}
}
