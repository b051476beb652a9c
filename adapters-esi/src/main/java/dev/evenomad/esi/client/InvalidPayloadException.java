package dev.evenomad.esi.client;

/** An answer breaks the rules of its route. The message names the place, never the content. */
final class InvalidPayloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  InvalidPayloadException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
