-- What everything else stands on: the instance, its settings, operations and their history.

create function @schema@.search_key(name text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(
        translate(lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧı’', 'olddhti'''),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
comment on function @schema@.search_key(text) is
    'A name without case and accents, for search and order. Frozen: the column users.name_key stores what it gives';

create table @schema@.instance (
    id uuid not null default gen_random_uuid() constraint instance_pkey primary key,
    only_one boolean not null default true
        constraint instance_only_one unique
        constraint instance_only_one_true check (only_one),
    created_at timestamptz not null default now()
);
comment on table @schema@.instance is 'One row: which instance of ct this is';
comment on column @schema@.instance.id is 'Enters the hash of every password, so that a verifier is worth nothing elsewhere';
comment on column @schema@.instance.only_one is 'Keeps the table to one row';
comment on column @schema@.instance.created_at is 'When the schema was made';
insert into @schema@.instance default values;

create table @schema@.setting (
    name text collate "C" not null constraint setting_pkey primary key,
    value bigint not null,
    lowest bigint not null,
    highest bigint not null,
    about text not null,
    constraint setting_value_in_range check (value between lowest and highest)
);
comment on table @schema@.setting is 'What an instance may choose for itself';
comment on column @schema@.setting.name is 'The setting';
comment on column @schema@.setting.value is 'Its value';
comment on column @schema@.setting.lowest is 'The least value allowed';
comment on column @schema@.setting.highest is 'The greatest value allowed';
comment on column @schema@.setting.about is 'What it does';
insert into @schema@.setting (name, value, lowest, highest, about) values
    ('organization_code_length', 3, 1, 64, 'How many characters an organization''s code has'),
    ('staff_password_length', 8, 8, 64, 'How many characters a staff password has at least'),
    ('client_password_length', 6, 6, 64, 'How many characters a client user''s password has at least'),
    ('password_memory_kib', 19456, 19456, 1048576, 'Argon2id: memory for a chosen password, in KiB'),
    ('password_passes', 2, 2, 16, 'Argon2id: passes for a chosen password');

create table @schema@.operation (
    id uuid not null constraint operation_pkey primary key,
    command text not null,
    reason text,
    database_role text not null default session_user,
    system_user_name text,
    started_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id()
);
comment on table @schema@.operation is 'One row for each transaction that changed something: who, when, by which command, why';
comment on column @schema@.operation.id is 'Chosen by the caller, who looks it up when a connection is lost during COMMIT';
comment on column @schema@.operation.command is 'The command, such as user import; direct SQL where there was none';
comment on column @schema@.operation.reason is 'Why, as the caller says';
comment on column @schema@.operation.database_role is 'The role that was connected';
comment on column @schema@.operation.system_user_name is 'The operating system''s user, as the caller says';
comment on column @schema@.operation.started_at is 'When the transaction began';
comment on column @schema@.operation.transaction_id is 'The transaction; with started_at it tells a forged setting from a true one';
create index operation_started_at on @schema@.operation (started_at, id);

create table @schema@.history (
    id bigint generated always as identity constraint history_pkey primary key,
    operation_id uuid not null,
    row_id bigint not null,
    noun text collate "C" not null,
    action text collate "C" not null constraint history_action_known check (action in ('created', 'changed')),
    change jsonb
);
comment on table @schema@.history is 'Every modification; nobody can change it';
comment on column @schema@.history.id is 'In the order of writing';
comment on column @schema@.history.operation_id is 'The operation: who, when, by which command, why';
comment on column @schema@.history.row_id is 'Which one';
comment on column @schema@.history.noun is 'What kind of thing: user, organization, …';
comment on column @schema@.history.action is 'created or changed';
comment on column @schema@.history.change is 'For a change {field: [old, new]}; nothing for a creation, which the row and its later changes tell';
create index history_of_one on @schema@.history (noun, row_id, id);
create index history_of_operation on @schema@.history (operation_id);

create table @schema@.guard (
    name text collate "C" not null constraint guard_pkey primary key,
    version bigint not null default 0
);
comment on table @schema@.guard is 'Rows to lock: writers of one noun take turns';
comment on column @schema@.guard.name is 'What is guarded';
comment on column @schema@.guard.version is 'Counts the writes, so that a plan knows whether it still holds';
insert into @schema@.guard (name) values ('location'), ('organization'), ('provider'), ('user'), ('workgroup');
