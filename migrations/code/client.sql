-- Clients: planned, written, found and listed (REQUIREMENTS C1). Nobody but the owner reads their table: everything goes
-- through these functions, which apply the scope themselves, administrators' reading too.

create or replace function @schema@.client_require_organization_seen(told jsonb) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    reached bigint[] := @schema@.organizations_reached();
begin
    if @schema@.actor_id() is null or @schema@.sees_all_organizations() then
        return;
    end if;
    if exists (select from jsonb_populate_recordset(null::@schema@.stage_client, told) s
            where s.organization_id <> 0 and s.organization_id <> all (reached)) then
        raise exception 'there is no such organization within your reach' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.client_require_organization_seen(jsonb) is
    'Refuses organizations that the one who is logged in does not see: a plan would tell their codes';

create or replace function @schema@.client_lacks_access(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', true);
    if mine.actor is null then
        return;
    end if;
    return query select s.line, 'organization', 'you cannot change what belongs to it', (
            select o.code from @schema@.organization o where o.id = s.organization_id and o.id = any (@schema@.organizations_reached()))
        from @schema@.stage_client s where s.operation_id = operation and s.organization_id <> all (mine.reached || 0::bigint);
    delete from @schema@.stage_plan p using @schema@.stage_client s
    where p.operation_id = operation and s.operation_id = operation and s.line = p.line and s.organization_id <> all (mine.reached || 0::bigint);
    delete from @schema@.stage_client s where s.operation_id = operation and s.organization_id <> all (mine.reached || 0::bigint);
    -- That an external id is taken is told to those who may create clients; whose it is, is not.
    return query select s.line, 'external_id', 'is a client of an organization that you cannot change', s.external_id
        from @schema@.stage_client s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        join @schema@.client c on c.id = p.row_id
        where s.operation_id = operation and c.organization_id <> all (mine.reached);
    delete from @schema@.stage_client s using @schema@.stage_plan p, @schema@.client c
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line and c.id = p.row_id
      and c.organization_id <> all (mine.reached);
    delete from @schema@.stage_plan p using @schema@.client c
    where p.operation_id = operation and c.id = p.row_id and c.organization_id <> all (mine.reached);
end $$;
comment on function @schema@.client_lacks_access(uuid) is 'Rows about organizations in which the one who acts may change nothing; they go';

-- What a file tells of those that exist, and would say nothing new: see user_settle.
create or replace function @schema@.client_settle(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_client s where s.operation_id = operation
            and (ascii(s.name) in (1, 2, 3) or ascii(s.preferred_name) in (1, 2, 3))) then
        return;
    end if;
    update @schema@.stage_client s set
        name = @schema@.user_settled(s.name, c.id is null, c.name),
        preferred_name = @schema@.user_settled(s.preferred_name, c.id is null, c.preferred_name)
    from @schema@.stage_plan p left join @schema@.client c on c.id = p.row_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line;
end $$;
comment on function @schema@.client_settle(uuid) is 'Takes out what counts for new clients only, or says the same in other words';

create or replace function @schema@.client_moves(operation uuid) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- Counted: to look whether there is one the planner would go from row to row, since it takes the first to come soon.
    return (select count(*) > 0 from @schema@.stage_client s
        join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
        join @schema@.client c on c.id = p.row_id
        where s.operation_id = operation and s.organization_id <> 0 and s.organization_id <> c.organization_id);
end $$;
comment on function @schema@.client_moves(uuid) is 'Whether a plan brings a client to another organization';

-- With a client go the open assignments, the open tasks and what is parked, so that who sees the client sees them. What is
-- past stays where it was. On every path, since it is the table that tells.
create or replace function @schema@.client_moved() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    moved bigint[];
    refused record;
begin
    moved := array(select n.id from new_rows n join old_rows o on o.id = n.id where o.organization_id <> n.organization_id);
    if moved = '{}' then
        return null;
    end if;
    -- Whoever has planned work for them plans again.
    perform from @schema@.guard where name in ('case', 'paused', 'task') order by name for update;
    update @schema@.guard set version = version + 1 where name in ('case', 'paused', 'task');
    -- And whoever takes somebody's access away waits, to find the assignment there.
    perform from @schema@.user_organization r join (
        select distinct a.user_id, c.organization_id from unnest(moved) m (id) join @schema@.client c on c.id = m.id
        join @schema@.case_assignment a on a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today()
    ) given on given.user_id = r.user_id and given.organization_id = r.organization_id
    order by r.user_id, r.organization_id for share of r;
    select c.external_id as client, o.code as organization, string_agg(distinct u.email, ', ' order by u.email) as who into refused
    from unnest(moved) m (id) join @schema@.client c on c.id = m.id join @schema@.organization o on o.id = c.organization_id
    join @schema@.case_assignment a on a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today()
    join @schema@.users u on u.id = a.user_id and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now())
    left join @schema@.user_organization r on r.user_id = a.user_id and r.organization_id = c.organization_id and r.is_active
    where r.user_id is null group by c.id, c.external_id, o.code order by c.id limit 1;
    if found then
        raise exception 'client %: case managers without active access to %: %', refused.client, refused.organization, refused.who
            using errcode = 'CT002', hint = 'give them access to it, or end or reassign their assignments first';
    end if;
    update @schema@.case_assignment a set organization_id = c.organization_id
    from unnest(moved) m (id) join @schema@.client c on c.id = m.id where a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today()
      and a.organization_id <> c.organization_id;
    update @schema@.task t set organization_id = c.organization_id
    from unnest(moved) m (id) join @schema@.client c on c.id = m.id where t.client_id = c.id and t.status in ('not-started', 'in-progress', 'waiting')
      and t.organization_id is distinct from c.organization_id;
    update @schema@.paused_operation p set organization_id = c.organization_id
    from unnest(moved) m (id) join @schema@.client c on c.id = m.id where p.client_id = c.id and p.state = 'parked'
      and p.organization_id is distinct from c.organization_id;
    return null;
end $$;
comment on function @schema@.client_moved() is
    'Brings the open work of a client along to another organization; refused while a case manager has no access to it';
-- After the history's, which is told first: in the order of their names.
create or replace trigger work_follows after update on @schema@.client
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.client_moved();

create or replace function @schema@.client_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, 'client');
    return query select * from @schema@.stage_repeats(operation, 'client');
    perform @schema@.stage_identify(operation, 'client');
    perform @schema@.stage_measure(operation, 'client');
    return query select * from @schema@.client_lacks_access(operation);
    return query select * from @schema@.stage_conflicts(operation, 'client', on_conflict);
    perform @schema@.client_settle(operation);
    perform @schema@.stage_compare(operation, 'client');
    perform @schema@.stage_measure_changes(operation);
    return query select * from @schema@.stage_check(operation, 'client');
    return query select * from @schema@.stage_check_normal(operation, 'client');
    return query select s.line, 'date_of_birth', 'is in the future', s.date_of_birth::text
        from @schema@.stage_client s where s.operation_id = operation and s.date_of_birth > @schema@.today() + 1;
    -- Who sees the client sees who its case managers are, so their e-mails may be told.
    return query select s.line, 'organization', format('case managers without active access to it: %s; give them access, or end or reassign first',
            string_agg(distinct u.email, ', ' order by u.email)), o.code
        from @schema@.stage_client s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
        join @schema@.client c on c.id = p.row_id join @schema@.organization o on o.id = s.organization_id
        join @schema@.case_assignment a on a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today()
        join @schema@.users u on u.id = a.user_id and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now())
        left join @schema@.user_organization r on r.user_id = a.user_id and r.organization_id = s.organization_id and r.is_active
        where s.operation_id = operation and s.organization_id <> c.organization_id and r.user_id is null
        group by s.line, o.code order by s.line;
end $$;
comment on function @schema@.client_problems(uuid, text) is 'What client_plan does and finds';

create or replace function @schema@.client_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('client', operation, on_conflict) $$;
comment on function @schema@.client_plan(uuid, text) is 'Plans the waiting clients and gives what is wrong with them';

create or replace function @schema@.client_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_require_writer('client');
    perform @schema@.stage_require_planned(operation, 'client');
    -- What was planned may have waited for long: rights are looked at again.
    if exists (select from @schema@.client_lacks_access(operation)) then
        raise exception 'organizations of these clients are out of your reach by now' using errcode = 'CT079';
    end if;
    perform @schema@.stage_write(operation, 'client');
    perform @schema@.paused_follow(operation, 'client');
end $$;
comment on function @schema@.client_write(uuid) is 'Writes the planned clients';

-- For whom nobody has one of their own yet. Numbers are not given twice, whatever becomes of the client.
create or replace function @schema@.client_next_external_id() returns text
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    made text;
begin
    perform @schema@.require('cases', 'write');
    loop
        made := 'C' || lpad(nextval('@schema@.client_number_seq')::text, 6, '0');
        exit when not exists (select from @schema@.client where key = lower(made));
    end loop;
    return made;
end $$;
comment on function @schema@.client_next_external_id() is 'An external id for a client who has none in another system: C and a number';

create or replace function @schema@.client_set_active(target bigint, active boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    changed bigint;
begin
    select * into mine from @schema@.scope_of('cases', true);
    if mine.actor is not null and not exists (
            select from @schema@.client c where c.id = target and c.organization_id = any (mine.reached)) then
        raise exception 'no client of yours to change' using errcode = 'CT079';
    end if;
    -- Whoever has planned to give work for the client plans again.
    perform from @schema@.guard where name in ('case', 'client', 'task') order by name for update;
    update @schema@.guard set version = version + 1 where name in ('case', 'client', 'task');
    perform from @schema@.client c where c.id = target for update;
    if not active and exists (select from @schema@.case_assignment a
            where a.client_id = target and a.withdrawn_at is null and a.until >= @schema@.today()) then
        raise exception 'the client has case managers' using errcode = 'CT002',
            hint = format('end the assignments first: ct case list --client %s --everybody shows them, ct case end ends them',
                (select c.external_id from @schema@.client c where c.id = target));
    end if;
    update @schema@.client set deactivated_at = case when active then null else now() end
    where id = target and (deactivated_at is null) <> active;
    get diagnostics changed = row_count;
    return changed = 1;
end $$;
comment on function @schema@.client_set_active(bigint, boolean) is
    'Serves a client no more, or again; false if it was so already. Refused while somebody is the client''s case manager';

drop view if exists @schema@.client_register;
create view @schema@.client_register with (security_invoker = true) as
select c.id, c.external_id, c.key, c.name, c.preferred_name, c.name_key, c.date_of_birth,
    (select o.code from @schema@.organization o where o.id = c.organization_id) as organization,
    array(select u.email from @schema@.case_assignment a join @schema@.users u on u.id = a.user_id
        where a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today() and a.begin_date <= @schema@.today()
        order by u.login) as case_managers,
    case when c.deactivated_at is null then 'active' else 'inactive' end as status,
    c.created_at,
    coalesce((select o.started_at from @schema@.history h join @schema@.operation o on o.id = h.operation_id
              where h.noun = 'client' and h.row_id = c.id order by h.id desc limit 1), c.created_at) as updated_at,
    c.organization_id
from @schema@.client c;
comment on view @schema@.client_register is 'All clients as people see them, with the keys that they are looked up by: for the functions below';

create or replace function @schema@.client_named(told_key text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', false);
    if mine.actor is not null then
        -- Whether others have it makes no difference in what it costs.
        return (select s.id from @schema@.search_client_of(told_key, null, mine.reached) s (id));
    end if;
    return (select c.id from @schema@.client c where c.key = told_key);
end $$;
comment on function @schema@.client_named(text) is 'The client with an external id whom the one who acts sees; null: there is none';

create or replace function @schema@.client_beginning(told text, most bigint)
    returns table (id bigint, key text, label text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    wanted text := @schema@.search_key(btrim(told));
begin
    select * into mine from @schema@.scope_of('cases', false);
    if wanted = '' then
        return;
    end if;
    if mine.actor is null then
        return query select c.id, c.key, c.external_id, c.name || coalesce(', born ' || c.date_of_birth, '') from @schema@.client c
        where c.name_key >= wanted and c.name_key < wanted || U&'\+10FFFF' order by c.name_key, c.id limit most;
    else
        return query select p.id, p.key, p.external_id, p.name || coalesce(', born ' || p.date_of_birth, '')
        from unnest(mine.reached) o (id) cross join lateral (
            select c.* from @schema@.client c where c.organization_id = o.id
              and c.name_key >= wanted and c.name_key < wanted || U&'\+10FFFF' order by c.name_key, c.id limit most) p
        order by p.name_key, p.id limit most;
    end if;
    if found then
        return;
    end if;
    return query select c.id, c.key, c.external_id, c.name || coalesce(', born ' || c.date_of_birth, '') from @schema@.client c
    where strpos(' ' || c.name_key, ' ' || wanted) > 0 and (mine.actor is null or c.organization_id = any (mine.reached))
    order by c.name_key, c.id limit most;
end $$;
comment on function @schema@.client_beginning(text, bigint) is 'Clients whose name begins so, or else a word of it, of whom the one who acts sees; with the day of birth, to tell them apart';

create or replace function @schema@.client_near(beginning text, most bigint) returns table (label text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', false);
    if mine.actor is null then
        return query select c.external_id from @schema@.client c
        where c.key >= beginning and c.key < beginning || U&'\+10FFFF' order by c.key limit most;
        return;
    end if;
    -- Not by the index on keys: how many others begin so would be told by what it costs.
    return query select c.external_id from @schema@.client c
    where starts_with(c.key || '', beginning) and c.organization_id = any (mine.reached) order by c.key || '' limit most;
end $$;
comment on function @schema@.client_near(text, bigint) is 'External ids that begin so, of clients whom the one who acts sees: for a hint';

create or replace function @schema@.client_page(
    filters jsonb, sort_field text, sort_kind text, descending boolean, after bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    way text := case when descending then 'desc' else 'asc' end;
    beyond text := case when descending then '<' else '>' end;
    conditions text := 'true';
    sorted text := 'c.name_key';
    source text := '@schema@.client c';
    told record;
    page text;
begin
    select * into mine from @schema@.scope_of('cases', false);
    for told in select f.key, f.value from jsonb_each(filters) f loop
        conditions := conditions || ' and ' || case
            when told.key in ('id', 'organization_id') then format('c.%I = ($1 ->> %L)::bigint', told.key, told.key)
            when told.key = 'status' then format('c.deactivated_at is %s null', case filters ->> 'status' when 'active' then '' else 'not' end)
            when told.key = 'born' then 'c.date_of_birth = ($1 ->> ''born'')::date'
            when told.key = 'case_manager' then 'exists (select from @schema@.case_assignment a where a.client_id = c.id
                and a.user_id = ($1 ->> ''case_manager'')::bigint and a.withdrawn_at is null and a.until >= @schema@.today())'
            when told.key = 'words' then @schema@.page_words('c.name_key', told.value)
        end;
    end loop;
    if conditions is null then
        raise exception 'there is no such filter' using errcode = 'CT003';
    end if;
    if sort_field is not null then
        sorted := @schema@.page_sort('@schema@.client_register', sort_field, sort_kind, 'r');
        source := '@schema@.client c join @schema@.client_register r on r.id = c.id';
    end if;
    page := replace(replace(replace(replace(
        'select c.id, @sorted@ as place from @source@ where @of@ and @conditions@
           and ($2 is null or (@sorted@, c.id) @beyond@ (select @sorted@, c.id from @source@ where c.id = $2 and (@all@ or c.organization_id = any ($5))))
         order by @sorted@ @way@, c.id @way@ limit $3',
        '@sorted@', sorted), '@source@', source), '@beyond@', beyond), '@way@', way);
    if mine.actor is null then
        return query execute format('select s.id from (%s) s order by s.place %s, s.id %2$s',
            replace(replace(replace(page, '@of@', 'true'), '@all@', 'true'), '@conditions@', conditions), way)
        using filters, after, most, mine.actor, mine.reached;
        return;
    end if;
    -- Each organization in the order of its index, and no further than the page goes.
    return query execute format(
        'select s.id from unnest($5) o (id) cross join lateral (%s) s order by s.place %s, s.id %2$s limit $3',
        -- The caller's words come last.
        replace(replace(replace(page, '@of@', 'c.organization_id = o.id'), '@all@', 'false'), '@conditions@', conditions), way)
    using filters, after, most, mine.actor, mine.reached;
end $$;
comment on function @schema@.client_page(jsonb, text, text, boolean, bigint, bigint) is
    'The ids of a page of clients whom the one who acts sees, in order';

create or replace function @schema@.client_read(ids bigint[], columns text[]) returns setof record
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', false);
    return query execute format(
        'select %s from unnest($1) with ordinality page (id, place) join @schema@.client_register v on v.id = page.id
         where $2 is null or v.organization_id = any ($3) order by page.place',
        @schema@.read_columns('@schema@.client_register', columns, 'v'))
    using ids, mine.actor, mine.reached;
end $$;
comment on function @schema@.client_read(bigint[], text[]) is
    'These columns of these clients, as client_register has them, of whom the one who acts sees, in the order of the ids';

-- The page of one client: whoever sees the client sees who its case managers are, now and before.
create or replace function @schema@.client_case_managers(target bigint)
    returns table (id bigint, state text, email text, name text, inactive boolean, begin_date date, end_date date, end_reason text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    if not @schema@.work_is_visible('client', target) then
        return;
    end if;
    return query select a.id,
        case when a.until < @schema@.today() then 'past' when a.begin_date > @schema@.today() then 'future' else 'current' end,
        u.email, u.name, @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), a.begin_date, a.end_date, a.end_reason
    from @schema@.case_assignment a join @schema@.users u on u.id = a.user_id
    where a.client_id = target and a.withdrawn_at is null
    order by a.until < @schema@.today(), a.begin_date > @schema@.today(),
        case when a.until < @schema@.today() then a.until end desc, a.begin_date, a.id;
end $$;
comment on function @schema@.client_case_managers(bigint) is
    'A client''s case managers: those now, those to come, and those before, the latest first; nothing of who is not seen';

-- Tasks are seen as everywhere: with the tool tasks in their organization, and by whoever takes part, or supervises who does.
create or replace function @schema@.client_tasks(target bigint)
    returns table (id bigint, title text, begin_date date, due_date date, overdue boolean, status text, participants text[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    if not @schema@.work_is_visible('client', target) then
        return;
    end if;
    select * into mine from @schema@.scope_of('tasks', false);
    return query select t.id, t.title, t.begin_date, t.due_date, coalesce(t.due_date < @schema@.today(), false), t.status,
        array(select u.email || ':' || m.role from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
            where m.task_id = t.id order by array_position(array['owner', 'assignee', 'reviewer', 'observer'], m.role), u.login)
    from @schema@.task t
    where t.client_id = target and t.status in ('not-started', 'in-progress', 'waiting')
      and (mine.actor is null or t.organization_id = any (mine.reached)
        or exists (select from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
            where m.task_id = t.id and (m.user_id = mine.actor or u.supervisor_id = mine.actor)))
    order by t.due_date nulls last, t.id;
end $$;
comment on function @schema@.client_tasks(bigint) is 'The open tasks for a client that the one who acts sees, by their due date';

create or replace function @schema@.client_paused(target bigint)
    returns table (id bigint, workflow text, step text, email text, paused_on date)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    if not @schema@.work_is_visible('client', target) then
        return;
    end if;
    select * into mine from @schema@.scope_of('cases', false);
    return query select p.id, p.workflow, p.step, u.email, p.paused_on
    from @schema@.paused_operation p left join @schema@.users u on u.id = p.user_id
    where p.client_id = target and p.state = 'parked'
      and (mine.actor is null or p.organization_id = any (mine.reached) or p.user_id = mine.actor or u.supervisor_id = mine.actor)
    order by p.paused_on, p.id;
end $$;
comment on function @schema@.client_paused(bigint) is 'What is parked for a client, as far as the one who acts sees it; the oldest first';

-- The same person twice, perhaps: who has the same name, however case and accents are typed, and the same day of birth.
create or replace function @schema@.client_alike(target bigint) returns table (id bigint, external_id text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
    about record;
    wanted text;
begin
    select * into mine from @schema@.scope_of('cases', false);
    select c.name, c.date_of_birth, c.organization_id into about from @schema@.client c where c.id = target
        and (mine.actor is null or c.organization_id = any (mine.reached));
    wanted := @schema@.search_key(about.name);
    if about.date_of_birth is null or wanted = '' then
        return;
    end if;
    -- The key has the preferred name behind it.
    if mine.actor is null then
        return query select c.id, c.external_id, c.name from @schema@.client c
        where c.name_key >= wanted and c.name_key < wanted || U&'\+10FFFF' and c.date_of_birth = about.date_of_birth
          and c.id <> target and @schema@.search_key(c.name) = wanted order by c.id limit 5;
        return;
    end if;
    return query select p.id, p.external_id, p.name from unnest(mine.reached) o (id) cross join lateral (
        select c.id, c.external_id, c.name from @schema@.client c where c.organization_id = o.id
          and c.name_key >= wanted and c.name_key < wanted || U&'\+10FFFF' and c.date_of_birth = about.date_of_birth
          and c.id <> target and @schema@.search_key(c.name) = wanted) p
    order by p.id limit 5;
end $$;
comment on function @schema@.client_alike(bigint) is
    'Up to five other clients with the same name and day of birth, of whom the one who acts sees';
