package dev.evenomad.bootstrap;

import dev.evenomad.bootstrap.cli.NomadCommand;

/** The program's entry. */
public final class Main {

  private Main() {}

  /** Runs the command that {@code arguments} name and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(NomadCommand.run(arguments));
  }
}
