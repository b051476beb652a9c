-- Whether Redis is used, and since when without a break: one row, which the processes that are told of a Redis look at.
CREATE TABLE redis_era (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    name     text        NOT NULL,
    in_redis boolean     NOT NULL,
    since    timestamptz NOT NULL
);
INSERT INTO redis_era (name, in_redis, since) VALUES ('', false, '1970-01-01T00:00:00Z');

-- What is cached of one character, whose keys have a common beginning.
CREATE INDEX cached_data_cache_key_c_idx ON cached_data (cache_key COLLATE "C");
