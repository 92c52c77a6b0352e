-- Rosters: a file that is the truth about the users of a scope. What it tells is planned and written as an import is; beside
-- that, whoever comes back is marked in the plan (returns), and whoever leaves has a row there of their own, whose line is
-- negative where no row of the file tells of them: leave, or stay, where somebody is missing and not to be deactivated.
--
-- For administrators' connections: none of it is granted to operators, and without roster_begin no plan is one of a roster.

-- An expression, so that the planner takes it into the statement and asks for workgroups only where the roster does.
create or replace function @schema@.roster_holds(
    told @schema@.stage_roster, kind text, organization bigint, provider bigint, place bigint, workgroups bigint[], external_id text
) returns boolean
    language sql immutable
    return kind = 'staff'
        and ((told).organization_ids is null or coalesce(organization = any ((told).organization_ids), false))
        and ((told).provider_ids is null or coalesce(provider = any ((told).provider_ids), false))
        and ((told).location_ids is null or coalesce(place = any ((told).location_ids), false))
        and ((told).has_external_id is null or (told).has_external_id = (external_id is not null))
        and ((told).workgroup_ids is null or coalesce((told).workgroup_ids && workgroups, false));
comment on function @schema@.roster_holds(@schema@.stage_roster, text, bigint, bigint, bigint, bigint[], text) is
    'Whether a user who is so belongs to the scope of a roster';

-- Most rows of a roster say nothing new: those that wait are few, and users are looked up by their keys. On a disk that has to
-- turn for each of them the planner would rather read all of the table.
create or replace function @schema@.roster_few() returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select set_config('random_page_cost', '1.1', true) $$;
comment on function @schema@.roster_few() is 'Lets the planner look few users up, until the transaction ends';

create or replace function @schema@.roster_begin(
    operation uuid, organizations bigint[], providers bigint[], locations bigint[], workgroups bigint[], has_external_id boolean
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.actor_id() is not null then
        raise exception 'a roster takes an administrator''s connection' using errcode = 'CT079',
            hint = 'ct user import creates and changes users within your reach, and ct user deactivate deactivates them';
    end if;
    insert into @schema@.stage_roster (operation_id, organization_ids, provider_ids, location_ids, workgroup_ids, has_external_id)
    values (operation, organizations, providers, locations, workgroups, roster_begin.has_external_id);
    -- Users are read to be compared with before the rows are planned: the plan is as old as that.
    perform @schema@.stage_note_version(operation, 'user');
    perform @schema@.roster_few();
end $$;
comment on function @schema@.roster_begin(uuid, bigint[], bigint[], bigint[], bigint[], boolean) is
    'Says that the rows that are staged are a roster, and of whom';

-- Whoever is told to be inactive may be meant by an external id.
create or replace function @schema@.roster_teams(operation uuid, missing bigint[]) returns table (user_id bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with inactive as materialized (
        select s.match_key, s.external_id from @schema@.stage_user s where s.operation_id = operation and s.status = 'inactive'
    ), leaving as (
        select m as id from unnest(missing) m
        union select u.id from inactive i join @schema@.users u on u.login = i.match_key
        union select u.id from inactive i join @schema@.users u on u.external_id = i.external_id
            where i.match_key like '%@placeholder.invalid'
    )
    select u.id from leaving l join @schema@.users u on u.supervisor_id = l.id
$$;
comment on function @schema@.roster_teams(uuid, bigint[]) is 'Who is on the team of somebody who may leave by a roster';

-- Rows that say nothing new do not wait; some of them wait after all, with nothing but whom they are about.
create or replace function @schema@.roster_compared(
    operation uuid, missing bigint[], lines bigint[], ids bigint[], supervised boolean[], identified boolean[]
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    update @schema@.stage_roster r set missing_ids = missing where r.operation_id = operation;
    if lines <> '{}' then
        insert into @schema@.stage_user (operation_id, line, match_key, supervisor_login, external_id)
        select operation, told.line, u.login, case when told.supervised then s.login end, case when told.identified then u.external_id end
        from unnest(lines, ids, roster_compared.supervised, roster_compared.identified) told (line, id, supervised, identified)
        join @schema@.users u on u.id = told.id left join @schema@.users s on s.id = u.supervisor_id;
    end if;
end $$;
comment on function @schema@.roster_compared(uuid, bigint[], bigint[], bigint[], boolean[], boolean[]) is
    'Remembers whom no row names that was like the user, and lets rows wait after all that were';

-- Of a row whose key is not good nobody knows whom it is about.
create or replace function @schema@.roster_unknown(operation uuid, lines bigint[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    blind boolean;
begin
    blind := exists (select from unnest(lines) l where not exists (
        select from @schema@.stage_user s where s.operation_id = operation and s.line = l));
    if blind then
        update @schema@.stage_roster set is_blind = true where operation_id = operation;
    end if;
    return blind;
end $$;
comment on function @schema@.roster_unknown(uuid, bigint[]) is
    'Whether one of these bad rows does not tell whom it is about: then nobody counts as missing';

-- Whoever is named by a row that is left out is in the file; also whose external id it has, under another address.
create or replace function @schema@.roster_spare(operation uuid, lines bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    update @schema@.stage_roster r set spared_ids = array(
        select unnest(r.spared_ids)
        union select u.id from @schema@.stage_user s join @schema@.users u on u.login = s.match_key
        where s.operation_id = operation and s.line = any (lines)
        union select u.id from @schema@.stage_user s join @schema@.users u on u.external_id = s.external_id
        where s.operation_id = operation and s.line = any (lines) and s.external_id <> '')
    where r.operation_id = operation;
end $$;
comment on function @schema@.roster_spare(uuid, bigint[]) is 'Remembers whom rows are about that are left out';

create or replace function @schema@.roster_mark(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told @schema@.stage_roster;
begin
    select * into told from @schema@.stage_roster r where r.operation_id = operation;
    if told.operation_id is null then
        return;
    end if;
    update @schema@.stage_plan p set returns = u.pending_since is null
    from @schema@.users u, @schema@.stage_user s
    where p.operation_id = operation and p.action = 'keep' and u.id = p.row_id
      and (u.deactivated_at is not null or (u.ends_at <= now() and u.pending_since is null)) and u.kind = 'staff'
      and s.operation_id = operation and s.line = p.line and coalesce(s.status, 'active') = 'active';
    if told.is_blind then
        return;
    end if;
    if exists (select from @schema@.stage_user s where s.operation_id = operation and s.status = 'inactive') then
        update @schema@.stage_plan p set action = 'leave'
        from @schema@.users u, @schema@.stage_user s
        where p.operation_id = operation and p.action = 'keep' and u.id = p.row_id
          and u.deactivated_at is null and u.pending_since is null and u.kind = 'staff'
          and s.operation_id = operation and s.line = p.line and s.status = 'inactive';
    end if;
    insert into @schema@.stage_plan (operation_id, line, row_id, action)
    select operation, -u.id, u.id, 'leave'
    from unnest(told.missing_ids) m (id) join @schema@.users u on u.id = m.id
    where u.deactivated_at is null and u.pending_since is null
      and not exists (select from @schema@.stage_plan p where p.operation_id = operation and p.row_id = u.id)
      and not exists (select from unnest(told.spared_ids) spared where spared = u.id);
    perform @schema@.roster_keep(operation);
end $$;
comment on function @schema@.roster_mark(uuid) is 'Plans who comes back, and who leaves: whoever is missing, or told to be inactive';

create or replace function @schema@.roster_keep(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    leaving bigint[];
begin
    -- Somebody has decided when they go, and what becomes of their work.
    update @schema@.stage_plan p set action = 'stay'
    from @schema@.users u
    where p.operation_id = operation and p.action = 'leave' and u.id = p.row_id and u.ends_at > now();
    leaving := array(select a.id from @schema@.stage_plan p join @schema@.user_administrator a on a.id = p.row_id
        where p.operation_id = operation and p.action = 'leave');
    -- Of several who would all go nobody can say who is to stay: so all of them do.
    if leaving <> '{}' and not exists (select from @schema@.user_administrator a where a.id <> all (leaving)) then
        update @schema@.stage_plan p set action = 'stay'
        where p.operation_id = operation and p.action = 'leave' and p.row_id = any (leaving);
    end if;
    update @schema@.stage_plan p set action = 'stay'
    where p.operation_id = operation and p.action = 'leave' and p.row_id = @schema@.session_leaver();
end $$;
comment on function @schema@.roster_keep(uuid) is
    'Who is not to be deactivated though missing: whose end is scheduled, the last administrators, and oneself';

create or replace function @schema@.roster_place(told @schema@.stage_roster, of_user bigint) returns text
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select case when u.kind <> 'staff' then 'is a client user, and rosters are of staff'
        else 'belongs to ' || coalesce((select o.code from @schema@.organization o where o.id = u.organization_id), 'no organization')
            || case when told.provider_ids is null then '' else coalesce(', provider '
                || (select p.code from @schema@.provider p where p.id = u.provider_id), ', no provider') end
            || case when told.location_ids is null then '' else coalesce(', location '
                || (select l.code from @schema@.location l where l.id = u.location_id), ', no location') end
            || case when told.workgroup_ids is null then '' else coalesce(', workgroups '
                || (select string_agg(w.code, ';' order by w.code) from @schema@.user_workgroup m
                    join @schema@.workgroup w on w.id = m.workgroup_id where m.user_id = u.id), ', no workgroup') end
            || case when told.has_external_id is null or told.has_external_id = (u.external_id is not null) then ''
                when u.external_id is null then ', has no external id' else ', has an external id' end
            || ', outside of the scope of this roster' end
        from @schema@.users u where u.id = of_user);
end $$;
comment on function @schema@.roster_place(@schema@.stage_roster, bigint) is 'Where somebody belongs who is not in the scope of a roster';

-- How users of the file would be after it, as far as the scope asks.
create or replace function @schema@.roster_problems(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told @schema@.stage_roster;
begin
    select * into told from @schema@.stage_roster r where r.operation_id = operation;
    return query
    select s.line, 'email', @schema@.roster_place(told, u.id), u.email
    from @schema@.stage_plan p join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    join @schema@.users u on u.id = p.row_id
    where p.operation_id = operation and p.action <> 'create'
      and not @schema@.roster_holds(told, u.kind, u.organization_id, u.provider_id, u.location_id,
            case when told.workgroup_ids is not null then array(select m.workgroup_id from @schema@.user_workgroup m where m.user_id = u.id) end, u.external_id);
    return query select * from @schema@.roster_moves_out(operation, told);
    return query
    select s.line, 'status', format('is %s and does not change through a roster', f.status), s.status
    from @schema@.stage_plan p join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    join @schema@.users u on u.id = p.row_id
    cross join lateral (select case when u.deactivated_at is not null then 'inactive'
        when u.pending_since is not null then 'pending' else 'active' end as status) f
    where p.operation_id = operation and p.action <> 'create' and s.status is not null and s.status <> f.status
      and (s.status = 'pending' or f.status = 'pending');
    if exists (select from @schema@.stage_user s where s.operation_id = operation and s.supervisor_id <> 0) then
        return query
        select s.line, 'supervisor', case when gone.line < 0 then 'is not in the roster, and would be deactivated'
            else 'is told to be inactive' end, s.supervisor_login
        from @schema@.stage_plan gone
        join @schema@.stage_user s on s.operation_id = operation and s.supervisor_id = gone.row_id
        join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action not in ('leave', 'stay')
        where gone.operation_id = operation and gone.action = 'leave';
    end if;
end $$;
comment on function @schema@.roster_problems(uuid) is 'What the rows of a roster must obey beyond those of an import';

create or replace function @schema@.roster_moves_out(operation uuid, told @schema@.stage_roster)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if num_nonnulls(told.organization_ids, told.provider_ids, told.location_ids, told.workgroup_ids, told.has_external_id) = 0 then
        return;
    end if;
    return query
    select s.line, case when not f.organization then 'organization' when not f.provider then 'provider' when not f.place then 'location'
        when not f.workgroup then 'workgroups' else 'external_id' end,
        'the user would be outside of the scope of this roster', null::text
    from @schema@.stage_plan p join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    left join @schema@.users u on u.id = p.row_id
    cross join lateral (select
        told.organization_ids is null or coalesce(coalesce(s.organization_id, u.organization_id) = any (told.organization_ids), false) as organization,
        told.provider_ids is null or coalesce(coalesce(s.provider_id, u.provider_id) = any (told.provider_ids), false) as provider,
        told.location_ids is null or coalesce(coalesce(s.location_id, u.location_id) = any (told.location_ids), false) as place,
        told.workgroup_ids is null or told.workgroup_ids && coalesce(s.workgroup_ids, array(
            select m.workgroup_id from @schema@.user_workgroup m where m.user_id = u.id)) as workgroup,
        told.has_external_id is null or told.has_external_id = (coalesce(s.external_id, u.external_id, '') <> '') as external_id) f
    where p.operation_id = operation
      and not (f.organization and f.provider and f.place and f.workgroup and f.external_id)
      -- Who is not in it before has been told already.
      and (p.action = 'create' or @schema@.roster_holds(told, u.kind, u.organization_id, u.provider_id, u.location_id,
            case when told.workgroup_ids is not null then array(select m.workgroup_id from @schema@.user_workgroup m where m.user_id = u.id) end, u.external_id));
end $$;
comment on function @schema@.roster_moves_out(uuid, @schema@.stage_roster) is
    'Rows after which a user would belong to another scope: the next run of the same file would refuse them';

-- A supervisor who comes back by the same file may be given to others by it.
create or replace function @schema@.roster_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_roster r where r.operation_id = operation) then
        return query select * from @schema@.stage_check(operation, 'user');
        return;
    end if;
    return query
    select c.* from @schema@.stage_check(operation, 'user') c
    where not (c.field = 'supervisor' and exists (
        select from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.row_id = s.supervisor_id and p.returns
        where s.operation_id = operation and s.line = c.line));
    return query select * from @schema@.roster_problems(operation);
end $$;
comment on function @schema@.roster_check(uuid) is 'What stage_check finds wrong with users; of a roster also what that must obey';

-- How many come back without another change, and whether nobody can be missing.
drop function if exists @schema@.roster_counts(uuid);
create function @schema@.roster_counts(operation uuid, out only_returning bigint, out is_blind boolean)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select (select count(*) from @schema@.stage_plan p where p.operation_id = operation and p.returns and p.action = 'keep'), r.is_blind
    from @schema@.stage_roster r where r.operation_id = operation
$$;
comment on function @schema@.roster_counts(uuid) is 'How many come back by a roster of whom nothing else changes, and whether it is blind';

-- One row for each who leaves, stays or comes back, with what is on their desk.
create or replace function @schema@.roster_people(operation uuid)
    returns table (action text, line bigint, user_id bigint, email text, cases bigint, tasks bigint, paused bigint, team bigint, why text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    leaving bigint[] := array(select p.row_id from @schema@.stage_plan p where p.operation_id = operation and p.action = 'leave');
begin
    return query
    select case when p.action in ('leave', 'stay') then p.action when p.returns then 'return' else 'stay' end,
        greatest(p.line, 0), u.id, u.email, coalesce(h.cases, 0), coalesce(h.tasks, 0), coalesce(h.paused, 0), coalesce(h.team, 0),
        case when p.action = 'stay' and u.ends_at > now() then
                 'has a scheduled end, ' || to_char(u.ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
             when p.action = 'stay' and p.row_id = @schema@.session_leaver() then 'is you'
             when p.action = 'stay' then 'no other administrator would be left'
             when not p.returns then 'was denied: ct user reactivate lets them wait for approval again' end
    from @schema@.stage_plan p join @schema@.users u on u.id = p.row_id
    left join @schema@.leaver_open(leaving) h on h.user_id = u.id
    where p.operation_id = operation and (p.action in ('leave', 'stay') or p.returns is not null)
    order by 1, u.name_key, u.id;
end $$;
comment on function @schema@.roster_people(uuid) is 'Who leaves by a roster, who stays though missing and why, and who comes back';

create or replace function @schema@.roster_lock() returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select from @schema@.guard where name in ('case', 'paused', 'task', 'user') order by name for update;
    select @schema@.roster_few();
$$;
comment on function @schema@.roster_lock() is 'Before a roster is written: the guards of all that leavers hand on, in the order of their names';
