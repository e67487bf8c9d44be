package org.signetmail.container;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import java.util.List;

/** Put into the WAR by the tests: a container tells of a module's timers only to a bean of the same module. */
@Stateless
public class RegisteredTimers {
    @Resource
    TimerService timers;

    /** Those that ring by the calendar, a line each. */
    public List<String> byTheCalendar() {
        return timers.getAllTimers().stream()
                .filter(Timer::isCalendarTimer)
                .map(RegisteredTimers::told)
                .toList();
    }

    private static String told(Timer timer) {
        var schedule = timer.getSchedule();
        return "at " + schedule.getHour() + " in " + schedule.getTimezone() + ", "
                + (timer.isPersistent() ? "persistent" : "not persistent");
    }
}
