package io.sounder.controller.template.test;

import io.sounder.controller.template.value.EvaluationException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The orders of versions that the test {@code version} knows. */
enum VersionOrder {
    LOOSE {
        @Override
        int compare(String a, String b) {
            List<String> x = parts(a);
            List<String> y = parts(b);
            for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
                boolean number = Character.isDigit(x.get(i).charAt(0));
                if (number != Character.isDigit(y.get(i).charAt(0))) {
                    throw new EvaluationException(
                            "Version comparison failed: '" + a + "' and '" + b + "' have different forms");
                }
                int order = number
                        ? new BigInteger(x.get(i)).compareTo(new BigInteger(y.get(i)))
                        : x.get(i).compareTo(y.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(x.size(), y.size());
        }
    },
    STRICT {
        @Override
        int compare(String a, String b) {
            Matcher x = matching(STRICT_FORM, a);
            Matcher y = matching(STRICT_FORM, b);
            int order = numbers(x, y, 1, 2, 3);
            if (order != 0 || (x.group(4) == null && y.group(4) == null)) {
                return order;
            }
            if (x.group(4) == null || y.group(4) == null) {
                return x.group(4) == null ? 1 : -1;
            }
            int kind = x.group(4).compareTo(y.group(4));
            return kind != 0 ? kind : numbers(x, y, 5);
        }
    },
    SEMANTIC {
        @Override
        int compare(String a, String b) {
            Matcher x = matching(SEMANTIC_FORM, a);
            Matcher y = matching(SEMANTIC_FORM, b);
            int order = numbers(x, y, 1, 2, 3);
            if (order != 0 || (x.group(4) == null && y.group(4) == null)) {
                return order;
            }
            if (x.group(4) == null || y.group(4) == null) {
                return x.group(4) == null ? 1 : -1;
            }
            return labels(x.group(4).split("\\.", -1), y.group(4).split("\\.", -1));
        }

        private int labels(String[] x, String[] y) {
            for (int i = 0; i < Math.min(x.length, y.length); i++) {
                boolean numberX = x[i].matches("\\d+");
                boolean numberY = y[i].matches("\\d+");
                int order = numberX && numberY
                        ? new BigInteger(x[i]).compareTo(new BigInteger(y[i]))
                        : numberX != numberY ? (numberX ? -1 : 1) : x[i].compareTo(y[i]);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(x.length, y.length);
        }
    },
    PYTHON {
        @Override
        int compare(String a, String b) {
            Matcher x = matching(PYTHON_FORM, a);
            Matcher y = matching(PYTHON_FORM, b);
            int order = numbers(x, y, 1);
            order = order != 0 ? order : release(x.group(2), y.group(2));
            order = order != 0 ? order : stage(x).compareTo(stage(y));
            order = order != 0 ? order : numbers(x, y, 4);
            order = order != 0 ? order : Boolean.compare(x.group(5) != null, y.group(5) != null);
            order = order != 0 ? order : numbers(x, y, 6);
            order = order != 0 ? order : Boolean.compare(x.group(7) == null, y.group(7) == null);
            return order != 0 ? order : numbers(x, y, 8);
        }

        private int release(String a, String b) {
            String[] x = a.split("\\.", -1);
            String[] y = b.split("\\.", -1);
            for (int i = 0; i < Math.max(x.length, y.length); i++) {
                int order = number(i < x.length ? x[i] : "0").compareTo(number(i < y.length ? y[i] : "0"));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        // A development version of a release comes before its alpha, a release after its candidates.
        private String stage(Matcher version) {
            String stage = version.group(3);
            if (stage == null) {
                return version.group(7) != null && version.group(5) == null ? "" : "z";
            }
            return switch (stage) {
                case "a", "alpha" -> "a";
                case "b", "beta" -> "b";
                default -> "rc";
            };
        }
    };

    private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+|\\.|[^0-9a-z.]+");
    private static final Pattern STRICT_FORM = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
    private static final Pattern SEMANTIC_FORM = Pattern.compile(
            "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern PYTHON_FORM =
            Pattern.compile("v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\\d*))?"
                    + "(?:[-_.]?(post|rev|r)[-_.]?(\\d*))?(?:[-_.]?(dev)[-_.]?(\\d*))?(?:\\+[a-z0-9.]+)?");

    /** Negative, zero or positive; a failure for text that is no version of this kind. */
    abstract int compare(String a, String b);

    static VersionOrder of(String name) {
        return switch (name) {
            case "loose" -> LOOSE;
            case "strict" -> STRICT;
            case "semver", "semantic" -> SEMANTIC;
            case "pep440" -> PYTHON;
            default ->
                throw new EvaluationException(
                        "Invalid version type (" + name + "): it is one of loose, strict, semver, semantic and pep440");
        };
    }

    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(version);
        while (matcher.find()) {
            if (!matcher.group().equals(".")) {
                parts.add(matcher.group());
            }
        }
        return parts;
    }

    private static Matcher matching(Pattern form, String version) {
        Matcher matcher =
                form.matcher(version.toLowerCase(java.util.Locale.ROOT).strip());
        if (!matcher.matches()) {
            throw new EvaluationException("Version comparison failed: invalid version number '" + version + "'");
        }
        return matcher;
    }

    private static BigInteger number(String text) {
        return text == null || text.isEmpty() ? BigInteger.ZERO : new BigInteger(text);
    }

    private static int numbers(Matcher x, Matcher y, int... groups) {
        for (int group : groups) {
            int order = Comparator.<BigInteger>naturalOrder().compare(number(x.group(group)), number(y.group(group)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
