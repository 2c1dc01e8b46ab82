package io.sounder.controller.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Login with a key that only the agent has. One for each login. */
final class AgentKey extends AbstractAuthMethod {
    private static final int SHA512 = 4;

    private final SshAgent agent;
    private final byte[] key;
    private final String algorithm;
    private final int flags;

    AgentKey(SshAgent agent, byte[] key) throws IOException {
        super("publickey");
        this.agent = agent;
        this.key = key.clone();
        String type = new Buffer.PlainBuffer(key).readString();
        boolean rsa = type.startsWith("ssh-rsa");
        this.algorithm = rsa ? type.replace("ssh-rsa", "rsa-sha2-512") : type;
        this.flags = rsa ? SHA512 : 0;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        return super.buildReq().putBoolean(signed).putString(algorithm).putBytes(key);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putBytes(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            request.putBytes(agent.sign(key, data, flags));
        } catch (IOException e) {
            throw new UserAuthException("the agent did not sign: " + e.getMessage(), e);
        }
        params.getTransport().write(request);
    }
}
