package dev.evenomad.persistence;

import dev.evenomad.testkit.contract.Samples;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the {@link PostgresServer} of this run, or {@link PostgresStores} that all tests
 * share and whose clock stands at {@link Samples#NOW}.
 */
public final class PostgresExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == PostgresServer.class || type == PostgresStores.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(PostgresExtension.class));
    PostgresServer server =
        store.getOrComputeIfAbsent(
            PostgresServer.class, key -> PostgresServer.start(), PostgresServer.class);
    return parameter.getParameter().getType() == PostgresServer.class
        ? server
        : store.getOrComputeIfAbsent(
            PostgresStores.class,
            key -> new PostgresStores(server.createDatabase(), () -> Samples.NOW),
            PostgresStores.class);
  }
}
