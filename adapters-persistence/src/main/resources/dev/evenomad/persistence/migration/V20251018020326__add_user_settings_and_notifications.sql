-- As the original went on: settings, notifications, and more indexes on what was there.

CREATE TABLE user_settings (
    id                    text        PRIMARY KEY,
    user_id               text        NOT NULL,
    theme                 text        NOT NULL DEFAULT 'dark',
    default_character_id  bigint,
    language              text        NOT NULL DEFAULT 'en',
    notify_skill_complete boolean     NOT NULL DEFAULT true,
    notify_market_orders  boolean     NOT NULL DEFAULT true,
    notify_industry_jobs  boolean     NOT NULL DEFAULT true,
    notify_pi_extractors  boolean     NOT NULL DEFAULT false,
    notify_eve_mail       boolean     NOT NULL DEFAULT true,
    share_activity_stats  boolean     NOT NULL DEFAULT false,
    created_at            timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at            timestamptz NOT NULL,
    CONSTRAINT user_settings_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX user_settings_user_id_key ON user_settings (user_id);

CREATE TABLE notification_log (
    id           text        PRIMARY KEY,
    user_id      text        NOT NULL,
    character_id bigint,
    type         text        NOT NULL,
    title        text        NOT NULL,
    body         text        NOT NULL,
    data         jsonb,
    status       text        NOT NULL DEFAULT 'pending',
    sent_at      timestamptz,
    read_at      timestamptz,
    error        text,
    created_at   timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT notification_log_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX notification_log_user_id_idx ON notification_log (user_id);
CREATE INDEX notification_log_character_id_idx ON notification_log (character_id);
CREATE INDEX notification_log_status_idx ON notification_log (status);
CREATE INDEX notification_log_type_idx ON notification_log (type);
CREATE INDEX notification_log_created_at_idx ON notification_log (created_at);
CREATE INDEX notification_log_user_id_status_idx ON notification_log (user_id, status);

CREATE INDEX eve_character_token_expires_at_idx ON eve_character (token_expires_at);
CREATE INDEX eve_character_user_id_character_id_idx ON eve_character (user_id, character_id);
CREATE INDEX session_expires_at_idx ON session (expires_at);
CREATE INDEX session_user_id_expires_at_idx ON session (user_id, expires_at);
CREATE INDEX job_created_at_idx ON job (created_at);
CREATE INDEX job_status_created_at_idx ON job (status, created_at);
