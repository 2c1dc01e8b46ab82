package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All tests by name; thread-safe. */
public final class Tests {
    private static final String PREFIX = "ansible.builtin.";

    private final Map<String, Test> known = new ConcurrentHashMap<>();

    /** Whether the test of that name holds for the input. */
    public boolean holds(String name, @Nullable Object input, Arguments arguments, Environment environment) {
        return known.computeIfAbsent(name, Tests::find).holds(input, arguments, environment);
    }

    private static Test find(String name) {
        String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        Test test = ValueTests.find(plain);
        test = test == null ? ResultTests.find(plain) : test;
        test = test == null ? TextTests.find(plain) : test;
        test = test == null ? FileTests.find(plain) : test;
        test = test == null ? UrlTests.find(plain) : test;
        if (test == null) {
            throw new EvaluationException("no test named '" + name + "'");
        }
        return test;
    }
}
