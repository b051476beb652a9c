/** What messages to any push service are sent through. For the adapters of this module. */
@NullMarked
package dev.evenomad.push.sending;

import org.jspecify.annotations.NullMarked;
