-- Operations: one for each transaction that changes something.

create or replace function @schema@.begin_operation(
    operation uuid, command text, reason text, system_user_name text
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'operations run at READ COMMITTED' using errcode = 'CT001';
    end if;
    insert into @schema@.operation (id, command, reason, system_user_name, user_id)
    values (operation, begin_operation.command, begin_operation.reason, begin_operation.system_user_name,
        @schema@.session_actor());
    perform set_config('ct.operation', operation::text, true);
end $$;
comment on function @schema@.begin_operation(uuid, text, text, text) is
    'Says by which command and why this transaction changes things; history refers to it';

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
        where id = told::uuid and transaction_id = pg_current_xact_id() and started_at = now();
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
