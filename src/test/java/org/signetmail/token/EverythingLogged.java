package org.signetmail.token;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Catches what every logger of this JVM says at its finest. */
public final class EverythingLogged implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final StringWriter text = new StringWriter();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            synchronized (text) {
                var printer = new PrintWriter(text);
                printer.println(line.getLoggerName() + " " + new SimpleFormatter().formatMessage(line));
                if (line.getThrown() != null) {
                    line.getThrown().printStackTrace(printer);
                }
                printer.flush();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public EverythingLogged() {
        ear.setLevel(Level.ALL);
        root.addHandler(ear);
        root.setLevel(Level.ALL);
        refuseToBeDeaf();
    }

    /** A library may lead what the product says elsewhere; a test for what is not said would always pass then. */
    private void refuseToBeDeaf() {
        System.getLogger(EverythingLogged.class.getName()).log(System.Logger.Level.INFO, "Is anybody there?");
        synchronized (text) {
            if (text.getBuffer().isEmpty()) {
                close();
                throw new IllegalStateException("What System.Logger is told does not arrive here");
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
        root.removeHandler(ear);
        root.setLevel(before);
    }
}
