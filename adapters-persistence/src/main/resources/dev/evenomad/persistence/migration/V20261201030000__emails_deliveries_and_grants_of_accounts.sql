-- An address is the same in upper and lower case. The account that had it first keeps it.
UPDATE app_user
   SET email = NULL, version = version + 1
 WHERE EXISTS (SELECT FROM app_user AS other
                WHERE lower(other.email) = lower(app_user.email)
                  AND (other.created_at, other.id) < (app_user.created_at, app_user.id));
UPDATE app_user SET email = lower(email), version = version + 1 WHERE email <> lower(email);
COMMENT ON COLUMN app_user.email IS 'In lower case, so that its unique index holds regardless of case. Not verified';

-- Finds the deliveries of an account, for its export and its end.
CREATE INDEX job_delivery_user_idx ON job ((payload ->> 'userId')) WHERE job_type = 'push-delivery';
-- Finds the grants of a character that newer ones took the place of.
CREATE INDEX job_revocation_character_idx ON job ((payload ->> 'characterId')) WHERE job_type = 'grant-revocation';
