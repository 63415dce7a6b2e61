// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The connections that are open, and whether another may come in. Where there is no room, the
 * oldest connection without a request makes some, of the address that has the most; a client opens
 * such a connection again when it needs one. Where all have requests, the new one is refused.
 */
public final class OpenConnections {
  /** Connections that even a process with too few descriptors should have: else it is of no use. */
  private static final int LEAST = 8;

  /**
   * How often to look for the descriptor of a connection that was closed: for a tenth of a second.
   */
  private static final int WAITS = 100;

  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(1);

  private final Map<SocketAddress, Guest> guests = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final int most;
  private final int mostPerAddress;
  private final FileDescriptors descriptors;
  private final byte[] refusal;
  private final Consumer<ConnectionEnd> ended;

  /**
   * Begins without connections.
   *
   * @param descriptors tells whether the process can have more connections
   * @param refusal what a connection is sent that is refused; empty where clients speak TLS
   * @param ended is told of connections that were closed or refused for lack of room
   */
  public OpenConnections(
      ConnectionLimits limits,
      FileDescriptors descriptors,
      byte[] refusal,
      Consumer<ConnectionEnd> ended) {
    this.most = limits.most();
    this.mostPerAddress = limits.mostPerAddress();
    this.descriptors = descriptors;
    this.refusal = refusal.clone();
    this.ended = ended;
  }

  /** One connection, in the order in which they came. */
  private static final class Guest {
    private final SocketChannel channel;
    private final InetAddress address;

    /** Until the connection is read from, there is no request. */
    private volatile BooleanSupplier hasRequest = () -> false;

    private Guest(SocketChannel channel, InetAddress address) {
      this.channel = channel;
      this.address = address;
    }
  }

  /** How many are open now. */
  public int count() {
    lock.lock();
    try {
      forgetClosed();
      return guests.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a connection in that was accepted just now.
   *
   * @return whether it may stay; if not, it was told so and is to be closed
   * @throws IOException if the connection has ended already
   */
  boolean admit(SocketChannel channel) throws IOException {
    SocketAddress from = channel.getRemoteAddress();
    InetAddress address = ((InetSocketAddress) from).getAddress();
    lock.lock();
    try {
      forgetClosed();
      if (!hasRoomFor(address)) {
        ended.accept(ConnectionEnd.REFUSED);
        refuse(channel);
        return false;
      }
      guests.put(from, new Guest(channel, address));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Names who knows whether a connection has a request.
   *
   * @param from the address and port of its client
   */
  void watch(SocketAddress from, BooleanSupplier hasRequest) {
    lock.lock();
    try {
      Optional.ofNullable(guests.get(from)).ifPresent(guest -> guest.hasRequest = hasRequest);
    } finally {
      lock.unlock();
    }
  }

  private void forgetClosed() {
    guests.values().removeIf(guest -> !guest.channel.isOpen());
  }

  private boolean hasRoomFor(InetAddress address) {
    if (isFull(address) && !closeOneOf(address)) {
      return false;
    }
    boolean isRoomy =
        guests.size() < most
            && (descriptors.hasRoom() || (guests.size() < LEAST && descriptors.hasAny()));
    return isRoomy || (busiest().filter(this::closeOneOf).isPresent() && soonHasAny());
  }

  /** A closed connection gives its descriptor back once the thread that reads from it noticed. */
  private boolean soonHasAny() {
    for (int i = 0; i < WAITS && !descriptors.hasAny(); i++) {
      LockSupport.parkNanos(WAIT);
    }
    return descriptors.hasAny();
  }

  private boolean isFull(InetAddress address) {
    return guests.values().stream().filter(guest -> guest.address.equals(address)).count()
        >= mostPerAddress;
  }

  /** The address with the most connections. */
  private Optional<InetAddress> busiest() {
    Map<InetAddress, Long> counts =
        guests.values().stream()
            .collect(Collectors.groupingBy(guest -> guest.address, Collectors.counting()));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private boolean closeOneOf(InetAddress address) {
    Optional<Guest> oldest =
        guests.values().stream()
            .filter(guest -> guest.address.equals(address))
            .filter(guest -> !guest.hasRequest.getAsBoolean())
            .findFirst();
    oldest.ifPresent(
        guest -> {
          ended.accept(ConnectionEnd.REPLACED);
          closeQuietly(guest.channel);
        });
    forgetClosed();
    return oldest.isPresent();
  }

  /** As far as it can be sent at once: who does not read must not keep the others waiting. */
  private void refuse(SocketChannel channel) throws IOException {
    if (refusal.length > 0) {
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(refusal));
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is closed all the same.
    }
  }
}
