-- What a plan covers: other kinds of data of other characters are paused.

ALTER TABLE sync_state ADD COLUMN paused boolean NOT NULL DEFAULT false;

-- What Stripe told: each event once, which user a customer is, and of each subscription the last word.

CREATE TABLE stripe_event (
    id          text        PRIMARY KEY,
    received_at timestamptz NOT NULL
);

CREATE INDEX stripe_event_received_at_idx ON stripe_event (received_at);

CREATE TABLE stripe_customer (
    id       text        PRIMARY KEY,
    user_id  text,
    heard_at timestamptz NOT NULL,
    CONSTRAINT stripe_customer_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE ON UPDATE CASCADE
);

COMMENT ON COLUMN stripe_customer.user_id IS 'Null: nobody has said yet';

CREATE INDEX stripe_customer_user_id_idx ON stripe_customer (user_id);
CREATE INDEX stripe_customer_strangers_idx ON stripe_customer (heard_at) WHERE user_id IS NULL;

CREATE TABLE stripe_subscription (
    id           text        PRIMARY KEY,
    customer_id  text        NOT NULL,
    status       text        NOT NULL,
    period_start timestamptz,
    period_end   timestamptz,
    cancel_at    timestamptz,
    ended_at     timestamptz,
    stage        text        NOT NULL,
    told_at      timestamptz NOT NULL,
    event_id     text        NOT NULL,
    CONSTRAINT stripe_subscription_customer_id_fkey
        FOREIGN KEY (customer_id) REFERENCES stripe_customer (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX stripe_subscription_customer_id_idx ON stripe_subscription (customer_id);
