package org.signetmail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.protocols.api.logger.ProtocolLoggerAdapter;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.MailAddress;
import org.apache.james.protocols.smtp.MailEnvelope;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MessageHook;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.signetmail.practice.FreePort;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A third-party SMTP server that records the messages it accepts. It refuses recipients named nobody. */
abstract class ForeignServer implements AutoCloseable {
    private static final String REFUSED = "nobody@";

    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** The messages accepted, bytes decoded as ISO 8859-1. */
    List<String> taken() {
        return taken;
    }

    abstract int port();

    @Override
    public abstract void close();

    void take(InputStream mail) throws IOException {
        taken.add(new String(mail.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** SubEthaSMTP 7. */
    static final class SubEtha extends ForeignServer {
        private final SMTPServer server;

        SubEtha() {
            server = SMTPServer.port(0)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .insertReceivedHeaders(false)
                    .messageHandlerFactory(context -> new MessageHandler() {
                        @Override
                        public void from(String sender) {}

                        @Override
                        public void recipient(String recipient) throws RejectException {
                            if (recipient.startsWith(REFUSED)) {
                                throw new RejectException(550, "5.1.1 Nobody here");
                            }
                        }

                        @Override
                        public String data(InputStream data) throws IOException {
                            take(data);
                            return "2.0.0 taken";
                        }

                        @Override
                        public void done() {}
                    })
                    .build();
            server.start();
        }

        @Override
        int port() {
            return server.getPortAllocated();
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /** Apache James, its protocols library. */
    static final class James extends ForeignServer implements MessageHook, RcptHook {
        private final NettyServer server;

        James() throws Exception {
            server = new NettyServer(new SMTPProtocol(
                    new SMTPProtocolHandlerChain(this),
                    new SMTPConfigurationImpl(),
                    new ProtocolLoggerAdapter(LoggerFactory.getLogger(James.class))));
            server.setListenAddresses(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.found()));
            server.bind();
        }

        @Override
        public HookResult onMessage(SMTPSession session, MailEnvelope mail) {
            try {
                take(mail.getMessageInputStream());
                return HookResult.ok();
            } catch (IOException lost) {
                return HookResult.deny();
            }
        }

        @Override
        public HookResult doRcpt(SMTPSession session, MailAddress sender, MailAddress recipient) {
            return recipient.toString().startsWith(REFUSED) ? HookResult.deny() : HookResult.ok();
        }

        @Override
        int port() {
            return server.getListenAddresses().get(0).getPort();
        }

        @Override
        public void close() {
            server.unbind();
        }
    }
}
