package dev.evenomad.domain.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that EVE Online speaks, and so do we. */
public enum Language {
  EN,
  DE,
  FR,
  ES,
  RU,
  JA,
  KO,
  ZH;

  /** The ISO 639-1 code in lower case, as ESI's {@code Accept-Language} and our API write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The locale of this language, without a country. */
  public Locale locale() {
    return Locale.of(code());
  }

  /** The language with that code; empty if EVE does not speak it. */
  public static Optional<Language> ofCode(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }
}
