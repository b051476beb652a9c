package dev.evenomad.bootstrap.sandbox.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UniverseTest {

  @Test
  void knowsTypesWithTheirNamesInTheGamesLanguages() {
    var tritanium = Universe.type(34).orElseThrow();
    assertThat(tritanium.name()).isEqualTo("Tritanium");
    assertThat(tritanium.name("zh")).isEqualTo("三钛合金");
    assertThat(tritanium.name("ja")).isEqualTo("トリタニウム");
    assertThat(tritanium.name("de")).isEqualTo("Tritanium");
    assertThat(tritanium.group().id()).isEqualTo(TypeGroup.MINERALS_GROUP);
    assertThat(tritanium.volume()).contains(0.01);
    assertThat(name(44992)).isEqualTo("PLEX");
    assertThat(name(40520)).isEqualTo("Large Skill Injector");
    assertThat(name(40519)).isEqualTo("Skill Extractor");
    assertThat(name(2267)).isEqualTo("Base Metals");
    assertThat(name(2268)).isEqualTo("Aqueous Liquids");
    assertThat(name(587)).isEqualTo("Rifter");
    assertThat(Universe.type(587).orElseThrow().packagedVolume()).contains(2500.0);
  }

  @Test
  void knowsTheTradeHubs() {
    assertHub(Station.JITA, "Jita IV - Moon 4 - Caldari Navy Assembly Plant", "Jita", "The Forge");
    assertHub(Station.AMARR, "Amarr VIII (Oris) - Emperor Family Academy", "Amarr", "Domain");
    assertHub(
        Station.DODIXIE,
        "Dodixie IX - Moon 20 - Federation Navy Assembly Plant",
        "Dodixie",
        "Sinq Laison");
    assertHub(Station.RENS, "Rens VI - Moon 8 - Brutor Tribe Treasury", "Rens", "Heimatar");
    assertHub(Station.HEK, "Hek VIII - Moon 12 - Boundless Creation Factory", "Hek", "Metropolis");
    assertThat(Universe.system(30000142).orElseThrow().isHighSecurity()).isTrue();
  }

  @Test
  void everyIdIsInTheRangeThatEveGives() {
    assertThat(Universe.regions()).allMatch(one -> within(one.id(), 10_000_000, 19_999_999));
    assertThat(Universe.systems())
        .allMatch(one -> within(one.id(), 30_000_000, 31_999_999))
        .allMatch(one -> within(one.constellation().id(), 20_000_000, 29_999_999))
        .allMatch(one -> Math.abs(one.security()) <= 1);
    assertThat(Universe.planets()).allMatch(one -> within(one.id(), 40_000_000, 49_999_999));
    assertThat(Universe.stations()).allMatch(one -> within(one.id(), 60_000_000, 69_999_999));
    assertThat(Universe.corporations()).allMatch(one -> within(one.id(), 1_000_000, 1_999_999));
    assertThat(Universe.structures()).allMatch(one -> one.id() > 1_000_000_000_000L);
  }

  @Test
  void whatIsReferredToExists() {
    assertThat(Universe.stations())
        .allMatch(station -> Universe.corporation(station.ownerId()).isPresent());
    assertThat(Universe.structures())
        .allMatch(structure -> Universe.type(structure.typeId()).isPresent());
    assertThat(Universe.planets()).allMatch(planet -> Universe.type(planet.typeId()).isPresent());
    assertThat(Universe.schematics())
        .isNotEmpty()
        .allMatch(made -> Universe.type(made.outputTypeId()).isPresent())
        .allMatch(
            made -> made.inputs().keySet().stream().allMatch(id -> Universe.type(id).isPresent()))
        .allMatch(made -> made.processors().stream().allMatch(id -> Universe.type(id).isPresent()));
    assertThat(Universe.blueprints())
        .isNotEmpty()
        .allMatch(
            blueprint ->
                blueprint.activities().stream()
                    .flatMap(activity -> activity.product().stream())
                    .allMatch(product -> Universe.type(product.typeId()).isPresent()));
  }

  /**
   * A world of a seed depends on it: what is chosen by chance must be in the same order each time.
   */
  @Test
  void everythingIsInTheOrderOfItsIds() {
    assertThat(Universe.types()).extracting(ItemType::id).isSorted();
    assertThat(Universe.typesOfCategory(TypeGroup.SHIPS)).extracting(ItemType::id).isSorted();
    assertThat(Universe.blueprints()).extracting(one -> one.type().id()).isSorted();
    assertThat(Universe.schematics()).extracting(Schematic::id).isSorted();
    assertThat(Universe.skills()).extracting(one -> one.type().id()).isSorted();
    assertThat(Universe.systems()).extracting(SolarSystem::id).isSorted();
    assertThat(Universe.stations()).extracting(Station::id).isSorted();
    assertThat(Universe.structures()).extracting(Structure::id).isSorted();
  }

  @Test
  void aBlueprintSaysWhatComesOutOfIt() {
    var rifter = Universe.blueprint(691).orElseThrow();
    assertThat(rifter.type().name()).isEqualTo("Rifter Blueprint");
    assertThat(rifter.activity(Blueprint.MANUFACTURING).orElseThrow().product())
        .contains(new Blueprint.Product(587, 1, Optional.empty()));
    assertThat(rifter.activity(Blueprint.REACTION)).isEmpty();
  }

  @Test
  void aSchematicSaysWhatGoesInAndComesOut() {
    var metals = Universe.schematic(126).orElseThrow();
    assertThat(metals.cycleTime()).isEqualTo(Duration.ofMinutes(30));
    assertThat(metals.inputs()).containsEntry(2267, 3000);
    assertThat(name(metals.outputTypeId())).isEqualTo("Reactive Metals");
    assertThat(metals.outputQuantity()).isEqualTo(20);
  }

  @Test
  void namesAreFoundInBothDirections() {
    assertThat(Universe.name(30000142)).contains(new Named("solar_system", 30000142, "Jita"));
    assertThat(Universe.name(500001)).contains(new Named("faction", 500001, "Caldari State"));
    assertThat(Universe.named("Jita")).containsExactly(new Named("solar_system", 30000142, "Jita"));
    assertThat(Universe.named("jita")).isEmpty();
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    assertThat(Universe.type(1)).isEmpty();
    assertThat(Universe.type(-34)).isEmpty();
    // Its lowest 32 bits are those of Tritanium's id.
    assertThat(Universe.type((1L << 32) + 34)).isEmpty();
    assertThat(Universe.name(2112000001)).isEmpty();
    assertThat(Universe.structure(1)).isEmpty();
  }

  private static void assertHub(int id, String name, String system, String region) {
    var station = Universe.station(id).orElseThrow();
    assertThat(station.name()).isEqualTo(name);
    assertThat(station.system().name()).isEqualTo(system);
    assertThat(station.region().name()).isEqualTo(region);
  }

  private static String name(long typeId) {
    return Universe.type(typeId).orElseThrow().name();
  }

  private static boolean within(long id, long first, long last) {
    return first <= id && id <= last;
  }
}
