package org.signetmail.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signetmail.server.ToolProcess;

/** Debian's Chromium, installed if it is missing and installation is possible. Tests never pass without a browser. */
public final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path APT = Path.of("/usr/bin/apt-get");
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() throws IOException, InterruptedException {
        installWhereMissing();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BROWSER)
                        .setArgs(ARGUMENTS));
    }

    /** A browser context of its own: shares no cookie with another. */
    public BrowserContext person() {
        return person(1440, 900, ColorScheme.LIGHT);
    }

    /** A browser context without scripts. */
    public BrowserContext personWithoutScripts() {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-GB"));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /** A browser context of its own that trusts any certificate. */
    BrowserContext personTrustingAnybody() {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setIgnoreHTTPSErrors(true).setLocale("en-GB"));
        context.setDefaultTimeout(20_000);
        return context;
    }

    public BrowserContext person(int width, int height, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setLocale("en-GB"));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /**
     * A browser whose own password manager has a saved sign-in and fills it in.
     *
     * @param profile an empty folder
     * @param address of the page for which the sign-in is saved; browsers fill it in on every page of the same origin
     */
    public BrowserContext personWithSavedSignIn(Path profile, String address, String user, String password) {
        BrowserContext context = playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(BROWSER)
                                .setArgs(ARGUMENTS)
                                .setViewportSize(1440, 900)
                                .setLocale("en-GB"));
        context.setDefaultTimeout(20_000);
        Page manager = context.pages().get(0);
        manager.navigate("chrome://password-manager/passwords");
        // The function that the button Add of that page calls.
        manager.evaluate("""
                saved => chrome.passwordsPrivate.addPassword({
                  url: saved.address, username: saved.user, password: saved.password, note: "", useAccountStore: false
                })""", Map.of("address", address, "user", user, "password", password));
        return context;
    }

    /**
     * One JVM at a time: on a new machine two would install it concurrently, or one would start a half-installed
     * browser.
     */
    private static synchronized void installWhereMissing() throws IOException, InterruptedException {
        Path turn = Path.of(System.getProperty("java.io.tmpdir"), "signet-tests-chromium.lock");
        try (FileChannel one = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            one.lock();
            if (!Files.isExecutable(BROWSER)) {
                install();
            }
        }
    }

    private static void install() throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || !Files.isExecutable(APT)) {
            throw new IllegalStateException("The browser tests need Debian's Chromium at " + BROWSER
                    + ". Install it with: sudo apt-get install chromium");
        }
        apt("update");
        apt("install", "--yes", "--no-install-recommends", "chromium");
    }

    private static void apt(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(APT.toString(), "--quiet"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            ToolProcess.run(builder);
        } catch (IllegalStateException failed) {
            throw new IllegalStateException(
                    "Install Debian's package chromium by hand, then run the tests again.", failed);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
