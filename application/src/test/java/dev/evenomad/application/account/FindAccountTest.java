package dev.evenomad.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.NomadFixture;
import org.junit.jupiter.api.Test;

final class FindAccountTest {

  private final NomadFixture fixture = new NomadFixture();
  private final User user = Samples.fullUser();
  private final FindAccount findAccount = fixture.nomad.findAccount();

  FindAccountTest() {
    fixture.stores.users().add(user);
    fixture.stores.users().add(Samples.fullUser());
  }

  @Test
  void findsAnAccountByItsEmail() {
    assertThat(findAccount.byEmail(user.email().orElseThrow()).map(User::id)).contains(user.id());
    assertThat(findAccount.byEmail(new Email("nobody@example.org"))).isEmpty();
  }

  @Test
  void findsAnAccountByItsStripeCustomer() {
    String customer = user.subscription().stripeCustomerId().orElseThrow();

    assertThat(findAccount.byStripeCustomer(customer).map(User::id)).contains(user.id());
    assertThat(findAccount.byStripeCustomer("cus_unknown")).isEmpty();
  }
}
