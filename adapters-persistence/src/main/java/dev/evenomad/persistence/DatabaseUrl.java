package dev.evenomad.persistence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who we are to it. Immutable. Neither {@link #toString} nor any message
 * shows the password.
 */
public final class DatabaseUrl {

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern SCHEME =
      Pattern.compile("(jdbc:postgresql|postgresql|postgres):(//)?(.*)", Pattern.DOTALL);
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  private static final Pattern MISPLACED_IN_PATH = Pattern.compile("[@/]");
  private static final Pattern MISPLACED_IN_QUERY = Pattern.compile("[@?]");

  private static final String CONNECTION_LIMIT = "connection_limit";
  private static final String POOL_TIMEOUT = "pool_timeout";
  private static final String SCHEMA = "schema";
  private static final String PGBOUNCER = "pgbouncer";

  /** What Prisma and libpq call it, and what the driver does. */
  private static final Map<String, PGProperty> SYNONYMS =
      Map.of(
          "connect_timeout", PGProperty.CONNECT_TIMEOUT,
          "socket_timeout", PGProperty.SOCKET_TIMEOUT,
          "application_name", PGProperty.APPLICATION_NAME);

  /** What holds unless a URL says otherwise. */
  static final Map<PGProperty, String> DRIVER_DEFAULTS =
      Map.of(
          PGProperty.APPLICATION_NAME, "eve-nomad",
          PGProperty.CONNECT_TIMEOUT, "5",
          PGProperty.TCP_KEEP_ALIVE, "true",
          // The detail of an error quotes the row: tokens, addresses.
          PGProperty.LOG_SERVER_ERROR_DETAIL, "false");

  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private final List<String> hosts;
  private final List<Integer> ports;
  private final String database;
  private final Map<String, String> parameters;
  private final Map<PGProperty, String> properties;

  private DatabaseUrl(
      List<String> hosts,
      List<Integer> ports,
      String database,
      Map<String, String> parameters,
      Map<PGProperty, String> properties) {
    this.hosts = hosts;
    this.ports = ports;
    this.database = database;
    this.parameters = parameters;
    this.properties = properties;
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?parameters} or {@code
   * jdbc:postgresql://host:port/database?user=…&password=…}, or any mixture of the two. Characters
   * that mean something in a URL are percent-encoded.
   *
   * <p>Parameters: {@code connection_limit} (connections of the pool), {@code pool_timeout}
   * (seconds), {@code schema}, {@code pgbouncer} ({@code true}: no statements that outlive a
   * transaction), {@code connect_timeout}, {@code socket_timeout} (seconds), {@code
   * application_name}, {@code sslmode}, and whatever else the PostgreSQL driver for Java knows by
   * name.
   *
   * @throws IllegalArgumentException if it is not such a URL; the message names what is wrong and
   *     quotes nothing that could be part of a password
   */
  public static DatabaseUrl parse(String text) {
    Matcher scheme = SCHEME.matcher(text.trim());
    if (!scheme.matches() || scheme.group(2) == null) {
      throw new IllegalArgumentException(
          "a database URL begins with postgresql:// or jdbc:postgresql://");
    }
    String rest = scheme.group(3);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String location = question < 0 ? rest : rest.substring(0, question);
    int slash = location.indexOf('/');
    String path = slash < 0 ? "" : location.substring(slash + 1);
    String authority = slash < 0 ? location : location.substring(0, slash);
    int at = authority.lastIndexOf('@');
    if (MISPLACED_IN_PATH.matcher(path).find()
        || MISPLACED_IN_QUERY.matcher(query).find()
        || rest.contains("#")) {
      throw new IllegalArgumentException(
          "in a database URL the characters @ : / ? # % are percent-encoded within user, password,"
              + " database and parameters: @ is %40, / is %2F, # is %23");
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a database URL names the database after the host");
    }

    Map<PGProperty, String> properties = new LinkedHashMap<>();
    if (at >= 0) {
      String[] user = authority.substring(0, at).split(":", 2);
      properties.put(PGProperty.USER, decoded("user", user[0]));
      if (user.length == 2) {
        properties.put(PGProperty.PASSWORD, decoded("password", user[1]));
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    readParameters(query, parameters, properties);
    List<String> hosts = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    readHosts(authority.substring(at + 1), hosts, ports);
    return new DatabaseUrl(hosts, ports, decoded("database", path), parameters, properties);
  }

  private static void readHosts(String text, List<String> hosts, List<Integer> ports) {
    for (String host : text.split(",", -1)) {
      Matcher matcher = HOST.matcher(host);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("a database URL has a host, and maybe a port, after //");
      }
      int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("the port of a database URL is 1 to 65535");
      }
      hosts.add(matcher.group(1));
      ports.add(port);
    }
  }

  private static void readParameters(
      String query, Map<String, String> parameters, Map<PGProperty, String> properties) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      String[] pair = parameter.split("=", 2);
      String name = decoded("name of a parameter", pair[0]);
      String value = pair.length == 2 ? decoded("parameter", pair[1]) : "";
      PGProperty property = SYNONYMS.getOrDefault(name, PGProperty.forName(name));
      switch (name) {
        case CONNECTION_LIMIT, POOL_TIMEOUT -> parameters.put(name, positive(name, value));
        case SCHEMA -> {
          parameters.put(name, value);
          properties.put(PGProperty.CURRENT_SCHEMA, value);
        }
        case PGBOUNCER -> {
          if (Boolean.parseBoolean(value)) {
            properties.put(PGProperty.PREPARE_THRESHOLD, "0");
          }
        }
        default -> {
          if (property == null) {
            throw new IllegalArgumentException(
                "a parameter of the database URL is not known; known are connection_limit,"
                    + " pool_timeout, schema, pgbouncer, connect_timeout, socket_timeout,"
                    + " application_name, sslmode and the other parameters of the PostgreSQL"
                    + " driver for Java");
          }
          if (property == PGProperty.SSL_MODE && !SSL_MODES.contains(value)) {
            throw new IllegalArgumentException(
                "sslmode in a database URL is disable, allow, prefer, require, verify-ca or"
                    + " verify-full");
          }
          properties.put(property, value);
        }
      }
    }
  }

  private static String positive(String name, String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          name + " in a database URL is a whole number from 1 to 999999");
    }
    return value;
  }

  private static String decoded(String what, String text) {
    try {
      // In a URL's user and password a plus is a plus.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Without the cause, which shows a piece of the text.
      throw new IllegalArgumentException(
          "the %s of a database URL has a %% that is not followed by two hexadecimal digits;"
                  .formatted(what)
              + " write %25 for a percent sign");
    }
  }

  /** How many connections the pool may have; empty if the URL does not say. */
  public Optional<Integer> connectionLimit() {
    return Optional.ofNullable(parameters.get(CONNECTION_LIMIT)).map(Integer::valueOf);
  }

  /** How long to wait for a connection of the pool; empty if the URL does not say. */
  public Optional<Duration> poolTimeout() {
    return Optional.ofNullable(parameters.get(POOL_TIMEOUT))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** The schema that the tables are in; empty if the URL does not say. */
  public Optional<String> schema() {
    return Optional.ofNullable(parameters.get(SCHEMA));
  }

  /** Connections without a pool, whose errors do not quote rows. */
  public DataSource dataSource() {
    return dataSource(DRIVER_DEFAULTS);
  }

  /**
   * Connections without a pool.
   *
   * @param defaults what holds unless the URL says otherwise
   */
  PGSimpleDataSource dataSource(Map<PGProperty, String> defaults) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(hosts.toArray(String[]::new));
    dataSource.setPortNumbers(ports.stream().mapToInt(Integer::intValue).toArray());
    dataSource.setDatabaseName(database);
    Map<PGProperty, String> all = new LinkedHashMap<>(defaults);
    all.putAll(properties);
    all.forEach(dataSource::setProperty);
    return dataSource;
  }

  /** Hosts and database; neither user nor password nor parameters. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("postgresql://");
    for (int i = 0; i < hosts.size(); i++) {
      text.append(i == 0 ? "" : ",").append(hosts.get(i)).append(':').append(ports.get(i));
    }
    return text.append('/').append(database).toString();
  }
}
