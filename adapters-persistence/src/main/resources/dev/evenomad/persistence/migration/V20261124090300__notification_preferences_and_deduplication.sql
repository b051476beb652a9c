ALTER TABLE user_settings ADD COLUMN muted_characters bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE user_settings ADD COLUMN quiet_from time;
ALTER TABLE user_settings ADD COLUMN quiet_to time;
ALTER TABLE user_settings ADD COLUMN quiet_zone text;
ALTER TABLE user_settings ADD CONSTRAINT user_settings_quiet_check
    CHECK (num_nulls(quiet_from, quiet_to, quiet_zone) IN (0, 3));

-- What was told before there were keys equals nothing.
ALTER TABLE notification_log ADD COLUMN dedup_key text;
UPDATE notification_log SET dedup_key = 'request:' || id;
ALTER TABLE notification_log ALTER COLUMN dedup_key SET NOT NULL;
CREATE UNIQUE INDEX notification_log_user_id_dedup_key_key ON notification_log (user_id, dedup_key);

-- The order of the pages. Ids are compared by their characters, whatever the locale of the database.
CREATE INDEX notification_log_page_idx ON notification_log (user_id, created_at DESC, id COLLATE "C" DESC);
