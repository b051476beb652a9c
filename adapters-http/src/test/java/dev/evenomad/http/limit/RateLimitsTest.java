package dev.evenomad.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitsTest {

  @ParameterizedTest
  @EnumSource
  void limitsEverythingUnlessItIsSwitchedOff(RouteClass kind) {
    assertThat(RateLimits.SENSIBLE.of(kind)).isPresent();
    assertThat(RateLimits.parse("off").of(kind)).isEmpty();
  }

  @Test
  void whatIsNotNamedStaysSensible() {
    RateLimits limits = RateLimits.parse("sign-in=30/10, read=7/5");

    assertThat(limits.of(RouteClass.SIGN_IN)).contains(new Quota(30, 10));
    assertThat(limits.of(RouteClass.READ)).contains(new Quota(7, 5));
    assertThat(limits.of(RouteClass.WRITE)).isEqualTo(RateLimits.SENSIBLE.of(RouteClass.WRITE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "hunter2=1/1",
        "read",
        "read=1",
        "read=1/2/3",
        "read=0/1",
        "read=1/-1",
        "read=1/hunter2",
        "read=1/1000001",
        "read=1/1,"
      })
  void refusesWhatIsNoneAndDoesNotRepeatIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimits.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }
}
