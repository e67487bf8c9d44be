package org.signetmail.server;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The default locale of servers under test, as {@code -Dsignet.locale} names it by its language tag. On demand, the journey in
 * Turkish on both servers, and in locales with other digits, calendars and cases:
 *
 * <pre>
 * mvn verify -Dit.test='ArticleJourneyIT,WildFlyIT' -Dsignet.locale=tr-TR
 * mvn verify -Dit.test='ArticleJourneyIT,WildFlyIT' -Dsignet.locale=ar-EG-u-nu-arab
 * mvn verify -Dit.test='ArticleJourneyIT,WildFlyIT' -Dsignet.locale=th-TH-u-ca-buddhist-nu-thai
 * </pre>
 *
 * Also {@code az-AZ}, {@code lt-LT}, {@code fa-IR}, {@code hi-IN-u-nu-deva} and {@code ja-JP-u-ca-japanese}.
 */
final class ServerLocale {
    private ServerLocale() {}

    /** Options of the JVM; none for this computer's own locale. */
    static List<String> options() {
        String tag = System.getProperty("signet.locale", "");
        if (tag.isEmpty()) {
            return List.of();
        }
        Locale locale = Locale.forLanguageTag(tag);
        String extensions = tag.contains("-u-") ? tag.substring(tag.indexOf("-u-") + 1) : "";
        return Stream.of(
                        "-Duser.language=" + locale.getLanguage(),
                        "-Duser.country=" + locale.getCountry(),
                        "-Duser.extensions=" + extensions)
                .toList();
    }
}
