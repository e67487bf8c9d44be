package org.signetmail.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A way to send mail. Made once with its {@link Target}, used by many threads, and kept as an application would keep it. */
interface Contender extends Closeable {

    /** Sends one mail after the other until told to stop, and returns how many were accepted. */
    int sendUntil(BooleanSupplier stopped) throws Exception;

    /** One that has nothing better to do than to send them singly. */
    interface OneByOne extends Contender {
        void send() throws Exception;

        @Override
        default int sendUntil(BooleanSupplier stopped) throws Exception {
            int sent = 0;
            while (!stopped.getAsBoolean()) {
                send();
                sent++;
            }
            return sent;
        }
    }

    @Override
    default void close() throws IOException {}
}
