package org.signetmail.account;

import java.util.Locale;
import java.util.Locale.Category;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Default locales of a JVM whose digits, calendar or case mapping differ from English. */
public final class OtherLocales {
    /** For {@code @MethodSource}. */
    public static final String ALL = "org.signetmail.account.OtherLocales#all";

    private OtherLocales() {}

    public static Stream<Locale> all() {
        return Stream.of(
                        "tr-TR",
                        "az-AZ",
                        "lt-LT",
                        "ar-EG-u-nu-arab",
                        "fa-IR",
                        "hi-IN-u-nu-deva",
                        "th-TH-u-ca-buddhist-nu-thai",
                        "ja-JP-u-ca-japanese")
                .map(Locale::forLanguageTag);
    }

    /** Does the work with this default locale for the whole JVM, and restores the previous ones. */
    public static <T> T in(Locale locale, Callable<T> work) throws Exception {
        Locale base = Locale.getDefault();
        Locale display = Locale.getDefault(Category.DISPLAY);
        Locale format = Locale.getDefault(Category.FORMAT);
        Locale.setDefault(locale);
        try {
            return work.call();
        } finally {
            Locale.setDefault(base);
            Locale.setDefault(Category.DISPLAY, display);
            Locale.setDefault(Category.FORMAT, format);
        }
    }
}
