package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Secrets} does. That none can be guessed, no test shows. */
public interface SecretsContract {

  /** The source under test. */
  Secrets secrets();

  @Test
  default void gives256BitsFitForAUrl() {
    assertThat(Stream.generate(secrets()::next).limit(1000))
        .allSatisfy(
            secret -> {
              assertThat(secret.reveal()).matches("[A-Za-z0-9_-]{43}");
              assertThat(Base64.getUrlDecoder().decode(secret.reveal())).hasSize(32);
              assertThat(new CodeVerifier(secret).challenge().isMetBy(new CodeVerifier(secret)))
                  .isTrue();
            });
  }

  @Test
  default void givesNoSecretTwice() {
    List<String> secrets =
        Race.run(runner -> Stream.generate(secrets()::next).limit(1000).toList()).stream()
            .flatMap(List::stream)
            .map(Secret::reveal)
            .toList();

    assertThat(secrets).doesNotHaveDuplicates();
  }
}
