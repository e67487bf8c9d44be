package org.signetmail.message;

/** The memory that messages are written down in. Asked only when a message is larger than most are. */
public interface MemoryBudget {
    /** Of messages that Signet writes itself. */
    MemoryBudget UNLIMITED = (least, wished) -> wished;

    /** Gives back what was claimed and is not used after all. */
    default void release(int bytes) {}

    /**
     * Claims memory.
     *
     * @param least bytes without which nothing is gained
     * @param wished bytes, at least as many
     * @return how many are granted, from {@code least} to {@code wished}; 0 if there are not so many left
     */
    int claim(int least, int wished);
}
