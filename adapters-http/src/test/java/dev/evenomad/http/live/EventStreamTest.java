package dev.evenomad.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.live.LiveMessage;
import dev.evenomad.application.live.LiveStream.Ending;
import dev.evenomad.application.live.LiveStreams;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What waits to be sent, and what becomes of it. */
final class EventStreamTest {

  private static final Instant AT = Instant.EPOCH;

  private final List<EventStream> gone = new ArrayList<>();
  private final EventStream body =
      new EventStream(
          message -> (message.position().number() + ".").getBytes(StandardCharsets.UTF_8),
          gone::add);

  @Test
  void isSentInOrderAsTheConnectionHasRoom() {
    tell(1, 2);
    Client client = new Client(2);
    body.subscribe(client);
    assertThat(client.received).containsExactly("retry: 3000\n\n", "1.");

    tell(3, 3);
    client.request(1);
    assertThat(client.received).hasSize(3).last().isEqualTo("2.");
    client.request(10);
    tell(4, 4);

    assertThat(client.received.subList(1, 5)).containsExactly("1.", "2.", "3.", "4.");
    assertThat(client.end).isEmpty();
  }

  @Test
  void takesNoMoreThanSoManyForWhoDoesNotRead() {
    body.subscribe(new Client(0));
    int room = EventStream.MOST_WAITING - 1;

    assertThat(IntStream.range(0, room).allMatch(i -> body.tell(message(i)))).isTrue();

    assertThat(body.tell(message(room))).isFalse();
  }

  @Test
  void closesTheConnectionOfWhoDoesNotReadAtOnce() {
    Client client = new Client(1);
    body.subscribe(client);
    tell(1, 5);

    body.end(Ending.TOO_SLOW);

    assertThat(client.end).isEqualTo("error SlowReaderException");
    assertThat(client.received).hasSize(1);
    assertThat(gone).containsExactly(body);
  }

  @Test
  void endsWithWhenToComeBack() {
    Client client = new Client(10);
    body.subscribe(client);

    body.end(Ending.TOO_MANY);

    assertThat(client.received).last().isEqualTo("retry: 60000\n\n");
    assertThat(client.end).isEqualTo("complete");
    assertThat(gone).containsExactly(body);
  }

  @Test
  void letsClientsOfAServerThatStopsComeBackAtDifferentMoments() {
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(
                    i -> {
                      EventStream one = new EventStream(message -> new byte[0], any -> {});
                      Client client = new Client(10);
                      one.subscribe(client);
                      one.end(Ending.SERVER_STOPS);
                      return client.received.getLast();
                    })
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(10);
  }

  @Test
  void endsAlsoIfItHasNotBegun() {
    tell(1, 2);
    body.end(Ending.SIGNED_OUT);
    Client client = new Client(10);

    body.subscribe(client);

    assertThat(client.received).isEmpty();
    assertThat(client.end).isEqualTo("complete");
  }

  @Test
  void endsWithoutAWordForWhoHasNoRoom() {
    Client client = new Client(0);
    body.subscribe(client);
    tell(1, 2);

    body.end(Ending.SERVER_STOPS);

    assertThat(client.received).isEmpty();
    assertThat(client.end).isEqualTo("complete");
  }

  @Test
  void tellsNothingToWhoHasGone() {
    Client client = new Client(10);
    body.subscribe(client);

    client.cancel();
    tell(1, 2);
    body.end(Ending.SIGNED_OUT);

    assertThat(client.received).hasSize(1);
    assertThat(client.end).isEmpty();
    assertThat(gone).containsExactly(body);
  }

  @Test
  void beatsWhenNothingElseWasSentSinceTheLastBeat() {
    InMemoryStores stores = new InMemoryStores();
    User user = Samples.user();
    stores.users().add(user);
    Session session = Samples.session(user.id());
    stores.sessions().add(session);
    LiveStreams streams =
        new LiveStreams(
            stores.liveEvents(),
            stores.notifications(),
            stores.sessions(),
            SettableClock.at(Samples.NOW));
    LiveStreams.Outcome.Opened opened =
        (LiveStreams.Outcome.Opened) streams.open(user.id(), session.id(), Optional.empty(), body);
    body.comesFrom(opened.stream());
    Client client = new Client(10);
    body.subscribe(client);

    body.beat();
    assertThat(client.received).as("what opens it").hasSize(2);
    body.beat();
    body.beat();
    tell(1, 1);
    body.beat();

    String beat = ": still here\nid: " + opened.stream().position().orElseThrow() + "\n\n";
    assertThat(client.received.subList(2, client.received.size()))
        .containsExactly(beat, beat, "1.");
  }

  @Test
  void isGivenUpIfNobodySendsIt() {
    body.beat();
    assertThat(gone).isEmpty();

    body.beat();

    assertThat(gone).containsExactly(body);
  }

  @Test
  void bringsEveryMessageOnceHoweverManyBringThem() {
    Client client = new Client(Long.MAX_VALUE);
    body.subscribe(client);

    IntStream.range(0, 200).parallel().forEach(i -> assertThat(body.tell(message(i))).isTrue());

    assertThat(client.received.subList(1, 201))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 200).mapToObj(i -> i + ".").toList());
  }

  private void tell(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(i -> assertThat(body.tell(message(i))).isTrue());
  }

  private static LiveMessage message(int number) {
    return new LiveMessage.Ready(new LivePosition(1, number, AT));
  }

  /** A connection with room for so many at first. */
  private static final class Client implements Subscriber<byte[]> {
    private final long room;
    private final List<String> received = new ArrayList<>();
    private String end = "";
    private @Nullable Subscription subscription;

    Client(long room) {
      this.room = room;
    }

    void request(long more) {
      if (subscription != null) {
        subscription.request(more);
      }
    }

    void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      if (room > 0) {
        given.request(room);
      }
    }

    @Override
    public void onNext(byte[] bytes) {
      received.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void onError(Throwable failure) {
      end = "error " + failure.getClass().getSimpleName();
    }

    @Override
    public void onComplete() {
      end = "complete";
    }
  }
}
