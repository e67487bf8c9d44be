package org.signetmail.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Whether the POSIX mode of a file or folder restricts it to its owner. */
public enum OwnerOnlyPermissions {
    /** It was restricted already. */
    WAS_CLOSED,
    /** It was open to other users; its mode has been changed. */
    CLOSED,
    /** It is open to other users: it belongs to another user, or its file system refuses the change. */
    STILL_OPEN,
    /** It does not exist, or its file system has no POSIX modes. */
    NOT_KNOWN;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Removes all permissions of the group and of others. The owner's permissions stay. */
    public static OwnerOnlyPermissions close(Path path) {
        OwnerOnlyPermissions before = of(path);
        if (before != STILL_OPEN) {
            return before;
        }
        try {
            Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            mode.retainAll(OWNERS);
            Files.setPosixFilePermissions(path, mode);
        } catch (IOException | UnsupportedOperationException refused) {
            return STILL_OPEN;
        }
        // Some file systems accept a mode and don't keep it.
        return of(path) == WAS_CLOSED ? CLOSED : STILL_OPEN;
    }

    /** The current state, without changing it: {@link #WAS_CLOSED}, {@link #STILL_OPEN} or {@link #NOT_KNOWN}. */
    public static OwnerOnlyPermissions of(Path path) {
        try {
            return OWNERS.containsAll(Files.getPosixFilePermissions(path)) ? WAS_CLOSED : STILL_OPEN;
        } catch (IOException | UnsupportedOperationException noPosixMode) {
            return NOT_KNOWN;
        }
    }
}
