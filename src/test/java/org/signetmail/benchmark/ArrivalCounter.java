package org.signetmail.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the mails that arrive, each by its id, and tells on a port of its own how many there were since it was last asked. */
final class ArrivalCounter {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final LongAdder all = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /**
     * What arrived.
     *
     * @param different with different ids; anything less than all is a mail that came twice
     * @param cpu what the server spent on it, in nanoseconds
     */
    record Count(long all, long different, long bytes, long cpu) {
        static Count of(String line) {
            String[] said = line.split(" ", -1);
            return new Count(
                    Long.parseLong(said[0]), Long.parseLong(said[1]), Long.parseLong(said[2]), Long.parseLong(said[3]));
        }

        private String line() {
            return all + " " + different + " " + bytes + " " + cpu + "\n";
        }
    }

    void arrived(String id, int size) {
        all.increment();
        bytes.add(size);
        ids.add(id);
    }

    /** What was counted since this was last asked. */
    Count taken() {
        var count = new Count(all.sumThenReset(), ids.size(), bytes.sumThenReset(), ResourceUsage.cpu());
        ids.clear();
        return count;
    }

    /** Answers whoever connects with a count. */
    ServerSocket answerOn(InetAddress here, int port) throws IOException {
        var server = new ServerSocket(port, 1, here);
        var clerk = new Thread(() -> answer(server), "tally");
        clerk.setDaemon(true);
        clerk.start();
        return server;
    }

    private void answer(ServerSocket server) {
        while (true) {
            try (Socket asker = server.accept();
                    OutputStream out = asker.getOutputStream()) {
                out.write(taken().line().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    static Count asked(String host, int port) throws IOException {
        try (var socket = new Socket(host, port);
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            return Count.of(in.readLine());
        }
    }
}
