package dev.evenomad.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Notes what goes to the database: each statement that is executed, and each commit. */
final class RecordedStatements {

  private static final String COMMIT = "COMMIT";

  private final List<Recorded> executed = Collections.synchronizedList(new ArrayList<>());

  /** A data source on top of {@code dataSource} whose statements are noted here. */
  DataSource on(DataSource dataSource) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = invoke(dataSource, method, arguments);
          return result instanceof Connection connection ? noting(connection) : result;
        });
  }

  private Connection noting(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("commit")) {
            executed.add(new Recorded(COMMIT, Map.of(), 0));
          }
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? noting(statement, String.valueOf(arguments[0]))
              : result;
        });
  }

  private PreparedStatement noting(PreparedStatement statement, String sql) {
    Map<Object, Binding> parameters = new TreeMap<>();
    List<Integer> batch = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          String name = method.getName();
          if (name.startsWith("set") && arguments.length >= 2) {
            parameters.put(arguments[0], target -> method.invoke(target, arguments));
          } else if (name.equals("addBatch")) {
            batch.add(parameters.size());
          } else if (name.startsWith("execute")) {
            executed.add(new Recorded(sql, Map.copyOf(parameters), batch.size()));
            batch.clear();
          }
          return invoke(statement, method, arguments);
        });
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordedStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What was executed since the last call, in order, each by {@link Recorded#kind}. */
  List<String> take() {
    return takeStatements().stream().map(Recorded::kind).toList();
  }

  /** As {@link #take}, each as it was. */
  List<Recorded> takeStatements() {
    synchronized (executed) {
      List<Recorded> taken = List.copyOf(executed);
      executed.clear();
      return taken;
    }
  }

  /** Sets a parameter as it was set. */
  private interface Binding {
    Object on(Object statement) throws ReflectiveOperationException;
  }

  /**
   * A statement that was executed.
   *
   * @param sql as it was prepared
   * @param rows of the batch; 0 if it was none
   */
  record Recorded(String sql, Map<Object, Binding> parameters, int rows) {
    private static final Pattern CHANGING = Pattern.compile("\\b(INSERT|UPDATE|DELETE)\\b");

    /**
     * Its first word, such as {@code SELECT}, and of how many rows in one batch. Of one that begins
     * with queries that it needs it is the word of the first one that changes something.
     */
    String kind() {
      String verb = sql.trim().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
      if (verb.equals("WITH")) {
        verb = CHANGING.matcher(sql).results().map(MatchResult::group).findFirst().orElse("SELECT");
      }
      return rows == 0 ? verb : verb + "×" + rows;
    }

    boolean isCommit() {
      return sql.equals(COMMIT);
    }

    /** Prepares it with its parameters, after {@code prefix}. */
    PreparedStatement prepare(Connection connection, String prefix) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(prefix + sql);
      for (Binding parameter : parameters.values()) {
        try {
          parameter.on(statement);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError("a parameter that was set once can be set again", e);
        }
      }
      return statement;
    }
  }
}
