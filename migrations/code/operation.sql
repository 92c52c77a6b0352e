-- Operations: one for each transaction that changes something.

create or replace function @schema@.operation_note(
    operation uuid, command text, reason text, system_user_name text, acting_user bigint
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'operations run at READ COMMITTED' using errcode = 'CT001';
    end if;
    insert into @schema@.operation (id, command, reason, system_user_name, user_id)
    values (operation, operation_note.command, operation_note.reason, operation_note.system_user_name, acting_user);
    perform set_config('ct.operation', operation::text, true);
end $$;
comment on function @schema@.operation_note(uuid, text, text, text, bigint) is 'Notes the operation that this transaction is';

create or replace function @schema@.begin_operation(
    operation uuid, command text, reason text, system_user_name text
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.session_chooser();
begin
    if actor is null and not @schema@.is_administrator() then
        raise exception 'nobody is logged in' using errcode = 'CT077', hint = @schema@.session_hint();
    end if;
    perform @schema@.operation_note(operation, command, reason, system_user_name, actor);
end $$;
comment on function @schema@.begin_operation(uuid, text, text, text) is
    'Says by which command and why this transaction changes things; history refers to it. Who acts is not for the caller to say';

-- To make it once more fails if it stands, and waits while nobody can tell yet.
create or replace function @schema@.operation_stands(operation uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    insert into @schema@.operation (id, command) values (operation, 'looked up');
    raise exception 'not there' using errcode = 'CT999';
exception
    when unique_violation then return true;
    when sqlstate 'CT999' then return false;
end $$;
comment on function @schema@.operation_stands(uuid) is
    'Whether an operation has been committed; waits for one that is being committed. Leaves nothing behind';

-- Whoever changes a table without begin_operation gets an operation called direct SQL, so that the history has no gaps.
-- The setting can be written by anybody; so it counts only with a row that this very transaction has made.
create or replace function @schema@.current_operation() returns uuid
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told text := current_setting('ct.operation', true);
    found_id uuid;
begin
    if told ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        select id into found_id from @schema@.operation
        where id = told::uuid and transaction_id = pg_current_xact_id() and started_at = now()
          -- Whoever presents another session in the middle acts for themselves from then on.
          and (@schema@.session_leaver() is null or user_id = @schema@.session_leaver());
    end if;
    if found_id is null then
        found_id := gen_random_uuid();
        perform @schema@.begin_operation(found_id, 'direct SQL', null, null);
    end if;
    return found_id;
end $$;
comment on function @schema@.current_operation() is 'The operation that this transaction belongs to';

create or replace function @schema@.refuse_change() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% of % is refused: %', tg_op, tg_table_name, tg_argv[0] using errcode = 'CT002';
end $$;
comment on function @schema@.refuse_change() is 'A trigger that refuses what is never done, to the owner too';

create or replace trigger operation_stays before update or delete or truncate on @schema@.operation
    for each statement execute function @schema@.refuse_change('what happened stays as it was');
create or replace trigger history_stays before update or delete or truncate on @schema@.history
    for each statement execute function @schema@.refuse_change('what happened stays as it was');
