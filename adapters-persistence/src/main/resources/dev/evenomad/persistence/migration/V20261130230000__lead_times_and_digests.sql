ALTER TABLE user_settings ADD COLUMN queue_ending_lead_minutes integer DEFAULT 1440
    CHECK (queue_ending_lead_minutes > 0);
ALTER TABLE user_settings ADD COLUMN extractor_ending_lead_minutes integer
    CHECK (extractor_ending_lead_minutes > 0);
ALTER TABLE user_settings ADD COLUMN digest boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN user_settings.queue_ending_lead_minutes IS 'Null: not before the queue is empty';
COMMENT ON COLUMN user_settings.extractor_ending_lead_minutes IS 'Null: not before the programme has ended';
