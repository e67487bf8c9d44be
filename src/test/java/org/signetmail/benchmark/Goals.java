package org.signetmail.benchmark;

import org.signetmail.benchmark.Figures.Situation;

/** What Signet wants to reach, and how near it came. */
final class Goals {
    private static final double MILLIS = 1000;

    private final Figures figures;
    private int missed;

    Goals(Figures figures) {
        this.figures = figures;
    }

    /** @param roundTrip of the long wire, in milliseconds */
    void print(double roundTrip) {
        System.out.println();
        var far = new Situation(true, 4);
        ratio(ContenderChoice.VERTX, far, 3);
        ratio(ContenderChoice.POOLED, far, 3.5);
        ratio(ContenderChoice.PLAIN, far, 12);
        for (int atOnce : new int[] {1, 4, 16}) {
            var situation = new Situation(true, atOnce);
            double ceiling = atOnce * MILLIS / roundTrip;
            if (figures.has(ContenderChoice.SIGNET, situation)) {
                atLeast(
                        "Mails a round trip, " + situation,
                        figures.aSecond(ContenderChoice.SIGNET, situation) / ceiling,
                        0.75);
            }
            for (ContenderChoice peer : ContenderChoice.ALL) {
                if (peer.isPeer()) {
                    ratio(peer, situation, 1);
                }
            }
        }
        var near = new Situation(false, 4);
        ratio(ContenderChoice.SPRING, near, 2);
        ratio(ContenderChoice.SIMPLE, near, 2);
        if (figures.has(ContenderChoice.SIGNET, near)) {
            atMost("CPU, ms a mail", figures.median(ContenderChoice.SIGNET, near, Result::cpu), 0.45);
            atMost("Allocated, KB a mail", figures.median(ContenderChoice.SIGNET, near, Result::allocated), 130);
        }
        for (boolean wire : new boolean[] {false, true}) {
            ratio(ContenderChoice.SDK, new Situation(wire, 4), 1.7);
            ratio(ContenderChoice.SDK, new Situation(wire, 16), 2);
        }
        if (figures.has(ContenderChoice.SDK, far)) {
            System.out.printf(
                    "        More than %.2f times the SDK, %s, would be more than a mail in each round trip.%n",
                    4 * MILLIS / roundTrip / figures.aSecond(ContenderChoice.SDK, far), far);
        }
        System.out.println(missed == 0 ? "All goals are reached." : missed + " goals are missed.");
    }

    void print(TokenLookUp.Cost token) {
        atMost("A remembered token, ns", token.nanos(), 50);
        atMost("A remembered token, bytes allocated", token.bytes(), 0.01);
    }

    private void ratio(ContenderChoice peer, Situation situation, double wanted) {
        if (figures.has(peer, situation) && figures.has(peer.signet(), situation)) {
            atLeast("Times " + peer.name() + ", " + situation, figures.ratio(peer.signet(), peer, situation), wanted);
        }
    }

    private void atLeast(String what, double reached, double wanted) {
        line(what, reached, "at least", wanted, reached >= wanted);
    }

    private void atMost(String what, double reached, double wanted) {
        line(what, reached, "at most", wanted, reached <= wanted);
    }

    private void line(String what, double reached, String bound, double wanted, boolean met) {
        missed += met ? 0 : 1;
        System.out.printf("%-7s %-62s %8.2f, %s %.2f%n", met ? "reached" : "MISSED", what, reached, bound, wanted);
    }
}
