package dev.evenomad.testkit.memory;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.PushToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes every message and notes it, unless it was told to answer otherwise. Thread-safe. */
public final class RecordingPushGateway implements PushGateway {

  private final List<PushMessage> attempts = new ArrayList<>();
  private final List<PushMessage> accepted = new ArrayList<>();
  private final Map<PushToken, PushOutcome> answers = new HashMap<>();
  private Optional<PushOutcome> answerToAll = Optional.empty();

  /** Takes every message. */
  public RecordingPushGateway() {}

  @Override
  public synchronized PushOutcome send(PushMessage message) {
    attempts.add(message);
    Optional<PushOutcome> scripted =
        answerToAll.or(() -> Optional.ofNullable(answers.get(message.to())));
    PushOutcome outcome =
        scripted.orElseGet(() -> new PushOutcome.Accepted("message-" + attempts.size()));
    if (outcome instanceof PushOutcome.Accepted) {
      accepted.add(message);
    }
    return outcome;
  }

  /** Answers so to every message to {@code token} from now on. */
  public synchronized void answer(PushToken token, PushOutcome outcome) {
    answers.put(token, outcome);
  }

  /** Answers so to every message from now on, whatever was said for its token. */
  public synchronized void answerAll(PushOutcome outcome) {
    answerToAll = Optional.of(outcome);
  }

  /** Takes every message again. */
  public synchronized void recover() {
    answers.clear();
    answerToAll = Optional.empty();
  }

  /** Every message that was handed over, taken or not, in order. */
  public synchronized List<PushMessage> attempts() {
    return List.copyOf(attempts);
  }

  /** The messages that were taken, in order. */
  public synchronized List<PushMessage> accepted() {
    return List.copyOf(accepted);
  }

  /** The messages to {@code token} that were taken, in order. */
  public synchronized List<PushMessage> acceptedBy(PushToken token) {
    return accepted.stream().filter(message -> message.to().equals(token)).toList();
  }
}
