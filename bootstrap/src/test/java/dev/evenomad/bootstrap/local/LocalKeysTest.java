package dev.evenomad.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalKeysTest {

  @Test
  void theNextRunFindsTheSameKeys(@TempDir Path folder) {
    LocalKeys keys = LocalKeys.of(Optional.of(folder));

    assertThat(LocalKeys.of(Optional.of(folder))).isEqualTo(keys);
    assertThat(LocalKeys.of(Optional.empty())).isNotEqualTo(keys);
  }

  @Test
  void whatAnEarlierVersionLeftIsKeptAndCompleted(@TempDir Path folder) throws IOException {
    LocalKeys keys = LocalKeys.of(Optional.of(folder));
    Path file = folder.resolve("keys");
    List<String> earlier = Files.readAllLines(file).subList(0, 2);
    Files.write(file, earlier);

    LocalKeys completed = LocalKeys.of(Optional.of(folder));

    assertThat(completed.encryption()).isEqualTo(keys.encryption());
    assertThat(completed.jwt()).isEqualTo(keys.jwt());
    assertThat(LocalKeys.of(Optional.of(folder))).isEqualTo(completed);
  }
}
