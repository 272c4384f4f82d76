import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deployments, their files, the definitions read from them, and what start events wait for. */
export class CreateDefinitions1763683200000 implements MigrationInterface {
  readonly name = 'CreateDefinitions1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deployment (
        id text COLLATE "C" PRIMARY KEY,
        name text,
        source text,
        deployed_at timestamptz NOT NULL,
        deployed_by text
      );

      CREATE TABLE deployment_resource (
        deployment_id text COLLATE "C" NOT NULL REFERENCES deployment ON DELETE CASCADE,
        name text NOT NULL,
        content bytea NOT NULL,
        content_hash text COLLATE "C" NOT NULL,
        PRIMARY KEY (deployment_id, name)
      );

      CREATE TABLE definition (
        id text COLLATE "C" PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('process', 'decision')),
        key text NOT NULL,
        version integer NOT NULL,
        version_tag text,
        name text,
        documentation text,
        deployment_id text COLLATE "C" NOT NULL REFERENCES deployment,
        resource text NOT NULL,
        content_hash text COLLATE "C" NOT NULL,
        deployed_at timestamptz NOT NULL,
        suspended boolean NOT NULL DEFAULT false,
        startable boolean NOT NULL DEFAULT false,
        starter_groups text[] NOT NULL DEFAULT '{}',
        history_time_to_live text,
        model jsonb,
        UNIQUE (kind, key, version)
      );
      CREATE INDEX definition_deployment ON definition (deployment_id);

      CREATE TABLE start_subscription (
        id text COLLATE "C" PRIMARY KEY,
        definition_id text COLLATE "C" NOT NULL REFERENCES definition ON DELETE CASCADE,
        definition_key text NOT NULL,
        node_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('message', 'timer', 'signal', 'conditional')),
        name text,
        timer_form text,
        timer_text text,
        due_at timestamptz,
        repetitions integer,
        condition jsonb,
        suspended boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX start_subscription_name ON start_subscription (kind, name);
      CREATE INDEX start_subscription_due ON start_subscription (due_at) WHERE due_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE start_subscription, definition, deployment_resource, deployment');
  }
}
