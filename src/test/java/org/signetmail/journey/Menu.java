package org.signetmail.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;

/**
 * A menu of the page, by its id.
 *
 * <p>A menu opened while its part of the page is rendered closes again: a user clicks again. A menu that is still
 * opening does not have its current choice yet, and fails on a click.
 */
record Menu(Page page, String id) {
    private static final int MOST_CLICKS = 5;
    private static final double OPENS_WITHIN = 3_000; // milliseconds

    void choose(String label) {
        Locator option = page.locator("#" + id + "_panel.ui-connected-overlay-enter-done")
                .getByText(label, new Locator.GetByTextOptions().setExact(true));
        for (int click = 1; click < MOST_CLICKS && !opens(option); click++) {}
        option.click();
    }

    private boolean opens(Locator option) {
        page.locator("#" + id + "_label").click();
        try {
            option.waitFor(new Locator.WaitForOptions().setTimeout(OPENS_WITHIN));
            return true;
        } catch (TimeoutError shutAgain) {
            return false;
        }
    }
}
