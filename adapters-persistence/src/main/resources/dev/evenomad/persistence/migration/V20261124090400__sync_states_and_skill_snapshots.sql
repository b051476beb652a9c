CREATE TABLE sync_state (
    character_id   bigint      NOT NULL,
    kind           text        NOT NULL,
    next_poll      timestamptz,
    fresh_until    timestamptz,
    next_event     timestamptz,
    last_success   timestamptz,
    detected_until timestamptz,
    etags          jsonb       NOT NULL,
    failures       integer     NOT NULL DEFAULT 0,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (character_id, kind),
    CONSTRAINT sync_state_character_id_fkey
        FOREIGN KEY (character_id) REFERENCES eve_character (character_id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE skill_snapshot (
    character_id bigint      PRIMARY KEY,
    as_of        timestamptz NOT NULL,
    document     jsonb       NOT NULL,
    CONSTRAINT skill_snapshot_character_id_fkey
        FOREIGN KEY (character_id) REFERENCES eve_character (character_id) ON DELETE CASCADE ON UPDATE CASCADE
);
