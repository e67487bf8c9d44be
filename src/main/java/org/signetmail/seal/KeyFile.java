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
import org.signetmail.text.Messages;

/**
 * The file with the sealing keys, readable by the server's own user only. Writes are atomic and survive a power
 * failure.
 */
final class KeyFile {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path path;
    private final boolean strict;
    private @Nullable OwnerOnlyPermissions lastReported;

    /** @param strict whether a key that other users may read is treated as missing */
    KeyFile(Path path, boolean strict) {
        this.path = path.toAbsolutePath().normalize();
        this.strict = strict;
    }

    /**
     * The result of reading the file.
     *
     * @param keys null if the file has no usable key
     * @param missing whether no file exists
     * @param found a description of what was found, for messages
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
            return new Look(null, true, Messages.text("seal.found.nothing"));
        } catch (MalformedInputException binary) {
            return new Look(null, false, Messages.text("seal.found.notAKey"));
        } catch (AccessDeniedException denied) {
            return new Look(null, false, Messages.text("seal.found.denied"));
        } catch (IOException refused) {
            return new Look(null, false, Messages.text("seal.found.unreadable", String.valueOf(refused.getMessage())));
        }
        OwnerOnlyPermissions access = restrictToOwner();
        if (strict && access == OwnerOnlyPermissions.STILL_OPEN) {
            return new Look(null, false, Messages.text("seal.found.open"));
        }
        if (strict && access == OwnerOnlyPermissions.NOT_KNOWN) {
            return new Look(null, false, Messages.text("seal.found.noMode"));
        }
        return SealingKeys.read(text)
                .map(keys -> new Look(keys, false, Messages.text("seal.found.key", keys)))
                .orElseGet(() -> new Look(null, false, Messages.text("seal.found.notAKey")));
    }

    /**
     * Creates the file with this key.
     *
     * @throws IOException if that fails, or a file exists
     */
    void create(SealingKey key) throws IOException {
        Files.createDirectories(folder(path), ownerOnly("rwx------"));
        write(SealingKeys.of(key), path);
        LogEvent.KEY_MADE.with("file", path).log();
    }

    /** Replaces the keys in the file atomically. If the path is a symbolic link, its target is replaced. */
    void replace(SealingKeys keys) throws IOException {
        write(keys, path.toRealPath(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Moves keys from the file to a new file beside it. The new file is written first.
     *
     * @return the new file
     */
    Path retire(SealingKeys remaining, List<SealingKey> former, Instant now) throws IOException {
        Path real = path.toRealPath(); // If the path is a symbolic link: beside its target.
        Path aside = real.resolveSibling(real.getFileName() + ".old-" + SUFFIX.format(now));
        write(new SealingKeys(former), aside);
        replace(remaining);
        return aside;
    }

    private void write(SealingKeys keys, Path target, CopyOption... options) throws IOException {
        Path folder = folder(target);
        Path draft = Files.createTempFile(folder, target.getFileName() + "-", ".new", ownerOnly("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(keys.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, target, options);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncFolder(folder);
    }

    /** Renames the file instead of deleting it. Returns the new name; empty if no file exists. */
    Optional<Path> moveAside(Instant now) throws IOException {
        Path aside = aside(now);
        try {
            return Optional.of(Files.move(path, aside));
        } catch (NoSuchFileException noFile) {
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

    private FileAttribute<?>[] ownerOnly(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Flushes the directory entry to disk. Windows neither needs nor allows this. */
    private void syncFolder(Path folder) throws IOException {
        if (isPosix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Logs the state only when it changes: a page may read the file often. */
    private OwnerOnlyPermissions restrictToOwner() {
        OwnerOnlyPermissions access = OwnerOnlyPermissions.close(path);
        if (access != lastReported) {
            switch (access) {
                case WAS_CLOSED -> {}
                case CLOSED -> LogEvent.KEY_CLOSED_TO_OTHERS.with("file", path).log();
                case STILL_OPEN ->
                    LogEvent.KEY_OPEN_TO_OTHERS.with("file", path).log();
                case NOT_KNOWN -> LogEvent.KEY_MODE_UNKNOWN.with("file", path).log();
            }
        }
        lastReported = access == OwnerOnlyPermissions.CLOSED ? OwnerOnlyPermissions.WAS_CLOSED : access;
        return access;
    }
}
