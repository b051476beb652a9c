package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.contract.EntityNamesContract;
import dev.evenomad.testkit.contract.IndustrySourceContract;
import dev.evenomad.testkit.contract.ItemTypesContract;
import dev.evenomad.testkit.contract.MailSourceContract;
import dev.evenomad.testkit.contract.MarketSourceContract;
import dev.evenomad.testkit.contract.PlanetSourceContract;
import dev.evenomad.testkit.contract.RegionMarketsContract;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** What characters of the scripted EVE have, and what everybody may know, keeps the contracts. */
final class ScriptedLifeTest {

  abstract static class World {
    final SettableClock clock = SettableClock.at(Instant.parse("2026-09-01T10:00:00Z"));
    final ScriptedEve eve = new ScriptedEve(clock);

    public Instant now() {
      return clock.instant();
    }

    public Secret givenPilot(CharacterId character, Scopes scopes) {
      eve.addCharacter(
          character,
          new CharacterName("Nomad Tester"),
          new OwnerHash("owner"),
          new PublicProfile(new CorporationId(98_000_001), Optional.empty()));
      Secret refreshToken = eve.grant(character, scopes);
      return ((TokenRefresh.Refreshed) eve.refresh(refreshToken)).tokens().accessToken();
    }

    public void givenExpired(Secret accessToken) {
      clock.advance(Duration.ofMinutes(20));
    }

    public void givenDown() {
      eve.begin(Trouble.ESI_DOWN);
    }

    public void givenThrottled(Duration retryAfter) {
      eve.throttle(Optional.of(retryAfter));
    }
  }

  @Nested
  final class AsMailSource extends World implements MailSourceContract {
    @Override
    public MailSource source() {
      return eve.life();
    }

    @Override
    public void givenMails(CharacterId character, List<MailHeader> mails) {
      eve.life().setMails(character, mails);
    }

    @Override
    public void givenMail(CharacterId character, Mail mail) {
      eve.life().setMails(character, List.of(mail.header()));
      eve.life().setBody(mail.header().id(), mail.body());
    }
  }

  @Nested
  final class AsMarketSource extends World implements MarketSourceContract {
    @Override
    public MarketSource source() {
      return eve.life();
    }

    @Override
    public void givenOrders(CharacterId character, List<MarketOrder> orders) {
      eve.life().setOrders(character, orders);
    }

    @Override
    public void givenHistory(CharacterId character, List<ClosedOrder> closed) {
      closed.forEach(order -> eve.life().close(character, order));
    }
  }

  @Nested
  final class AsIndustrySource extends World implements IndustrySourceContract {
    @Override
    public IndustrySource source() {
      return eve.life();
    }

    @Override
    public void givenJobs(CharacterId character, List<IndustryJob> jobs) {
      eve.life().setJobs(character, jobs);
    }
  }

  @Nested
  final class AsPlanetSource extends World implements PlanetSourceContract {
    @Override
    public PlanetSource source() {
      return eve.life();
    }

    @Override
    public void givenColonies(CharacterId character, List<Colony> colonies) {
      eve.life().setColonies(character, colonies);
    }
  }

  @Nested
  final class AsEntityNames extends World implements EntityNamesContract {
    @Override
    public EntityNames names() {
      return eve.life();
    }

    @Override
    public void givenName(EntityId entity, String name) {
      eve.life().name(entity, name);
    }
  }

  @Nested
  final class AsItemTypes extends World implements ItemTypesContract {
    @Override
    public ItemTypes types() {
      return eve.universe();
    }

    @Override
    public void givenType(ItemType type, Language language) {
      eve.universe().addType(type, language);
    }
  }

  @Nested
  final class AsRegionMarkets extends World implements RegionMarketsContract {
    @Override
    public RegionMarkets markets() {
      return eve.universe();
    }

    @Override
    public void givenOrders(RegionId region, TypeId type, List<RegionOrder> orders) {
      eve.universe().setOrders(region, type, orders);
    }
  }
}
