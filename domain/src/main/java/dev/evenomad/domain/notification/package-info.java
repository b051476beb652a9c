/** From an event to an alert on a phone: policy, texts, lifecycle and push. */
@NullMarked
package dev.evenomad.domain.notification;

import org.jspecify.annotations.NullMarked;
