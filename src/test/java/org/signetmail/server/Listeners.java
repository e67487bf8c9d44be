package org.signetmail.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** On which ports a process can be reached, as Linux tells it in {@code /proc} (proc(5)). */
final class Listeners {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    /** A line of /proc/net/tcp or udp: its own port, its state, its inode. */
    private static final Pattern LINE = Pattern.compile(
            "\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) \\S+ ([0-9A-F]{2}) \\S+ \\S+ \\S+\\s+\\d+\\s+\\d+ (\\d+) .*");

    /** TCP_LISTEN; of a UDP socket TCP_CLOSE: it has no peer and takes what anybody sends. */
    private static final String LISTENS = "0A";

    private static final String TAKES_ALL = "07";

    private Listeners() {}

    /** Such as {@code tcp 8080}, in order. */
    static Set<String> of(long process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process));
        Set<String> sockets = sockets(proc.resolve("fd"));
        var ports = new TreeSet<String>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            String listening = protocol.startsWith("tcp") ? LISTENS : TAKES_ALL;
            for (String line : Files.readAllLines(proc.resolve("net").resolve(protocol))) {
                Matcher socket = LINE.matcher(line);
                if (socket.matches() && socket.group(2).equals(listening) && sockets.contains(socket.group(3))) {
                    ports.add(protocol.substring(0, 3) + " " + Integer.parseInt(socket.group(1), 16));
                }
            }
        }
        return ports;
    }

    /** The inodes of its open sockets. */
    private static Set<String> sockets(Path descriptors) throws IOException {
        var inodes = new HashSet<String>();
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path descriptor : (Iterable<Path>) open::iterator) {
                Matcher socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        return inodes;
    }

    /** Blank if it was closed meanwhile. */
    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return "";
        }
    }
}
