package dev.evenomad.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Notes what goes to the database: the first word of each statement that is executed. */
final class CountedStatements {

  private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

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
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? noting(statement, String.valueOf(arguments[0]))
              : result;
        });
  }

  private PreparedStatement noting(PreparedStatement statement, String sql) {
    String verb = sql.trim().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            executed.add(verb);
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
            CountedStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What was executed since the last call, in order. */
  List<String> take() {
    synchronized (executed) {
      List<String> taken = List.copyOf(executed);
      executed.clear();
      return taken;
    }
  }
}
