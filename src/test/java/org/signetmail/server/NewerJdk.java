package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDK 21 or later on which Payara 7 runs, while the build may run on 17. The newest that is found. */
public final class NewerJdk {
    /** Why what needs it is skipped. */
    public static final String MISSING =
            "No JDK 21 or later was found in JAVA_HOME_21_X64 and its kind, /usr/lib/jvm, ~/.sdkman or ~/.jdks:"
                    + " Payara 7 was not tested.";

    private static final int FEATURE = 21;

    /** As continuous integration names the JDKs of its machines: JAVA_HOME_21_X64, JAVA_HOME_25_arm64, JAVA_HOME_21. */
    private static final Pattern VARIABLE = Pattern.compile("JAVA_HOME_\\d+\\w*|JDK_FOR_PAYARA_7");

    /** In the file that every JDK has, {@code release}. */
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    private static final List<String> FOLDERS = List.of(
            "/usr/lib/jvm",
            "/opt/java",
            "/Library/Java/JavaVirtualMachines",
            System.getProperty("user.home") + "/.sdkman/candidates/java",
            System.getProperty("user.home") + "/.jdks");

    private NewerJdk() {}

    /** For {@code @EnabledIf}. */
    public static boolean isFound() {
        return found().isPresent();
    }

    /** Its home. */
    public static Optional<Path> found() {
        return found(System.getenv(), FOLDERS.stream().map(Path::of).toList());
    }

    static Optional<Path> found(Map<String, String> environment, List<Path> folders) {
        var homes = new ArrayList<Path>();
        homes.add(Path.of(System.getProperty("java.home")));
        environment.forEach((variable, value) -> {
            if (VARIABLE.matcher(variable).matches()) {
                homes.add(Path.of(value));
            }
        });
        folders.forEach(folder -> homes.addAll(within(folder)));
        return homes.stream()
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .filter(home -> feature(home) >= FEATURE)
                .max(Comparator.comparingInt(NewerJdk::feature));
    }

    private static List<Path> within(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted()
                    .flatMap(jdk -> Stream.of(jdk, jdk.resolve("Contents/Home")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** 0 where it is none. */
    private static int feature(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException none) {
            return 0;
        }
    }
}
