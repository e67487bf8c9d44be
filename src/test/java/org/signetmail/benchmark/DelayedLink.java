package org.signetmail.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A long wire: takes the packets of a tunnel at one end and gives them out at the other a while later, in their order and
 * however many they are. TCP goes through it whole, its handshakes and acknowledgements too.
 */
final class DelayedLink {
    private static final int LARGEST_PACKET = 2048;
    private static final int BUFFER = 1 << 20;

    private final long delay;

    private record Packet(ByteBuffer bytes, long due) {}

    private DelayedLink(Duration delay) {
        this.delay = delay.toNanos();
    }

    /** Arguments: milliseconds in each direction, port, then here and there of one end and of the other. */
    public static void main(String[] given) throws IOException {
        int port = Integer.parseInt(given[1]);
        var delayedLink = new DelayedLink(Duration.ofMillis(Integer.parseInt(given[0])));
        DatagramChannel near = open(given[2], port);
        DatagramChannel far = open(given[4], port);
        delayedLink.lead(near, far, new InetSocketAddress(given[5], port));
        delayedLink.lead(far, near, new InetSocketAddress(given[3], port));
    }

    private static DatagramChannel open(String here, int port) throws IOException {
        return DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                .bind(new InetSocketAddress(here, port));
    }

    private void lead(DatagramChannel from, DatagramChannel out, SocketAddress to) {
        BlockingQueue<Packet> onTheWay = new LinkedBlockingQueue<>();
        new Thread(() -> take(from, onTheWay), "in").start();
        new Thread(() -> give(onTheWay, out, to), "out").start();
    }

    private void take(DatagramChannel from, BlockingQueue<Packet> onTheWay) {
        try {
            while (true) {
                var bytes = ByteBuffer.allocate(LARGEST_PACKET);
                from.receive(bytes);
                long due = System.nanoTime() + delay;
                TunnelPacket.completeChecksum(bytes.flip());
                onTheWay.add(new Packet(bytes, due));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void give(BlockingQueue<Packet> onTheWay, DatagramChannel out, SocketAddress to) {
        try {
            while (true) {
                Packet next = onTheWay.take();
                for (long left = next.due - System.nanoTime(); left > 0; left = next.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.send(next.bytes, to);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
