package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyTextsTest {
    private static Map<String, Integer> found(String searched, String... texts) {
        return new ManyTexts(List.of(texts)).firstIn(searched);
    }

    @Test
    void eachTextIsFoundWhereItIsForTheFirstTime() {
        assertThat(found("one two one three", "one", "three", "four"))
                .containsExactly(Map.entry("one", 0), Map.entry("three", 12));
    }

    @Test
    void textsThatOverlapOrBeginAlikeAreAllFound() {
        assertThat(found("aaab", "aab", "aaa", "ab", "aa"))
                .containsOnly(Map.entry("aaa", 0), Map.entry("aa", 0), Map.entry("aab", 1), Map.entry("ab", 2));
    }

    @Test
    void aTextIsFoundAtTheVeryEnd() {
        assertThat(found("at the end", "end", "ends")).containsOnly(Map.entry("end", 7));
        assertThat(found("", "end")).isEmpty();
        assertThat(found("e", "end")).isEmpty();
    }

    @Test
    void charactersBeyondOneByteAreCompared() {
        assertThat(found("Zürich 東京 \u0100a", "東京", "ürich", "\u0000a"))
                .containsOnly(Map.entry("ürich", 1), Map.entry("東京", 7));
    }
}
