-- Due work has a lane for each type of job, and in it one for each urgency, so that the less urgent and the stuck
-- are in nobody's way. A lane is looked through by time.
UPDATE scheduled_tasks
   SET task_name = 'sync-' || split_part(task_instance, ':', 2), task_instance = split_part(task_instance, ':', 1)
 WHERE task_name = 'sync';
UPDATE scheduled_tasks AS plan
   SET task_name = job.job_type, task_instance = 'job:' || job.id
  FROM job
 WHERE plan.task_name = 'run-job' AND plan.task_instance = job.id;
DELETE FROM scheduled_tasks WHERE task_name = 'run-job';
UPDATE scheduled_tasks
   SET priority = CASE
         WHEN task_name = 'push-delivery' THEN 30
         WHEN task_name LIKE 'sync-%' AND task_instance LIKE 'job:%' THEN 10
         WHEN task_name = 'housekeeping' THEN -10
         ELSE 0
       END;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET DEFAULT 0;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET NOT NULL;
COMMENT ON COLUMN scheduled_tasks.priority IS 'Higher is more urgent; 0 is a regular reading';
ALTER TABLE scheduled_tasks ADD COLUMN owner text;
COMMENT ON COLUMN scheduled_tasks.owner IS 'The account that it is for: accounts take turns';
COMMENT ON TABLE scheduled_tasks IS 'db-scheduler''s, plus replanned_for and owner';

DROP INDEX scheduled_tasks_execution_time_idx;
DROP INDEX scheduled_tasks_last_heartbeat_idx;
CREATE INDEX scheduled_tasks_lane_idx ON scheduled_tasks (task_name, priority, execution_time) WHERE NOT picked;
CREATE INDEX scheduled_tasks_last_heartbeat_idx ON scheduled_tasks (last_heartbeat) WHERE last_heartbeat IS NOT NULL;

-- What is queued already is not queued twice, whoever asks at the same moment.
UPDATE job
   SET status = 'failed', error = 'the same was queued already', completed_at = now()
 WHERE status IN ('pending', 'processing')
   AND EXISTS (SELECT FROM job AS other
                WHERE other.job_type = job.job_type AND other.character_id = job.character_id
                  AND other.status IN ('pending', 'processing')
                  AND (other.created_at, other.id) < (job.created_at, job.id));
CREATE UNIQUE INDEX job_open_key ON job (job_type, character_id) WHERE status IN ('pending', 'processing');
