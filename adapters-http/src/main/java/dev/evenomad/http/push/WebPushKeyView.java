package dev.evenomad.http.push;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * By what a browser knows that a push is from this server.
 *
 * @param publicKey the applicationServerKey to subscribe with: a point of P-256 in base64url
 */
@Serdeable.Serializable
@Schema(name = "WebPushKey")
record WebPushKeyView(String publicKey) {}
