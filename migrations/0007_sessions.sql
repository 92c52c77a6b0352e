-- Who is logged in: attempts, sessions, and who an operation is by.

create table @schema@.secret (
    name text collate "C" not null constraint secret_pkey primary key,
    value bytea not null
);
alter table @schema@.secret alter value set statistics 0;
comment on table @schema@.secret is 'What only the database itself knows';
comment on column @schema@.secret.name is 'What it is for';
comment on column @schema@.secret.value is 'The secret';
insert into @schema@.secret (name, value) values
    ('unknown_login', sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea));

create table @schema@.login_state (
    user_id bigint not null
        constraint login_state_pkey primary key
        constraint login_state_user references @schema@.users,
    last_login_at timestamptz,
    cleared_at timestamptz
);
comment on table @schema@.login_state is 'What changes with logins: not in users, so that a login waits for nobody who edits one';
comment on column @schema@.login_state.user_id is 'The user';
comment on column @schema@.login_state.last_login_at is 'The last login that succeeded';
comment on column @schema@.login_state.cleared_at is 'Failures before this do not count any more: a login that succeeded, a new password, an unlocking';

create table @schema@.login_attempt (
    id bigint generated always as identity constraint login_attempt_pkey primary key,
    user_id bigint constraint login_attempt_user references @schema@.users,
    verifier bytea not null,
    made_at timestamptz not null default clock_timestamp(),
    transaction_id xid8 not null default pg_current_xact_id(),
    settled_at timestamptz,
    succeeded boolean not null default false
);
alter table @schema@.login_attempt alter verifier set statistics 0;
create index login_attempt_of_user on @schema@.login_attempt (user_id, made_at);
comment on table @schema@.login_attempt is 'Every time that a password was told: committed before anybody is told whether it was right, so that no guess is free';
comment on column @schema@.login_attempt.id is 'Its number';
comment on column @schema@.login_attempt.user_id is 'Whose password; null: of nobody who exists';
comment on column @schema@.login_attempt.verifier is 'SHA-256 of the key that was told; empty once it was compared';
comment on column @schema@.login_attempt.made_at is 'When';
comment on column @schema@.login_attempt.transaction_id is 'The transaction that made it, which is not told whether it was right';
comment on column @schema@.login_attempt.settled_at is 'When it was told; null: it counts as a failure';
comment on column @schema@.login_attempt.succeeded is 'Whether it was right';

create table @schema@.session (
    id bigint generated always as identity constraint session_pkey primary key,
    token_digest bytea not null constraint session_token_unique unique,
    user_id bigint not null constraint session_of_a_user references @schema@.users,
    workgroup_id bigint constraint session_workgroup references @schema@.workgroup,
    organization_id bigint constraint session_organization references @schema@.organization,
    location_id bigint constraint session_location references @schema@.location,
    client text,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    ends_at timestamptz not null,
    ended_at timestamptz,
    end_reason text
);
alter table @schema@.session alter token_digest set statistics 0;
create index session_of_user on @schema@.session (user_id) where ended_at is null;
create index session_of_organization on @schema@.session (organization_id) where ended_at is null;
comment on table @schema@.session is 'Who is logged in, from where and for how long';
comment on column @schema@.session.id is 'Its number';
comment on column @schema@.session.token_digest is 'SHA-256 of the token, which only the one who logged in has';
comment on column @schema@.session.user_id is 'The user';
comment on column @schema@.session.workgroup_id is 'The workgroup that was chosen: it decides which functions are open';
comment on column @schema@.session.organization_id is 'The organization that was chosen: it decides whose data is reached';
comment on column @schema@.session.location_id is 'The location that was chosen';
comment on column @schema@.session.client is 'From where, as the caller says: the system''s user and the machine';
comment on column @schema@.session.started_at is 'When it began';
comment on column @schema@.session.seen_at is 'When it was last used; it ends when that is too long ago';
comment on column @schema@.session.ends_at is 'When it ends at the latest';
comment on column @schema@.session.ended_at is 'When it was ended; null: it was not';
comment on column @schema@.session.end_reason is 'Why it was ended: logged out, revoked, new password, …';

alter table @schema@.operation add user_id bigint constraint operation_user references @schema@.users;
create index operation_of_user on @schema@.operation (user_id, started_at) where user_id is not null;
comment on column @schema@.operation.user_id is 'The user who was logged in; null: nobody, an administrator acted as itself';

-- The trigger that refuses new settings comes with the functions, which are applied after this.
drop trigger if exists is_never_deleted on @schema@.setting;
insert into @schema@.setting (name, value, lowest, highest, about) values
    ('login_failures', 5, 1, 100, 'After how many failures a user cannot log in'),
    ('login_lock_minutes', 15, 0, 10080, 'For how many minutes that is; 0: until somebody unlocks the user'),
    ('session_idle_minutes', 30, 1, 1440, 'After how many idle minutes a session ends'),
    ('session_hours', 12, 1, 168, 'After how many hours a session ends');
