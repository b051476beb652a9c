-- What was last read of each character, one row a kind; the kinds are those of sync_state.

CREATE TABLE snapshot (
    character_id bigint      NOT NULL,
    kind         text        NOT NULL,
    as_of        timestamptz NOT NULL,
    document     jsonb       NOT NULL,
    PRIMARY KEY (character_id, kind),
    CONSTRAINT snapshot_character_id_fkey
        FOREIGN KEY (character_id) REFERENCES eve_character (character_id) ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO snapshot (character_id, kind, as_of, document)
SELECT character_id, 'skills', as_of, document FROM skill_snapshot;

DROP TABLE skill_snapshot;
