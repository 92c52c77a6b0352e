-- Where rows wait until they have been checked. Each row carries its operation. A field that is null is left as it is;
-- an empty text, a 0 or an empty array empties it. Unlogged: after a crash of the server they are simply gone.

create unlogged table @schema@.stage_organization (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    code text, key text collate "C", name text, address text, phone text
);
create unlogged table @schema@.stage_location (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    code text, key text collate "C", name text, organization_id bigint, address text, phone text
);
create unlogged table @schema@.stage_provider (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    code text, key text collate "C", name text, address text, phone text
);
create unlogged table @schema@.stage_workgroup (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    code text, key text collate "C", name text, description text
);
create unlogged table @schema@.stage_user (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    kind text collate "C", email text, login text collate "C", name text, job_title text, address text, phone text,
    provider_id bigint, organization_id bigint, location_id bigint, supervisor_id bigint,
    case_manager boolean, support text collate "C",
    pending_since timestamptz, deactivated_at timestamptz, deactivated_by uuid, deactivation_reason text,
    status text collate "C", supervisor_login text collate "C",
    workgroup_ids bigint[], organization_ids bigint[], tools text[]
);
create unlogged table @schema@.stage_credential (
    operation_id uuid not null, line bigint not null,
    salt bytea not null, verifier bytea not null,
    memory_kib integer not null, passes integer not null, lanes integer not null
);
create unlogged table @schema@.stage_plan (
    operation_id uuid not null, line bigint not null, row_id bigint not null, action text collate "C" not null
);
create unlogged table @schema@.stage_operation (
    operation_id uuid not null constraint stage_operation_pkey primary key,
    noun text collate "C" not null,
    guard_version bigint,
    staged_at timestamptz not null default clock_timestamp()
);
comment on table @schema@.stage_organization is 'Organizations that wait to be checked and written';
comment on table @schema@.stage_location is 'Locations that wait to be checked and written';
comment on table @schema@.stage_provider is 'Providers that wait to be checked and written';
comment on table @schema@.stage_workgroup is 'Workgroups that wait to be checked and written';
comment on table @schema@.stage_user is 'Users that wait to be checked and written';
comment on table @schema@.stage_credential is 'What is stored of the passwords of new users, until they are written';
comment on table @schema@.stage_plan is 'What will become of each waiting row: create, change or keep, and the id it has or gets';
comment on table @schema@.stage_operation is 'Which operations have rows waiting, so that those of an interrupted one can be cleared';
do $$
declare
    told record;
    about text;
begin
    for told in
        select a.attrelid::regclass as place, c.relname, a.attname
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = '@schema@'::regnamespace and c.relname like 'stage\_%' and c.relkind = 'r'
          and a.attnum > 0 and not a.attisdropped
    loop
        about := case told.attname
            when 'operation_id' then 'The operation that the row belongs to'
            when 'line' then 'The row''s line in its file, from 1'
            when 'match_key' then 'The normal form that an existing one is found by'
            when 'status' then 'The status as told: set at creation, only compared later'
            when 'supervisor_login' then 'The supervisor''s login; may stand in the same file'
            when 'workgroup_ids' then 'All workgroups'
            when 'organization_ids' then 'All organizations beside the owning one'
            when 'tools' then 'All tool access, each tool:level'
            when 'noun' then 'What kind of rows wait'
            when 'guard_version' then 'The guard''s version that the plan was made at'
            when 'staged_at' then 'When staging began'
            when 'row_id' then 'The id that the row has or gets'
            when 'action' then 'create, change or keep'
            else 'As in the table that it goes to'
        end;
        execute format('comment on column %s.%I is %L', told.place, told.attname, about);
    end loop;
end $$;
