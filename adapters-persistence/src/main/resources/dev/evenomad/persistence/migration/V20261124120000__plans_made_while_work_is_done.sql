COMMENT ON TABLE scheduled_tasks IS 'db-scheduler''s, plus replanned_for';

ALTER TABLE scheduled_tasks ADD COLUMN replanned_for timestamptz;
COMMENT ON COLUMN scheduled_tasks.replanned_for IS 'When to do work again that was planned while it was being done';
