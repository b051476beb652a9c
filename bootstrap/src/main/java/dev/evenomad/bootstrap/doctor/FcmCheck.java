package dev.evenomad.bootstrap.doctor;

import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.fcm.FcmSettings;
import java.time.InstantSource;

/** Whether Google accepts the service account, and FCM its messages. Nobody gets one. */
record FcmCheck(FcmSettings settings, InstantSource clock) implements Check {

  static final String PART = "fcm";

  @Override
  public Finding run() {
    String project = "project " + settings.projectId();
    return switch (FcmPush.check(settings, clock)) {
      case PushOutcome.Accepted accepted ->
          Finding.ok(PART, project + ", which accepted a trial message and delivered it to nobody");
      case PushOutcome.Misconfigured refused ->
          Finding.problem(
              PART,
              project + ": " + refused.why(),
              "make a new key in the Firebase console (project settings, service accounts) and set"
                  + " FCM_CREDENTIALS to its JSON",
              "see that the project's Firebase Cloud Messaging API (V1) is switched on, and that"
                  + " this machine's clock is right");
      case PushOutcome.TryLater later ->
          Finding.problem(
              PART,
              project + ": " + later.why(),
              "see that this machine may call oauth2.googleapis.com and fcm.googleapis.com, and"
                  + " that FCM_URL, if set, is right");
      case PushOutcome.Rejected rejected -> unjudged(project, rejected.why());
      case PushOutcome.TokenInvalid invalid -> unjudged(project, invalid.why());
    };
  }

  private static Finding unjudged(String project, String why) {
    return Finding.warning(
        PART,
        project + ", which accepted the service account, but not a trial message: " + why,
        "send yourself a message with POST /v1/notifications/test");
  }
}
