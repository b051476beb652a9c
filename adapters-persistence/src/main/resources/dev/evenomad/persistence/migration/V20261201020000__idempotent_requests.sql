-- Requests that a user named by a key, so that repeating them does nothing twice.
CREATE TABLE idempotent_request (
    user_id      text        NOT NULL,
    key          text        NOT NULL,
    what         text        NOT NULL,
    holder       text        NOT NULL,
    held_until   timestamptz NOT NULL,
    forgotten_at timestamptz NOT NULL,
    code         integer,
    location     text,
    content      text,
    CONSTRAINT idempotent_request_pkey PRIMARY KEY (user_id, key),
    CONSTRAINT idempotent_request_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
COMMENT ON COLUMN idempotent_request.holder IS 'Who does it, or has done it';
COMMENT ON COLUMN idempotent_request.held_until IS 'From when on somebody else may do it, unless it was answered';
COMMENT ON COLUMN idempotent_request.code IS 'Of the answer; null until it was done';
CREATE INDEX idempotent_request_forgotten_at_idx ON idempotent_request (forgotten_at);
