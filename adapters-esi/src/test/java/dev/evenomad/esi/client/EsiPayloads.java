package dev.evenomad.esi.client;

import static java.util.stream.Collectors.joining;

import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.universe.ItemType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Values as ESI writes them. */
final class EsiPayloads {

  private static final Map<IndustryActivity, Integer> ACTIVITIES =
      Map.of(
          IndustryActivity.MANUFACTURING, 1,
          IndustryActivity.TIME_EFFICIENCY_RESEARCH, 3,
          IndustryActivity.MATERIAL_EFFICIENCY_RESEARCH, 4,
          IndustryActivity.COPYING, 5,
          IndustryActivity.INVENTION, 8,
          IndustryActivity.REACTION, 11,
          IndustryActivity.UNKNOWN, 77);

  private EsiPayloads() {}

  static <T> String list(Collection<T> items, Function<T, String> json) {
    return items.stream().map(json).collect(joining(",", "[", "]"));
  }

  static String header(MailHeader mail) {
    return "{\"mail_id\":" + mail.id() + "," + rest(mail, "is_read") + "}";
  }

  static String mail(Mail mail) {
    return "{\"body\":" + text(mail.body()) + "," + rest(mail.header(), "read") + "}";
  }

  private static String rest(MailHeader mail, String read) {
    return "\"timestamp\":\"%s\"%s%s%s%s%s"
        .formatted(
            mail.sentAt(),
            optional("from", mail.from()),
            mail.subject().isEmpty() ? "" : ",\"subject\":" + text(mail.subject()),
            mail.read() ? ",\"" + read + "\":true" : "",
            mail.labels().isEmpty() ? "" : ",\"labels\":" + list(mail.labels(), String::valueOf),
            mail.recipients().isEmpty()
                ? ""
                : ",\"recipients\":"
                    + list(
                        mail.recipients(),
                        to ->
                            "{\"recipient_id\":%s,\"recipient_type\":\"%s\"}"
                                .formatted(to.id(), to.kind().code())));
  }

  static String order(MarketOrder order) {
    return "{" + members(order) + "}";
  }

  static String closed(ClosedOrder closed) {
    return "{%s,\"state\":\"%s\"}"
        .formatted(members(closed.order()), closed.reason().name().toLowerCase(Locale.ROOT));
  }

  private static String members(MarketOrder order) {
    return "\"order_id\":%s,\"type_id\":%s,\"region_id\":%s,\"location_id\":%s,\"range\":\"%s\"%s,"
            .formatted(
                order.id(),
                order.type(),
                order.region(),
                order.location(),
                order.range(),
                order.buy() ? ",\"is_buy_order\":true" : "")
        + "\"is_corporation\":%s,\"price\":%s,\"volume_total\":%d,\"volume_remain\":%d%s,"
            .formatted(
                order.corporation(),
                order.price(),
                order.volumeTotal(),
                order.volumeRemain(),
                optional("escrow", order.escrow()))
        + "\"issued\":\"%s\",\"duration\":%d".formatted(order.issued(), order.duration().toDays());
  }

  static String publicOrder(RegionOrder order) {
    return "{\"order_id\":%s,\"type_id\":34,\"is_buy_order\":%s,\"price\":%s,\"volume_total\":%d,"
            .formatted(order.id(), order.buy(), order.price(), order.volumeTotal())
        + "\"volume_remain\":%d,\"min_volume\":%d,\"location_id\":%s,\"system_id\":%s,"
            .formatted(order.volumeRemain(), order.minVolume(), order.location(), order.system())
        + "\"range\":\"%s\",\"issued\":\"%s\",\"duration\":%d}"
            .formatted(order.range(), order.issued(), order.duration().toDays());
  }

  static String job(IndustryJob job) {
    return "{\"job_id\":%s,\"activity_id\":%d,\"blueprint_id\":1040000000001,"
            .formatted(job.id(), ACTIVITIES.getOrDefault(job.activity(), 77))
        + "\"blueprint_location_id\":60003760,\"output_location_id\":60003760,"
        + "\"blueprint_type_id\":%s%s,\"runs\":%d,\"facility_id\":%s,\"station_id\":%s,"
            .formatted(
                job.blueprint(),
                optional("product_type_id", job.product()),
                job.runs(),
                job.facility(),
                job.facility())
        + "\"installer_id\":2112000001,\"duration\":86400,\"status\":\"%s\",\"start_date\":\"%s\","
            .formatted(
                job.status() == IndustryJob.Status.UNKNOWN ? "suspended" : job.status().code(),
                job.startsAt())
        + "\"end_date\":\"%s\"}".formatted(job.endsAt());
  }

  static String colony(Colony colony) {
    return "{\"planet_id\":%s,\"planet_type\":\"%s\",\"solar_system_id\":%s,\"upgrade_level\":%d,"
            .formatted(
                colony.planet(),
                colony.type() == PlanetType.UNKNOWN ? "shattered" : colony.type().code(),
                colony.system(),
                colony.commandCenterLevel())
        + "\"num_pins\":%d,\"owner_id\":2112000001,\"last_update\":\"%s\"}"
            .formatted(colony.pins(), colony.lastUpdate());
  }

  /** With a factory, which is no extractor. */
  static String layout(Colony colony) {
    String extractors = colony.extractors().stream().map(EsiPayloads::pin).collect(joining());
    return "{\"links\":[],\"routes\":[],\"pins\":["
        + extractors
        + "{\"pin_id\":1046000000009,\"type_id\":2473,\"latitude\":1.0,\"longitude\":2.0,"
        + "\"factory_details\":{\"schematic_id\":121}}]}";
  }

  private static String pin(Extractor extractor) {
    return "{\"pin_id\":%s,\"type_id\":2848,\"latitude\":1.0,\"longitude\":2.0%s%s,"
            .formatted(
                extractor.pin(),
                quoted("install_time", extractor.installedAt()),
                quoted("expiry_time", extractor.expiresAt()))
        + "\"extractor_details\":{\"heads\":[]%s}},"
            .formatted(optional("product_type_id", extractor.product()));
  }

  static String type(ItemType type) {
    return "{\"type_id\":%s,\"name\":%s,\"description\":%s,\"group_id\":%d,\"published\":%s%s%s%s}"
        .formatted(
            type.id(),
            text(type.name()),
            text(type.description()),
            type.group(),
            type.published(),
            optional("market_group_id", type.marketGroup()),
            number("volume", type.volume()),
            number("packaged_volume", type.packagedVolume()));
  }

  private static String number(String member, OptionalDouble value) {
    return value.isPresent() ? ",\"" + member + "\":" + value.getAsDouble() : "";
  }

  private static String optional(String member, Optional<?> value) {
    return value.map(present -> ",\"" + member + "\":" + present).orElse("");
  }

  private static String quoted(String member, Optional<?> value) {
    return value.map(present -> ",\"" + member + "\":\"" + present + "\"").orElse("");
  }

  static String text(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
