package org.signetmail.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Whether a file or folder is closed to all users of the machine but its owner, by its POSIX mode. */
public enum OwnerOnlyPermissions {
    /** It needed no change. */
    WAS_CLOSED,
    /** It was open, and its mode was changed. */
    CLOSED,
    /** It is open: it belongs to another user, or its file system takes no change. */
    STILL_OPEN,
    /** It is not there, or its file system has no modes. */
    NOT_KNOWN;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Takes away what its group and all others may do with it. The owner's own permissions stay. */
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

    /** How it is at present: {@link #WAS_CLOSED}, {@link #STILL_OPEN} or {@link #NOT_KNOWN}. */
    public static OwnerOnlyPermissions of(Path path) {
        try {
            return OWNERS.containsAll(Files.getPosixFilePermissions(path)) ? WAS_CLOSED : STILL_OPEN;
        } catch (IOException | UnsupportedOperationException notTold) {
            return NOT_KNOWN;
        }
    }
}
