package org.signetmail.signin;

import java.util.List;
import java.util.Map;
import org.signetmail.server.Site;

/** Triggers every kind of redirect by Signet, Faces and the server. */
public record Redirects(Site site) {
    private static final List<String> FOLDERS = List.of("", "/resources", "/resources/signet");

    /** Each {@code Location} header, unparsed. */
    public List<String> seen(String password) {
        var stale = Map.of("jakarta.faces.ViewState", "1:1");
        var browser = new Browser(site);
        FOLDERS.forEach(browser::get);
        browser.get("/");
        browser.get("/settings.xhtml?a=b");
        browser.post("/settings.xhtml", stale);
        browser.signIn("admin", password, "/settings.xhtml");
        FOLDERS.forEach(browser::get);
        browser.get("/sign-in.xhtml");
        browser.get("/locked.xhtml");
        browser.post("/settings.xhtml", stale);
        browser.post("//evil.example/settings.xhtml", stale);
        browser.signIn("admin", password, "//evil.example/");
        return browser.locations();
    }
}
