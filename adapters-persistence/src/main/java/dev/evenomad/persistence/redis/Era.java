package dev.evenomad.persistence.redis;

import java.time.Duration;

/**
 * A time without a break in what is kept where. Whenever a process loses touch with Redis, a new
 * one begins: what is in Redis from before counts no more, because nobody knows what it missed.
 *
 * @param name part of the keys in Redis, different from all others
 * @param inRedis whether Redis is used, and not PostgreSQL alone
 * @param age since its begin, by the database's clock
 */
record Era(String name, boolean inRedis, Duration age) {}
