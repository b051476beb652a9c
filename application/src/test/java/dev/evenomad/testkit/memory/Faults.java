package dev.evenomad.testkit.memory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the use cases and their stores, counts the calls, and fails the one that it was
 * told to: as a database does that goes away, or a process that dies there. A call is named by port
 * and method, such as {@code Users.add}. Calls may come from several threads.
 */
public final class Faults {

  private final List<Call> calls = new ArrayList<>();
  private int failAt;
  private Optional<String> failNext = Optional.empty();
  private Optional<String> failEvery = Optional.empty();

  Faults() {}

  /** {@code port} with this in between. */
  <T> T around(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> invoke(type, port, method, arguments)));
  }

  /** The {@code count}-th call from now fails, counted from 1, whichever it is. */
  public synchronized void failAtCall(int count) {
    failAt = calls.size() + count;
  }

  /** The next call of that name fails. */
  public synchronized void failNext(String call) {
    failNext = Optional.of(call);
  }

  /** Every call of that name fails until {@link #heal}. */
  public synchronized void failEvery(String call) {
    failEvery = Optional.of(call);
  }

  /** Nothing fails any more. */
  public synchronized void heal() {
    failAt = 0;
    failNext = Optional.empty();
    failEvery = Optional.empty();
  }

  /** Whether the call that was to fail by its count is still to come. */
  public synchronized boolean stillToFail() {
    return failAt > 0;
  }

  /** How many calls were made. */
  public synchronized int calls() {
    return calls.size();
  }

  /** The first argument of the last call of that name. */
  public synchronized Object lastArgument(String call) {
    return calls.stream()
        .filter(made -> made.name.equals(call))
        .reduce((earlier, later) -> later)
        .flatMap(Call::argument)
        .orElseThrow(() -> new AssertionError(call + " was not called"));
  }

  private @Nullable Object invoke(
      Class<?> type, Object port, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    String name = type.getSimpleName() + "." + method.getName();
    keep(new Call(name, arguments == null ? Optional.empty() : Optional.ofNullable(arguments[0])));
    try {
      return method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private synchronized void keep(Call call) {
    calls.add(call);
    if (failEvery.filter(call.name::equals).isPresent()) {
      throw new Fault(call.name);
    }
    if (calls.size() == failAt || failNext.filter(call.name::equals).isPresent()) {
      heal();
      throw new Fault(call.name);
    }
  }

  private record Call(String name, Optional<Object> argument) {}

  /** What a failing call throws. */
  public static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Fault(String call) {
      super(call + " fails on purpose");
    }
  }
}
