package org.signetmail.smtp;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after {@code signet.fuzz.seconds} seconds, 5 by default. */
final class TimeLimitedProperty implements AroundTryHook {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("signet.fuzz.seconds", 5));

    private static final long END = System.nanoTime() + TIME.toNanos();

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor once, List<Object> parameters) {
        TryExecutionResult result = once.execute(parameters);
        return result.isSatisfied() && System.nanoTime() - END >= 0 ? TryExecutionResult.satisfied(true) : result;
    }
}
