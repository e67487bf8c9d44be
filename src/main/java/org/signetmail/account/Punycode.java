package org.signetmail.account;

/**
 * Encodes a label of a domain name in Punycode, with the procedure and the names of RFC 3492.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3492#section-6.3">RFC 3492 section 6.3</a>
 */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    /** Returns the encoded label without the prefix {@code xn--}. The caller checks the limit of 63 characters. */
    static String encode(String label) {
        int[] input = label.codePoints().toArray();
        var output = new StringBuilder();
        label.codePoints().filter(one -> one < INITIAL_N).forEach(output::appendCodePoint);
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        while (handled < input.length) {
            int next = Integer.MAX_VALUE;
            for (int one : input) {
                next = one >= n && one < next ? one : next;
            }
            delta = Math.addExact(delta, Math.multiplyExact(next - n, handled + 1));
            n = next;
            for (int one : input) {
                if (one < n) {
                    delta++;
                } else if (one == n) {
                    append(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static void append(StringBuilder output, int delta, int bias) {
        int q = delta;
        int k = BASE;
        int t = threshold(k, bias);
        while (q >= t) {
            output.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
            k += BASE;
            t = threshold(k, bias);
        }
        output.append(digit(q));
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static int adapted(int delta, int points, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / points;
        int k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }
}
