package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.demo.Demo;
import dev.evenomad.bootstrap.demo.DemoReport;
import dev.evenomad.bootstrap.demo.Step;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomad demo}: the main job, start to end. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the main job from start to end, on PostgreSQL and a simulated EVE:",
      "sign in, link a second character, a skill finishes, the push arrives."
    })
final class DemoCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Logs.onlyErrors();
    PrintWriter out = spec.commandLine().getOut();
    try (UntilStopped running = UntilStopped.begin()) {
      Demo demo = running.start(() -> new Demo(json ? step -> {} : step -> print(out, step)));
      DemoReport report = demo.run();
      out.println(json ? report.toJson() : summary(report));
      out.flush();
      return report.ok() ? 0 : 1;
    }
  }

  private static void print(PrintWriter out, Step step) {
    out.printf(
        "%s %-28s %6d ms  %s%n",
        step.ok() ? "ok  " : "FAIL", step.name(), step.millis(), step.detail());
    out.flush();
  }

  private static String summary(DemoReport report) {
    if (!report.ok()) {
      return "The demo failed at: " + report.steps().getLast().name();
    }
    return "The push was accepted %d ms after the skill finished; the server started in %d ms%s."
        .formatted(
            report.pushLatencyMillis().orElseThrow(),
            report.startupMillis(),
            report.peakRssMb().map(mb -> "; all of it took " + mb + " MB at most").orElse(""));
  }
}
