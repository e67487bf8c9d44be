package org.signetmail.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.journal.Event;

/** The file that holds the sealing key, readable for the server's own user only. */
final class KeyFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * What a look at the file found: a key, or words that say what is there instead.
     *
     * @param key null where there is none
     * @param missing whether the place is free
     */
    record Look(@Nullable SealingKey key, boolean missing, String found) {}

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
        warnIfOthersMayRead();
        return SealingKey.read(text)
                .map(key -> new Look(key, false, "the key " + key.id()))
                .orElseGet(() -> new Look(null, false, "a file that is not a sealing key"));
    }

    /**
     * Writes this key where no file is yet: whole or not at all, also if the power goes.
     *
     * @throws IOException if that fails, or a file is there
     */
    void create(SealingKey key) throws IOException {
        Path folder = folder();
        Files.createDirectories(folder, onlyOwner("rwx------"));
        Path draft = Files.createTempFile(folder, path.getFileName() + "-", ".new", onlyOwner("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(key.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, path);
        } finally {
            Files.deleteIfExists(draft);
        }
        keepFolder(folder);
        Event.KEY_MADE.with("file", path).log();
    }

    /** Renames what is there, so that nothing is ever lost; the new name, or empty if nothing was there. */
    Optional<Path> putAside(Instant now) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".old-" + SUFFIX.format(now));
        try {
            return Optional.of(Files.move(path, aside));
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        }
    }

    private Path folder() {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException(path + " is not a file");
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

    private void warnIfOthersMayRead() {
        try {
            if (posix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                Event.KEY_OPEN_TO_OTHERS.with("file", path).log();
            }
        } catch (IOException gone) {
            Event.KEY_MODE_UNKNOWN.with("file", path).with("why", gone).log();
        }
    }
}
