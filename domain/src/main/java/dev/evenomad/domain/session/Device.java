package dev.evenomad.domain.session;

import java.util.Optional;

/**
 * The device of a session.
 *
 * @param pushToken empty if it takes no pushes, or the push service said that it is gone
 */
public record Device(DeviceType type, Optional<PushToken> pushToken) {}
