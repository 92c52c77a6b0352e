-- Case assignments as people see them: one's own, those of the own team, and those of organizations within reach.

drop view if exists @schema@.case_register;
create view @schema@.case_register with (security_invoker = true) as
select a.id, c.external_id as client, u.email as "user", c.name as client_name, u.name as user_name,
    a.begin_date, a.end_date, a.end_reason, o.code as organization,
    case when a.withdrawn_at is not null then 'withdrawn' when a.until < @schema@.today() then 'ended'
         when a.begin_date > @schema@.today() then 'planned' else 'active' end as status,
    a.created_at, a.client_id, a.user_id, a.organization_id, a.until
from @schema@.case_assignment a join @schema@.client c on c.id = a.client_id join @schema@.users u on u.id = a.user_id
join @schema@.organization o on o.id = a.organization_id;
comment on view @schema@.case_register is 'All case assignments as people see them: for the functions below';

create or replace function @schema@.case_named(told text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    wanted bigint := case when told ~ '^#?[0-9]{1,18}$' then ltrim(told, '#')::bigint end;
begin
    return (select wanted where @schema@.work_is_visible('case', wanted));
end $$;
comment on function @schema@.case_named(text) is 'The assignment with this number, if the one who acts sees it; null: there is none';

create or replace function @schema@.case_beginning(told text, most bigint)
    returns table (id bigint, key text, label text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    own bigint[] := @schema@.case_own();
    theirs bigint[];
    wanted text := @schema@.search_key(btrim(told));
begin
    select * into mine from @schema@.scope_of('cases', false);
    if wanted = '' then
        return;
    end if;
    -- Found first, and by nothing that was typed: or else what it costs tells that clients out of reach are called so.
    theirs := array(select distinct a.client_id from @schema@.case_assignment a
        where mine.actor is not null and a.user_id = any (own) and a.withdrawn_at is null and a.until >= @schema@.today());
    -- By the client: found among those within reach, or else among the own ones.
    return query
    select a.id, '#' || a.id, a.id::text, c.external_id || ', ' || c.name || ', ' || u.email
    from (
        select n.id from @schema@.client_beginning(told, most) n
        union select @schema@.client_named(lower(btrim(told)))
        union select c.id from @schema@.client c where c.id = any (theirs)
          and (c.key || '' = lower(btrim(told)) or starts_with(c.name_key || '', wanted))
    ) found (id)
    join @schema@.client c on c.id = found.id
    join @schema@.case_assignment a on a.client_id = c.id and a.withdrawn_at is null and a.until >= @schema@.today()
        and (mine.actor is null or a.user_id = any (own) or a.organization_id = any (mine.reached))
    join @schema@.users u on u.id = a.user_id
    order by a.until desc, a.id desc limit most;
end $$;
comment on function @schema@.case_beginning(text, bigint) is
    'Open assignments of the client with this external id, or whose name begins so, which the one who acts sees';

-- What holds words is found by whom: those of whom few hold them are read by their indexes, and where many do, a page is full
-- soon in the order of the list.
create or replace function @schema@.case_of_words(words jsonb, own bigint[], reached bigint[], is_administrator boolean,
        out clients bigint[], out managers bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    -- Who may be found at all, before anything that was typed: or else what it costs tells who else is called so.
    their_clients bigint[] := array(select distinct a.client_id from @schema@.case_assignment a
        where not is_administrator and a.user_id = any (own));
    their_managers bigint[] := array(select distinct a.user_id from @schema@.case_assignment a
        where not is_administrator and a.organization_id = any (reached)) || own;
begin
    execute format('select array(select c.id from @schema@.client c where ($3 or c.organization_id = any ($2) or c.id = any ($1)) and %s limit 2001)',
        @schema@.page_words('c.name_key', words)) into clients using their_clients, reached, is_administrator;
    execute format('select array(select u.id from @schema@.users u where ($2 or u.id = any ($1)) and %s limit 2001)',
        @schema@.page_words('u.name_key', words)) into managers using their_managers, is_administrator;
    if cardinality(clients) + cardinality(managers) > 2000 then
        clients := null;
        managers := null;
    end if;
end $$;
comment on function @schema@.case_of_words(jsonb, bigint[], bigint[], boolean) is
    'Clients and users whose names hold these words; null: too many to go through one by one';

-- The order of the list is that of the indexes: open ones first, the newest first, then what ended last. Each user and each
-- organization is read by itself in that order, and no further than the page goes.
create or replace function @schema@.case_page(
    filters jsonb, sort_field text, sort_kind text, descending boolean, after bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    own bigint[];
    clients bigint[];
    managers bigint[];
    conditions text := case when filters ? 'id' then 'true' when filters ? 'withdrawn' then 'a.withdrawn_at is not null'
        else 'a.withdrawn_at is null' end;
    told record;
    sources text[];
    from_there record;
    place text := '';
    page text;
begin
    select * into mine from @schema@.scope_of('cases', false);
    own := case when mine.actor is not null then @schema@.case_own() end;
    if mine.actor is not null then
        conditions := conditions || ' and (a.user_id = any ($4) or a.organization_id = any ($5))';
    end if;
    for told in select f.key, f.value from jsonb_each(filters) f loop
        conditions := conditions || case
            when told.key in ('id', 'client_id', 'user_id', 'organization_id') then format(' and a.%I = ($1 ->> %L)::bigint', told.key, told.key)
            when told.key = 'supervisor_id' then ' and a.user_id in (select t.id from @schema@.users t where t.supervisor_id = ($1 ->> ''supervisor_id'')::bigint)'
            when told.key = 'status' then format(' and a.until %s @schema@.today()', case filters ->> 'status' when 'active' then '>=' else '<' end)
            when told.key = 'from' then ' and a.until >= ($1 ->> ''from'')::date'
            when told.key = 'until' then ' and a.begin_date <= ($1 ->> ''until'')::date'
            when told.key in ('words', 'withdrawn') then ''
        end;
    end loop;
    if conditions is null then
        raise exception 'there is no such filter' using errcode = 'CT003';
    end if;
    -- Where to look: of several things that are told, what has the fewest assignments.
    if filters ? 'words' then
        select w.clients, w.managers into clients, managers from @schema@.case_of_words(filters -> 'words', coalesce(own, '{}'), mine.reached, mine.actor is null) w;
        conditions := conditions || format(' and exists (select from @schema@.client c, @schema@.users u where c.id = a.client_id and u.id = a.user_id
            and ((%s) or (%s)))', @schema@.page_words('c.name_key', filters -> 'words'), @schema@.page_words('u.name_key', filters -> 'words'));
    end if;
    sources := case
        when filters ? 'id' then array['a.id = ($1 ->> ''id'')::bigint']
        when filters ? 'client_id' then array['a.client_id = ($1 ->> ''client_id'')::bigint']
        when filters ? 'user_id' then array['a.user_id = ($1 ->> ''user_id'')::bigint']
        when filters ? 'supervisor_id' then array['a.user_id = o.id of select t.id from @schema@.users t where t.supervisor_id = ($1 ->> ''supervisor_id'')::bigint']
        when clients is not null then array['a.client_id = o.id of select unnest($6)', 'a.user_id = o.id of select unnest($7)']
        when filters ? 'organization_id' and (mine.actor is null or (filters ->> 'organization_id')::bigint = any (mine.reached))
            then array['a.organization_id = ($1 ->> ''organization_id'')::bigint']
        when mine.actor is null then array['true']
        when filters ? 'organization_id' then array['a.user_id = o.id of select unnest($4)']
        else array['a.user_id = o.id of select unnest($4)', 'a.organization_id = o.id of select unnest($5)'] end;
    if sort_field is not null then
        return query execute format(
            'select s.id from (select a.id, %1$s as place from @schema@.case_assignment a join @schema@.case_register r on r.id = a.id where %2$s) s
             where $2 is null or (s.place, s.id) %3$s (select %1$s, r.id from @schema@.case_register r where r.id = $2
                and ($8 is null or r.user_id = any ($4) or r.organization_id = any ($5)))
             order by s.place %4$s, s.id %4$s limit $3',
            @schema@.page_sort('@schema@.case_register', sort_field, sort_kind, 'r'), conditions,
            case when descending then '<' else '>' end, case when descending then 'desc' else 'asc' end)
        using filters, after, most, own, mine.reached, clients, managers, mine.actor;
        return;
    end if;
    if after is not null then
        select a.until, a.id into from_there from @schema@.case_assignment a where a.id = after
            and (mine.actor is null or a.user_id = any (own) or a.organization_id = any (mine.reached));
        if from_there.id is null then
            return;
        end if;
        place := format(' and (a.until, a.id) < (%L::date, %L::bigint)', from_there.until, from_there.id);
    end if;
    page := (select string_agg(format(case when source like '% of %' then
            '(select s.id, s.until from (%3$s) o (id) cross join lateral (
                select a.id, a.until from @schema@.case_assignment a where %2$s and %1$s%4$s order by a.until desc, a.id desc limit $3) s)'
        else '(select a.id, a.until from @schema@.case_assignment a where %2$s and %1$s%4$s order by a.until desc, a.id desc limit $3)' end,
        conditions, split_part(source, ' of ', 1), split_part(source, ' of ', 2), place), ' union ')
        from unnest(sources) source);
    return query execute format('select s.id from (%s) s order by s.until desc, s.id desc limit $3', page)
    using filters, after, most, own, mine.reached, clients, managers, mine.actor;
end $$;
comment on function @schema@.case_page(jsonb, text, text, boolean, bigint, bigint) is
    'The ids of a page of case assignments that the one who acts sees, in order (REQUIREMENTS C1, T1)';

create or replace function @schema@.case_read(ids bigint[], columns text[]) returns setof record
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    own bigint[];
begin
    select * into mine from @schema@.scope_of('cases', false);
    own := case when mine.actor is not null then @schema@.case_own() end;
    return query execute format(
        'select %s from unnest($1) with ordinality page (id, place) join @schema@.case_register v on v.id = page.id
         where $2 is null or v.user_id = any ($4) or v.organization_id = any ($3) order by page.place',
        @schema@.read_columns('@schema@.case_register', columns, 'v'))
    using ids, mine.actor, mine.reached, own;
end $$;
comment on function @schema@.case_read(bigint[], text[]) is
    'These columns of these assignments, as case_register has them, of those that the one who acts sees, in the order of the ids';
