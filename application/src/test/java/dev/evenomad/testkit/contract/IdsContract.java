package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.environment.Ids;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Ids} does. */
public interface IdsContract {

  /** The source under test. */
  Ids ids();

  @Test
  default void givesIdsInTheFormOfACuid() {
    assertThat(Stream.generate(ids()::next).limit(1000))
        .allSatisfy(id -> assertThat(id).matches("c[0-9a-z]{24}"))
        .allSatisfy(id -> assertThat(Ids.require("sample", id)).isEqualTo(id));
  }

  @Test
  default void givesNoIdTwice() {
    List<String> ids =
        Race.run(runner -> Stream.generate(ids()::next).limit(1000).toList()).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
  }
}
