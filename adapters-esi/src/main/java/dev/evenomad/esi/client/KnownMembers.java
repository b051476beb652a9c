package dev.evenomad.esi.client;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The names that ESI's specification of 2026-08-04 has in an answer, at whatever depth. */
final class KnownMembers {

  private static final Map<EsiRoute, Set<String>> NAMES =
      """
      CHARACTER achievement_score alliance_id birthday bloodline_id character_title_id \
      corporation_id corporation_title description faction_id gender name race_id \
      security_status
      INDUSTRY_JOBS activity_id blueprint_id blueprint_location_id blueprint_type_id \
      completed_character_id completed_date cost duration end_date facility_id \
      installer_id job_id licensed_runs output_location_id pause_date probability \
      product_type_id runs start_date station_id status successful_runs
      MAIL body from labels read recipient_id recipient_type recipients subject timestamp
      MAILS from is_read labels mail_id recipient_id recipient_type recipients subject \
      timestamp
      MARKET_ORDERS duration is_buy_order issued location_id min_volume order_id price \
      range system_id type_id volume_remain volume_total
      NAMES category id name
      ORDER_HISTORY duration escrow is_buy_order is_corporation issued location_id \
      min_volume order_id price range region_id state type_id volume_remain volume_total
      ORDERS duration escrow is_buy_order is_corporation issued location_id min_volume \
      order_id price range region_id type_id volume_remain volume_total
      COLONIES last_update num_pins owner_id planet_id planet_type solar_system_id \
      upgrade_level
      COLONY amount content_type_id contents cycle_time destination_pin_id expiry_time \
      extractor_details factory_details head_id head_radius heads install_time \
      last_cycle_start latitude link_level links longitude pin_id pins product_type_id \
      qty_per_cycle quantity route_id routes schematic_id source_pin_id type_id waypoints
      SKILL_QUEUE finish_date finished_level level_end_sp level_start_sp queue_position \
      skill_id start_date training_start_sp
      SKILLS active_skill_level skill_id skillpoints_in_skill skills total_sp \
      trained_skill_level unallocated_sp
      STATUS players server_version start_time vip
      TYPE attribute_id capacity description dogma_attributes dogma_effects effect_id \
      graphic_id group_id icon_id is_default market_group_id mass name packaged_volume \
      portion_size published radius type_id value volume
      """
          .lines()
          .map(line -> line.split(" ", -1))
          .collect(
              toUnmodifiableMap(
                  words -> EsiRoute.valueOf(words[0]),
                  words -> Set.copyOf(Arrays.asList(words).subList(1, words.length))));

  private KnownMembers() {}

  static Set<String> of(EsiRoute route) {
    return NAMES.getOrDefault(route, Set.of());
  }
}
