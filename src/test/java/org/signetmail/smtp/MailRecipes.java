package org.signetmail.smtp;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.signetmail.smtp.MailRecipe.Operation;
import org.signetmail.smtp.MailRecipe.Step;

/** Generates ordinary messages, and hostile ones that try to make a server read something else. */
final class MailRecipes {
    private static final List<String> HARMLESS =
            List.of("a", "Zoe", " ", "order 66", "x@y.example", "ë", "Größe", "почта", "-", "1", "\uD83D\uDCEE");

    /** The low bytes of U+760A and U+760D are LF and CR, those of U+4E3A and U+4E2E a colon and a dot. */
    private static final List<String> EVIL = List.of(
            "\r\n",
            "\r",
            "\n",
            "\r\n ",
            "\n\t",
            "\r\n\r\n",
            "\0",
            "<",
            ">",
            "@",
            "\"",
            "'",
            ",",
            ";",
            ":",
            "(",
            ")",
            "\\",
            ".",
            "..",
            "\r\n.\r\n",
            "\n.\n",
            ".\r\n",
            "Bcc: x@y.example",
            "\r\nBcc: x@y.example",
            "RCPT TO:<x@y.example>",
            "=?UTF-8?Q?a=0D=0ABcc=3A_x=40y.example?=",
            "=?UTF-8?B?DQpCY2M6IHhAeS5leGFtcGxl?=",
            "=?",
            "?=",
            "\u760A",
            "\u760D",
            "\u760D\u760A",
            "\u760D\u760A\u760D\u760A",
            "\u4E3A",
            "\u4E2E",
            "\u0301",
            "\u0338",
            "\u202E",
            "\u2066",
            "\u200B",
            "\u0085",
            "\u2028",
            "\u00A0",
            "\u037E",
            "\uFEFF",
            "\uD83D",
            "\uDCEE",
            "\u00C3\u00AB",
            "\u007F",
            "\t",
            "%0D%0A",
            "x".repeat(997),
            "x".repeat(1_200),
            "ë".repeat(600),
            "--",
            "\r\nQUIT\r\n",
            "undisclosed-recipients:;");

    private static final List<String> ADDRESSES = List.of(
            "zoe@partner.example",
            "max.mustermann+1@partner.example",
            "zoë@partner.example",
            "zoe@bücher.example",
            "\u760D\u760A@partner.example",
            "zoe@partner.example> SIZE=1\r\nRCPT TO:<x@y.example",
            "\"a b\"@partner.example",
            "zoe@partner.example, x@y.example",
            "people: zoe@partner.example;");

    private MailRecipes() {}

    private static Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.frequencyOf(
                Tuple.of(18, Arbitraries.of(HARMLESS)),
                Tuple.of(2, Arbitraries.of(EVIL)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(3)));
        return word.list().ofMaxSize(5).map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> names() {
        Arbitrary<String> plain = Arbitraries.of(
                "X-Order",
                "X-Mailer",
                "In-Reply-To",
                "References",
                "Message-ID",
                "Date",
                "Content-Type",
                "Content-Disposition",
                "Content-Transfer-Encoding",
                "Return-Path",
                "Resent-Bcc",
                "Bcc",
                "plain",
                "html");
        return Arbitraries.frequencyOf(Tuple.of(9, plain), Tuple.of(1, texts()));
    }

    private static Arbitrary<Step> steps(List<Operation> operations) {
        Arbitrary<Step> any = Combinators.combine(Arbitraries.of(operations), names(), texts())
                .as(Step::new);
        Arbitrary<Step> people = Combinators.combine(
                        Arbitraries.of(
                                Operation.FROM,
                                Operation.SENDER,
                                Operation.REPLY_TO,
                                Operation.TO,
                                Operation.CC,
                                Operation.BCC,
                                Operation.TO_AS_TEXT),
                        texts(),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.of(ADDRESSES.subList(0, 5))),
                                Tuple.of(1, Arbitraries.of(ADDRESSES))))
                .as(Step::new);
        return operations.contains(Operation.TO) ? Arbitraries.frequencyOf(Tuple.of(2, any), Tuple.of(1, people)) : any;
    }

    static Arbitrary<MailRecipe> all() {
        List<Operation> ofParts =
                List.of(Operation.values()).stream().filter(Operation::ofParts).toList();
        Arbitrary<String> users = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(ADDRESSES)),
                Tuple.of(2, Arbitraries.of("zoe@contoso.example", "Zoë <zoë@contoso.example>")),
                Tuple.of(
                        1,
                        Combinators.combine(texts(), Arbitraries.of(ADDRESSES))
                                .as((name, at) -> name + " <" + at + ">")));
        return Combinators.combine(
                        users.injectNull(0.5),
                        steps(List.of(Operation.values())).list().ofMaxSize(4),
                        steps(ofParts).list().ofMaxSize(2).list().ofMaxSize(2),
                        Arbitraries.integers().between(1, 3))
                .as(MailRecipe::new);
    }
}
