package org.signetmail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/**
 * Measures what the settings page costs the server: processor time of its whole process for one GET and for one key stroke
 * during set-up. Takes WARs by their paths, starts each on a Payara Micro of its own, and measures them in turns, so that what
 * else the computer does falls on all of them. The median of the rounds counts.
 *
 * <p>Run by {@code src/test/pages.sh OLD.war NEW.war}.
 */
public final class PageCost implements AutoCloseable {
    private static final String PASSWORD = "practice makes perfect";
    private static final int ROUNDS = Integer.getInteger("signet.rounds", 5);
    private static final int REQUESTS = Integer.getInteger("signet.requests", 150);

    /** Rounds that are not counted: the JVM compiles meanwhile. */
    private static final int WARM_UP = Integer.getInteger("signet.warm-up", 4);

    private final ServerUnderTest server;
    private final PageVisitor visitor;
    private final List<Double> gets = new ArrayList<>();
    private final List<Double> strokes = new ArrayList<>();

    private PageCost(int number, Path war, Path folder) throws IOException {
        String name = "pages-" + number;
        server = PayaraMicro.named(name, Files.createDirectories(folder.resolve(name)))
                .withoutJvmOptions()
                .withJvmOption("-Xmx512m")
                .withJvmOption(System.getProperty("signet.jvm-options", "").split(" "))
                .withVariable("SIGNET_ADMIN_PASSWORD", PASSWORD)
                .carrying(war)
                .start();
        visitor = new PageVisitor(server);
        visitor.signIn("admin", PASSWORD);
    }

    private void round(boolean counts) {
        double get = milliseconds(visitor::open);
        visitor.beginSetUp();
        var typed = new StringBuilder();
        double stroke = milliseconds(() -> {
            typed.append(typed.length() == 36 ? "" : "4");
            visitor.typeClientId(typed.toString());
        });
        if (counts) {
            gets.add(get);
            strokes.add(stroke);
        }
    }

    /** Of the server's processor time, for one request. */
    private double milliseconds(Runnable request) {
        Duration before = used();
        for (int count = 0; count < REQUESTS; count++) {
            request.run();
        }
        return used().minus(before).toNanos() / 1e6 / REQUESTS;
    }

    private Duration used() {
        return server.jvm().process().info().totalCpuDuration().orElseThrow();
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * Prints a line for each WAR.
     *
     * @param wars the paths of the WARs; the first is what the others are compared with
     */
    public static void main(String[] wars) throws IOException {
        Path folder = Files.createTempDirectory("pages");
        var all = new ArrayList<PageCost>();
        try {
            for (String war : wars) {
                all.add(new PageCost(all.size(), Path.of(war).toAbsolutePath(), folder));
            }
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                for (PageCost one : all) {
                    one.round(round >= WARM_UP);
                }
            }
            for (int number = 0; number < all.size(); number++) {
                PageCost one = all.get(number);
                System.out.printf(
                        Locale.ROOT,
                        "%s: GET %.1f ms (%.0f %%), key stroke %.1f ms (%.0f %%), %d live parts; GET %s, key stroke %s%n",
                        wars[number],
                        median(one.gets),
                        100 * median(one.gets) / median(all.get(0).gets),
                        median(one.strokes),
                        100 * median(one.strokes) / median(all.get(0).strokes),
                        one.visitor.liveParts(),
                        rounded(one.gets),
                        rounded(one.strokes));
            }
        } finally {
            all.forEach(PageCost::close);
        }
    }

    private static String rounded(List<Double> all) {
        return Stream.of(all)
                .flatMap(List::stream)
                .map(one -> String.format(Locale.ROOT, "%.1f", one))
                .toList()
                .toString();
    }
}
