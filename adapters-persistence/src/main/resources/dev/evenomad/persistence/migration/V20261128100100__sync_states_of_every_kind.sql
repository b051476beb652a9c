-- Of every character that is linked already, every kind of data is to be read, if its grant allows it: as when a new one
-- is admitted, but spread over some hours.

WITH kinds (kind, needed) AS (
    VALUES
        ('skills', '{esi-skills.read_skills.v1,esi-skills.read_skillqueue.v1}'::text[]),
        ('mail', '{esi-mail.read_mail.v1}'),
        ('market_orders', '{esi-markets.read_character_orders.v1}'),
        ('industry_jobs', '{esi-industry.read_character_jobs.v1}'),
        ('planets', '{esi-planets.manage_planets.v1}')
), begun AS (
    INSERT INTO sync_state (character_id, kind, next_poll, etags)
    SELECT
        character_id,
        kind,
        CASE WHEN grant_state = 'valid' AND scopes @> needed THEN now() + random() * interval '4 hours' END,
        '{}'
    FROM eve_character CROSS JOIN kinds
    ON CONFLICT DO NOTHING
    RETURNING character_id, kind, next_poll
)
INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
SELECT 'sync', character_id || ':' || replace(kind, '_', '-'), next_poll, false, 1
FROM begun
WHERE next_poll IS NOT NULL
ON CONFLICT DO NOTHING;
