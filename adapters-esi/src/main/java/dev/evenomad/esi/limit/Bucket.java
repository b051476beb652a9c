package dev.evenomad.esi.limit;

import java.util.Optional;

/**
 * What a call counts against.
 *
 * @param name the group as the rate-limit headers name it, or the route where there is none
 * @param user the character whose token is sent, or what stands for this machine's address
 * @param limit what holds until ESI's answers say otherwise; empty where the error limit does
 */
public record Bucket(String name, String user, Optional<Limit> limit) {}
