package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.vault.RotationReport;
import dev.evenomad.persistence.vault.RotationReport.LeftAlone;
import dev.evenomad.persistence.vault.RotationReport.UnderKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nomad rotate-keys}: everything that is stored, under the newest key. */
@Command(
    name = "rotate-keys",
    mixinStandardHelpOptions = true,
    description = {
      "Encrypts EVE's tokens in the database again, under the first key of ENCRYPTION_KEY; the",
      "others open what there is. Checks each token before it writes it, and says in the end what",
      "is left under which key. Servers may run meanwhile, if they know the same keys. It can be",
      "broken off and run again at any time.",
      "",
      "Configured by the environment. Needed: DATABASE_URL, ENCRYPTION_KEY.",
      "Exits with 1 if something is left under another key."
    })
final class RotateKeysCommand implements Callable<Integer> {

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  RotateKeysCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    ToolConfiguration configuration = ToolConfiguration.read(environment);
    Logs.onlyErrors();
    try (output;
        Persistence persistence = Persistence.open(configuration.database(), Clock.systemUTC())) {
      RotationReport report = persistence.rotateKeys(configuration.keys(), output);
      output.report(json(report), people(report));
      return report.complete() ? 0 : 1;
    }
  }

  private static ObjectNode json(RotationReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("complete", report.complete());
    json.put("newestKey", report.newestKey());
    json.put("reencrypted", report.reencrypted());
    json.putArray("leftAlone");
    for (LeftAlone left : report.leftAlone()) {
      json.withArray("leftAlone")
          .addObject()
          .put("key", left.key().orElse(null))
          .put("reason", left.reason().name().toLowerCase(Locale.ROOT))
          .put("accessTokens", left.accessTokens())
          .put("refreshTokens", left.refreshTokens());
    }
    json.putArray("underKeys");
    for (UnderKey under : report.underKeys()) {
      json.withArray("underKeys")
          .addObject()
          .put("key", under.key().orElse(null))
          .put("accessTokens", under.accessTokens())
          .put("refreshTokens", under.refreshTokens());
    }
    return json;
  }

  private static String people(RotationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "The tokens of %d characters were encrypted again, under the key %s."
            .formatted(report.reencrypted(), report.newestKey()));
    for (LeftAlone left : report.leftAlone()) {
      lines.add(
          "Left alone: %s, %s"
              .formatted(tokens(left.accessTokens(), left.refreshTokens()), why(left)));
    }
    for (UnderKey under : report.underKeys()) {
      lines.add(
          "Now %s: %s"
              .formatted(
                  under.key().map(key -> "under the key " + key).orElse("not encrypted by us"),
                  tokens(under.accessTokens(), under.refreshTokens())));
    }
    if (report.complete()) {
      lines.add("Nothing is left under another key.");
    } else if (report.leftAlone().isEmpty()) {
      lines.add(
          "Servers still encrypt with another key: put %s first in their ENCRYPTION_KEY, restart"
                  .formatted(report.newestKey())
              + " them, and run this again.");
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String why(LeftAlone left) {
    String key = left.key().orElse("");
    return switch (left.reason()) {
      case KEY_NOT_HERE ->
          "encrypted with the key %s, which is not here: add it to ENCRYPTION_KEY and run this again"
              .formatted(key);
      case DOES_NOT_OPEN ->
          "which the key %s does not open, because they were changed or moved: their pilots have to"
                  .formatted(key)
              + " sign in again";
      case NOT_SEALED ->
          "which were never encrypted by EVE Nomad: their pilots have to sign in again";
    };
  }

  private static String tokens(long access, long refresh) {
    return "%d access and %d refresh tokens".formatted(access, refresh);
  }
}
