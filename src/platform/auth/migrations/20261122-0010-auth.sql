-- The tenants. county_id is the county's own id.
CREATE TABLE counties (
    county_id BIGINT NOT NULL,
    @key,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    hotline TEXT NOT NULL,
    demo SMALLINT NOT NULL CHECK (demo IN (0, 1)),
    created_at BIGINT NOT NULL,
    CHECK (county_id = id)
);
CREATE UNIQUE INDEX counties_by_code ON counties (code);

CREATE TABLE accounts (
    county_id BIGINT NOT NULL,
    @key,
    login TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id BIGINT,
    locale TEXT NOT NULL,
    disabled SMALLINT NOT NULL CHECK (disabled IN (0, 1)),
    created_at BIGINT NOT NULL,
    password_changed_at BIGINT NOT NULL,
    UNIQUE (county_id, login)
);
CREATE INDEX accounts_by_person ON accounts (county_id, person_id) WHERE person_id IS NOT NULL;

CREATE VIEW accounts_v AS
SELECT county_id, id, name, person_id FROM accounts;

-- The token itself is only in the browser's cookie.
CREATE TABLE sessions (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(account_id, accounts),
    token_digest TEXT NOT NULL,
    csrf_token TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_digest);
CREATE INDEX sessions_by_account ON sessions (county_id, account_id);
CREATE INDEX sessions_by_seen ON sessions (county_id, seen_at);

-- Wrong passwords in a row, by a keyed digest of the login: the same for logins that exist and for
-- those that do not, and the text that was typed is kept nowhere.
CREATE TABLE sign_in_guards (
    county_id BIGINT NOT NULL,
    @key,
    login_digest TEXT NOT NULL,
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    locked_until BIGINT,
    UNIQUE (county_id, login_digest)
);
CREATE INDEX sign_in_guards_by_failed ON sign_in_guards (county_id, failed_at);
