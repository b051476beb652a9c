/** How texts are made to fit a push. For the adapters of this module. */
@NullMarked
package dev.evenomad.push.text;

import org.jspecify.annotations.NullMarked;
