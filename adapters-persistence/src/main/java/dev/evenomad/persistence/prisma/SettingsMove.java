package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

final class SettingsMove implements Move {

  private static final String DEFAULT_CHARACTER = "default_character_id";

  private static final Insert INSERT =
      Insert.into(
              "user_settings",
              "id text, user_id text, theme text, default_character_id bigint, language text,"
                  + " notify_skill_complete boolean, notify_market_orders boolean,"
                  + " notify_industry_jobs boolean, notify_pi_extractors boolean,"
                  + " notify_eve_mail boolean, share_activity_stats boolean,"
                  + " created_at timestamptz, updated_at timestamptz")
          .ofUsers();

  @Override
  public String origin() {
    return "UserSettings";
  }

  @Override
  public String what() {
    return "settings";
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    UserSettings settings =
        new UserSettings(
            row.id(),
            new UserId(row.reference("userId")),
            theme(row),
            language(row),
            row.optionalEveId("defaultCharacterId").map(CharacterId::new),
            new NotificationPreferences(
                row.flag("notifySkillComplete"),
                row.flag("notifyMarketOrders"),
                row.flag("notifyIndustryJobs"),
                row.flag("notifyPIExtractors"),
                row.flag("notifyEveMail"),
                Set.of(),
                Optional.empty()),
            row.flag("shareActivityStats"),
            row.time("createdAt"),
            row.time("updatedAt"),
            0);
    NotificationPreferences notifications = settings.notifications();
    return row.becomes(
        new Columns()
            .with("id", settings.id())
            .with("user_id", settings.user())
            .with("theme", Words.of(settings.theme()))
            .with(DEFAULT_CHARACTER, settings.defaultCharacter())
            .with("language", settings.language().code())
            .with("notify_skill_complete", notifications.skillComplete())
            .with("notify_market_orders", notifications.marketOrders())
            .with("notify_industry_jobs", notifications.industryJobs())
            .with("notify_pi_extractors", notifications.piExtractors())
            .with("notify_eve_mail", notifications.eveMail())
            .with("share_activity_stats", settings.shareActivityStats())
            .with("created_at", settings.createdAt())
            .with("updated_at", settings.updatedAt()));
  }

  private static Theme theme(SourceRow row) throws SQLException {
    return Words.find(Theme.class, row, "theme")
        .orElseGet(
            () -> {
              row.changed("its theme is not known; it is dark");
              return Theme.DARK;
            });
  }

  /** With or without a country: {@code de}, {@code de-AT}, {@code DE_de}. */
  private static Language language(SourceRow row) throws SQLException {
    String code = row.text("language").strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return Language.ofCode(code)
        .orElseGet(
            () -> {
              row.changed("its language is none that EVE speaks; it is English");
              return Language.EN;
            });
  }

  /** The default character is one of the user's own. */
  @Override
  public List<Draft> fitted(Connection here, List<Draft> drafts) throws SQLException {
    Set<String> own = new HashSet<>();
    try (PreparedStatement statement =
        here.prepareStatement(
            """
            SELECT s.id FROM unnest(?::text[], ?::text[], ?::bigint[]) AS s (id, user_id, character_id)
            JOIN eve_character c ON c.character_id = s.character_id AND c.user_id = s.user_id
            """)) {
      List<Draft> asking = drafts.stream().filter(draft -> draft.has(DEFAULT_CHARACTER)).toList();
      int parameter = 0;
      for (String column : List.of("id", "user_id", DEFAULT_CHARACTER)) {
        Object[] values = asking.stream().map(draft -> draft.get(column)).toArray();
        statement.setArray(++parameter, here.createArrayOf("text", values));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          own.add(rows.getString(1));
        }
      }
    }
    return drafts.stream()
        .map(
            draft ->
                draft.has(DEFAULT_CHARACTER) && !own.contains(draft.id())
                    ? draft.without(
                        DEFAULT_CHARACTER,
                        "its default character is not one of the user's here; it has none")
                    : draft)
        .toList();
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    return Move.exists(here, "SELECT FROM user_settings WHERE user_id = ?", draft.get("user_id"))
        ? new Verdict.AlreadyThere()
        : Move.ofUser(here, draft, new Verdict.Instead(draft));
  }
}
