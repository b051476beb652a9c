package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import java.util.List;

/** Scopes as the database lists them. */
final class ScopeTexts {

  private ScopeTexts() {}

  static List<String> of(Scopes scopes) {
    return scopes.values().stream().map(Scope::value).toList();
  }

  static Scopes parse(List<String> texts) {
    return Scopes.of(texts.stream().map(Scope::new).toList());
  }
}
