package dev.evenomad.application.live;

import dev.evenomad.application.live.LiveStream.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open app that keeps what it is told. */
final class Told implements LiveStream.Receiver {

  private final int room;
  private final List<LiveMessage> messages = new ArrayList<>();
  private Optional<Ending> ending = Optional.empty();

  /** Takes whatever comes. */
  Told() {
    this(Integer.MAX_VALUE);
  }

  /** Takes so many messages and no more. */
  Told(int room) {
    this.room = room;
  }

  @Override
  public synchronized boolean tell(LiveMessage message) {
    return messages.size() < room && messages.add(message);
  }

  @Override
  public synchronized void end(Ending why) {
    ending = Optional.of(why);
  }

  /** Everything so far. */
  synchronized List<LiveMessage> messages() {
    return List.copyOf(messages);
  }

  /** Everything so far but the first, which opens the stream. */
  synchronized List<LiveMessage> news() {
    return List.copyOf(messages.subList(1, messages.size()));
  }

  /** With which the app would come back. */
  synchronized String position() {
    return messages.getLast().position().toString();
  }

  synchronized Optional<Ending> ending() {
    return ending;
  }
}
