/** Push notifications through Firebase Cloud Messaging, HTTP v1. */
@NullMarked
package dev.evenomad.push.fcm;

import org.jspecify.annotations.NullMarked;
