-- The defaults let servers of the version before go on while others are updated.
ALTER TABLE session
    ADD COLUMN previous_token text,
    ADD COLUMN rotated_at timestamptz,
    ADD COLUMN last_used_at timestamptz;
UPDATE session SET last_used_at = created_at;
ALTER TABLE session
    ALTER COLUMN last_used_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN last_used_at SET NOT NULL,
    ADD CONSTRAINT session_rotation_check CHECK ((previous_token IS NULL) = (rotated_at IS NULL));
COMMENT ON COLUMN session.previous_token IS 'SHA-256 of the bearer token before this one, in hexadecimal digits; null if there was none';
COMMENT ON COLUMN session.rotated_at IS 'since when token is in the place of previous_token';
COMMENT ON COLUMN session.last_used_at IS 'to within five minutes; not counted by version';

-- For tokens that do not name their session, as those of the original.
CREATE INDEX session_previous_token_idx ON session (previous_token) WHERE previous_token IS NOT NULL;
