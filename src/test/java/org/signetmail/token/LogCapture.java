package org.signetmail.token;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Captures the output of all loggers of this JVM at all levels. */
public final class LogCapture implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Level previous = root.getLevel();
    private final StringWriter text = new StringWriter();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            synchronized (text) {
                var printer = new PrintWriter(text);
                printer.println(record.getLoggerName() + " " + new SimpleFormatter().formatMessage(record));
                if (record.getThrown() != null) {
                    record.getThrown().printStackTrace(printer);
                }
                printer.flush();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogCapture() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        failIfNothingIsCaptured();
    }

    /** A library may redirect the product's log; a test that something is not logged would then always pass. */
    private void failIfNothingIsCaptured() {
        System.getLogger(LogCapture.class.getName()).log(System.Logger.Level.INFO, "Test record");
        synchronized (text) {
            if (text.getBuffer().isEmpty()) {
                close();
                throw new IllegalStateException("The output of System.Logger is not captured");
            }
            text.getBuffer().setLength(0);
        }
    }

    public String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(previous);
    }
}
