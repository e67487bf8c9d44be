package org.signetmail.message;

/** A limit on the memory for serialized messages. Used only for messages larger than the initial buffer. */
public interface MemoryBudget {
    /** The budget of Signet's own messages. */
    MemoryBudget UNLIMITED = (least, preferred) -> preferred;

    /** Returns memory that was claimed and is not needed. */
    default void release(int bytes) {}

    /**
     * Claims memory.
     *
     * @param least minimum number of bytes
     * @param preferred number of bytes, at least the minimum
     * @return the bytes granted, from {@code least} to {@code preferred}; 0 if fewer than the minimum are left
     */
    int claim(int least, int preferred);
}
