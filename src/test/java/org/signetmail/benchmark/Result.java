package org.signetmail.benchmark;

/**
 * What one contender did in one round.
 *
 * @param aSecond mails: the sum of what each thread did in its own time, so that nobody's last mail is waited for
 * @param cpu milliseconds of the client's processor a mail
 * @param allocated KB a mail
 * @param size bytes of a mail where it arrived
 * @param serverCpu milliseconds of the server's processor a mail
 */
record Result(int sent, double aSecond, double cpu, double allocated, long size, double serverCpu) {
    Result(int sent, double aSecond, double cpu, double allocated) {
        this(sent, aSecond, cpu, allocated, 0, 0);
    }

    static Result of(String line) {
        String[] words = line.split(" ", -1);
        return new Result(
                Integer.parseInt(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]));
    }

    String line() {
        return sent + " " + aSecond + " " + cpu + " " + allocated;
    }

    /** With what the server tells. */
    Result at(long size, double serverCpu) {
        return new Result(sent, aSecond, cpu, allocated, size, serverCpu);
    }
}
