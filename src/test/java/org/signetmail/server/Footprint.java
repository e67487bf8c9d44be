package org.signetmail.server;

import java.util.regex.Pattern;

/**
 * What a JVM holds: kilobytes of living objects and of loaded classes, threads of Java, and class loaders of applications.
 */
public record Footprint(long heap, long metaspace, long threads, long classes, long loaders) {
    private static final Pattern HEAP = Pattern.compile("(?:heap|generation) .*used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace .*used (\\d+)K");
    private static final Pattern THREAD = Pattern.compile("(?m)^\".*\" #\\d+");
    private static final Pattern CLASS = Pattern.compile("(?m)^[ |]+[\\w.$/]+$");

    static Footprint of(String heapInfo, String threads, String classLoaders, String loader) {
        return new Footprint(
                sum(HEAP, heapInfo),
                sum(METASPACE, heapInfo),
                THREAD.matcher(threads).results().count(),
                CLASS.matcher(classLoaders).results().count(),
                classLoaders.lines().filter(line -> line.contains(loader)).count());
    }

    private static long sum(Pattern kilobytes, String said) {
        return kilobytes
                .matcher(said)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
