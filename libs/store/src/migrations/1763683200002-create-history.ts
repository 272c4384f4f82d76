import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What has been. Append-only, range-partitioned by month, so that retention is dropping a table and not deleting millions of
 * rows. A row is written once, when the thing is over; what still runs is read from the runtime tables. The default
 * partition catches what no month was prepared for, so that a write never fails.
 */
export class CreateHistory1763683200002 implements MigrationInterface {
  readonly name = 'CreateHistory1763683200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE history_event (
        root_id text COLLATE "C" NOT NULL,
        seq integer NOT NULL,
        at timestamptz NOT NULL,
        command text NOT NULL,
        events jsonb NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_event_root ON history_event (root_id, seq);

      CREATE TABLE history_instance (
        id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        super_instance_id text COLLATE "C",
        super_element_instance_id text COLLATE "C",
        definition_id text COLLATE "C" NOT NULL,
        business_key text,
        started_at timestamptz NOT NULL,
        started_by text,
        start_node_id text,
        restart_of text COLLATE "C",
        variables jsonb NOT NULL,
        outcome text NOT NULL,
        ended_at timestamptz NOT NULL,
        end_node_id text,
        reason text
      ) PARTITION BY RANGE (ended_at);
      CREATE INDEX history_instance_id ON history_instance (id);
      CREATE INDEX history_instance_definition ON history_instance (definition_id, started_at);

      CREATE TABLE history_activity (
        id text COLLATE "C" NOT NULL,
        parent_id text COLLATE "C",
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        node_type text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        canceled boolean NOT NULL,
        task_id text COLLATE "C",
        assignee text,
        called_instance_id text COLLATE "C"
      ) PARTITION BY RANGE (ended_at);
      CREATE INDEX history_activity_instance ON history_activity (instance_id);

      CREATE TABLE history_task (
        id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        name text NOT NULL,
        purpose text NOT NULL,
        assignee text,
        owner text,
        candidate_users text[] NOT NULL,
        candidate_groups text[] NOT NULL,
        form_key text,
        instruction text,
        asks jsonb NOT NULL,
        priority integer NOT NULL,
        due_date timestamptz,
        follow_up_date timestamptz,
        ended_at timestamptz NOT NULL,
        outcome text NOT NULL,
        completed_by text,
        answers jsonb NOT NULL
      ) PARTITION BY RANGE (ended_at);
      CREATE INDEX history_task_instance ON history_task (instance_id);
      CREATE INDEX history_task_id ON history_task (id);

      CREATE SEQUENCE history_variable_seq;
      CREATE TABLE history_variable (
        seq bigint NOT NULL DEFAULT nextval('history_variable_seq'),
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        scope_id text COLLATE "C" NOT NULL,
        name text NOT NULL,
        value jsonb,
        removed boolean NOT NULL,
        at timestamptz NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_variable_instance ON history_variable (instance_id, name);

      CREATE TABLE history_incident (
        id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        message text NOT NULL,
        job_id text COLLATE "C",
        annotation text,
        ended_at timestamptz NOT NULL
      ) PARTITION BY RANGE (ended_at);
      CREATE INDEX history_incident_instance ON history_incident (instance_id);

      CREATE TABLE history_job (
        job_id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        topic text NOT NULL,
        at timestamptz NOT NULL,
        outcome text NOT NULL,
        attempt integer NOT NULL,
        retries integer NOT NULL,
        worker_id text,
        message text,
        details text
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_job_instance ON history_job (instance_id);

      CREATE TABLE history_decision (
        id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        decision_definition_id text COLLATE "C" NOT NULL,
        evaluations jsonb NOT NULL,
        at timestamptz NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_decision_instance ON history_decision (instance_id);
    `);
    for (const table of ['event', 'instance', 'activity', 'task', 'variable', 'incident', 'job', 'decision']) {
      await runner.query(`CREATE TABLE history_${table}_default PARTITION OF history_${table} DEFAULT`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE history_event, history_instance, history_activity, history_task, history_variable, history_incident,
         history_job, history_decision;
       DROP SEQUENCE history_variable_seq`,
    );
  }
}
