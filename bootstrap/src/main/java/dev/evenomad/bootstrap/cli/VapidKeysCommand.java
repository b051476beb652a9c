package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenomad.push.web.VapidKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nomad vapid-keys}: a new key for Web Push. */
@Command(
    name = "vapid-keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a new key by which the push services of browsers know the server: the private half",
      "for VAPID_PRIVATE_KEY, the public half for browsers. Stores nothing.",
      "",
      "Browsers that have subscribed do so with a certain key: under another one they get nothing",
      "until they subscribe again."
    })
final class VapidKeysCommand implements Callable<Integer> {

  @Mixin private final ToolOutput output = new ToolOutput();

  @Override
  public Integer call() {
    try (output) {
      VapidKey key = VapidKey.generate();
      output.report(
          JsonNodeFactory.instance
              .objectNode()
              .put("privateKey", key.privateKey().reveal())
              .put("publicKey", key.publicKey()),
          """
          VAPID_PRIVATE_KEY=%s

          Keep it secret, and set VAPID_SUBJECT beside it, such as mailto:pilot@example.org.
          The public half, which browsers get from the server: %s\
          """
              .formatted(key.privateKey().reveal(), key.publicKey()));
      return 0;
    }
  }
}
