package dev.evenomad.bootstrap.config;

import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tools work on, read from the environment: a part of what {@code serve} runs with.
 *
 * @param keys the first encrypts, all of them decrypt
 */
public record ToolConfiguration(PersistenceSettings database, List<EncryptionKey> keys) {

  /** Copies. */
  public ToolConfiguration {
    keys = List.copyOf(keys);
  }

  /**
   * For tools that read and write what is encrypted.
   *
   * @throws IncompleteConfigurationException with everything that is wrong at once
   */
  public static ToolConfiguration read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Optional<PersistenceSettings> database = database(variables);
    Optional<List<EncryptionKey>> keys = keys(variables);
    if (database.isEmpty() || keys.isEmpty()) {
      throw new IncompleteConfigurationException(variables.problems());
    }
    return new ToolConfiguration(database.get(), keys.get());
  }

  /**
   * For tools that do not look into what is encrypted.
   *
   * @throws IncompleteConfigurationException if the variable is missing or wrong
   */
  public static PersistenceSettings readDatabase(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    return database(variables)
        .orElseThrow(() -> new IncompleteConfigurationException(variables.problems()));
  }

  /** Where the data is. */
  static Optional<PersistenceSettings> database(Variables variables) {
    return variables.required(
        Variable.DATABASE_URL, text -> PersistenceSettings.of(DatabaseUrl.parse(text)));
  }

  /** What EVE's tokens are encrypted with. */
  static Optional<List<EncryptionKey>> keys(Variables variables) {
    return variables.required(Variable.ENCRYPTION_KEY, EncryptionKey::parseAll);
  }
}
