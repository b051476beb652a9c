package dev.evenomad.domain.character;

/** Which of a grant's two tokens is meant; a sealed one opens only as what it was sealed as. */
public enum TokenField {
  ACCESS_TOKEN,
  REFRESH_TOKEN
}
