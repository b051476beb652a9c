/** Push to browsers by the Web Push protocol (RFC 8030, 8291 and 8292). */
@NullMarked
package dev.evenomad.push.web;

import org.jspecify.annotations.NullMarked;
