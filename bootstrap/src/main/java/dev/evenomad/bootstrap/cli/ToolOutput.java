package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.persistence.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How a tool shows what it does: a progress bar on a terminal, and a report for people or, with
 * {@code --json}, one object for machines. Used by one thread; closed when the work is over.
 */
final class ToolOutput implements Progress, AutoCloseable {

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  private Optional<ProgressBar> bar = Optional.empty();

  /** Shown on a terminal only, and on standard error, where it is in nobody's way. */
  @Override
  public void at(String what, long done, long total) {
    if (json || !onTerminal()) {
      return;
    }
    if (bar.filter(shown -> shown.getTaskName().equals(what)).isEmpty()) {
      close();
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName(what)
                  .setInitialMax(total)
                  .setStyle(ProgressBarStyle.ASCII)
                  .setUpdateIntervalMillis((int) Duration.ofMillis(200).toMillis())
                  .build());
    }
    bar.get().maxHint(total);
    bar.get().stepTo(done);
  }

  // Since Java 22 there always is a console, but the library's annotations say otherwise.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Whether the report is for machines. */
  boolean forMachines() {
    return json;
  }

  /** Prints the report. */
  void report(JsonNode machines, String people) {
    close();
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? machines.toString() : people);
    out.flush();
  }

  /** Ends the progress bar. */
  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
