COMMENT ON COLUMN session.token IS 'SHA-256 of the bearer token, in hexadecimal digits; never the token';

-- One push token lives in one session: the one that registered it last.
UPDATE session
SET device_token = NULL
WHERE EXISTS (
    SELECT 1 FROM session later
    WHERE later.device_token = session.device_token
      AND (later.created_at, later.id) > (session.created_at, session.id)
);
-- By its digest, because a token may be longer than what an index holds; the cast reads backslashes as escapes.
CREATE UNIQUE INDEX session_device_token_key ON session (sha256(replace(device_token, '\', '\\')::bytea))
    WHERE device_token IS NOT NULL;

CREATE TABLE one_time_grant (
    digest         text        PRIMARY KEY,
    type           text        NOT NULL,
    user_id        text,
    redirect_uri   text,
    client_state   text,
    code_challenge text,
    code_verifier  text,
    scopes         text[],
    expires_at     timestamptz NOT NULL,
    CONSTRAINT one_time_grant_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);
COMMENT ON COLUMN one_time_grant.digest IS 'SHA-256 of the secret that redeems it, in hexadecimal digits';
CREATE INDEX one_time_grant_user_id_idx ON one_time_grant (user_id);
CREATE INDEX one_time_grant_expires_at_idx ON one_time_grant (expires_at);
