-- Ours, as everything from here on. A row that exists was stored once.

ALTER TABLE app_user ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE eve_character ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE session ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE job ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE user_settings ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE notification_log ADD COLUMN version bigint NOT NULL DEFAULT 1;
