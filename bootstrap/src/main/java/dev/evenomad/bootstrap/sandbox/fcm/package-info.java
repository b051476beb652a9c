/** The simulated Firebase Cloud Messaging and the Google token endpoint in front of it. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.fcm;

import org.jspecify.annotations.NullMarked;
