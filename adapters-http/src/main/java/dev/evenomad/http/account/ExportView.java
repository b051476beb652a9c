package dev.evenomad.http.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an export consists of, for the API document: the export itself is written by {@link
 * ExportStream}. Its records have the members that are stored, which may become more; secrets among
 * them are the text {@code withheld}.
 *
 * @param asOf when it was begun
 * @param account with its subscription
 * @param settings what the pilot prefers
 * @param characters each with its grant, sync states and what was last read of it
 * @param sessions signed-in devices, also expired ones that are not removed yet
 * @param notifications the newest first
 * @param jobs work about the characters, and deliveries of pushes
 * @param openedMails copies of mails that the pilot opened
 * @param oneTimeGrants sign-ins and link tickets that are under way
 */
@Schema(name = "AccountExport")
record ExportView(
    Instant asOf,
    Map<String, Object> account,
    Map<String, Object> settings,
    List<Map<String, Object>> characters,
    List<Map<String, Object>> sessions,
    List<Map<String, Object>> notifications,
    List<Map<String, Object>> jobs,
    List<Map<String, Object>> openedMails,
    List<Map<String, Object>> oneTimeGrants) {}
