/** Users, their subscription and their language. */
@NullMarked
package dev.evenomad.domain.account;

import org.jspecify.annotations.NullMarked;
