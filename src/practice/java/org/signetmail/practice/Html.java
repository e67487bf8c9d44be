package org.signetmail.practice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The frame of the practice tenant's pages. */
final class Html {
    private Html() {}

    static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Practice tenant</title>
                <link rel="stylesheet" href="/page.css">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header class="topbar"><div class="wrap">
                <a class="brand" href="/">Practice tenant</a><span class="who">Contoso · nothing leaves this computer</span>
                </div></header>
                <main id="main" class="wrap">
                %s
                </main>
                </body>
                </html>
                """.formatted(text(title), body);
    }

    /** Text as it is to be read, whatever is in it. */
    static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** One part of a path. */
    static String segment(String any) {
        return URLEncoder.encode(any, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
