/**
 * Attacks on a whole server: the OWASP API Security Top 10 (2023) over every operation of the API
 * document, and fuzzing.
 */
@NullMarked
package dev.evenomad.bootstrap.security;

import org.jspecify.annotations.NullMarked;
