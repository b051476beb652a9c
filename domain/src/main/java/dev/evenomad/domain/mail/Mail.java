package dev.evenomad.domain.mail;

/**
 * An opened mail.
 *
 * @param body in EVE's subset of HTML; may be empty
 */
public record Mail(MailHeader header, String body) {}
