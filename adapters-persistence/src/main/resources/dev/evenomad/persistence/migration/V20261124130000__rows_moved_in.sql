-- What was moved in from the original's database once is never moved in again: a pilot may have ended or removed it here.

CREATE TABLE moved_in (
    origin text NOT NULL,
    id     text NOT NULL,
    PRIMARY KEY (origin, id)
);
COMMENT ON TABLE moved_in IS 'Rows that were moved in from the original, by its table and the id they have here';
