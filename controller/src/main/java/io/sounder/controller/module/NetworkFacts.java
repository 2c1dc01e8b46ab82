package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of interfaces and addresses. */
final class NetworkFacts {
    private NetworkFacts() {}

    static void add(HostReport report, Map<String, @Nullable Object> facts) {
        Map<String, Map<String, Object>> interfaces = new LinkedHashMap<>();
        for (String line : report.list("interface")) {
            String[] f = (line + "   ").split(" ", -1);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("device", f[0]);
            one.put("mtu", f[1].matches("\\d+") ? Long.valueOf(f[1]) : 0L);
            if (!f[0].equals("lo")) {
                one.put("macaddress", f[2]);
            }
            one.put("active", f[3].equals("up") || f[0].equals("lo") || f[3].equals("unknown"));
            one.put("type", f[0].equals("lo") ? "loopback" : "ether");
            interfaces.put(f[0], one);
        }
        List<String> four = new ArrayList<>();
        List<String> six = new ArrayList<>();
        report.list("address_inet").forEach(line -> four(line, interfaces, four));
        report.list("address_inet6").forEach(line -> six(line, interfaces, six));
        facts.put("ansible_interfaces", new ArrayList<>(interfaces.keySet()));
        interfaces.forEach((name, one) -> facts.put("ansible_" + name.replaceAll("[-.:]", "_"), one));
        facts.put("ansible_all_ipv4_addresses", four);
        facts.put("ansible_all_ipv6_addresses", six);
        facts.put("ansible_default_ipv4", main(report, interfaces, four));
        facts.put("ansible_default_ipv6", Map.of());
    }

    private static void four(String line, Map<String, Map<String, Object>> interfaces, List<String> all) {
        String[] f = line.split(" ", -1);
        String[] address = f[1].split("/", 2);
        int prefix = address.length > 1 ? Integer.parseInt(address[1]) : 32;
        Map<String, Object> ipv4 = new LinkedHashMap<>();
        ipv4.put("address", address[0]);
        ipv4.put("broadcast", f.length > 3 && f[2].equals("brd") ? f[3] : "");
        ipv4.put("netmask", dotted(prefix == 0 ? 0 : -1L << (32 - prefix)));
        ipv4.put("network", dotted(number(address[0]) & (prefix == 0 ? 0 : -1L << (32 - prefix))));
        ipv4.put("prefix", String.valueOf(prefix));
        Map<String, Object> owner = interfaces.get(f[0].replaceAll("@.*", ""));
        if (owner != null) {
            owner.putIfAbsent("ipv4", ipv4);
        }
        if (!address[0].startsWith("127.")) {
            all.add(address[0]);
        }
    }

    private static void six(String line, Map<String, Map<String, Object>> interfaces, List<String> all) {
        String[] f = line.split(" ", -1);
        String[] address = (f[1] + "/128").split("/", -1);
        Map<String, Object> owner = interfaces.get(f[0].replaceAll("@.*", ""));
        if (owner != null) {
            List<Object> list = new ArrayList<>(owner.get("ipv6") instanceof List<?> known ? known : List.of());
            list.add(Map.of("address", address[0], "prefix", address[1], "scope", f.length > 3 ? f[3] : ""));
            owner.put("ipv6", list);
        }
        if (!address[0].equals("::1")) {
            all.add(address[0]);
        }
    }

    private static Map<String, Object> main(
            HostReport report, Map<String, Map<String, Object>> interfaces, List<String> addresses) {
        Map<String, Object> main = new LinkedHashMap<>();
        String name = report.get("route_interface");
        Map<String, Object> owner = interfaces.get(name);
        if (owner != null) {
            if (owner.get("ipv4") instanceof Map<?, ?> ipv4) {
                ipv4.forEach((key, value) -> main.put(String.valueOf(key), String.valueOf(value)));
            }
            main.put("interface", name);
            main.put("alias", name);
            main.put("mtu", owner.getOrDefault("mtu", 0L));
            main.put("type", "ether");
            main.put("macaddress", owner.getOrDefault("macaddress", ""));
        }
        if (!report.get("route_gateway").isEmpty()) {
            main.put("gateway", report.get("route_gateway"));
        }
        String address = report.get("route_address");
        if (!address.isEmpty() || !addresses.isEmpty()) {
            main.put("address", address.isEmpty() ? addresses.getFirst() : address);
        }
        return main;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Long.parseLong(part);
        }
        return number;
    }

    private static String dotted(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
