package org.signetmail.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The JVM of one contender: sends when a line tells it to, with the target, how many at once and for how many milliseconds. */
final class ContenderProcess {
    private final Constructor<?> maker;
    private final Map<String, Contender> contenders = new HashMap<>();
    /** Its threads stay, or what they allocated could not be asked for. */
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "sender");
        thread.setDaemon(true);
        return thread;
    });

    private record Part(int sent, double aSecond) {}

    private ContenderProcess(Class<?> contender) throws NoSuchMethodException {
        maker = contender.getDeclaredConstructor(Target.class);
        maker.setAccessible(true);
    }

    /** Argument: the contender's class. What goes wrong ends it, and is told on its standard error. */
    public static void main(String[] given) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var process = new ContenderProcess(Class.forName(given[0]));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                Duration time = Duration.ofMillis(Integer.parseInt(words[2]));
                answers.println(
                        process.run(words[0], Integer.parseInt(words[1]), time).line());
            }
        } catch (Exception failed) {
            System.getLogger(given[0]).log(Level.ERROR, "Gave up", failed);
        }
        System.exit(0); // Whatever threads a contender has.
    }

    private Result run(String target, int atOnce, Duration time) throws Exception {
        Contender contender = contenders.get(target);
        if (contender == null) {
            contender = (Contender) maker.newInstance(Target.of(target));
            contenders.put(target, contender);
        }
        return run(contender, atOnce, time);
    }

    private Result run(Contender contender, int atOnce, Duration time) throws Exception {
        ResourceUsage resourceUsage = ResourceUsage.untilNow();
        long end = System.nanoTime() + time.toNanos();
        Callable<Part> work = () -> {
            long began = System.nanoTime();
            int sent = contender.sendUntil(() -> System.nanoTime() - end >= 0);
            return new Part(sent, sent * 1e9 / (System.nanoTime() - began));
        };
        var parts = new ArrayList<Future<Part>>();
        for (int thread = 0; thread < atOnce; thread++) {
            parts.add(threads.submit(work));
        }
        int sent = 0;
        double aSecond = 0;
        for (Future<Part> part : parts) {
            sent += part.get().sent;
            aSecond += part.get().aSecond;
        }
        if (sent == 0) {
            throw new IOException("Nothing was sent");
        }
        return new Result(
                sent, aSecond, resourceUsage.cpuSince() / 1e6 / sent, resourceUsage.bytesSince() / 1024.0 / sent);
    }
}
