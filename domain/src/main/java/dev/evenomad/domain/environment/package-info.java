/** What every feature needs from its surroundings: ids, transactions and leases. */
@NullMarked
package dev.evenomad.domain.environment;

import org.jspecify.annotations.NullMarked;
