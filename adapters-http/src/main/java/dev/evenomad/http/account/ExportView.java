package dev.evenomad.http.account;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

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
 * @param payments subscriptions, as Stripe told of them last
 */
@Schema(name = "AccountExport")
record ExportView(
    Instant asOf,
    @Schema(ref = "#/components/schemas/StoredRecord") Object account,
    @Schema(ref = "#/components/schemas/StoredRecord") Object settings,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord"))
        List<Object> characters,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord")) List<Object> sessions,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord"))
        List<Object> notifications,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord")) List<Object> jobs,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord"))
        List<Object> openedMails,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord"))
        List<Object> oneTimeGrants,
    @ArraySchema(schema = @Schema(ref = "#/components/schemas/StoredRecord"))
        List<Object> payments) {}
