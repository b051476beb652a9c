-- What open apps are told, in an order in which nobody who goes on from a place in it misses anything: an event counts
-- as told only when no transaction before its own is under way. Rows are written once, read at once, and removed soon.
CREATE TABLE live_event (
    user_id text        NOT NULL REFERENCES app_user (id) ON UPDATE CASCADE ON DELETE CASCADE,
    batch   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    number  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    type    text        NOT NULL,
    data    jsonb       NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, batch, number)
);
CREATE INDEX live_event_at_idx ON live_event (at);
COMMENT ON COLUMN live_event.batch IS 'The transaction that wrote it';

-- Whoever removes a session, and in whatever way: all servers hear of it.
CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('nomad_live', 'session ' || OLD.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER session_ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_ended();
