package dev.evenomad.esi.client;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;

/** Public information on characters from ESI. Thread-safe. */
final class EsiPublicProfiles implements PublicProfiles {

  private final EsiClient esi;

  EsiPublicProfiles(EsiClient esi) {
    this.esi = esi;
  }

  @Override
  public Fetched<PublicProfile> fetch(CharacterId character) {
    return esi.get(EsiCall.of(EsiRoute.CHARACTER, character.value()), EsiPublicProfiles::profile);
  }

  private static PublicProfile profile(Payload payload) {
    return new PublicProfile(
        new CorporationId(payload.number("corporation_id")),
        payload.optionalNumber("alliance_id").map(AllianceId::new));
  }
}
