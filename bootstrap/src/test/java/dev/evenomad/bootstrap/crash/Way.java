package dev.evenomad.bootstrap.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way over TCP to a port of this machine that can be interrupted. What is on it while it is held
 * up arrives later, as after a network's failure. Thread-safe.
 */
final class Way implements AutoCloseable {

  private final ServerSocket entrance;
  private final int destination;
  private final Wiretap tap;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private boolean held;
  private volatile boolean cut;

  /**
   * A free way.
   *
   * @param destination the port where it leads
   * @param tap hears what is on its way there
   */
  Way(int destination, Wiretap tap) {
    this.destination = destination;
    this.tap = tap;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::admit);
  }

  /** Where it begins. */
  int port() {
    return entrance.getLocalPort();
  }

  /** The port where it leads. */
  int destination() {
    return destination;
  }

  /** Breaks every connection, and each new one at once. */
  void cut() {
    cut = true;
    open.forEach(this::reset);
  }

  /** Lets nothing through, nor anybody know. */
  void hold() {
    hold(true);
  }

  /** Lets everything through again. */
  void heal() {
    cut = false;
    hold(false);
  }

  private void hold(boolean now) {
    lock.lock();
    try {
      held = now;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitFree() throws InterruptedException {
    lock.lock();
    try {
      while (held) {
        freed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    try {
      while (!entrance.isClosed()) {
        Socket traveller = entrance.accept();
        open.add(traveller);
        Thread.ofVirtual().start(() -> lead(traveller));
      }
    } catch (IOException e) {
      if (!entrance.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void lead(Socket traveller) {
    try {
      awaitFree();
      if (cut) {
        reset(traveller);
        return;
      }
      Socket onward = new Socket(InetAddress.getLoopbackAddress(), destination);
      open.add(onward);
      traveller.setTcpNoDelay(true);
      onward.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> carry(onward, traveller));
      carry(traveller, onward);
    } catch (IOException e) {
      reset(traveller);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] load = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(load); length >= 0; length = in.read(load)) {
        awaitFree();
        if (to.getPort() == destination) {
          tap.hear(load, length);
        }
        out.write(load, 0, length);
      }
      awaitFree();
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (from.isOutputShutdown()) {
        reset(from);
        reset(to);
      }
      open.removeIf(Socket::isClosed);
    }
  }

  private void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    heal();
  }
}
