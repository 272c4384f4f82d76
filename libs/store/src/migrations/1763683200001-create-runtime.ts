import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What runs now. Each table has at most two secondary indexes, because every one of them is paid for by every step. Room is
 * left on the pages of rows that change (fillfactor), so that most updates touch no index. No foreign keys: the transaction
 * script is the only writer, and it holds the lock of the tree.
 */
export class CreateRuntime1763683200001 implements MigrationInterface {
  readonly name = 'CreateRuntime1763683200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE instance (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        super_instance_id text COLLATE "C",
        super_element_instance_id text COLLATE "C",
        definition_id text COLLATE "C" NOT NULL,
        business_key text,
        unique_business_key boolean NOT NULL,
        suspended boolean NOT NULL,
        started_at timestamptz NOT NULL,
        started_by text,
        start_node_id text,
        restart_of text COLLATE "C",
        variables jsonb NOT NULL,
        revision integer NOT NULL,
        item_count integer NOT NULL
      ) WITH (fillfactor = 70);
      CREATE INDEX instance_definition ON instance (definition_id, started_at);
      CREATE INDEX instance_root ON instance (root_id) WHERE root_id <> id;

      CREATE TABLE item (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        parent_id text COLLATE "C",
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        node_id text,
        node_type text,
        entered_at timestamptz NOT NULL,
        ended_at timestamptz,
        multi_instance_body boolean NOT NULL,
        called_instance_id text COLLATE "C",
        data jsonb NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX item_tree ON item (root_id, parent_id);

      CREATE TABLE task (
        id text COLLATE "C" PRIMARY KEY,
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
        suspended boolean NOT NULL,
        -- who can see it, in one indexed column: 'a:' assignee, 'u:' candidate user, 'g:' candidate group, 'o' open for all
        reach text[] NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX task_reach ON task USING gin (reach);
      CREATE INDEX task_instance ON task (instance_id);

      CREATE TABLE job (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        performer text NOT NULL,
        topic text NOT NULL,
        priority integer NOT NULL,
        retries integer NOT NULL,
        retry_cycle text,
        settings jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('ready', 'locked', 'waiting', 'failed')),
        attempts integer NOT NULL,
        worker_id text,
        lock_token text,
        locked_until timestamptz,
        -- when the relay (or a fetching worker) looks at the row again; null: not by itself
        wake_at timestamptz,
        error_message text,
        error_details text,
        suspended boolean NOT NULL,
        -- 'queue' for our own workers, 'topic:<name>' for external ones: one index serves relay and fetch
        channel text COLLATE "C" NOT NULL
      ) WITH (fillfactor = 70);
      CREATE INDEX job_wake ON job (channel, wake_at) WHERE wake_at IS NOT NULL;
      CREATE INDEX job_instance ON job (instance_id);

      CREATE TABLE timer (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        purpose text NOT NULL,
        due_at timestamptz NOT NULL,
        suspended boolean NOT NULL
      );
      CREATE INDEX timer_due ON timer (due_at) WHERE NOT suspended;
      CREATE INDEX timer_instance ON timer (instance_id);

      CREATE TABLE subscription (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        correlation jsonb NOT NULL
      );
      CREATE INDEX subscription_name ON subscription (kind, name);
      CREATE INDEX subscription_instance ON subscription (instance_id);

      CREATE TABLE incident (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        definition_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        node_id text NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        message text NOT NULL,
        job_id text COLLATE "C",
        annotation text
      );
      CREATE INDEX incident_instance ON incident (instance_id);
      CREATE INDEX incident_job ON incident (job_id) WHERE job_id IS NOT NULL;

      CREATE TABLE outbox (
        id text COLLATE "C" PRIMARY KEY,
        origin_root_id text COLLATE "C",
        body jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        wake_at timestamptz NOT NULL,
        attempts integer NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX outbox_wake ON outbox (wake_at);

      CREATE TABLE reserved_key (
        kind text NOT NULL,
        key text NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (kind, key)
      );
      CREATE INDEX reserved_key_instance ON reserved_key (instance_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reserved_key, outbox, incident, subscription, timer, job, task, item, instance');
  }
}
