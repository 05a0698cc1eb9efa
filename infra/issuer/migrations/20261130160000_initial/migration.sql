-- A tool that asks for tokens, and whom its tokens name. Its secret is kept as a hash.
CREATE TABLE client (
  id text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL,
  subject text NOT NULL,
  division text,
  organisation text,
  scopes text[] NOT NULL,
  redirect_uris text[] NOT NULL DEFAULT '{}',
  secret_hash text,
  earlier_hash text,
  earlier_until timestamptz(3),
  access_request text UNIQUE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at timestamptz(3)
);

-- Somebody who signs in, for an office or an organisation. The password is kept as a hash.
CREATE TABLE person (
  name text PRIMARY KEY,
  role text NOT NULL,
  division text,
  organisation text,
  password_hash text NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  wait_until timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at timestamptz(3)
);

-- What the protocol keeps from one request to the next: codes, sessions, grants, refresh tokens. What is a secret is kept as a hash.
CREATE TABLE issued (
  kind text NOT NULL,
  id text NOT NULL,
  payload jsonb NOT NULL,
  grant_id text,
  uid text,
  consumed_at timestamptz(3),
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX issued_grant ON issued (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX issued_uid ON issued (uid) WHERE uid IS NOT NULL;
CREATE INDEX issued_expiry ON issued (expires_at);

-- What ended before its time, until every token that it ends has expired. Gateways read this list every second.
CREATE TABLE revocation (
  kind text NOT NULL CHECK (kind IN ('client', 'person', 'token')),
  id text NOT NULL,
  until timestamptz(3) NOT NULL,
  PRIMARY KEY (kind, id)
);
