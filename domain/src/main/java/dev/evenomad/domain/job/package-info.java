/** Due work, and the audit trail of what was done. */
@NullMarked
package dev.evenomad.domain.job;

import org.jspecify.annotations.NullMarked;
