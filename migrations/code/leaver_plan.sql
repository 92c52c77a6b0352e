-- Leavers that wait, from flags or from a file: planned, checked and written as rows of other nouns are.

create or replace function @schema@.leaver_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('leaver', operation, on_conflict) $$;
comment on function @schema@.leaver_plan(uuid, text) is 'Plans the waiting leavers and gives what is wrong with them';

create or replace function @schema@.leaver_out_of_sight(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    unseen bigint[];
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    unseen := @schema@.stage_unseen_users(operation);
    return query
    select s.line, 'email', 'there is no such user', coalesce(s.email, s.match_key)
    from @schema@.stage_leaver s where s.operation_id = operation and s.line = any (unseen);
    delete from @schema@.stage_leaver s where s.operation_id = operation and s.line = any (unseen);
    delete from @schema@.stage_plan p where p.operation_id = operation and p.line = any (unseen);
end $$;
comment on function @schema@.leaver_out_of_sight(uuid) is 'Leavers whom the one who is logged in does not see; they go';

-- Whom the one who acts may name, and when that is on the clocks of the leaver's organization.
create or replace function @schema@.leaver_resolve(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    named record;
begin
    update @schema@.stage_leaver s set reason = nullif(s.reason, ''), transfer_login = nullif(s.transfer_login, ''),
        team_login = nullif(s.team_login, ''), ends_local = nullif(s.ends_local, '-infinity'),
        work = coalesce(nullif(s.work, ''), case when s.transfer_login <> '' then 'transfer' end),
        transfer_to_id = null, team_to_id = null, ends_at = null
    where s.operation_id = operation;
    if @schema@.actor_id() is null then
        update @schema@.stage_leaver s set transfer_to_id = u.id from @schema@.users u where s.operation_id = operation and u.login = s.transfer_login;
        update @schema@.stage_leaver s set team_to_id = u.id from @schema@.users u where s.operation_id = operation and u.login = s.team_login;
    end if;
    for named in
        select distinct t.login, u.id from @schema@.stage_leaver s
        cross join lateral (values (s.transfer_login), (s.team_login)) t (login)
        left join lateral (select n.id from @schema@.case_manager_named(t.login) n) u on true
        where s.operation_id = operation and t.login is not null and (select @schema@.actor_id()) is not null
    loop
        update @schema@.stage_leaver s set transfer_to_id = named.id where s.operation_id = operation and s.transfer_login = named.login;
        update @schema@.stage_leaver s set team_to_id = named.id where s.operation_id = operation and s.team_login = named.login;
    end loop;
    return query
    select s.line, t.field, 'there is no such user', t.login from @schema@.stage_leaver s
    cross join lateral (values ('transfer_to', s.transfer_login, s.transfer_to_id), ('team_to', s.team_login, s.team_to_id)) t (field, login, id)
    where s.operation_id = operation and t.login is not null and t.id is null;
    if not exists (select from @schema@.stage_leaver s where s.operation_id = operation and s.ends_local is not null) then
        return;
    end if;
    update @schema@.stage_leaver s set ends_at = s.ends_local at time zone coalesce(o.time_zone, 'UTC')
    from @schema@.stage_plan p join @schema@.users u on u.id = p.row_id left join @schema@.organization o on o.id = u.organization_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line and s.ends_local is not null;
    return query
    select s.line, 'at', case when s.ends_at <= clock_timestamp() then format('is past on the clocks there (%s): without a time it is at once', coalesce(o.time_zone, 'UTC'))
        else format('does not come there: the clocks of %s are put forward then', o.time_zone) end, to_char(s.ends_local, 'YYYY-MM-DD"T"HH24:MI')
    from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
    join @schema@.users u on u.id = p.row_id left join @schema@.organization o on o.id = u.organization_id
    where s.operation_id = operation and s.ends_at is not null and u.deactivated_at is null
      and (s.ends_at <= clock_timestamp() or s.ends_at at time zone coalesce(o.time_zone, 'UTC') <> s.ends_local);
end $$;
comment on function @schema@.leaver_resolve(uuid) is 'Finds who gets what leavers have open, and at which instant they leave';

create or replace function @schema@.leaver_compare(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_plan p set action = 'change'
    from @schema@.stage_leaver s, @schema@.users u
    where p.operation_id = operation and s.operation_id = operation and s.line = p.line and u.id = p.row_id
      and u.deactivated_at is null and case
        when s.cancels then u.ends_at is not null
        when s.ends_at is null then true
        else s.ends_at is distinct from u.ends_at or s.work is distinct from u.ends_work
            or s.transfer_to_id is distinct from u.ends_transfer_to_id or s.team_to_id is distinct from u.ends_team_to_id
            or (s.reason is not null and s.reason is distinct from u.ends_reason) end
$$;
comment on function @schema@.leaver_compare(uuid) is 'Plans: who leaves who has not left, and whose end changes';

-- Those that leave now first, by themselves; then those whose end is scheduled, as if they left with them.
create or replace function @schema@.leaver_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
    is_later boolean;
begin
    foreach is_later in array array[false, true] loop
        select coalesce(array_agg(s.line order by s.line), '{}') as lines, coalesce(array_agg(p.row_id order by s.line), '{}') as users,
            array_agg(s.work order by s.line) as works, array_agg(s.transfer_to_id order by s.line) as transfers,
            array_agg(s.team_to_id order by s.line) as teams, bool_or(s.ends_at is not null) as some_later into told
        from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
        where s.operation_id = operation and s.cancels is not true and (is_later or s.ends_at is null);
        continue when told.users = '{}' or (is_later and not told.some_later);
        return query
        with wrong as materialized (
            select s.line, u.id, u.email, w.field, w.message, s.work, s.transfer_login, s.team_login,
                w.field = 'work' and s.work is null as is_unsaid, w.number
            from @schema@.leaver_wrong(told.users, told.works, told.transfers, told.teams) with ordinality w (place, field, message, number)
            join @schema@.stage_leaver s on s.operation_id = operation and s.line = told.lines[w.place]
            join @schema@.users u on u.id = told.users[w.place]
            where is_later = (s.ends_at is not null)
              -- That there is no such user is told already.
              and not (w.field = 'transfer_to' and s.transfer_login is not null and s.transfer_to_id is null)
        )
        -- What there is, is looked up for the first of them only: nobody reads a hundred thousand names.
        select w.line, w.field, case when n.told is null then w.message else 'has ' || n.told || ': say what becomes of it' end,
            case w.field when 'email' then w.email when 'transfer_to' then coalesce(w.transfer_login, w.work)
                when 'team_to' then w.team_login else coalesce(w.work, w.email) end
        from wrong w
        left join @schema@.leaver_work_named(array(select f.id from wrong f where f.is_unsaid order by f.line limit 200), 3) n
            on n.user_id = w.id and w.is_unsaid
        order by w.line, w.number;
    end loop;
    return query
    select s.line, w.field, w.message, u.email
    from (select coalesce(array_agg(s.line), '{}') as lines, coalesce(array_agg(p.row_id), '{}') as users
        from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
        where s.operation_id = operation and s.cancels) c
    cross join lateral @schema@.leaver_wrong_rights(c.users, '{}') w
    join @schema@.stage_leaver s on s.operation_id = operation and s.line = c.lines[w.place]
    join @schema@.users u on u.id = c.users[w.place];
end $$;
comment on function @schema@.leaver_check(uuid) is 'What is wrong with the planned leavers';

create or replace function @schema@.leaver_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, 'leaver');
    return query select * from @schema@.stage_repeats(operation, 'leaver');
    perform @schema@.stage_identify(operation, 'leaver');
    perform @schema@.stage_measure(operation, 'leaver');
    return query select * from @schema@.leaver_out_of_sight(operation);
    return query select * from @schema@.stage_conflicts(operation, 'leaver', 'existing');
    return query select s.line, 'at', 'cancelling and setting an end are two things', null::text
    from @schema@.stage_leaver s where s.operation_id = operation and s.cancels and s.ends_local is not null;
    return query select * from @schema@.leaver_resolve(operation);
    perform @schema@.leaver_compare(operation);
    perform @schema@.stage_measure_changes(operation);
    -- Nobody knows yet that they all leave now: the planner would take them for a few, and join each with all.
    if (select count(*) from (select from @schema@.stage_leaver where operation_id = operation limit 201) s) > 200 then
        analyze @schema@.stage_leaver;
    end if;
    return query select * from @schema@.leaver_check(operation);
end $$;
comment on function @schema@.leaver_problems(uuid, text) is 'What leaver_plan does and finds';

create or replace function @schema@.leaver_clock(at timestamptz, zone text) returns text
    language sql stable
    return to_char(at at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS');
comment on function @schema@.leaver_clock(timestamptz, text) is 'An instant on the clocks of a zone';

-- Of somebody whom the one who acts does not see, that it is the one above.
create or replace function @schema@.leaver_heir_told(named bigint, heir bigint) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select case when coalesce(named, heir) is not null then 'to ' || coalesce((select r.email from @schema@.users r where r.id = coalesce(named, heir)
        and (named is not null or (select @schema@.actor_id()) is null or @schema@.user_is_visible(r.id))), 'the next supervisor up') end
$$;
comment on function @schema@.leaver_heir_told(bigint, bigint) is 'To whom something goes: to whom was named, or else to the nearest supervisor who stays; null: nobody';

-- Who leaves now leaves with those that leave now; whose end is scheduled, as if all of them left.
create or replace function @schema@.leaver_planned(operation uuid)
    returns table (line bigint, action text, key text, inactive boolean, change jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    users bigint[];
    others bigint[];
    unassigned bigint[];
begin
    perform @schema@.stage_require_own(operation);
    select coalesce(array_agg(p.row_id) filter (where s.ends_at is null), '{}'), coalesce(array_agg(p.row_id), '{}'),
        coalesce(array_agg(p.row_id) filter (where s.ends_at is null and s.work = 'unassign'), '{}')
    into users, others, unassigned
    from @schema@.stage_plan p join @schema@.stage_leaver s on s.operation_id = operation and s.line = p.line
    where p.operation_id = operation and p.action = 'change' and s.cancels is not true;
    others := case when cardinality(others) = cardinality(users) then '{}' else others end;
    return query
    with sets (is_later, ids) as (values (false, users), (true, others)),
    open as (select t.is_later, o.* from sets t cross join lateral @schema@.leaver_open(t.ids) o),
    heirs as (select t.is_later, h.* from sets t cross join lateral @schema@.leaver_heirs(t.ids) h)
    select s.line, p.action, u.email, u.deactivated_at is not null, case
        when s.cancels then jsonb_build_object('ends_at', jsonb_build_array(to_char(u.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), null),
            'cancel', jsonb_build_array(@schema@.instant_told(u.ends_at, g.time_zone), true))
        else case when s.ends_at is null then jsonb_build_object('status', jsonb_build_array('active', 'inactive'))
                else jsonb_build_object('at', jsonb_build_array(@schema@.leaver_clock(u.ends_at, z.zone), @schema@.leaver_clock(s.ends_at, z.zone))) end
            || case when s.reason is null then '{}' else jsonb_build_object('reason', jsonb_build_array(null, s.reason)) end
            || case when s.work is null and coalesce(o.cases + o.tasks + o.paused, 0) = 0 then '{}'
                else jsonb_build_object('work', jsonb_build_array(nullif(@schema@.leaver_work_told(o.cases, o.tasks, o.paused), ''), s.work)) end
            -- What there is by then, nobody knows: to whom it would go today.
            || case when s.work is distinct from 'unassign' or (s.ends_at is null and r.user_id is null) then '{}'
                else jsonb_build_object('unassigned', jsonb_build_array(
                    nullif(concat_ws(', ', @schema@.leaver_count(r.tasks, 'task'), @schema@.leaver_count(r.paused, 'parked operation')), ''), e.told)) end
            || case when s.transfer_to_id is null then '{}' else jsonb_build_object('transfer_to', jsonb_build_array(null,
                (select r.email from @schema@.users r where r.id = s.transfer_to_id))) end
            || case when s.team_to_id is null then '{}' else jsonb_build_object('team_to', jsonb_build_array(null,
                (select r.email from @schema@.users r where r.id = s.team_to_id))) end
            || case when coalesce(o.team, 0) = 0 then '{}'
                else jsonb_build_object('team', jsonb_build_array(o.team || case o.team when 1 then ' person' else ' people' end,
                    coalesce(e.told, 'without a supervisor'))) end end
    from @schema@.stage_plan p join @schema@.stage_leaver s on s.operation_id = operation and s.line = p.line
    join @schema@.users u on u.id = p.row_id
    left join @schema@.organization g on g.id = u.organization_id
    cross join lateral (select coalesce(g.time_zone, 'UTC') as zone) z
    left join open o on o.user_id = u.id and o.is_later = (s.ends_at is not null)
    left join heirs h on h.user_id = u.id and h.is_later = (s.ends_at is not null)
    left join @schema@.leaver_left_over(unassigned, users) r on r.user_id = u.id
    cross join lateral (select case when coalesce(o.team, 0) > 0 or s.work = 'unassign' then @schema@.leaver_heir_told(s.team_to_id, h.heir) end as told) e
    where p.operation_id = operation and p.action <> 'keep'
      and ((select @schema@.actor_id()) is null or @schema@.user_is_visible(u.id)) order by s.line;
end $$;
comment on function @schema@.leaver_planned(uuid) is 'What would become of each leaver, field by field';

create or replace function @schema@.leaver_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
    why text := (select o.reason from @schema@.operation o where o.id = operation);
begin
    perform @schema@.stage_require_writer('leaver');
    perform @schema@.stage_require_planned(operation, 'leaver');
    perform @schema@.leaver_lock();
    -- What was planned may have waited for long: rights are looked at again.
    if @schema@.actor_id() is not null and exists (select from @schema@.leaver_check(operation)) then
        raise exception 'some of these cannot be deactivated any more' using errcode = 'CT079', hint = 'run the command again';
    end if;
    -- The many first: triggers keep the plans that they made for the first statement, and what is right for a few rows is not
    -- for a hundred thousand.
    select coalesce(array_agg(p.row_id), '{}') as users, array_agg(s.work) as works, array_agg(s.transfer_to_id) as transfers,
        array_agg(s.team_to_id) as teams, array_agg(coalesce(s.reason, why)) as reasons into told
    from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    where s.operation_id = operation and s.cancels is not true and s.ends_at is null;
    if told.users <> '{}' then
        perform @schema@.leaver_do(told.users, told.works, told.transfers, told.teams, told.reasons);
    end if;
    update @schema@.users u set ends_at = null, ends_by = null, ends_reason = null, ends_work = null, ends_transfer_to_id = null, ends_team_to_id = null
    from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    where s.operation_id = operation and s.cancels and u.id = p.row_id;
    update @schema@.users u set ends_at = s.ends_at, ends_by = operation, ends_reason = coalesce(s.reason, why), ends_work = s.work,
        ends_transfer_to_id = s.transfer_to_id, ends_team_to_id = s.team_to_id
    from @schema@.stage_leaver s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    where s.operation_id = operation and s.cancels is not true and s.ends_at is not null and u.id = p.row_id;
end $$;
comment on function @schema@.leaver_write(uuid) is 'Deactivates the planned leavers, or schedules or cancels their ends (REQUIREMENTS U9, U10)';
