-- Rows that wait belong to who staged them, and are written only as they were planned: what the caller makes of the
-- problems that a plan tells is the caller's affair, so what is written is checked here.

create or replace function @schema@.stage_is_own(operation uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select @schema@.actor_id() is null or exists (
        select from @schema@.stage_operation where operation_id = operation and user_id = @schema@.actor_id())
$$;
comment on function @schema@.stage_is_own(uuid) is 'Whether an operation''s waiting rows are those of the one who acts';

create or replace function @schema@.stage_require_own(operation uuid) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not @schema@.stage_is_own(operation) then
        raise exception 'no such rows of yours wait' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.stage_require_own(uuid) is 'Refuses whose rows these are not';

-- One connection at a time changes what waits. Who comes second looks again: or else what one stages while the other clears,
-- plans or writes would be left behind, to be planned as something else, or be written without having been planned.
create or replace function @schema@.stage_take(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform from @schema@.stage_operation s where s.operation_id = operation and @schema@.stage_is_own(operation) for no key update;
    perform @schema@.stage_require_own(operation);
    perform @schema@.stage_require_noun(operation, noun);
end $$;
comment on function @schema@.stage_take(uuid, text) is 'Refuses whose rows these are not, or of what kind; nobody else changes them until the transaction ends';

create or replace function @schema@.stage_require_noun(operation uuid, noun text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_operation s
            where s.operation_id = operation and s.noun = stage_require_noun.noun) then
        raise exception 'no % waits there', noun using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.stage_require_noun(uuid, text) is 'Refuses rows of another kind than those that wait';

create or replace function @schema@.stage_note_plan(operation uuid, on_conflict text, problems bigint) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_operation s set on_conflict = stage_note_plan.on_conflict, problems = stage_note_plan.problems
    where s.operation_id = operation
$$;
comment on function @schema@.stage_note_plan(uuid, text, bigint) is 'Remembers what planning came to';

-- What planning is for every noun: whose rows they are, who may write at all, what is wrong, and that it was looked at.
create or replace function @schema@.stage_plan_as(noun text, operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    found_problems bigint;
begin
    perform @schema@.stage_take(operation, noun);
    perform @schema@.stage_require_writer(noun);
    return query execute format('select * from @schema@.%I($1, $2)', noun || '_problems') using operation, on_conflict;
    get diagnostics found_problems = row_count;
    perform @schema@.stage_note_plan(operation, on_conflict, found_problems);
end $$;
comment on function @schema@.stage_plan_as(text, uuid, text) is 'Plans waiting rows by what the noun finds wrong with them, and remembers what that came to';

-- Nothing has been staged or left out since, and nobody has written to the noun: so what was checked still holds.
create or replace function @schema@.stage_require_planned(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    now_at bigint;
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    perform from @schema@.guard g where g.name = any (@schema@.guards_of(noun)) order by g.name for update;
    now_at := @schema@.guard_version(noun);
    perform @schema@.stage_take(operation, noun);
    if not exists (select from @schema@.stage_operation s where s.operation_id = operation
            and s.user_id = @schema@.actor_id() and s.noun = stage_require_planned.noun
            and s.problems = 0 and s.guard_version = now_at) then
        raise exception 'what waits has to be planned first, with nothing wrong in it' using errcode = 'CT079';
    end if;
    -- Once, and by the operation that waits.
    if operation <> @schema@.current_operation() then
        raise exception 'what waits is written by its own operation' using errcode = 'CT079';
    end if;
    update @schema@.stage_operation set problems = -1, guard_version = null where operation_id = operation;
end $$;
comment on function @schema@.stage_require_planned(uuid, text) is
    'Refuses to write what was not planned, or has problems; an administrator''s connection is trusted to look itself';

create or replace function @schema@.stage_require_written(operation uuid, noun text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if operation <> @schema@.current_operation() or not exists (
            select from @schema@.stage_operation s where s.operation_id = operation
            and s.user_id = @schema@.actor_id() and s.noun = stage_require_written.noun and s.problems = -1) then
        raise exception 'the rows are written first, in the same transaction' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.stage_require_written(uuid, text) is 'Refuses what follows the writing of rows before they are written';

create or replace function @schema@.stage_require_writer(noun text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if noun in ('client', 'case') then
        perform @schema@.require('cases', 'write');
    elsif noun = 'leaver' then
        perform @schema@.require('users', 'write');
    elsif noun = 'paused' then
        -- One's own is everybody's; planning looks at the others.
        perform @schema@.actor_id();
    elsif noun = 'task' then
        perform @schema@.require('tasks', 'write');
    elsif noun <> 'user' then
        perform @schema@.place_require(noun);
    elsif not (@schema@.may('users', 'write') or @schema@.may('passwords', 'write')
            or exists (select from @schema@.users u where u.supervisor_id = @schema@.actor_id())) then
        perform @schema@.require('users', 'write');
    end if;
end $$;
comment on function @schema@.stage_require_writer(text) is 'Refuses who may change nothing of a noun at all: no user, not even of the own team';

-- Normal forms are made by ct. Whoever stages by hand would show as the address or code of another what is found by one of
-- their own; so what looks plain has to be so. What lower case is beyond ASCII depends on the database.
create or replace function @schema@.normal_fits(told text, normal text) returns boolean
    language sql immutable
    return case when normal is null or told is null then normal is null and told is null
        when normalize(told, NFKC) ~ '[^ -~]' then normal ~ '[^ -~]' or normal like 'xn--%' or normal like '%.xn--%'
        else lower(btrim(normalize(told, NFKC)) collate "C") = normal end;
comment on function @schema@.normal_fits(text, text) is 'Whether a normal form may be that of a text; both may be missing';

create or replace function @schema@.stage_check_normal(operation uuid, noun text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.actor_id() is null then
        return;
    elsif noun = 'user' then
        return query select s.line, 'email', 'is not what it is found by', s.email from @schema@.stage_user s
        where s.operation_id = operation and not (
            @schema@.normal_fits(substring(s.email, '^(.*)@'), substring(s.login, '^(.*)@'))
            and @schema@.normal_fits(substring(s.email, '@([^@]*)$'), substring(s.login, '@([^@]*)$'))
            and num_nulls(s.email, s.login) <> 1);
    else
        return query execute format('select s.line, %2$L, ''is not what it is found by'', s.%2$I from @schema@.stage_%1$s s
            where s.operation_id = $1 and not @schema@.normal_fits(s.%2$I, s.key)', noun, @schema@.label_of(noun)) using operation;
    end if;
end $$;
comment on function @schema@.stage_check_normal(uuid, text) is 'E-mails and codes that look like others than they are found by';

-- What ct stages has been read by it, and is a day; what is staged by hand may be none that it can read.
create or replace function @schema@.stage_require_days(noun text, told jsonb) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    days text;
    unsound boolean;
begin
    -- -infinity empties a field; the first day of an assignment is never empty.
    select string_agg(case when noun = 'case' and a.attname = 'begin_date' then format('s.%I', a.attname)
        else format('nullif(s.%I, ''-infinity'')', a.attname) end, ', ') into days
    from pg_attribute a where a.attrelid = ('@schema@.stage_' || noun)::regclass and a.atttypid = 'date'::regtype
      and a.attnum > 0 and not a.attisdropped;
    if days is null then
        return;
    end if;
    execute format('select exists (select from jsonb_populate_recordset(null::@schema@.stage_%s, $1) s
        cross join lateral unnest(array[%s]) day where not @schema@.day_is_sound(day))', noun, days) into unsound using told;
    if unsound then
        raise exception 'a day is of the years 1 to 9999' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.stage_require_days(text, jsonb) is 'Refuses rows with days that nobody can read';

-- Whoever may not fill the waiting tables by COPY stages so: each row an object, with the fields that are told.
create or replace function @schema@.stage_rows(operation uuid, noun text, told jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    fields text;
begin
    perform @schema@.stage_take(operation, noun);
    if noun = 'user' then
        perform @schema@.user_require_places_seen(told);
    elsif noun = 'client' then
        perform @schema@.client_require_organization_seen(told);
    end if;
    perform @schema@.stage_require_days(noun, told);
    update @schema@.stage_operation set problems = null where operation_id = operation;
    -- What planning fills in is not for the caller to tell.
    select string_agg(quote_ident(a.attname), ', ') into fields
    from pg_attribute a
    where a.attrelid = ('@schema@.stage_' || noun)::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('operation_id', 'kind', 'pending_since', 'deactivated_at', 'deactivated_by',
        'deactivation_reason', 'supervisor_id', 'ends_at', 'transfer_to_id', 'team_to_id')
      and not (noun in ('case', 'task', 'paused') and a.attname in ('user_id', 'client_id', 'organization_id'));
    execute format('insert into @schema@.stage_%1$s (operation_id, %2$s)
        select $1, %2$s from jsonb_populate_recordset(null::@schema@.stage_%1$s, $2)', noun, fields) using operation, told;
end $$;
comment on function @schema@.stage_rows(uuid, text, jsonb) is 'Stages rows of one who is logged in';

create or replace function @schema@.stage_credentials(
    operation uuid, lines bigint[], salts bytea[], verifiers bytea[], memory_kib integer[], passes integer[], lanes integer[]
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- Beside the writing of rows, but not beside that of passwords.
    perform from @schema@.stage_operation s where s.operation_id = operation for key share;
    perform @schema@.stage_require_own(operation);
    perform @schema@.stage_require_noun(operation, 'user');
    if exists (select from unnest(lines, salts, verifiers, stage_credentials.memory_kib, stage_credentials.passes,
                stage_credentials.lanes) t (line, salt, verifier, memory, pass, lane)
            where num_nulls(line, salt, verifier, memory, pass, lane) > 0) then
        raise exception 'a credential is malformed' using errcode = 'CT003';
    end if;
    insert into @schema@.stage_credential (operation_id, line, salt, verifier, memory_kib, passes, lanes)
    select operation, t.* from unnest(lines, salts, verifiers, stage_credentials.memory_kib, stage_credentials.passes,
        stage_credentials.lanes) t;
end $$;
comment on function @schema@.stage_credentials(uuid, bigint[], bytea[], bytea[], integer[], integer[], integer[]) is
    'Stages what is stored of passwords, of one who is logged in';
