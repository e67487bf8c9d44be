package org.signetmail.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.OwnerOnlyPermissions;
import org.signetmail.log.LogEvent;

/**
 * The file that holds the sealing keys, readable for the server's own user only. What is written to it is there whole or not
 * at all, also if the power goes.
 */
final class KeyFile {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path path;
    private final boolean strict;
    private @Nullable OwnerOnlyPermissions told;

    /** @param strict whether a key counts as missing while other users may read it */
    KeyFile(Path path, boolean strict) {
        this.path = path.toAbsolutePath().normalize();
        this.strict = strict;
    }

    /**
     * What a look at the file found: keys, or words that say what is there instead.
     *
     * @param keys null where there is none that may be used
     * @param missing whether the place is free
     */
    record Look(@Nullable SealingKeys keys, boolean missing, String found) {
        boolean has(Set<String> wanted) {
            return wanted.isEmpty() || (keys != null && keys.have(wanted));
        }
    }

    Path path() {
        return path;
    }

    Look look() {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException missing) {
            return new Look(null, true, "no file there");
        } catch (MalformedInputException binary) {
            return new Look(null, false, "a file that is not a sealing key");
        } catch (AccessDeniedException denied) {
            return new Look(null, false, "a file that Signet may not read");
        } catch (IOException refused) {
            return new Look(null, false, "something that can't be read: " + refused.getMessage());
        }
        OwnerOnlyPermissions access = closeToOthers();
        if (strict && access == OwnerOnlyPermissions.STILL_OPEN) {
            return new Look(null, false, "a file that other users may read, which signet.key.strict forbids");
        }
        if (strict && access == OwnerOnlyPermissions.NOT_KNOWN) {
            return new Look(null, false, "a file without a mode, which signet.key.strict forbids");
        }
        return SealingKeys.read(text)
                .map(keys -> new Look(keys, false, "the key " + keys))
                .orElseGet(() -> new Look(null, false, "a file that is not a sealing key"));
    }

    /**
     * Writes this key where no file is yet.
     *
     * @throws IOException if that fails, or a file is there
     */
    void create(SealingKey key) throws IOException {
        Files.createDirectories(folder(path), onlyOwner("rwx------"));
        write(SealingKeys.of(key), path);
        LogEvent.KEY_MADE.with("file", path).log();
    }

    /** Writes these keys in place of those that are there. Where the path is a link, it goes on being one. */
    void replace(SealingKeys keys) throws IOException {
        write(keys, path.toRealPath(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes keys out of the file, of which others stay in it. They are in a file of their own before.
     *
     * @return where they are now
     */
    Path retire(SealingKeys stay, List<SealingKey> former, Instant now) throws IOException {
        Path real = path.toRealPath(); // Beside the file itself, where the path is a link.
        Path aside = real.resolveSibling(real.getFileName() + ".old-" + SUFFIX.format(now));
        write(new SealingKeys(former), aside);
        replace(stay);
        return aside;
    }

    private void write(SealingKeys keys, Path target, CopyOption... how) throws IOException {
        Path folder = folder(target);
        Path draft = Files.createTempFile(folder, target.getFileName() + "-", ".new", onlyOwner("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(keys.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, target, how);
        } finally {
            Files.deleteIfExists(draft);
        }
        keepFolder(folder);
    }

    /** Renames what is there, so that nothing is ever lost; the new name, or empty if nothing was there. */
    Optional<Path> putAside(Instant now) throws IOException {
        Path aside = aside(now);
        try {
            return Optional.of(Files.move(path, aside));
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        }
    }

    private Path aside(Instant now) {
        return path.resolveSibling(path.getFileName() + ".old-" + SUFFIX.format(now));
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException(file + " is not a file");
        }
        return parent;
    }

    private FileAttribute<?>[] onlyOwner(String permissions) {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes the new name itself last; Windows neither needs nor allows this. */
    private void keepFolder(Path folder) throws IOException {
        if (posix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Tells what it found once, until it finds something else: a page may look often. */
    private OwnerOnlyPermissions closeToOthers() {
        OwnerOnlyPermissions access = OwnerOnlyPermissions.close(path);
        if (access != told) {
            switch (access) {
                case WAS_CLOSED -> {}
                case CLOSED -> LogEvent.KEY_CLOSED_TO_OTHERS.with("file", path).log();
                case STILL_OPEN ->
                    LogEvent.KEY_OPEN_TO_OTHERS.with("file", path).log();
                case NOT_KNOWN -> LogEvent.KEY_MODE_UNKNOWN.with("file", path).log();
            }
        }
        told = access == OwnerOnlyPermissions.CLOSED ? OwnerOnlyPermissions.WAS_CLOSED : access;
        return access;
    }
}
