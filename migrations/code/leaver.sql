-- Users who leave: deactivated, never deleted (REQUIREMENTS U5), with their open work, their team and whom they were to
-- approve handed on in the same transaction (U9, T3), now or at an instant (U10).

-- In the order of the guards' names. Whoever has planned to give somebody something plans again.
create or replace function @schema@.leaver_lock() returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform from @schema@.guard where name in ('case', 'paused', 'task', 'user') order by name for update;
    update @schema@.guard set version = version + 1 where name in ('case', 'paused', 'task', 'user');
end $$;
comment on function @schema@.leaver_lock() is 'Before users are deactivated: writers of users and of work take turns';

-- Whoever only watches a task has no work in it.
create or replace function @schema@.leaver_tasks(users bigint[])
    returns table (user_id bigint, task_id bigint, is_for boolean, role text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select t.user_id, t.id, true, null from unnest(users) g join @schema@.task t on t.user_id = g
    where t.status in ('not-started', 'in-progress', 'waiting')
    union all
    select m.user_id, m.task_id, false, m.role from unnest(users) g join @schema@.task_participant m on m.user_id = g
    join @schema@.task t on t.id = m.task_id
    where m.role <> 'observer' and t.status in ('not-started', 'in-progress', 'waiting')
$$;
comment on function @schema@.leaver_tasks(bigint[]) is 'The open tasks that are for users, or that they take part in otherwise than by watching';

-- Joined with the array, not compared with it: each of a hundred thousand would be compared with each.
create or replace function @schema@.leaver_open(users bigint[])
    returns table (user_id bigint, cases bigint, tasks bigint, paused bigint, team bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with found as (
        select a.user_id, count(*) as cases, 0 as tasks, 0 as paused, 0 as team from unnest(users) g
        join @schema@.case_assignment a on a.user_id = g
        where a.withdrawn_at is null and a.until >= @schema@.today() group by a.user_id
        union all
        select t.user_id, 0, count(distinct t.task_id), 0, 0 from @schema@.leaver_tasks(users) t group by t.user_id
        union all
        select p.user_id, 0, 0, count(*), 0 from unnest(users) g join @schema@.paused_operation p on p.user_id = g
        where p.state = 'parked' group by p.user_id
        union all
        select s.supervisor_id, 0, 0, 0, count(*) from unnest(users) g join @schema@.users s on s.supervisor_id = g
        where s.deactivated_at is null and not exists (select from unnest(users) l where l = s.id) group by s.supervisor_id
    )
    select f.user_id, sum(f.cases)::bigint, sum(f.tasks)::bigint, sum(f.paused)::bigint, sum(f.team)::bigint
    from found f group by f.user_id
$$;
comment on function @schema@.leaver_open(bigint[]) is
    'What users have open: case assignments, tasks, parked operations, and how many on their team stay; who has nothing has no row';

create or replace function @schema@.leaver_count(number bigint, one text) returns text
    language sql immutable
    return case when number > 0 then number || ' ' || one || case when number > 1 then 's' else '' end end;
comment on function @schema@.leaver_count(bigint, text) is 'A number with its word; null: none';

create or replace function @schema@.leaver_work_told(cases bigint, tasks bigint, paused bigint) returns text
    language sql immutable
    return concat_ws(', ', @schema@.leaver_count(cases, 'open case'), @schema@.leaver_count(tasks, 'open task'),
        @schema@.leaver_count(paused, 'parked operation'));
comment on function @schema@.leaver_work_told(bigint, bigint, bigint) is 'Open work in words; empty: none';

-- To whom a team goes unless somebody is named: up from the leaver, the first who stays. Of many leavers few have to be asked for.
create or replace function @schema@.leaver_heirs_of(asked bigint[], users bigint[]) returns table (user_id bigint, heir bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with recursive leaving as materialized (
        select distinct g as id from unnest(users) g where asked <> '{}'
    ), up (start, candidate) as (
        select u.id, u.supervisor_id from (select distinct s as id from unnest(asked) s) l join @schema@.users u on u.id = l.id
        union
        select p.start, u.supervisor_id from up p join @schema@.users u on u.id = p.candidate left join leaving l on l.id = u.id
        where l.id is not null or u.pending_since is not null or @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp())
    )
    select p.start, p.candidate from up p join @schema@.users u on u.id = p.candidate left join leaving l on l.id = u.id
    where l.id is null and u.pending_since is null and not @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp())
$$;
comment on function @schema@.leaver_heirs_of(bigint[], bigint[]) is
    'The nearest supervisor of each of some who is active, where all these users leave; who has none has no row';

create or replace function @schema@.leaver_heirs(users bigint[]) returns table (user_id bigint, heir bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.leaver_heirs_of(users, users) $$;
comment on function @schema@.leaver_heirs(bigint[]) is
    'The nearest supervisor of each user who is active and stays; who has none has no row';

-- Whoever gets the own team goes one up (REQUIREMENTS T3).
create or replace function @schema@.leaver_teams(users bigint[], team_to bigint[]) returns table (user_id bigint, supervisor_id bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.id, case when s.id = g.receiver then h.heir else coalesce(g.receiver, h.heir) end
    from unnest(users, team_to) g (user_id, receiver)
    join @schema@.users s on s.supervisor_id = g.user_id and s.deactivated_at is null and not exists (select from unnest(users) l where l = s.id)
    left join @schema@.leaver_heirs(users) h on h.user_id = g.user_id
$$;
comment on function @schema@.leaver_teams(bigint[], bigint[]) is
    'Who is on the teams of leavers and stays, and whose team that is then: of whom is named, or of the nearest supervisor who stays';

-- What is wrong with the receivers, whoever asks.
create or replace function @schema@.leaver_wrong_receivers(users bigint[], works text[], transfer_to bigint[], team_to bigint[])
    returns table (place bigint, field text, message text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query
    with told as (
        select t.place, t.user_id, r.field, r.receiver
        from unnest(users, transfer_to, team_to) with ordinality t (user_id, transfer, team, place)
        cross join lateral (values ('transfer_to', t.transfer), ('team_to', t.team)) r (field, receiver)
        where r.receiver is not null
    )
    select t.place, t.field, case
        when u.id is null then 'there is no such user'
        when u.id = t.user_id then 'is who leaves'
        when @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) then 'is inactive'
        when u.pending_since is not null then 'waits for approval'
        else 'leaves as well' end
    from told t left join @schema@.users u on u.id = t.receiver
    where u.id is null or u.id = any (users) or u.pending_since is not null or @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp())
    order by t.place;
    return query
    select t.place, 'transfer_to', case when t.receiver is null then 'it takes somebody to whom work is transferred'
        else 'is to get it, though work is ' || coalesce(t.work, 'not told') || ': only one can be' end
    from unnest(works, transfer_to) with ordinality t (work, receiver, place)
    where (t.work is not distinct from 'transfer') <> (t.receiver is not null);
    -- Who may not have which clients: by organization, for it is their access that decides.
    return query
    select w.place, 'transfer_to', string_agg(format('%s (%s of %s)', w.why, @schema@.leaver_count(w.number, 'open case'), w.code), '; ' order by w.code)
    from (
        -- Where the one who acts does not look, only that there is something.
        select t.place, case when @schema@.actor_id() is null or a.organization_id = any ((select s.reached from @schema@.scope_of('cases', false) s)::bigint[])
            then o.code else 'another organization' end as code, count(*) as number, @schema@.case_refusal(t.receiver, a.organization_id) as why
        from unnest(users, transfer_to) with ordinality t (user_id, receiver, place)
        join @schema@.case_assignment a on a.user_id = t.user_id and a.withdrawn_at is null and a.until >= @schema@.today()
        join @schema@.organization o on o.id = a.organization_id
        where t.receiver is not null and t.receiver <> all (users)
        group by t.place, o.code, t.receiver, a.organization_id
    ) w where w.why is not null and w.why not in ('is inactive', 'waits for approval', 'does not exist') group by w.place;
    -- Whoever gets the team and is on it goes one up. Further down it would be a circle; and so may be what two of them say.
    if not exists (select from unnest(team_to) r where r is not null) then
        return;
    end if;
    return query
    with recursive moved as materialized (
        select m.user_id, m.supervisor_id from @schema@.leaver_teams(users, team_to) m
    ), up (start, above) as (
        select r.id, coalesce(m.supervisor_id, case when m.user_id is null then u.supervisor_id end)
        from (select distinct t.receiver as id from unnest(team_to) t (receiver) where t.receiver is not null) r
        join @schema@.users u on u.id = r.id left join moved m on m.user_id = r.id
        union
        select p.start, coalesce(m.supervisor_id, case when m.user_id is null then u.supervisor_id end)
        from up p join @schema@.users u on u.id = p.above left join moved m on m.user_id = p.above
    )
    select t.place, 'team_to', case when cardinality(users) = 1
            then 'is further down on the leaver''s team: it would be a circle'
            else 'would be a supervisor of their own, as things would be then' end
    from unnest(team_to) with ordinality t (receiver, place)
    where exists (select from up p where p.start = t.receiver and p.above = t.receiver) order by t.place;
end $$;
comment on function @schema@.leaver_wrong_receivers(bigint[], text[], bigint[], bigint[]) is
    'What is wrong with those to whom leavers'' work and teams would go';

-- What the one who is logged in may not do: to users, and with what they have open.
create or replace function @schema@.leaver_wrong_rights(users bigint[], works text[])
    returns table (place bigint, field text, message text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    editable bigint[];
    of_cases bigint[];
    of_tasks bigint[];
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    perform @schema@.require('users', 'write');
    editable := @schema@.reach(true);
    select s.reached into of_cases from @schema@.scope_of('cases', true) s;
    select s.reached into of_tasks from @schema@.scope_of('tasks', true) s;
    of_cases := case when @schema@.may('cases', 'write') then of_cases else '{}' end;
    of_tasks := case when @schema@.may('tasks', 'write') then of_tasks else '{}' end;
    return query
    select t.place, 'email', coalesce(case when coalesce(u.organization_id, -1) <> all (editable)
            then 'belongs to an organization whose users you may not change' end,
        'holds an elevated right that you lack: ' || @schema@.outranked_by(u.id))
    from unnest(users) with ordinality t (user_id, place) join @schema@.users u on u.id = t.user_id
    where coalesce(u.organization_id, -1) <> all (editable) or @schema@.outranked_by(u.id) is not null;
    return query
    select t.place, 'work', 'has clients whose case assignments you may not change: --leave-open leaves them to somebody who may'
    from unnest(users, works) with ordinality t (user_id, work, place)
    where t.work in ('transfer', 'unassign') and (exists (
        select from @schema@.case_assignment a where a.user_id = t.user_id and a.withdrawn_at is null and a.until >= @schema@.today()
          and a.organization_id <> all (of_cases))
        or exists (select from @schema@.paused_operation p where p.user_id = t.user_id and p.state = 'parked'
          and coalesce(p.organization_id, -1) <> all (of_cases)));
    return query
    select t.place, 'work', 'has tasks that you may not change: --leave-open leaves them to somebody who may'
    from unnest(users, works) with ordinality t (user_id, work, place)
    where t.work in ('transfer', 'unassign') and exists (
        select from @schema@.leaver_tasks(array[t.user_id]) k join @schema@.task of on of.id = k.task_id
        where coalesce(of.organization_id, -1) <> all (of_tasks));
end $$;
comment on function @schema@.leaver_wrong_rights(bigint[], text[]) is 'What the one who is logged in may not do to leavers and their work';

-- As leaver_move_tasks and leaver_move_paused do it.
create or replace function @schema@.leaver_left_over(users bigint[], leaving bigint[]) returns table (user_id bigint, tasks bigint, paused bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with found as (
        select k.user_id, count(distinct k.task_id) as tasks, 0 as paused
        from (select k.user_id, k.task_id, bool_or(k.is_for) as is_for from @schema@.leaver_tasks(users) k group by k.user_id, k.task_id) k
        where k.is_for or not exists (select from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
            left join unnest(leaving) l on l = m.user_id
            where m.task_id = k.task_id and m.role in ('owner', 'assignee') and u.deactivated_at is null and l is null)
        group by k.user_id
        union all
        select p.user_id, 0, count(*) from unnest(users) g join @schema@.paused_operation p on p.user_id = g
        where p.state = 'parked' group by p.user_id
    )
    select f.user_id, sum(f.tasks)::bigint, sum(f.paused)::bigint from found f group by f.user_id
$$;
comment on function @schema@.leaver_left_over(bigint[], bigint[]) is
    'Of what users have open, that which has to be somebody''s where it is unassigned: tasks that nobody else works on, and what is parked';

create or replace function @schema@.leaver_wrong(users bigint[], works text[], transfer_to bigint[], team_to bigint[])
    returns table (place bigint, field text, message text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    administrators bigint[];
begin
    return query select t.place, 'email', 'nobody deactivates themselves: somebody else can do it who may'
    from unnest(users) with ordinality t (user_id, place) where t.user_id = @schema@.session_leaver();
    administrators := array(select a.id from @schema@.user_administrator a where a.id = any (users));
    if administrators <> '{}' and not exists (select from @schema@.user_administrator a where a.id <> all (users)) then
        return query select t.place, 'email', case when cardinality(administrators) = 1
                then 'is the last administrator, and one has to be left: make somebody else one first'
                else 'is one of the last administrators, and one has to be left' end
        from unnest(users) with ordinality t (user_id, place) where t.user_id = any (administrators);
    end if;
    return query select * from @schema@.leaver_wrong_rights(users, works);
    return query
    select t.place, 'work', 'has ' || @schema@.leaver_work_told(o.cases, o.tasks, o.paused) || ': say what becomes of it'
    from @schema@.leaver_open(users) o join unnest(users, works) with ordinality t (user_id, work, place) on t.user_id = o.user_id
    join @schema@.users u on u.id = o.user_id and u.deactivated_at is null
    where t.work is null and o.cases + o.tasks + o.paused > 0;
    -- Clients may be without a case manager for a while; a task that is for somebody, and what is parked, are somebody's.
    return query
    select t.place, 'work', 'has ' || concat_ws(' and ', @schema@.leaver_count(n.tasks, 'task') || ' that nobody else works on',
            @schema@.leaver_count(n.paused, 'parked operation')) || ', and no supervisor whom these could go to: transfer them to somebody'
    from (
        -- No conditions beside the joins: of a hundred thousand the planner would expect one, and compare each with each.
        select l.* from @schema@.leaver_left_over(array(select w.user_id from unnest(users, works, team_to) w (user_id, work, team)
            where w.work = 'unassign' and w.team is null), users) l
        left join @schema@.leaver_heirs(users) h on h.user_id = l.user_id where h.user_id is null offset 0
    ) n
    join unnest(users) with ordinality t (user_id, place) on t.user_id = n.user_id order by t.place;
    return query select * from @schema@.leaver_wrong_receivers(users, works, transfer_to, team_to);
end $$;
comment on function @schema@.leaver_wrong(bigint[], text[], bigint[], bigint[]) is
    'What is wrong with deactivating users now: the place among them from 1, the field (email, work, transfer_to, team_to) and why';

create or replace function @schema@.leaver_is_helped(task bigint, users bigint[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select exists (select from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
        where m.task_id = task and m.role in ('owner', 'assignee') and m.user_id <> all (users) and u.deactivated_at is null)
$$;
comment on function @schema@.leaver_is_helped(bigint, bigint[]) is 'Whether somebody works on a task who stays';

-- Cases of several may go to one who would have the same client twice: one giver after the other, then.
create or replace function @schema@.leaver_move_cases(users bigint[], receivers bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    turn record;
begin
    for turn in
        select array_agg(g.user_id) as givers, array_agg(g.client_id) as clients, array_agg(g.receiver) as receivers
        from (
            select d.*, row_number() over (partition by d.client_id, d.receiver order by d.user_id) as n
            from (select distinct t.user_id, a.client_id, t.receiver from unnest(users, receivers) t (user_id, receiver)
                join @schema@.case_assignment a on a.user_id = t.user_id and a.withdrawn_at is null and a.until >= @schema@.today()
                where t.receiver is not null) d
        ) g group by g.n order by g.n
    loop
        perform @schema@.caseload_move(turn.givers, @schema@.today(), turn.clients, turn.receivers, 'transferred');
    end loop;
end $$;
comment on function @schema@.leaver_move_cases(bigint[], bigint[]) is 'Gives the open assignments of leavers to others';

create or replace function @schema@.leaver_end_cases(users bigint[]) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.case_assignment a set
        end_date = case when a.begin_date < @schema@.today() then @schema@.today() - 1 else a.end_date end,
        withdrawn_at = case when a.begin_date < @schema@.today() then null else now() end,
        -- Nothing is told of what never was, so that there is nothing to put back.
        end_reason = case when a.begin_date < @schema@.today() then 'case manager has left' else a.end_reason end
    from unnest(users) g
    where a.user_id = g and a.withdrawn_at is null and a.until >= @schema@.today()
$$;
comment on function @schema@.leaver_end_cases(bigint[]) is 'Ends the open assignments of leavers yesterday; what has not begun by then is withdrawn';

-- Who takes part in a task is taken away and given anew, so that history tells it. Of two roles the one with more work stays.
create or replace function @schema@.leaver_move_tasks(users bigint[], receivers bigint[], keeps_help boolean[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    ranks constant text[] := array['owner', 'assignee', 'reviewer', 'observer'];
    parts record;
    given_tasks bigint[];
    given_users bigint[];
    given_roles text[];
begin
    update @schema@.task t set user_id = r.id, organization_id = r.organization_id
    from unnest(users, receivers) g (user_id, receiver) join @schema@.users r on r.id = g.receiver
    where t.user_id = g.user_id and t.status in ('not-started', 'in-progress', 'waiting');
    select array_agg(k.task_id) as tasks, array_agg(k.user_id) as leavers, array_agg(k.role) as roles, array_agg(k.receiver) as receivers into parts
    from (
        select k.task_id, k.user_id, k.role,
            case when g.keeps and @schema@.leaver_is_helped(k.task_id, users) then null else g.receiver end as receiver
        from unnest(users, receivers, keeps_help) g (user_id, receiver, keeps)
        join @schema@.leaver_tasks(users) k on k.user_id = g.user_id and not k.is_for
        where g.receiver is not null or g.keeps
    ) k;
    if parts.tasks is null then
        return;
    end if;
    select array_agg(n.task_id), array_agg(n.receiver), array_agg(n.role) into given_tasks, given_users, given_roles
    from (
        select w.task_id, w.receiver, ranks[min(array_position(ranks, w.role))] as role
        from (
            select t.task_id, t.receiver, t.role from unnest(parts.tasks, parts.receivers, parts.roles) t (task_id, receiver, role)
            where t.receiver is not null
            union all
            select m.task_id, m.user_id, m.role from @schema@.task_participant m
            where (m.task_id, m.user_id) in (select t.task_id, t.receiver from unnest(parts.tasks, parts.receivers) t (task_id, receiver))
        ) w group by w.task_id, w.receiver
    ) n
    where not exists (select from @schema@.task_participant m where m.task_id = n.task_id and m.user_id = n.receiver and m.role = n.role);
    delete from @schema@.task_participant m using (
        select t.task_id, t.user_id from unnest(parts.tasks, parts.leavers) t (task_id, user_id)
        union select g.task_id, g.user_id from unnest(given_tasks, given_users) g (task_id, user_id)) gone
    where m.task_id = gone.task_id and m.user_id = gone.user_id;
    insert into @schema@.task_participant (task_id, user_id, role)
    select * from unnest(given_tasks, given_users, given_roles);
end $$;
comment on function @schema@.leaver_move_tasks(bigint[], bigint[], boolean[]) is
    'Gives the open tasks of leavers to others; where it is said so, only those that nobody else works on';

create or replace function @schema@.leaver_move_paused(users bigint[], receivers bigint[]) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.paused_operation p set user_id = r.id,
        organization_id = case when p.client_id is null then r.organization_id else p.organization_id end
    from unnest(users, receivers) g (user_id, receiver) join @schema@.users r on r.id = g.receiver
    where p.user_id = g.user_id and p.state = 'parked'
$$;
comment on function @schema@.leaver_move_paused(bigint[], bigint[]) is 'Gives what leavers have parked to others';

create or replace function @schema@.leaver_move_teams(users bigint[], team_to bigint[]) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.users s set supervisor_id = m.supervisor_id from @schema@.leaver_teams(users, team_to) m where s.id = m.user_id
$$;
comment on function @schema@.leaver_move_teams(bigint[], bigint[]) is
    'Gives the teams of leavers to others, or to the nearest supervisor who stays; whoever gets the own team goes one up (REQUIREMENTS T3)';

-- What somebody had when they left, and who has it now. By the history, which nobody can change.
create or replace function @schema@.leaver_had(target bigint)
    returns table (kind text, what text, name text, now_with text[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    left_by uuid;
    called text[];
begin
    if not @schema@.user_is_visible(target) then
        return;
    end if;
    -- History has the e-mail of that day.
    select u.deactivated_by, array[u.email] || array(select h.change -> 'email' ->> 0 from @schema@.history h
            where h.noun = 'user' and h.row_id = target and h.action = 'changed' and h.change ? 'email')
    into left_by, called from @schema@.users u where u.id = target;
    return query
    select 'case', c.external_id, c.name, array(select u.email from @schema@.case_assignment o join @schema@.users u on u.id = o.user_id
        where o.client_id = c.id and o.withdrawn_at is null and o.until >= @schema@.today() order by u.login)
    from @schema@.client c where c.id in (
        select a.client_id from @schema@.history h join @schema@.case_assignment a on a.id = h.row_id and a.user_id = target
        where h.operation_id = left_by and h.noun = 'case' and h.action = 'changed'
        union
        select a.client_id from @schema@.case_assignment a where a.user_id = target and a.withdrawn_at is null and a.until >= @schema@.today())
      and @schema@.work_is_visible('client', c.id)
    order by c.key;
    return query
    select 'task', t.uid, t.title, coalesce(array(select distinct u.email from @schema@.users u
        where u.id = t.user_id or exists (select from @schema@.task_participant m where m.task_id = t.id and m.user_id = u.id and m.role <> 'observer') order by 1), '{}')
    from @schema@.task t where t.status in ('not-started', 'in-progress', 'waiting') and t.id in (
        select h.row_id from @schema@.history h where h.operation_id = left_by and h.noun = 'task'
          and (h.change -> 'for_user' ->> 0 = any (called) or exists (
            select from jsonb_array_elements_text(case jsonb_typeof(h.change -> 'participants' -> 0) when 'array' then h.change -> 'participants' -> 0 else '[]' end) p
            where split_part(p, ':', 1) = any (called)))
        union select k.task_id from @schema@.leaver_tasks(array[target]) k)
      and @schema@.work_is_visible('task', t.id)
    order by t.id;
end $$;
comment on function @schema@.leaver_had(bigint) is 'The open cases and tasks that an inactive user had when they left, or has still, and with whom they are now (REQUIREMENTS U8)';

create or replace function @schema@.leaver_do(users bigint[], works text[], transfer_to bigint[], team_to bigint[], reasons text[])
    returns table (user_id bigint, cases bigint, tasks bigint, paused bigint, team bigint, left_open bigint)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    operation uuid := @schema@.current_operation();
    going record;
    moved record;
    ended bigint[];
    had jsonb;
begin
    perform from @schema@.users u where u.id = any (users || transfer_to || team_to) order by u.id for no key update;
    select coalesce(array_agg(t.user_id), '{}') as users, array_agg(t.work) as works, array_agg(t.receiver) as receivers,
        array_agg(t.team) as teams, array_agg(t.reason) as reasons into going
    from unnest(users, works, transfer_to, team_to, reasons) t (user_id, work, receiver, team, reason)
    join @schema@.users u on u.id = t.user_id and u.deactivated_at is null;
    if going.users = '{}' then
        return;
    end if;
    had := (select coalesce(jsonb_object_agg(o.user_id, to_jsonb(o)), '{}') from @schema@.leaver_open(going.users) o);
    -- The many first: see leaver_write.
    update @schema@.users u set deactivated_at = now(), deactivated_by = operation, deactivation_reason = t.reason,
        ends_at = null, ends_by = null, ends_reason = null, ends_work = null, ends_transfer_to_id = null, ends_team_to_id = null
    from unnest(going.users, going.reasons) t (user_id, reason) where u.id = t.user_id;
    if had <> '{}' then
        -- To whom each leaver's work goes: who was named; or where it is unassigned, and has to be somebody's, whoever gets the team.
        select coalesce(array_agg(t.user_id), '{}') as users, array_agg(coalesce(t.receiver, t.team, h.heir)) as receivers,
            array_agg(t.work = 'unassign') as unassigned into moved
        from unnest(going.users, going.works, going.receivers, going.teams) t (user_id, work, receiver, team)
        left join @schema@.leaver_heirs_of(array(
            select w.user_id from unnest(going.users, going.works, going.receivers, going.teams) w (user_id, work, receiver, team)
            where w.work = 'unassign' and coalesce(w.receiver, w.team) is null and had ? w.user_id::text), going.users) h on h.user_id = t.user_id
        where t.work in ('transfer', 'unassign') and had ? t.user_id::text;
        ended := array(select t.u from unnest(moved.users, moved.unassigned) t (u, is_so) where t.is_so);
        if moved.users <> '{}' then
            perform @schema@.leaver_move_cases(moved.users, array(select case when t.is_so then null else t.r end
                from unnest(moved.receivers, moved.unassigned) with ordinality t (r, is_so, n) order by n));
            perform @schema@.leaver_end_cases(ended);
            perform @schema@.leaver_move_tasks(moved.users, moved.receivers, moved.unassigned);
            perform @schema@.leaver_move_paused(moved.users, moved.receivers);
        end if;
        perform @schema@.leaver_move_teams(going.users, going.teams);
        perform @schema@.leaver_tell(moved.users, moved.receivers, moved.unassigned, going.users, going.teams, had);
    end if;
    return query
    select t.user_id, coalesce((o.told ->> 'cases')::bigint, 0), coalesce((o.told ->> 'tasks')::bigint, 0),
        coalesce((o.told ->> 'paused')::bigint, 0), coalesce((o.told ->> 'team')::bigint, 0),
        case when t.work in ('transfer', 'unassign') then 0
            else coalesce((o.told ->> 'cases')::bigint + (o.told ->> 'tasks')::bigint + (o.told ->> 'paused')::bigint, 0) end
    from unnest(going.users, going.works) with ordinality t (user_id, work, n)
    cross join lateral (select had -> t.user_id::text as told) o order by t.n;
end $$;
comment on function @schema@.leaver_do(bigint[], text[], bigint[], bigint[], text[]) is
    'Deactivates users and hands on what they have open; gives what each had, and how much of it stays with them. Nothing is checked here but by the triggers: leaver_wrong tells beforehand';
