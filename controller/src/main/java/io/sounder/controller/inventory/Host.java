package io.sounder.controller.inventory;

/**
 * A host of the inventory; equal by name.
 *
 * @param name the inventory name, which is the address too unless {@code ansible_host} says otherwise
 * @param implicit whether it stands in no inventory and was made for the pattern {@code localhost}
 */
public record Host(String name, boolean implicit) {
    @Override
    public String toString() {
        return name;
    }
}
