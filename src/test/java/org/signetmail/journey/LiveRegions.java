package org.signetmail.journey;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Observes the changes of a page, above all in its live regions: what a screen reader announces, and what is rendered
 * again.
 */
final class LiveRegions {
    private static final String OBSERVE = """
            () => {
              const all = Array.from(document.querySelectorAll('.live, [aria-live], [role=alert], [role=status]'));
              window.watched = { regions: all, places: [], replaced: 0 };
              const changed = new MutationObserver(records => records.forEach(record => {
                const elements = list => Array.from(list).filter(node => node.nodeType === Node.ELEMENT_NODE).length;
                const element = record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement;
                const place = element && element.isConnected ? element.closest('[id]') : null;
                window.watched.replaced += elements(record.removedNodes);
                window.watched.places.push(place ? place.id : 'gone');
              }));
              changed.observe(document.getElementById('main'), { childList: true, characterData: true, subtree: true });
            }""";

    private final Page page;

    private LiveRegions(Page page) {
        this.page = page;
    }

    /** Begins to observe. */
    static LiveRegions of(Page page) {
        page.evaluate(OBSERVE);
        return new LiveRegions(page);
    }

    /** The live regions that are no longer in the page, even if others have their ids. */
    List<String> gone() {
        return strings("() => watched.regions.filter(region => !region.isConnected).map(region => region.id)");
    }

    /** The elements removed from the page. */
    int replaced() {
        return (int) page.evaluate("() => watched.replaced");
    }

    /** The ids of the elements in which a text or a child changed. */
    Set<String> changed() {
        return new TreeSet<>(strings("() => watched.places"));
    }

    private List<String> strings(String expression) {
        return ((List<?>) page.evaluate(expression))
                .stream().map(String.class::cast).toList();
    }
}
