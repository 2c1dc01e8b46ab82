package io.sounder.agent.exporter;

import java.net.InetSocketAddress;

/** An address as flags have it: {@code :9854} on all interfaces, {@code host:9854}, {@code [::1]:9854}. */
final class ListenAddress {
    private static final int MAX_PORT = 65535;

    private ListenAddress() {}

    /** The address to bind. Throws {@link Flags.WrongFlag}. */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new Flags.WrongFlag("--web.listen-address is HOST:PORT or :PORT, not '" + text + "'");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return host.isEmpty()
                ? new InetSocketAddress(Integer.parseInt(port))
                : new InetSocketAddress(host, Integer.parseInt(port));
    }
}
