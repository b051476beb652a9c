package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.doctor.Diagnosis;
import dev.evenomad.bootstrap.doctor.Doctor;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code nomad doctor}: whether everything that a server needs can be used. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether configuration, database, schema, keys, Redis, EVE SSO, ESI, FCM and Web Push",
      "can be used, what each is, and what to do about those that cannot. Changes nothing, sends",
      "nothing to anybody, and takes some seconds at most.",
      "",
      "Configured by the environment, as serve is. Exit codes: 0 all can be used (there may be",
      "warnings), 1 something cannot, 78 the configuration itself is wrong."
    })
final class DoctorCommand implements Callable<Integer> {

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  DoctorCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Logs.onlyErrors();
    Diagnosis diagnosis = Doctor.examine(environment, Clock.systemUTC(), Doctor.PATIENCE);
    output.report(diagnosis.toJson(), diagnosis.toString());
    if (diagnosis.misconfigured()) {
      return Failures.CONFIGURATION_ERROR;
    }
    return diagnosis.usable() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
