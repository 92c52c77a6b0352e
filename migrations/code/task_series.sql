-- Single changes of tasks: completed, reopened, deleted; and the next one of those that repeat (REQUIREMENTS K2).

create or replace function @schema@.task_settle(target bigint, told text)
    returns table (title text, was text, is_now text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    present record;
begin
    if told is null or told not in ('completed', 'not-started') then
        raise exception 'a task is completed or reopened' using errcode = 'CT003';
    end if;
    perform @schema@.task_require(target);
    -- Whoever has planned to change it plans again.
    update @schema@.guard set version = version + 1 where name = 'task';
    select t.title, t.status into present from @schema@.task t where t.id = target for update;
    if told = 'completed' and present.status = 'cancelled' then
        raise exception 'task % is cancelled', target using errcode = 'CT002', hint = format('open it again first: ct task reopen %s', target);
    end if;
    if (told = 'completed') = (present.status = 'completed') and (told = 'completed' or @schema@.task_is_open(present.status)) then
        return query select present.title, present.status, present.status;
        return;
    end if;
    update @schema@.task t set status = told where t.id = target;
    return query select present.title, present.status, told;
end $$;
comment on function @schema@.task_settle(bigint, text) is
    'Completes a task, or opens one again that is completed or cancelled; gives what it was and what it is';

create or replace function @schema@.task_delete(target bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.task_require(target);
    update @schema@.guard set version = version + 1 where name = 'task';
    delete from @schema@.task t where t.id = target;
    return found;
end $$;
comment on function @schema@.task_delete(bigint) is 'Deletes a task; its whole row stays in the history';

-- One series has one name: that of its first task, before a # and the day. Not too long for a file to bring it back.
create or replace function @schema@.task_series_name(uid text) returns text
    language sql immutable
    return (select case when length(n) <= 53 then n
            else 'series-' || left(encode(sha256(convert_to(lower(n), 'UTF8')), 'hex'), 32) end
        from regexp_replace(uid, '#\d{4}-\d\d-\d\d$', '') n);
comment on function @schema@.task_series_name(text) is 'What the uids of all tasks of a series but the first begin with';

-- From # to $ are all that begin so.
create or replace function @schema@.task_after(target bigint) returns table (id bigint, due_date date)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select n.id, n.due_date from @schema@.task t
    join @schema@.task n on n.key > lower(@schema@.task_series_name(t.uid)) || '#' and n.key < lower(@schema@.task_series_name(t.uid)) || '$'
    where t.id = target and n.due_date > t.due_date order by n.due_date, n.id limit 1
$$;
comment on function @schema@.task_after(bigint) is 'The next task of the same series, if it has been made';

-- A series goes on by the uids of its tasks. So nobody makes one of a series of which there are tasks that they do not see: it
-- would stand in the way of the next one, or tell of it. That a uid is taken is told to those who may create tasks.
create or replace function @schema@.task_of_other_series(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    return query
    with told as (
        select s.line, s.uid, lower(@schema@.task_series_name(s.uid)) as series
        from @schema@.stage_task s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'create'
        where s.operation_id = operation and s.uid is not null
    )
    select n.line, 'uid', 'is of a series with tasks that you may not change', n.uid from told n
    where exists (select from @schema@.task t where (t.key = n.series or (t.key > n.series || '#' and t.key < n.series || '$'))
            and not @schema@.work_is_visible('task', t.id))
        -- Of long names the first task has another than those that follow.
        or (n.series ~ '^series-[0-9a-f]{32}$' and exists (select from @schema@.task t where length(t.uid) > 53
            and lower(@schema@.task_series_name(t.uid)) = n.series and not @schema@.work_is_visible('task', t.id)));
end $$;
comment on function @schema@.task_of_other_series(uuid) is 'New tasks with a uid of a series of which the one who acts does not see all';

create or replace function @schema@.task_series(operation uuid)
    returns table (id bigint, title text, begin_date date, due_date date, repeats text, today date)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if operation <> @schema@.current_operation() then
        raise exception 'a series goes on with the operation that completes a task of it' using errcode = 'CT079';
    end if;
    return query select t.id, t.title, t.begin_date, t.due_date, t.repeats, @schema@.today()
        from @schema@.history h join @schema@.task t on t.id = h.row_id
        where h.operation_id = operation and h.noun = 'task' and h.action = 'changed' and h.change -> 'status' ->> 1 = 'completed'
          and t.status = 'completed' and t.repeats is not null and t.due_date is not null
        order by t.due_date, t.id;
end $$;
comment on function @schema@.task_series(uuid) is 'Tasks that repeat and that this operation has completed';

-- Whom it is for and who takes part, as before; but nobody who has left.
create or replace function @schema@.task_continue(operation uuid, target bigint, next_begin date, next_due date, next_repeats text)
    returns table (id bigint, due_date date, made boolean, why_not text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    present record;
    next_uid text;
    made_id bigint;
    why text;
begin
    perform @schema@.require_days(next_begin, next_due);
    perform @schema@.task_require(target);
    if not exists (select from @schema@.task_series(operation) s where s.id = target) then
        raise exception 'a series goes on with the operation that completes a task of it' using errcode = 'CT079';
    end if;
    -- Whoever goes to another organization just now has gone before this, or takes the new one along.
    perform from @schema@.users u where u.id = (select t.user_id from @schema@.task t where t.id = target) for share;
    select t.*, u.email, @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) or u.pending_since is not null as has_left, c.external_id,
        c.deactivated_at is not null as is_served_no_more into present
    from @schema@.task t left join @schema@.users u on u.id = t.user_id left join @schema@.client c on c.id = t.client_id
    where t.id = target;
    if next_due is null or next_due <= present.due_date or next_begin > next_due then
        raise exception 'what comes next is due later' using errcode = 'CT003';
    end if;
    -- Completed, opened again and completed later: there is one series still.
    return query select case when v.is_seen then n.id end, case when v.is_seen then n.due_date end, false,
            case when not v.is_seen then 'it is there already, and not within your reach' end
        from @schema@.task_after(target) n cross join lateral (select @schema@.work_is_visible('task', n.id) as is_seen) v;
    if found then
        return;
    end if;
    next_uid := @schema@.task_series_name(present.uid) || '#' || to_char(next_due, 'YYYY-MM-DD');
    why := case when present.has_left then format('%s, for whom it is, is not active any more', present.email)
        when present.is_served_no_more then format('%s, for whom it is, is not served any more', present.external_id)
        when exists (select from @schema@.task t where t.key = lower(next_uid)) then format('another task is called %s', next_uid) end;
    if why is not null then
        return query select null::bigint, null::date, false, why;
        return;
    end if;
    insert into @schema@.task as t (uid, key, title, notes, begin_date, due_date, user_id, client_id, organization_id, repeats, created_by)
    values (next_uid, lower(next_uid), present.title, present.notes, next_begin, next_due, present.user_id, present.client_id,
        coalesce((select u.organization_id from @schema@.users u where u.id = present.user_id),
            (select c.organization_id from @schema@.client c where c.id = present.client_id)),
        next_repeats, operation)
    returning t.id into made_id;
    insert into @schema@.task_participant (task_id, user_id, role)
    select made_id, m.user_id, m.role from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
    where m.task_id = target and not @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) and u.pending_since is null;
    return query select made_id, next_due, true, null::text;
end $$;
comment on function @schema@.task_continue(uuid, bigint, date, date, text) is
    'Makes the next task of a series, when the same operation has completed one; the one that is there already, if it is';

create or replace function @schema@.task_next(target bigint) returns table (id bigint, due_date date)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not @schema@.work_is_visible('task', target) then
        return;
    end if;
    return query select n.id, n.due_date from @schema@.task_after(target) n where @schema@.work_is_visible('task', n.id);
end $$;
comment on function @schema@.task_next(bigint) is 'The next task of the same series, if it has been made';
