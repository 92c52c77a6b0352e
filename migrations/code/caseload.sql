-- Cases that are given, ended, and given to others: one at a time, or a whole caseload (REQUIREMENTS C2, C3).

create or replace function @schema@.case_manager_named(told_login text)
    returns table (id bigint, email text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    actor bigint := @schema@.actor_id();
    found_id bigint;
    is_seen boolean;
    named record;
    place bigint;
    users_of bigint[] := @schema@.reach(false);
begin
    if actor is null then
        return query select u.id, u.email, u.name from @schema@.users u where u.login = told_login;
        return;
    end if;
    -- As case_user_is_seen, but whether there is somebody out of sight makes no difference in what it costs: nobody is looked
    -- up where somebody would be, and of whoever is not seen nothing more is read.
    found_id := coalesce(@schema@.login_of(coalesce(told_login, '')), 0);
    select u.organization_id, u.case_manager into named from @schema@.users u where u.id = coalesce(nullif(found_id, 0), actor);
    select * into mine from @schema@.scope_of('cases', false);
    is_seen := found_id = any (@schema@.case_own()) or (found_id <> 0 and coalesce(named.organization_id = any (users_of), false));
    if not is_seen then
        foreach place in array mine.reached loop
            is_seen := is_seen or (exists (select from @schema@.user_organization m
                where m.user_id = found_id and m.organization_id = place and m.is_active) and named.case_manager);
        end loop;
    end if;
    if not is_seen then
        is_seen := exists (select from @schema@.case_assignment a where a.organization_id = any (mine.reached) and a.user_id + 0 = found_id);
    end if;
    if is_seen then
        return query select u.id, u.email, u.name from @schema@.users u where u.id = found_id;
    end if;
end $$;
comment on function @schema@.case_manager_named(text) is
    'The user of a login whom the one who acts sees, or works with: whom a case can be given to, or taken from';

-- In the order of their names, and before anything is looked at. Whoever has planned to write assignments plans again.
create or replace function @schema@.case_begin_writing() returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require('cases', 'write');
    perform from @schema@.guard where name = 'case' for update;
end $$;
comment on function @schema@.case_begin_writing() is 'Refuses who may not write assignments; whoever may takes their turn';

create or replace function @schema@.case_require_client(client bigint) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', true);
    if not exists (select from @schema@.client c where c.id = client and (mine.actor is null or c.organization_id = any (mine.reached))) then
        raise exception 'no client of yours to change' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.case_require_client(bigint) is 'Refuses to write assignments of a client out of reach';

create or replace function @schema@.case_require_manager(manager bigint) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if manager is null or not exists (select from @schema@.users u where u.id = manager) or not @schema@.case_user_is_seen(manager) then
        raise exception 'there is no such user' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.case_require_manager(bigint) is 'Refuses users out of sight';

create or replace function @schema@.case_span(begin_date date, end_date date) returns text
    language sql immutable
    return 'from ' || begin_date || case when end_date is null then ' on' else ' until ' || end_date end;
comment on function @schema@.case_span(date, date) is 'From when to when, in words';

create or replace function @schema@.case_assign(client bigint, managers bigint[], first_day date, last_day date)
    returns table (id bigint, email text, name text, begin_date date, end_date date, is_new boolean)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    organization bigint;
    manager bigint;
    other record;
    why text;
    served boolean;
begin
    perform @schema@.require_days(first_day, last_day);
    perform @schema@.case_begin_writing();
    perform @schema@.case_require_client(client);
    if first_day is null or cardinality(managers) = 0 then
        raise exception 'a day and somebody are needed' using errcode = 'CT003';
    elsif last_day < first_day then
        raise exception 'it would end (%) before it begins (%)', last_day, first_day using errcode = 'CT002';
    end if;
    select c.organization_id, c.deactivated_at is null into organization, served from @schema@.client c where c.id = client;
    foreach manager in array array(select distinct unnest(managers)) loop
        perform @schema@.case_require_manager(manager);
        select a.* into other from @schema@.case_assignment a where a.client_id = client and a.user_id = manager and a.withdrawn_at is null
            and a.begin_date <= coalesce(last_day, 'infinity') and a.until >= first_day order by a.begin_date limit 1;
        if other.begin_date <= first_day and other.until >= coalesce(last_day, 'infinity') then
            return query select other.id, u.email, u.name, other.begin_date, other.end_date, false from @schema@.users u where u.id = manager;
            continue;
        elsif other.id is not null then
            raise exception '% is the client''s case manager % already', (select u.email from @schema@.users u where u.id = manager),
                @schema@.case_span(other.begin_date, other.end_date) using errcode = 'CT002',
                hint = format('choose days that do not overlap, or change its last day: ct case edit %s --end-date DATE', other.id);
        end if;
        if coalesce(last_day, 'infinity') >= @schema@.today() then
            why := @schema@.case_refusal(manager, organization);
            if why is not null then
                raise exception '% cannot be given it: %', (select u.email from @schema@.users u where u.id = manager), why using errcode = 'CT002',
                    hint = 'open assignments go to active case managers with access to the client''s organization: ct user edit';
            elsif not served then
                raise exception 'the client is not served any more' using errcode = 'CT002', hint = 'ct client reactivate serves the client again';
            end if;
        end if;
        return query
        with made as (
            insert into @schema@.case_assignment (client_id, user_id, organization_id, begin_date, end_date, created_by)
            values (client, manager, organization, first_day, last_day, @schema@.current_operation())
            returning case_assignment.id)
        select made.id, u.email, u.name, first_day, last_day, true from made, @schema@.users u where u.id = manager;
    end loop;
end $$;
comment on function @schema@.case_assign(bigint, bigint[], date, date) is
    'Gives a client to case managers, from one day to another; gives each assignment, and whether it is new';

-- What has not begun by then is taken back: it counts no more.
-- What has run stays told: a day before it began is a slip, and would take back who was responsible for somebody. A day's
-- grace, for today is not the same day everywhere.
create or replace function @schema@.case_require_not_run(begun date, last_day date) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if begun < @schema@.today() - 1 then
        raise exception 'it began on %, and cannot end before, on %', begun, last_day using errcode = 'CT002',
            hint = 'its last day is its first day or a later one; one that an import made by mistake is taken back by ct batch undo';
    end if;
end $$;
comment on function @schema@.case_require_not_run(date, date) is 'Refuses to take back an assignment that has been in force';

create or replace function @schema@.case_end(target bigint, last_day date, reason text)
    returns table (outcome text, begin_date date, end_date date)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    present record;
begin
    perform @schema@.require_days(last_day);
    perform @schema@.case_begin_writing();
    select a.* into present from @schema@.case_assignment a where a.id = target and @schema@.work_is_visible('case', target);
    if present.id is null then
        raise exception 'there is no such case assignment' using errcode = 'CT079';
    end if;
    perform @schema@.case_require_client(present.client_id);
    if last_day is null then
        raise exception 'a day is needed' using errcode = 'CT003';
    elsif present.withdrawn_at is not null then
        return query select 'withdrawn already', present.begin_date, present.end_date;
    elsif present.until < @schema@.today() or (present.end_date = last_day and (reason is null or reason = present.end_reason)) then
        if present.end_date <> last_day and present.end_date > last_day then
            raise exception 'it ended on %, which is past and stays as it was', present.end_date using errcode = 'CT002';
        end if;
        return query select 'ended already', present.begin_date, present.end_date;
    elsif present.begin_date > last_day then
        perform @schema@.case_require_not_run(present.begin_date, last_day);
        update @schema@.case_assignment a set withdrawn_at = now(), end_reason = coalesce(reason, a.end_reason) where a.id = target;
        return query select 'taken back', present.begin_date, present.end_date;
    else
        update @schema@.case_assignment a set end_date = last_day, end_reason = coalesce(reason, a.end_reason) where a.id = target;
        return query select 'ended', present.begin_date, last_day;
    end if;
end $$;
comment on function @schema@.case_end(bigint, date, text) is
    'Ends an assignment on a day, or takes back what has not begun by then; gives ended, taken back, ended already or withdrawn already';

-- Who gets which client. In the order of the clients' external ids, so that whoever asks before is told what will be.
create or replace function @schema@.caseload_share(clients bigint[], receivers bigint[], rule text)
    returns table (client bigint, receiver bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if rule = 'round-robin' then
        return query select c, receivers[(n - 1) % cardinality(receivers) + 1] from unnest(clients) with ordinality t (c, n);
    elsif rule = 'least-loaded' then
        -- Places to fill, the lowest first: each receiver's next ones, above what they have.
        return query
        with load as (
            select r, n as place, (select count(*) from @schema@.case_assignment a
                where a.user_id = r and a.withdrawn_at is null and a.until >= @schema@.today()) as has
            from unnest(receivers) with ordinality t (r, n)
        ), level as (
            select ceil((sum(l.has) + cardinality(clients)) / count(*))::bigint as most from load l
        ), places as (
            select l.r, row_number() over (order by l.has + j, l.place) as n
            from load l cross join level cross join lateral generate_series(1, least(level.most - l.has, cardinality(clients))) j
        )
        select c, p.r from unnest(clients) with ordinality t (c, n) join places p on p.n = t.n;
    else
        raise exception 'a caseload is shared round-robin or least-loaded' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.caseload_share(bigint[], bigint[], text) is
    'Shares clients among receivers: in turn, or always to who has the fewest open assignments';

-- All that is open of users from a day on, or part of it, goes to others, in one transaction. What has begun before ends on
-- the day before; what has not is withdrawn. For each receiver that is added which they do not have already, day by day.
drop function if exists @schema@.caseload_move(bigint, date, bigint[], bigint[], text);
create or replace function @schema@.caseload_move(
    givers bigint[], day date, clients bigint[], receivers bigint[], reason text
) returns table (client bigint, receiver bigint, organization bigint, was bigint, was_end date, made bigint, pieces bigint,
    begin_date date, end_date date)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    operation uuid := @schema@.current_operation();
    begun date;
begin
    select min(a.begin_date) into begun from unnest(givers, clients) t (g, c)
    join @schema@.case_assignment a on a.client_id = t.c and a.user_id = t.g and a.withdrawn_at is null
        and a.until >= greatest(day, @schema@.today()) and a.begin_date >= day;
    if begun is not null then
        perform @schema@.case_require_not_run(begun, day - 1);
    end if;
    return query
    with share as (
        select g, c, r from unnest(givers, clients, receivers) t (g, c, r)
    ), going as (
        select a.*, s.r from share s join @schema@.case_assignment a on a.client_id = s.c and a.user_id = s.g
            and a.withdrawn_at is null and a.until >= greatest(day, @schema@.today())
    ), gaps as (
        select g.id as was, g.client_id, g.organization_id, g.r, nextval('@schema@.case_assignment_id_seq') as made, lower(gap) as first_day, upper(gap) - 1 as last_day
        from going g cross join lateral unnest(datemultirange(daterange(greatest(day, g.begin_date), g.end_date, '[]'))
            - coalesce((select range_agg(daterange(theirs.begin_date, theirs.end_date, '[]')) from @schema@.case_assignment theirs
                where theirs.client_id = g.client_id and theirs.user_id = g.r and theirs.withdrawn_at is null
                  and theirs.until >= greatest(day, g.begin_date)), '{}')) gap
    ), ended as (
        update @schema@.case_assignment a set
            end_date = case when g.begin_date < day then day - 1 else a.end_date end,
            end_reason = case when g.begin_date < day then reason else a.end_reason end,
            withdrawn_at = case when g.begin_date < day then null else now() end
        from going g where a.id = g.id
        returning a.id
    ), begun as (
        insert into @schema@.case_assignment (id, client_id, user_id, organization_id, begin_date, end_date, created_by)
        select g.made, g.client_id, g.r, g.organization_id, g.first_day, g.last_day, operation from gaps g
        returning case_assignment.id
    )
    select g.client_id, g.r, g.organization_id, g.id, case when g.begin_date < day then day - 1 end,
        x.made, coalesce(x.pieces, 0), x.first_day, x.last_day
    from going g left join (
        select p.was, min(p.made) as made, count(*) as pieces, min(p.first_day) as first_day,
            case when bool_and(p.last_day is not null) then max(p.last_day) end as last_day
        from gaps p group by p.was) x on x.was = g.id;
end $$;
comment on function @schema@.caseload_move(bigint[], date, bigint[], bigint[], text) is
    'Ends assignments of users the day before, and begins them for others; gives each that ended (no last day: withdrawn), and what was made of it: in how many pieces, from when to when';

-- What would be refused is told with all it is about before anything is done.
create or replace function @schema@.caseload_require_receivers(clients bigint[], receivers bigint[]) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    wrong text;
    more bigint;
begin
    select string_agg(w.said, '; ') filter (where w.n <= 10), count(*) - 10 into wrong, more
    from (
        select u.email || ' ' || @schema@.case_refusal(d.r, d.organization_id) || ' ('
                || d.number || case d.number when 1 then ' client' else ' clients' end || ' of ' || o.code || ')' as said,
            row_number() over (order by u.login, o.code) as n
        from (select t.r, c.organization_id, count(*) as number from unnest(clients, receivers) t (c, r)
              join @schema@.client c on c.id = t.c group by 1, 2 offset 0) d
        join @schema@.users u on u.id = d.r join @schema@.organization o on o.id = d.organization_id
        where @schema@.case_refusal(d.r, d.organization_id) is not null
    ) w;
    if wrong is not null then
        raise exception 'not everybody can be given these: %', wrong || case when more > 0 then format('; and %s more', more) else '' end
            using errcode = 'CT002',
                hint = 'name others with --to, move part of it with --organization, or say who gets whom: --by FILE.csv, with the columns client,user';
    end if;
end $$;
comment on function @schema@.caseload_require_receivers(bigint[], bigint[]) is 'Refuses receivers who may not have what they would get, and tells all of them';

create or replace function @schema@.case_reassign(client bigint, giver bigint, receiver bigint, day date)
    returns table (was bigint, was_end date, made bigint, begin_date date, end_date date)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    why text;
begin
    perform @schema@.require_days(day);
    perform @schema@.case_begin_writing();
    perform @schema@.case_require_client(client);
    perform @schema@.case_require_manager(giver);
    perform @schema@.case_require_manager(receiver);
    if day is null then
        raise exception 'a day is needed' using errcode = 'CT003';
    elsif giver = receiver then
        raise exception 'whoever gives it away cannot be who gets it' using errcode = 'CT002';
    end if;
    if not exists (select from @schema@.case_assignment a where a.client_id = client and a.user_id = giver and a.withdrawn_at is null
            and a.until >= greatest(day, @schema@.today())) then
        return;
    end if;
    why := (select @schema@.case_refusal(receiver, c.organization_id) from @schema@.client c where c.id = client);
    if why is not null then
        raise exception '% cannot be given it: %', (select u.email from @schema@.users u where u.id = receiver), why using errcode = 'CT002',
            hint = 'open assignments go to active case managers with access to the client''s organization: ct user edit';
    end if;
    return query select m.was, m.was_end, m.made, m.begin_date, m.end_date
    from @schema@.caseload_move(array[giver], day, array[client], array[receiver], 'reassigned') m order by m.begin_date;
end $$;
comment on function @schema@.case_reassign(bigint, bigint, bigint, date) is
    'Gives a client of one case manager to another, from a day on; gives what ended and what was made of it; nothing: there was nothing to give';

create or replace function @schema@.caseload_clients(giver bigint, day date, organization bigint) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('cases', true);
    return array(select c.id from @schema@.client c where c.id in (
            select a.client_id from @schema@.case_assignment a where a.user_id = giver and a.withdrawn_at is null
              and a.until >= greatest(day, @schema@.today()) and (organization is null or a.organization_id = organization)
              and (mine.actor is null or a.organization_id = any (mine.reached)))
        order by c.key);
end $$;
comment on function @schema@.caseload_clients(bigint, date, bigint) is
    'The clients of a user''s open assignments from a day on, which the one who acts may change, in the order of their external ids';

create or replace function @schema@.caseload_told(giver bigint, day date, organization bigint, client_keys text[], logins text[])
    returns table (place bigint, client bigint, receiver bigint, field text, message text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    moving bigint[];
    mine record;
begin
    perform @schema@.require('cases', 'write');
    perform @schema@.case_require_manager(giver);
    select * into mine from @schema@.scope_of('cases', true);
    moving := @schema@.caseload_clients(giver, day, organization);
    return query
    select t.place, c.id, u.id, w.field, w.message
    from unnest(client_keys, logins) with ordinality t (client_key, login, place)
    left join @schema@.client c on c.key = t.client_key and c.id = any (moving)
    left join lateral (select n.id from @schema@.case_manager_named(t.login) n) u on true
    left join lateral (select * from (values
        ('client', 'is no client with an open assignment of theirs', c.id is null and not exists (
            -- A second time whoever is told has the client; which is not looked up by its key, whose cost would tell of others.
            select from @schema@.case_assignment a
            where (select h.key from @schema@.client h where h.id = a.client_id) = t.client_key
              and a.user_id = u.id and a.withdrawn_at is null and a.until >= greatest(day, @schema@.today())
              and (organization is null or a.organization_id = organization) and (mine.actor is null or a.organization_id = any (mine.reached)))),
        ('client', 'stands in the file twice', c.id is not null and exists (
            select from unnest(client_keys) with ordinality o (client_key, place) where o.client_key = t.client_key and o.place < t.place)),
        ('user', 'there is no such user', u.id is null),
        ('user', 'is who gives them away', u.id = giver)
    ) w (field, message, is_so) where w.is_so) w on true
    order by t.place;
end $$;
comment on function @schema@.caseload_told(bigint, date, bigint, text[], text[]) is
    'What a file says of who gets whom: for each line the client and the receiver, or what is wrong with it';

create or replace function @schema@.caseload_transfer(
    giver bigint, day date, organization bigint, receivers bigint[], rule text, told_clients bigint[], told_receivers bigint[]
) returns table (id bigint, client text, client_name text, organization_code text, receiver text, pieces bigint,
    begin_date date, end_date date)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    moving bigint[];
    rest bigint[];
    getting bigint[];
begin
    perform @schema@.require_days(day);
    perform @schema@.case_begin_writing();
    perform @schema@.case_require_manager(giver);
    perform @schema@.case_require_manager(r) from unnest(receivers || told_receivers) r;
    -- Of arrays of arrays one would take the second for nobody.
    if day is null or array_ndims(receivers) > 1 or array_ndims(told_clients) > 1 or array_ndims(told_receivers) > 1
        or cardinality(told_clients) <> cardinality(told_receivers)
        or (select count(distinct c) from unnest(told_clients) c) <> cardinality(told_clients) then
        raise exception 'who gets whom is not told well' using errcode = 'CT003';
    elsif giver = any (receivers || told_receivers) then
        raise exception 'whoever gives them away cannot be who gets them' using errcode = 'CT002';
    end if;
    moving := @schema@.caseload_clients(giver, day, organization);
    if not told_clients <@ moving then
        raise exception 'not all of these are clients of theirs' using errcode = 'CT002', hint = 'run the command again';
    end if;
    rest := case when cardinality(receivers) = 0 then '{}'
        else array(select m from unnest(moving) with ordinality t (m, n) where told_clients = '{}' or m <> all (told_clients) order by n) end;
    select coalesce(array_agg(s.client), '{}') || told_clients, coalesce(array_agg(s.receiver), '{}') || told_receivers into moving, getting
    from @schema@.caseload_share(rest, receivers, rule) s;
    perform @schema@.caseload_require_receivers(moving, getting);
    return query
    select m.was, c.external_id, c.name, o.code, u.email, m.pieces, m.begin_date, m.end_date
    from @schema@.caseload_move(array_fill(giver, array[cardinality(moving)]), day, moving, getting, 'transferred') m
    join @schema@.client c on c.id = m.client join @schema@.organization o on o.id = m.organization join @schema@.users u on u.id = m.receiver
    order by u.login, c.key, m.was;
end $$;
comment on function @schema@.caseload_transfer(bigint, date, bigint, bigint[], text, bigint[], bigint[]) is
    'Gives the open assignments of one user to others, from a day on; gives each that ended, with who has the client now, and in how many pieces that was added; none: they had the client already (REQUIREMENTS C3)';

create or replace function @schema@.caseload_counts(manager bigint)
    returns table (organization text, active bigint, planned bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    is_own boolean;
begin
    select * into mine from @schema@.scope_of('cases', false);
    is_own := mine.actor is null or manager = any (@schema@.case_own());
    -- None would say that there are none.
    if not is_own then
        perform @schema@.require('cases', 'read');
    end if;
    return query select o.code, count(*) filter (where a.begin_date <= @schema@.today()), count(*) filter (where a.begin_date > @schema@.today())
    from @schema@.case_assignment a join @schema@.organization o on o.id = a.organization_id
    where a.user_id = manager and a.withdrawn_at is null and a.until >= @schema@.today() and (is_own or a.organization_id = any (mine.reached))
    group by o.code order by o.code;
end $$;
comment on function @schema@.caseload_counts(bigint) is 'How many open assignments a user has that the one who acts sees, by organization (REQUIREMENTS C3)';

-- What would be wrong with users that wait to be written: they have clients, and would lose what it takes.
create or replace function @schema@.case_check_users(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_plan p where p.operation_id = operation and p.action = 'change') then
        return;
    end if;
    return query
    select s.line, 'case_manager', format('has %s: ct caseload transfer gives them to others first', @schema@.case_count(h.number)), null::text
    from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.users u on u.id = p.row_id and u.case_manager
    cross join lateral (select count(*) as number from @schema@.case_assignment a where a.user_id = u.id and a.withdrawn_at is null
        and a.until >= @schema@.today()) h
    where s.operation_id = operation and s.case_manager = false and h.number > 0;
    return query
    select p.line, 'organizations', format('has %s of its clients: ct caseload transfer gives them to others first', @schema@.case_count(count(*))), o.code
    from @schema@.user_organizations_planned(operation) told
    join @schema@.stage_plan p on p.operation_id = operation and p.row_id = told.user_id
    join @schema@.case_assignment a on a.user_id = told.user_id and a.withdrawn_at is null and a.until >= @schema@.today()
        and a.organization_id <> all (told.wanted)
    join @schema@.organization o on o.id = a.organization_id
    where (select @schema@.actor_id()) is null or o.id = any (@schema@.organizations_reached())
    group by p.line, o.code;
end $$;
comment on function @schema@.case_check_users(uuid) is 'Users who would lose what their open assignments take';

-- What a batch added counts no more; but no client is left without a case manager by it whose former one does not come back.
create or replace function @schema@.case_batch_withdraw(batch bigint, operation uuid, ids bigint[]) returns table (row_id bigint, blocked_by text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    had bigint[];
    back bigint[];
    staying bigint[];
begin
    -- Whose clients others had before the batch, and to whom they come back: those that have been planned, which are written
    -- next, and those that were withdrawn.
    had := array(select distinct former.client_id from @schema@.batch b
        join @schema@.history h on h.operation_id = b.operation_id and h.noun = 'case' and h.action = 'changed'
        join @schema@.case_assignment former on former.id = h.row_id where b.id = case_batch_withdraw.batch);
    back := array(
        select c.client_id from @schema@.stage_plan p join @schema@.case_assignment c on c.id = p.row_id
        where p.operation_id = operation and p.action = 'change'
        union
        select c.client_id from @schema@.batch b join @schema@.operation o on o.id = b.operation_id
        join @schema@.history h on h.operation_id = b.operation_id and h.noun = 'case' and h.action = 'changed'
        join @schema@.case_assignment c on c.id = h.row_id and c.withdrawn_at = o.started_at
        where b.id = case_batch_withdraw.batch and @schema@.case_refusal(c.user_id, c.organization_id) is null);
    staying := array(
        select a.id from unnest(ids) i (id) join @schema@.case_assignment a on a.id = i.id
        where a.withdrawn_at is null and a.until >= @schema@.today()
          and a.client_id in (select unnest(had)) and a.client_id not in (select unnest(back))
          and not exists (select from @schema@.case_assignment other where other.client_id = a.client_id
              and other.withdrawn_at is null and other.until >= @schema@.today() and other.id not in (select unnest(ids))));
    return query select s, 'the client would be left without a case manager' from unnest(staying) s;
    return query update @schema@.case_assignment a set withdrawn_at = now()
    where a.id = any (ids) and a.id not in (select unnest(staying)) and a.withdrawn_at is null returning a.id, null::text;
end $$;
comment on function @schema@.case_batch_withdraw(bigint, uuid, bigint[]) is
    'Takes back assignments that a batch added; gives those that went, and those that have to stay and why';

create or replace function @schema@.case_batch_restore(ids bigint[], withdrawn_then timestamptz) returns table (row_id bigint)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query update @schema@.case_assignment a set withdrawn_at = null, organization_id = case when a.until < @schema@.today()
            then a.organization_id else c.organization_id end
    from @schema@.client c
    where a.id = any (ids) and a.withdrawn_at = withdrawn_then and c.id = a.client_id
      and (a.until < @schema@.today() or (c.deactivated_at is null and @schema@.case_refusal(a.user_id, c.organization_id) is null))
      and not exists (select from @schema@.case_assignment o where o.client_id = a.client_id and o.user_id = a.user_id
          and o.withdrawn_at is null and o.begin_date <= a.until and o.until >= a.begin_date)
    returning a.id;
end $$;
comment on function @schema@.case_batch_restore(bigint[], timestamptz) is
    'Brings back assignments that were withdrawn at a moment, of whoever may have them still; gives those that came back';
