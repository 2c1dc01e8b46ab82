package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value of the subset that info files use: no fractions, integers of 64 bits signed or unsigned. */
public sealed interface Json {
    record Null() implements Json {}

    record Bool(boolean value) implements Json {}

    /** An integer; {@code unsigned} only for values from 2^63 on, which {@code value} then holds as a negative number. */
    record Int(long value, boolean unsigned) implements Json {}

    record Text(String value) implements Json {}

    record Array(List<Json> items) implements Json {}

    /** Members in the order of their UTF-8 bytes, in which they are also written. */
    record Members(SortedMap<String, Json> members) implements Json {
        /** The value of a member, empty if it is missing or {@code null}. */
        public Optional<Json> get(String key) {
            return Optional.ofNullable(members.get(key)).filter(value -> !(value instanceof Null));
        }

        /** The value of a member that must be there. */
        public Json required(String key) {
            return get(key).orElseThrow(() -> new AgentException(ErrorCode.FORMAT, "key '" + key + "' is missing"));
        }
    }

    static Json of(String value) {
        return new Text(value);
    }

    static Json of(long value) {
        return new Int(value, false);
    }

    static Json of(boolean value) {
        return new Bool(value);
    }

    /** The 64 bits of {@code value} as a number from 0 to 2^64 - 1. */
    static Json ofUnsigned(long value) {
        return new Int(value, value < 0);
    }

    static Json of(List<Json> items) {
        return new Array(List.copyOf(items));
    }

    static Json texts(Iterable<String> values) {
        List<Json> items = new ArrayList<>();
        values.forEach(value -> items.add(of(value)));
        return of(items);
    }

    /** A builder for an object. */
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    default String text() {
        if (this instanceof Text(String value)) {
            return value;
        }
        throw wrong("a string");
    }

    /** The integer, for unsigned ones its 64 bits. */
    default long number() {
        if (this instanceof Int(long value, boolean unsigned)) {
            return value;
        }
        throw wrong("an integer");
    }

    default int intNumber() {
        long value = number();
        if (value != (int) value) {
            throw wrong("an integer of 32 bits");
        }
        return (int) value;
    }

    default boolean bool() {
        if (this instanceof Bool(boolean value)) {
            return value;
        }
        throw wrong("true or false");
    }

    default List<Json> items() {
        throw wrong("an array");
    }

    default Members asObject() {
        if (this instanceof Members members) {
            return members;
        }
        throw wrong("an object");
    }

    private AgentException wrong(String expected) {
        return new AgentException(
                ErrorCode.JSON_FORMAT, "expected " + expected + " but found '" + JsonText.write(this) + "'");
    }

    /** Collects the members of an object; not for use by several threads. */
    final class ObjectBuilder {
        private final SortedMap<String, Json> members = new TreeMap<>(Utf8Order.INSTANCE);

        public ObjectBuilder put(String key, Json value) {
            members.put(key, value);
            return this;
        }

        public ObjectBuilder put(String key, String value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, long value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, boolean value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, ObjectBuilder value) {
            return put(key, value.build());
        }

        /** Adds the member only if there is a value. */
        public ObjectBuilder putText(String key, Optional<String> value) {
            value.ifPresent(text -> put(key, text));
            return this;
        }

        public Members build() {
            return new Members(Collections.unmodifiableSortedMap(members));
        }
    }
}
