-- Tasks: planned and written, completed, reopened and deleted (REQUIREMENTS K1, K2). Nobody but the owner reads their tables:
-- everything goes through these functions and those of task_list.sql, which look themselves who asks.

create or replace function @schema@.task_is_open(status text) returns boolean
    language sql immutable
    return status in ('not-started', 'in-progress', 'waiting');
comment on function @schema@.task_is_open(text) is 'Whether a task of this status is still to be done';

-- Row by row, since a statement's trigger cannot set anything; what it costs is little beside the history.
create or replace function @schema@.task_stamp() returns trigger
    language plpgsql set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if tg_op = 'UPDATE' then
        if new.key <> old.key or new.uid <> old.uid then
            raise exception 'the uid of a task never changes' using errcode = 'CT002';
        end if;
        new.revision := old.revision + 1;
        new.changed_at := now();
    end if;
    new.completed_at := case when new.status <> 'completed' then null
        when tg_op = 'UPDATE' and old.status = 'completed' then old.completed_at
        else coalesce(new.completed_at, now()) end;
    return new;
end $$;
comment on function @schema@.task_stamp() is 'Counts the changes of a task, for calendars, and notes when it was completed';
create or replace trigger is_stamped before insert or update on @schema@.task
    for each row execute function @schema@.task_stamp();

-- Whatever path it comes by: open work is given to active users only. Whoever goes waits, or is seen to have gone.
create or replace function @schema@.task_gives_work() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    given bigint[];
    refused text;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    if tg_table_name = 'task_participant' then
        given := array(select n.user_id from new_rows n join @schema@.task t on t.id = n.task_id
            where @schema@.task_is_open(t.status));
    elsif tg_op = 'INSERT' then
        given := array(select n.user_id from new_rows n where n.user_id is not null and @schema@.task_is_open(n.status));
    else
        given := array(
            select n.user_id from new_rows n join old_rows o on o.id = n.id
            where n.user_id is not null and @schema@.task_is_open(n.status)
              and (not @schema@.task_is_open(o.status) or n.user_id is distinct from o.user_id)
            union
            select m.user_id from new_rows n join old_rows o on o.id = n.id
            join @schema@.task_participant m on m.task_id = n.id
            where @schema@.task_is_open(n.status) and not @schema@.task_is_open(o.status));
    end if;
    if given = '{}' then
        return null;
    end if;
    perform from @schema@.users u where u.id = any (given) order by u.id for share;
    select min(u.email) into refused from @schema@.users u
    where u.id = any (given) and (@schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) or u.pending_since is not null);
    if refused is not null then
        raise exception 'open tasks are given to active users only, and % is not one', refused using errcode = 'CT002',
            hint = 'give it to somebody else first: ct task edit --for, --participants';
    end if;
    return null;
end $$;
comment on function @schema@.task_gives_work() is 'Refuses to give an open task to who is not active, by whatever path';
create or replace trigger goes_to_the_active after insert on @schema@.task
    referencing new table as new_rows for each statement execute function @schema@.task_gives_work();
create or replace trigger goes_to_the_active_then after update on @schema@.task
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.task_gives_work();
create or replace trigger goes_to_the_active after insert on @schema@.task_participant
    referencing new table as new_rows for each statement execute function @schema@.task_gives_work();

-- What is still to be done goes along to the user's new organization, so that who sees the user there sees it. What is done
-- stays where it was. Without the guard of tasks, which comes before that of users: whoever writes tasks reads again.
create or replace function @schema@.task_follows_user() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    update @schema@.task t set organization_id = n.organization_id
    from new_rows n join old_rows o on o.id = n.id and o.organization_id is distinct from n.organization_id
    where t.user_id = n.id and @schema@.task_is_open(t.status) and t.organization_id is distinct from n.organization_id;
    return null;
end $$;
comment on function @schema@.task_follows_user() is 'Open tasks for a user belong to the user''s organization';
create or replace trigger tasks_follow after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement
    execute function @schema@.task_follows_user();

-- Before it goes, since with it go its participants.
create or replace function @schema@.history_of_deletion() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select @schema@.current_operation(), 'task', old.id, 'deleted', (
        select jsonb_object_agg(f.key, jsonb_build_array(f.value, null))
        from jsonb_each(jsonb_strip_nulls(to_jsonb(r))) f
        where f.key not in ('id', 'key', 'title_key', 'for', 'overdue', 'updated_at', 'revision', 'user_id', 'client_id', 'organization_id')
          and f.value <> '[]')
    from @schema@.task_register r where r.id = old.id;
    return old;
end $$;
comment on function @schema@.history_of_deletion() is 'Writes the whole row of a task that is deleted, participants included';
create or replace trigger history_deleted before delete on @schema@.task
    for each row execute function @schema@.history_of_deletion();
select @schema@.keep_membership('@schema@.task_participant');

create or replace function @schema@.task_refusal(target bigint) returns text
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
    about record;
    part text;
begin
    select * into mine from @schema@.scope_of('tasks', true);
    if mine.actor is null then
        return null;
    end if;
    select m.role into part from @schema@.task_participant m where m.task_id = target and m.user_id = mine.actor;
    if part = 'observer' then
        return 'you take part as an observer, who changes nothing';
    end if;
    select t.user_id, t.organization_id into about from @schema@.task t where t.id = target;
    if part is not null or about.user_id = mine.actor or about.organization_id = any (mine.reached)
            or exists (select from @schema@.users u where u.id = about.user_id and u.supervisor_id = mine.actor)
            or exists (select from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
                where m.task_id = target and m.role in ('owner', 'assignee') and u.supervisor_id = mine.actor) then
        return null;
    end if;
    return 'only who takes part, their supervisor, and who may edit in its organization may change it';
end $$;
comment on function @schema@.task_refusal(bigint) is 'Why the one who acts may not change a task; null: they may, given the tool';

create or replace function @schema@.task_require(target bigint) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    refusal text;
begin
    perform @schema@.require('tasks', 'write');
    if not exists (select from @schema@.task t where t.id = target) or not @schema@.work_is_visible('task', target) then
        raise exception 'there is no such task' using errcode = 'CT079';
    end if;
    refusal := @schema@.task_refusal(target);
    if refusal is not null then
        raise exception 'task %: %', target, refusal using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.task_require(bigint) is 'Refuses who may not change a task';

-- Without a uid and without a word on whom it is for, it is for whoever brings it; and so is what is made of it.
create or replace function @schema@.task_settle_keys(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_task s set match_key = s.match_key || '-' || @schema@.actor_id()
    where s.operation_id = operation and s.uid is null and s.match_key ~ '^made-[0-9a-f]{32}$'
      and coalesce(s.user_login, '') = '' and coalesce(s.client_key, '') = '' and @schema@.actor_id() is not null
      and not exists (select from @schema@.task t where t.key = s.match_key)
$$;
comment on function @schema@.task_settle_keys(uuid) is 'Keys of rows that tell neither a uid nor for whom';

create or replace function @schema@.task_out_of_sight(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    refused bigint[];
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    -- That a uid is taken is told to those who may create tasks; whose it is, is not.
    refused := array(select p.line from @schema@.stage_plan p
        where p.operation_id = operation and p.action <> 'create' and not @schema@.work_is_visible('task', p.row_id));
    return query select s.line, 'uid', 'is a task that you may not change', coalesce(s.uid, s.match_key)
        from @schema@.stage_task s where s.operation_id = operation and s.line = any (refused);
    delete from @schema@.stage_task s where s.operation_id = operation and s.line = any (refused);
    delete from @schema@.stage_plan p where p.operation_id = operation and p.line = any (refused);
end $$;
comment on function @schema@.task_out_of_sight(uuid) is 'Rows of tasks that the one who acts does not see; they go';

-- Whoever looks on may bring back what they look on at, as it is.
create or replace function @schema@.task_check_rights(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    return query select s.line, 'uid', r.refusal, coalesce(s.uid, s.match_key)
        from @schema@.stage_task s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
        cross join lateral (select @schema@.task_refusal(p.row_id) as refusal offset 0) r
        where s.operation_id = operation and r.refusal is not null;
end $$;
comment on function @schema@.task_check_rights(uuid) is 'Rows that change tasks which the one who acts may not change';

-- Whom the one who acts may give tasks to: oneself, the own team, and users of organizations in which one may edit with the
-- tool; and whoever has it already.
create or replace function @schema@.task_resolve(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('tasks', true);
    -- What an earlier plan left, if this is the second. Its uid is what a task is found by, and stays.
    update @schema@.stage_task s set user_id = null, client_id = null, organization_id = null,
        uid = case when p.action = 'create' then coalesce(s.uid, s.match_key) end,
        key = case when p.action = 'create' then coalesce(s.key, s.match_key) end
    from @schema@.stage_plan p where s.operation_id = operation and p.operation_id = operation and p.line = s.line;
    update @schema@.stage_task s set user_id = u.id from @schema@.users u
    where s.operation_id = operation and s.user_login <> '' and u.login = s.user_login
      and (mine.actor is null or u.id = mine.actor or u.supervisor_id = mine.actor or u.organization_id = any (mine.reached)
        or exists (select from @schema@.stage_plan p join @schema@.task t on t.id = p.row_id
            where p.operation_id = operation and p.line = s.line and t.user_id = u.id));
    update @schema@.stage_task s set client_id = c.id from @schema@.client c
    where s.operation_id = operation and s.client_key <> '' and c.key = s.client_key
      and (mine.actor is null or c.organization_id = any (mine.reached)
        or exists (select from @schema@.stage_plan p join @schema@.task t on t.id = p.row_id
            where p.operation_id = operation and p.line = s.line and t.client_id = c.id));
    update @schema@.stage_task s set user_id = mine.actor from @schema@.stage_plan p
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line and p.action = 'create'
      and coalesce(s.user_login, '') = '' and coalesce(s.client_key, '') = '' and mine.actor is not null;
    return query select s.line, 'for_user', case when mine.actor is null then 'there is no user with this e-mail'
            else 'there is nobody with this e-mail to whom you may give tasks' end, s.user_login
        from @schema@.stage_task s where s.operation_id = operation and s.user_login <> '' and s.user_id is null
        union all
        select s.line, 'for_client', case when mine.actor is null then 'there is no client with this external id'
            else 'there is no client with this external id for whom you may give tasks' end, s.client_key
        from @schema@.stage_task s where s.operation_id = operation and s.client_key <> '' and s.client_id is null
        union all
        select s.line, 'for_client', 'a task is for a user or for a client, and not for both', s.client_key
        from @schema@.stage_task s where s.operation_id = operation and s.user_login <> '' and s.client_key <> '';
    return query select s.line, 'for_user', 'say for whom it is: for_user, or for_client', null
        from @schema@.stage_task s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        left join @schema@.task t on t.id = p.row_id
        where s.operation_id = operation and s.user_id is null and s.client_id is null
          and coalesce(s.user_login, '') = '' and coalesce(s.client_key, '') = ''
          and (t.id is null or (s.user_login = '' and t.user_id is not null) or (s.client_key = '' and t.client_id is not null));
    -- For the one and no longer for the other; in the organization of whom it is for.
    update @schema@.stage_task s set user_id = case when s.client_id is not null and t.user_id is not null then 0 else s.user_id end,
        client_id = case when s.user_id is not null and t.client_id is not null then 0 else s.client_id end
    from @schema@.stage_plan p join @schema@.task t on t.id = p.row_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line
      and num_nonnulls(s.user_id, s.client_id) = 1;
    update @schema@.stage_task s set organization_id = coalesce(case when s.user_id <> 0
            then (select u.organization_id from @schema@.users u where u.id = s.user_id)
            else (select c.organization_id from @schema@.client c where c.id = s.client_id) end, 0)
    from @schema@.stage_plan p left join @schema@.task t on t.id = p.row_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line
      and ((s.user_id <> 0 and s.user_id is distinct from t.user_id)
        or (s.client_id <> 0 and s.client_id is distinct from t.client_id));
end $$;
comment on function @schema@.task_resolve(uuid) is 'Finds for whom the waiting tasks are; what is wrong with that';

-- Who is to take part, where a row tells it or whoever is logged in adds it: they own it, if nobody does.
create or replace function @schema@.task_parts(operation uuid)
    returns table (line bigint, row_id bigint, action text, login text, user_id bigint, role text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('tasks', true);
    return query
    with told as (
        select p.line, p.row_id, p.action, s.participants,
            mine.actor is not null and (p.action = 'create' or (s.participants is not null and exists (
                select from @schema@.task_participant m
                where m.task_id = p.row_id and m.user_id = mine.actor and m.role = 'owner')))
            and not exists (select from unnest(s.participants) t where t like '%:owner') as is_own
        from @schema@.stage_plan p join @schema@.stage_task s on s.operation_id = operation and s.line = p.line
        where p.operation_id = operation
    )
    select t.line, t.row_id, t.action, l.login, u.id, l.role
    from told t cross join lateral (
        select left(i, -length(r) - 1) as login, r as role from unnest(t.participants) i
        cross join lateral substring(i from '[^:]*$') r) l
    left join @schema@.users u on u.login = l.login
      and (mine.actor is null or u.id = mine.actor or u.supervisor_id = mine.actor or u.organization_id = any (mine.reached)
        or exists (select from @schema@.task_participant m where m.task_id = t.row_id and m.user_id = u.id))
    where not (t.is_own and u.id is not distinct from mine.actor)
    union all
    select t.line, t.row_id, t.action, u.login, u.id, 'owner'
    from told t join @schema@.users u on u.id = mine.actor where t.is_own;
end $$;
comment on function @schema@.task_parts(uuid) is 'Who is to take part in the waiting tasks, as far as rows tell it';

create or replace function @schema@.task_compare_parts(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with wanted as (
        select w.line, array_agg(w.user_id || ':' || w.role order by w.user_id) as parts
        from @schema@.task_parts(operation) w where w.action = 'keep' group by w.line
    )
    update @schema@.stage_plan p set action = 'change'
    from @schema@.stage_task s left join wanted w on w.line = s.line
    where p.operation_id = operation and p.action = 'keep' and s.operation_id = operation and s.line = p.line
      and s.participants is not null
      and coalesce(w.parts, '{}') <> array(select m.user_id || ':' || m.role from @schema@.task_participant m
            where m.task_id = p.row_id order by m.user_id)
$$;
comment on function @schema@.task_compare_parts(uuid) is 'Plans: in which tasks others take part than did';

-- Only of those to whom open work is given here: whoever has had it when they left keeps it, until somebody takes it over.
create or replace function @schema@.task_check_active(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with told as (
        select s.line, p.row_id, s.user_id as new_user, s.client_id as new_client, s.participants, t.id as present,
            t.user_id as old_user, t.client_id as old_client, t.id is null or not @schema@.task_is_open(t.status) as opens
        from @schema@.stage_task s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        left join @schema@.task t on t.id = p.row_id
        where s.operation_id = operation
          and @schema@.task_is_open(coalesce(nullif(s.status, ''), case when s.status is null then t.status end, 'not-started'))
    ), given as (
        select t.line, 'for_user' as field, coalesce(t.new_user, t.old_user) as user_id from told t
        where case when t.new_user is null then t.opens else t.new_user <> 0 and (t.opens or t.new_user is distinct from t.old_user) end
        union
        select t.line, 'participants', m.user_id from told t join @schema@.task_participant m on m.task_id = t.present
        where t.opens and t.participants is null
        union
        select t.line, 'participants', w.user_id from told t join @schema@.task_parts(operation) w on w.line = t.line
        where t.opens or not exists (select from @schema@.task_participant m
            where m.task_id = t.row_id and m.user_id = w.user_id and m.role = w.role)
    )
    select g.line, g.field, 'is not active: open tasks are given to active users only', u.email
    from given g join @schema@.users u on u.id = g.user_id
    where @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) or u.pending_since is not null
    union all
    select t.line, 'for_client', 'is not served any more', c.external_id
    from told t join @schema@.client c on c.id = coalesce(t.new_client, t.old_client) and c.deactivated_at is not null
    where case when t.new_client is null then t.opens else t.new_client <> 0 and (t.opens or t.new_client is distinct from t.old_client) end
$$;
comment on function @schema@.task_check_active(uuid) is 'To whom the waiting tasks would give open work who must get none';

create or replace function @schema@.task_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- The library tells roles that there are not itself, here and below; whoever stages by hand may not.
    return query select w.line, 'participants', case when w.user_id is not null then 'there is no such role'
            when @schema@.actor_id() is null then 'there is no user with this e-mail'
            else 'there is nobody with this e-mail to whom you may give tasks' end, case when w.user_id is null then w.login else w.role end
        from @schema@.task_parts(operation) w
        where w.user_id is null or w.role <> all (array['owner', 'assignee', 'reviewer', 'observer']);
    return query select * from @schema@.task_check_active(operation);
    return query select s.line, told.field, told.message, told.value
        from @schema@.stage_task s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        left join @schema@.task t on t.id = p.row_id
        cross join lateral (select coalesce(nullif(s.due_date, '-infinity'), case when s.due_date is null then t.due_date end) as due,
            coalesce(nullif(s.begin_date, '-infinity'), case when s.begin_date is null then t.begin_date end) as begins,
            coalesce(nullif(s.repeats, ''), case when s.repeats is null then t.repeats end) as repeats) v
        cross join lateral (values
            ('due_date', 'is before the day on which it begins, ' || v.begins, v.due::text, v.due < v.begins),
            ('repeats', 'needs a due date to count from', v.repeats, v.repeats is not null and v.due is null
                and (s.repeats is not null or s.due_date is not null))
        ) told (field, message, value, is_wrong)
        where s.operation_id = operation and told.is_wrong;
    return query select s.line, 'status', 'there is no such status', s.status
        from @schema@.stage_task s where s.operation_id = operation
          and s.status <> all (array['', 'not-started', 'in-progress', 'waiting', 'completed', 'cancelled']);
end $$;
comment on function @schema@.task_check(uuid) is 'What tasks must obey beyond what every noun must';

create or replace function @schema@.task_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, 'task');
    perform @schema@.task_settle_keys(operation);
    return query select r.line, case when r.value ~ '^made-' then 'title' else r.field end,
            r.message || case when r.value ~ '^made-' then ': the same title, for the same, due on the same day' else '' end,
            case when r.value !~ '^made-' then r.value end
        from @schema@.stage_repeats(operation, 'task') r;
    perform @schema@.stage_identify(operation, 'task');
    perform @schema@.stage_measure(operation, 'task');
    return query select * from @schema@.task_out_of_sight(operation);
    return query select * from @schema@.stage_conflicts(operation, 'task', on_conflict);
    return query select * from @schema@.task_resolve(operation);
    perform @schema@.stage_compare(operation, 'task');
    perform @schema@.task_compare_parts(operation);
    perform @schema@.stage_measure_changes(operation);
    return query select * from @schema@.task_check_rights(operation);
    return query select * from @schema@.stage_check(operation, 'task');
    return query select * from @schema@.stage_check_normal(operation, 'task');
    return query select * from @schema@.task_of_other_series(operation);
    return query select * from @schema@.task_check(operation);
end $$;
comment on function @schema@.task_problems(uuid, text) is 'What task_plan does and finds';

create or replace function @schema@.task_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('task', operation, on_conflict) $$;
comment on function @schema@.task_plan(uuid, text) is 'Plans the waiting tasks and gives what is wrong with them';

-- Whoever has been given work meanwhile and has gone, or has gone elsewhere, is seen by planning again.
create or replace function @schema@.task_still_holds(operation uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform from @schema@.users u where u.id in (
        select s.user_id from @schema@.stage_task s where s.operation_id = operation
        union select w.user_id from @schema@.task_parts(operation) w) order by u.id for share;
    return not exists (select from @schema@.task_check_active(operation))
        and not exists (select from @schema@.stage_task s join @schema@.users u on u.id = s.user_id
            where s.operation_id = operation and s.organization_id <> coalesce(u.organization_id, 0));
end $$;
comment on function @schema@.task_still_holds(uuid) is
    'Locks those to whom waiting tasks are given; whether they are all still as they were when it was planned';

create or replace function @schema@.task_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_require_writer('task');
    perform @schema@.stage_require_planned(operation, 'task');
    -- What was planned may have waited for long: rights, and whom it goes to, are looked at again.
    if @schema@.actor_id() is not null and (not @schema@.task_still_holds(operation)
            or exists (select from @schema@.task_out_of_sight(operation))
            or exists (select from @schema@.task_resolve(operation)) or exists (select from @schema@.task_check_rights(operation))
            or exists (select from @schema@.task_parts(operation) w where w.user_id is null)) then
        raise exception 'these tasks, or those to whom they go, are out of your reach by now' using errcode = 'CT079';
    end if;
    perform @schema@.stage_write(operation, 'task');
    delete from @schema@.task_participant m using @schema@.stage_plan p, @schema@.stage_task s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and s.participants is not null and m.task_id = p.row_id and not exists (
        select from @schema@.task_parts(operation) w where w.row_id = m.task_id and w.user_id = m.user_id and w.role = m.role);
    insert into @schema@.task_participant (task_id, user_id, role)
    select w.row_id, w.user_id, w.role from @schema@.task_parts(operation) w
    where w.action <> 'keep' on conflict on constraint task_participant_pkey do nothing;
end $$;
comment on function @schema@.task_write(uuid) is 'Writes the planned tasks with their participants';

create or replace function @schema@.task_participants_told(target bigint) returns text[]
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
    select array(select u.email || ':' || m.role from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
        where m.task_id = target order by (u.email || ':' || m.role) collate "C")
$$;
comment on function @schema@.task_participants_told(bigint) is 'Who takes part in a task, each e-mail:role';

create or replace function @schema@.task_planned_lists(operation uuid)
    returns table (line bigint, change jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with wanted as (
        select w.line, array_agg(u.email || ':' || w.role order by (u.email || ':' || w.role) collate "C") as parts
        from @schema@.task_parts(operation) w join @schema@.users u on u.id = w.user_id group by w.line
    )
    select s.line, case when coalesce(to_jsonb(w.parts), '[]') <> coalesce(to_jsonb(v.parts), '[]')
            and (s.participants is not null or p.action = 'create')
        then jsonb_build_object('participants', jsonb_build_array(to_jsonb(v.parts), coalesce(to_jsonb(w.parts), '[]'))) else '{}' end
    from @schema@.stage_plan p
    join @schema@.stage_task s on s.operation_id = operation and s.line = p.line
    left join wanted w on w.line = s.line
    left join lateral (select @schema@.task_participants_told(t.id) as parts from @schema@.task t where t.id = p.row_id) v on true
    where p.operation_id = operation and p.action <> 'keep'
$$;
comment on function @schema@.task_planned_lists(uuid) is 'Who would take part in waiting tasks, and who did';
