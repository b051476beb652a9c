import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.ServerParts;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import java.time.Clock;

/** The server as it is, but for one part: it says alerts on the console instead of sending them. */
final class ServerOfOtherParts {

  static NomadServer start(ServerSettings settings) {
    return NomadServer.start(
        settings,
        new ServerParts(settings) {
          @Override
          public PushGateway push(Clock clock) {
            return ServerOfOtherParts::say;
          }
        });
  }

  private static PushOutcome say(PushMessage message) {
    if (message.content() instanceof PushMessage.Content.Alert alert) {
      IO.println(alert.title() + ": " + alert.body());
    }
    return new PushOutcome.Accepted("said");
  }
}
