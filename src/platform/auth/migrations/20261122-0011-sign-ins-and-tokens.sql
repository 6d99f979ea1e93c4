-- Set by whoever resets a password; the owner must choose another before anything else.
ALTER TABLE accounts ADD COLUMN must_change_password SMALLINT NOT NULL DEFAULT 0
    CHECK (must_change_password IN (0, 1));

-- On a device of one's own a session may idle longer than at a shared computer.
ALTER TABLE sessions ADD COLUMN own_device SMALLINT NOT NULL DEFAULT 0
    CHECK (own_device IN (0, 1));
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';

-- The log of signing in and out. A login that does not exist leaves no account and no text: people
-- type passwords into the wrong field. Kept as long as the setting says.
CREATE TABLE sign_ins (
    county_id BIGINT NOT NULL,
    @key,
    @reference(account_id, accounts),
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('signed_in', 'wrong_password', 'locked', 'signed_out',
        'idle', 'password_changed', 'token_made', 'token_ended')),
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sign_ins_by_county ON sign_ins (county_id, id);
CREATE INDEX sign_ins_by_account ON sign_ins (county_id, account_id, id);
CREATE INDEX sign_ins_by_time ON sign_ins (county_id, at);

-- Keys for other programs. The token itself is shown once and kept nowhere; what it may do is at
-- most what its maker may do at that moment.
CREATE TABLE api_tokens (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(account_id, accounts),
    name TEXT NOT NULL,
    token_digest TEXT NOT NULL,
    powers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX api_tokens_by_digest ON api_tokens (token_digest);
CREATE INDEX api_tokens_by_account ON api_tokens (county_id, account_id);
