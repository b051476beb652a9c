-- What retention looks for, without what it leaves alone.
CREATE INDEX job_over_idx ON job (status, completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX notification_log_read_idx ON notification_log (read_at) WHERE status = 'read';
