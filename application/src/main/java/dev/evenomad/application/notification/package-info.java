/** From events to alerts on phones, and the pilot's inbox. */
@NullMarked
package dev.evenomad.application.notification;

import org.jspecify.annotations.NullMarked;
