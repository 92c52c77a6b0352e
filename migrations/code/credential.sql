-- Passwords: written from what waits in stage_credential, never read by anybody but the owner.

-- Whoever is logged in gives new users passwords with the users themselves, in the same transaction; those of others take
-- what a reset takes, for each.
create or replace function @schema@.credential_require(operation uuid, may_replace boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    if actor is null then
        return;
    end if;
    -- None comes or goes from now on: what is looked at here is what is written.
    perform from @schema@.stage_operation s where s.operation_id = operation for update;
    perform @schema@.stage_require_written(operation, 'user');
    if exists (select from @schema@.stage_credential c
            join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line and p.action <> 'create'
            where c.operation_id = operation and p.row_id = actor) then
        raise exception 'your own password is changed with ct password change' using errcode = 'CT079';
    end if;
    if may_replace then
        perform @schema@.require_account(p.row_id, 'passwords')
        from @schema@.stage_credential c
        join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line and p.action <> 'create'
        where c.operation_id = operation;
    end if;
end $$;
comment on function @schema@.credential_require(uuid, boolean) is 'Refuses who may not set the passwords that wait (REQUIREMENTS P4, P5)';

create or replace function @schema@.credential_write(
    operation uuid, may_replace boolean, change_is_required boolean, holds_until timestamptz
) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    written bigint;
begin
    perform @schema@.credential_require(operation, may_replace);
    -- Checked before anything is written: a violated CHECK would print the row to the caller and the log.
    if exists (select from @schema@.stage_credential where operation_id = operation
        and (octet_length(salt) <> 16 or octet_length(verifier) <> 32
             or memory_kib < 8 or passes < 1 or lanes < 1)) then
        raise exception 'a credential is malformed' using errcode = 'CT003';
    end if;
    -- Two statements: what ON CONFLICT costs is for those who may replace.
    if not may_replace then
        insert into @schema@.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change, expires_at)
        select p.row_id, c.salt, c.verifier, c.memory_kib, c.passes, c.lanes, change_is_required or @schema@.actor_id() is not null, holds_until
        from @schema@.stage_credential c
        join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line and p.action = 'create'
        where c.operation_id = operation;
    else
        insert into @schema@.credential as present
            (user_id, salt, verifier, memory_kib, passes, lanes, must_change, expires_at)
        select p.row_id, c.salt, c.verifier, c.memory_kib, c.passes, c.lanes, change_is_required or @schema@.actor_id() is not null, holds_until
        from @schema@.stage_credential c join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line
        where c.operation_id = operation
        on conflict (user_id) do update set salt = excluded.salt, verifier = excluded.verifier,
            memory_kib = excluded.memory_kib, passes = excluded.passes, lanes = excluded.lanes,
            must_change = excluded.must_change, expires_at = excluded.expires_at, set_at = now();
    end if;
    get diagnostics written = row_count;
    -- Whoever was logged in with the old one is not any more, and the failures with it do not count.
    if may_replace then
        update @schema@.session s set ended_at = clock_timestamp(), end_reason = 'a new password was set'
        from @schema@.stage_credential c join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line
        where c.operation_id = operation and s.user_id = p.row_id and s.ended_at is null;
        update @schema@.login_state s set cleared_at = clock_timestamp()
        from @schema@.stage_credential c join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line
        where c.operation_id = operation and s.user_id = p.row_id;
        insert into @schema@.login_state (user_id, cleared_at)
        select p.row_id, clock_timestamp()
        from @schema@.stage_credential c join @schema@.stage_plan p on p.operation_id = operation and p.line = c.line
        where c.operation_id = operation and p.action <> 'create'
          and exists (select from @schema@.login_attempt a where a.user_id = p.row_id)
        on conflict do nothing;
    end if;
    return written;
end $$;
comment on function @schema@.credential_write(uuid, boolean, boolean, timestamptz) is
    'Gives the planned users their passwords; existing ones are replaced only if told so';

create or replace function @schema@.history_of_password() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    operation uuid;
    -- Those of whom nothing changed but until when it holds.
    same bigint[] := '{}';
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    operation := @schema@.current_operation();
    if tg_op = 'UPDATE' then
        same := array(select n.user_id from old_rows o join new_rows n on n.user_id = o.user_id
            where n.verifier = o.verifier and n.salt = o.salt and n.expires_at is distinct from o.expires_at);
    end if;
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select operation, 'user', u.id, 'changed', jsonb_build_object('password',
        jsonb_build_array(case tg_op when 'INSERT' then 'none' else 'set' end,
                          case when u.id = any (same) then
                                   case when c.expires_at <= now() then 'expired' else 'the same, holding until another time' end
                               when c.set_at < now() then 'the same, hashed at a higher cost'
                               when c.must_change then 'set, to be changed at login' else 'set' end))
    from new_rows c join @schema@.users u on u.id = c.user_id
    where u.created_by <> operation;
    return null;
end $$;
comment on function @schema@.history_of_password() is 'Writes that a password was set, and nothing of it';

create or replace trigger history_created after insert on @schema@.credential
    referencing new table as new_rows for each statement execute function @schema@.history_of_password();
create or replace trigger history_changed after update on @schema@.credential
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.history_of_password();
create or replace trigger is_never_deleted before delete or truncate on @schema@.credential
    for each statement execute function @schema@.refuse_change('set a new password instead');
