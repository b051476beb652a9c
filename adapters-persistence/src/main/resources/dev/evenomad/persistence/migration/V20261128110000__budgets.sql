-- What was spent within slices of time, one row for each budget, so that its lock makes takers wait for each other.
-- Moments are microseconds of the Unix epoch. A row is written with every call: room for its next version beside it,
-- and no index but the key's, save writing to an index each time.
CREATE TABLE budget (
    key          text     PRIMARY KEY,
    starts       bigint[] NOT NULL,
    amounts      bigint[] NOT NULL,
    closed_until bigint   NOT NULL,
    -- When all is back and the budget open: the row is of no more use.
    back_at      bigint   NOT NULL,
    -- The answer to the last one who took: when it can be taken, or NULL if it was.
    free_at      bigint
) WITH (fillfactor = 70);
