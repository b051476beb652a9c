package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.server.ServerSettings;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  /** Called by picocli. */
  Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "nomad " + ServerSettings.version(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.vendor")
    };
  }
}
