package dev.evenomad.domain.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ScopesTest {

  private static final Scope A = new Scope("a");
  private static final Scope B = new Scope("b");
  private static final Scope C = new Scope("c");

  @Test
  void areReadAsOAuthWritesThem() {
    assertThat(Scopes.parse("  b a   a ")).isEqualTo(Scopes.of(A, B)).hasToString("a b");
    assertThat(Scopes.parse("")).isEqualTo(Scopes.NONE).hasToString("");
    assertThat(Scopes.MINIMAL)
        .hasToString(
            "esi-industry.read_character_jobs.v1 esi-mail.read_mail.v1"
                + " esi-markets.read_character_orders.v1 esi-planets.manage_planets.v1"
                + " esi-skills.read_skillqueue.v1 esi-skills.read_skills.v1");
  }

  @Test
  void areComparedAsSets() {
    assertThat(Scopes.of(List.of(A, B, A))).isEqualTo(Scopes.of(B, A));
    assertThat(Scopes.of(A, B).include(Scopes.of(A))).isTrue();
    assertThat(Scopes.of(A, B).include(Scopes.NONE)).isTrue();
    assertThat(Scopes.of(A, B).include(Scopes.of(A, C))).isFalse();
    assertThat(Scopes.of(A, B).lacking(Scopes.of(B, C))).isEqualTo(Scopes.of(C));
    assertThat(Scopes.of(A, B).and(Scopes.of(B, C))).isEqualTo(Scopes.of(A, B, C));
  }

  @Test
  void refuseWhatOAuthRefuses() {
    for (String wrong : List.of("", " ", "a b", "\"", "\\", "ä", "a\n", "x".repeat(101))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Scope(wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse("a \\"));
  }

  @Property
  void areReadAsTheyArePrinted(@ForAll("scopes") Scopes scopes) {
    assertThat(Scopes.parse(scopes.toString())).isEqualTo(scopes);
  }

  @Property
  void lackWhatIsNeededBeyondThem(@ForAll("scopes") Scopes given, @ForAll("scopes") Scopes needed) {
    assertThat(given.and(given.lacking(needed)).include(needed)).isTrue();
    assertThat(given.lacking(needed).equals(Scopes.NONE)).isEqualTo(given.include(needed));
  }

  @Provide
  Arbitrary<Scopes> scopes() {
    return Arbitraries.strings()
        .withCharRange('a', 'c')
        .withChars("!#[]~-._")
        .ofMinLength(1)
        .ofMaxLength(2)
        .map(Scope::new)
        .set()
        .ofMaxSize(6)
        .map(Scopes::of);
  }
}
