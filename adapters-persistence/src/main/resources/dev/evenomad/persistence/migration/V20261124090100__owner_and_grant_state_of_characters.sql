-- A grant that EVE refused for good has no tokens left, only the scopes that the pilot once agreed to.

ALTER TABLE eve_character ADD COLUMN owner_hash text;
ALTER TABLE eve_character ADD COLUMN grant_state text NOT NULL DEFAULT 'valid';
ALTER TABLE eve_character ADD COLUMN grant_lost_at timestamptz;
ALTER TABLE eve_character ALTER COLUMN access_token DROP NOT NULL;
ALTER TABLE eve_character ALTER COLUMN refresh_token DROP NOT NULL;
ALTER TABLE eve_character ALTER COLUMN token_expires_at DROP NOT NULL;
ALTER TABLE eve_character ADD CONSTRAINT eve_character_grant_check CHECK (
    CASE grant_state
        WHEN 'valid' THEN num_nulls(access_token, refresh_token, token_expires_at) = 0
        WHEN 'quarantined' THEN num_nulls(access_token, refresh_token, token_expires_at) = 0
        WHEN 'needs_reauthorization' THEN
            num_nonnulls(access_token, refresh_token, token_expires_at) = 0 AND grant_lost_at IS NOT NULL
        ELSE false
    END
);

UPDATE eve_character SET scopes = '{}' WHERE scopes IS NULL;
ALTER TABLE eve_character ALTER COLUMN scopes SET DEFAULT '{}';
ALTER TABLE eve_character ALTER COLUMN scopes SET NOT NULL;
