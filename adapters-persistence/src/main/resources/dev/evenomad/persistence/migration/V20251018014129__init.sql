-- As the original began. Its names in snake case, its times with their zone (it kept UTC without one), and EVE's ids in
-- 64 bits: it had 32. Where it had a unique and a plain index on the same column, the unique one serves both.

CREATE TABLE app_user (
    id                     text        PRIMARY KEY,
    email                  text,
    created_at             timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at             timestamptz NOT NULL,
    subscription_tier      text        NOT NULL DEFAULT 'free',
    subscription_status    text        NOT NULL DEFAULT 'active',
    subscription_ends_at   timestamptz,
    stripe_customer_id     text,
    stripe_subscription_id text
);
CREATE UNIQUE INDEX app_user_email_key ON app_user (email);
CREATE UNIQUE INDEX app_user_stripe_customer_id_key ON app_user (stripe_customer_id);
CREATE UNIQUE INDEX app_user_stripe_subscription_id_key ON app_user (stripe_subscription_id);

CREATE TABLE eve_character (
    id               text        PRIMARY KEY,
    character_id     bigint      NOT NULL,
    character_name   text        NOT NULL,
    corporation_id   bigint      NOT NULL,
    alliance_id      bigint,
    user_id          text        NOT NULL,
    access_token     text        NOT NULL,
    refresh_token    text        NOT NULL,
    token_expires_at timestamptz NOT NULL,
    scopes           text[],
    created_at       timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at       timestamptz NOT NULL,
    last_sync_at     timestamptz,
    CONSTRAINT eve_character_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX eve_character_character_id_key ON eve_character (character_id);
CREATE INDEX eve_character_user_id_idx ON eve_character (user_id);

CREATE TABLE session (
    id           text        PRIMARY KEY,
    user_id      text        NOT NULL,
    token        text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    device_type  text,
    device_token text,
    CONSTRAINT session_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX session_token_key ON session (token);
CREATE INDEX session_user_id_idx ON session (user_id);

-- The history outlives what it is about, so there are no foreign keys. The original's character_id was a text.
CREATE TABLE job (
    id           text        PRIMARY KEY,
    job_type     text        NOT NULL,
    character_id bigint,
    status       text        NOT NULL DEFAULT 'pending',
    priority     integer     NOT NULL DEFAULT 0,
    payload      jsonb,
    result       jsonb,
    error        text,
    created_at   timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    started_at   timestamptz,
    completed_at timestamptz
);
CREATE INDEX job_job_type_idx ON job (job_type);
CREATE INDEX job_status_idx ON job (status);
CREATE INDEX job_character_id_idx ON job (character_id);

CREATE TABLE cached_data (
    id         text        PRIMARY KEY,
    cache_key  text        NOT NULL,
    data       jsonb       NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX cached_data_cache_key_key ON cached_data (cache_key);
CREATE INDEX cached_data_expires_at_idx ON cached_data (expires_at);
