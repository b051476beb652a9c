package dev.evenomad.bootstrap.config;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a database of the original is imported with, read from the environment.
 *
 * @param tool where it goes, and what its tokens are encrypted with there
 * @param originalKey what its tokens are encrypted with in the original
 */
public record ImportConfiguration(ToolConfiguration tool, Secret originalKey) {

  /**
   * Reads it.
   *
   * @throws IncompleteConfigurationException with everything that is wrong at once
   */
  public static ImportConfiguration read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Optional<PersistenceSettings> database = ToolConfiguration.database(variables);
    Optional<List<EncryptionKey>> keys = ToolConfiguration.keys(variables);
    // The original takes the text as it is, with any spaces around it.
    Optional<Secret> originalKey =
        variables.requiredAsItIs(Variable.PRISMA_ENCRYPTION_KEY, Secret::of);
    if (database.isEmpty() || keys.isEmpty() || originalKey.isEmpty()) {
      throw new IncompleteConfigurationException(variables.problems());
    }
    return new ImportConfiguration(
        new ToolConfiguration(database.get(), keys.get()), originalKey.get());
  }
}
