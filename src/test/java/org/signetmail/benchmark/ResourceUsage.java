package org.signetmail.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What this JVM has spent: processor time with all that it does beside, and bytes that its threads have allocated. */
final class ResourceUsage {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long cpu = cpu();
    private final Map<Long, Long> bytes = allocated();

    static ResourceUsage untilNow() {
        return new ResourceUsage();
    }

    /** Nanoseconds. */
    static long cpu() {
        return SYSTEM.getProcessCpuTime();
    }

    long cpuSince() {
        return cpu() - cpu;
    }

    /** By threads that are still there. */
    long bytesSince() {
        long sum = 0;
        for (var now : allocated().entrySet()) {
            sum += now.getValue() - bytes.getOrDefault(now.getKey(), 0L);
        }
        return sum;
    }

    private static Map<Long, Long> allocated() {
        long[] threads = THREADS.getAllThreadIds();
        long[] sizes = THREADS.getThreadAllocatedBytes(threads);
        var allocated = new HashMap<Long, Long>();
        for (int i = 0; i < threads.length; i++) {
            if (sizes[i] >= 0) {
                allocated.put(threads[i], sizes[i]);
            }
        }
        return allocated;
    }
}
