import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told what, and what has been told to whom. */
const SUBSCRIPTIONS = `
CREATE TABLE subscriptions (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  follows text NOT NULL CHECK (follows IN ('product', 'platform', 'list')),
  -- So many days before a validity ends its subscriber is told; null: not at all.
  lapse_days integer CHECK (lapse_days BETWEEN 1 AND 365),
  channel text NOT NULL CHECK (channel IN ('feed', 'email', 'webhook')),
  feed_token_hash bytea,
  email text,
  email_code_hash bytea,
  email_code_until timestamptz,
  webhook_url text,
  -- Readable: each delivery is signed with it.
  webhook_secret text,
  -- What changed after this is told; null while the address is not verified.
  since_revision bigint,
  since_at timestamptz,
  -- The releases that it follows are looked after.
  enrolled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((channel = 'feed') = (feed_token_hash IS NOT NULL)),
  CHECK ((channel = 'email') = (email IS NOT NULL)),
  CHECK ((channel = 'webhook') = (webhook_url IS NOT NULL AND webhook_secret IS NOT NULL)),
  CHECK ((since_revision IS NULL) = (since_at IS NULL))
);
CREATE INDEX subscriptions_person ON subscriptions (person_id, organization_id, id);
CREATE UNIQUE INDEX subscriptions_feed ON subscriptions (feed_token_hash);
CREATE INDEX subscriptions_email ON subscriptions (email);
CREATE INDEX subscriptions_new ON subscriptions (id) WHERE NOT enrolled AND since_at IS NOT NULL;

CREATE TABLE subscription_items (
  subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
  place integer NOT NULL,
  product_id uuid REFERENCES products,
  release_id uuid REFERENCES releases,
  platform_id integer REFERENCES platforms,
  PRIMARY KEY (subscription_id, place),
  CHECK (num_nonnulls(product_id, release_id) <= 1 AND num_nonnulls(product_id, release_id, platform_id) >= 1)
);
CREATE INDEX subscription_items_product ON subscription_items (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX subscription_items_release ON subscription_items (release_id) WHERE release_id IS NOT NULL;
CREATE INDEX subscription_items_platform ON subscription_items (platform_id)
  WHERE product_id IS NULL AND release_id IS NULL;

-- Up to which moment the changes of a followed release have been told: at a revision, as valid at an instant.
CREATE TABLE followed_releases (
  release_id uuid PRIMARY KEY REFERENCES releases,
  told_revision bigint NOT NULL,
  told_at timestamptz NOT NULL,
  -- The newest revision that may have changed its answers.
  touched_revision bigint NOT NULL,
  -- When its answers change next by themselves; null: never.
  changes_at timestamptz,
  -- The first end of a validity to come; null: none.
  ends_at timestamptz,
  look_at timestamptz NOT NULL
);
CREATE INDEX followed_releases_due ON followed_releases (look_at);

-- Up to which revision it was noted what each one touches. Whoever tells, or begins to follow, holds this row.
CREATE TABLE telling_head (
  id integer PRIMARY KEY CHECK (id = 1),
  revision bigint NOT NULL,
  at timestamptz NOT NULL
);
INSERT INTO telling_head SELECT 1, revision, date_trunc('milliseconds', clock_timestamp()) FROM revision_head;

CREATE TABLE subscription_deliveries (
  id uuid PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('notices', 'verification', 'test')),
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  -- Takes more notices until it is tried for the first time; mails only.
  gathers boolean NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX subscription_deliveries_of ON subscription_deliveries (subscription_id, id);
CREATE INDEX subscription_deliveries_due ON subscription_deliveries (due_at) WHERE state = 'waiting';
CREATE INDEX subscription_deliveries_age ON subscription_deliveries (created_at);
CREATE UNIQUE INDEX subscription_deliveries_gathering ON subscription_deliveries (subscription_id) WHERE gathers;

CREATE TABLE subscription_notices (
  id uuid PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
  delivery_id uuid REFERENCES subscription_deliveries ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('status', 'lapse', 'test')),
  release_id uuid REFERENCES releases,
  platform_id integer REFERENCES platforms,
  from_status text,
  to_status text,
  valid_until timestamptz,
  revision bigint NOT NULL,
  -- As valid at.
  at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (kind = 'test' OR (release_id IS NOT NULL AND platform_id IS NOT NULL AND to_status IS NOT NULL)),
  CHECK (kind <> 'status' OR from_status IS NOT NULL),
  CHECK (kind <> 'lapse' OR valid_until IS NOT NULL)
);
CREATE INDEX subscription_notices_of ON subscription_notices (subscription_id, id);
CREATE INDEX subscription_notices_delivery ON subscription_notices (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX subscription_notices_age ON subscription_notices (created_at);
-- Of one coming end one is told once.
CREATE UNIQUE INDEX subscription_notices_lapse
  ON subscription_notices (subscription_id, release_id, platform_id, valid_until) WHERE kind = 'lapse';
`;

export class Subscriptions1764000015000 implements MigrationInterface {
  name = 'Subscriptions1764000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SUBSCRIPTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE subscription_notices, subscription_deliveries, telling_head, followed_releases, subscription_items,
                 subscriptions`);
  }
}
