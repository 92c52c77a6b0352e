-- Whom one looks for: by e-mail, by a beginning, by a part of a name, or in a list. Here and not in queries of the caller's,
-- since row level security and the indexes on personal keys do not go together; so these apply the scope themselves.

create or replace function @schema@.code_checksum() returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select checksum from @schema@.migration_code $$;
comment on function @schema@.code_checksum() is 'Which functions, triggers and views stand, so that a ct knows whether it fits';

create or replace function @schema@.user_named(told_login text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    actor bigint := @schema@.actor_id();
    found_id bigint := @schema@.login_of(told_login);
begin
    -- Somebody is looked at, whether there is one or not.
    if @schema@.user_is_visible(coalesce(found_id, actor)) then
        return found_id;
    end if;
    return null;
end $$;
comment on function @schema@.user_named(text) is 'The user with a login whom the one who acts sees; null: there is none';

create or replace function @schema@.user_beginning(told text, most bigint)
    returns table (id bigint, login text, email text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
    reached bigint[];
    wanted text := @schema@.search_key(btrim(told));
begin
    select s.actor, s.reached into actor, reached from @schema@.scope(false) s;
    -- Accents alone are no beginning.
    if wanted = '' then
        return;
    end if;
    -- A range, so that the index serves; U+10FFFF sorts after everything. Of each organization by itself: how many rows of
    -- others begin so would be told by what it costs.
    return query select p.id, p.login, p.email, p.name from (
        select u.* from unnest(reached) o (id) cross join lateral (
            select w.* from @schema@.users w where w.organization_id = o.id
              and w.name_key >= wanted and w.name_key < wanted || U&'\+10FFFF' order by w.name_key, w.id limit most) u
        union
        select u.* from @schema@.users u where u.supervisor_id = actor
          and u.name_key >= wanted and u.name_key < wanted || U&'\+10FFFF'
        union
        select u.* from @schema@.users u where u.id = actor and u.name_key >= wanted and u.name_key < wanted || U&'\+10FFFF'
        union
        select * from (select u.* from @schema@.users u where actor is null
          and u.name_key >= wanted and u.name_key < wanted || U&'\+10FFFF' order by u.name_key, u.id limit most) everybody
    ) p order by p.name_key, p.id limit most;
    if found then
        return;
    end if;
    return query select u.id, u.login, u.email, u.name from @schema@.users u
    where strpos(' ' || u.name_key, ' ' || wanted) > 0
      and (actor is null or u.id = actor or u.supervisor_id = actor or u.organization_id = any (reached))
    order by u.name_key, u.id limit most;
end $$;
comment on function @schema@.user_beginning(text, bigint) is
    'Users whose name begins so, or else a word of whose name does; of those whom the one who acts sees';

create or replace function @schema@.user_near(beginning text, most bigint) returns table (email text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
    reached bigint[];
begin
    select s.actor, s.reached into actor, reached from @schema@.scope(false) s;
    if actor is null then
        return query select u.email from @schema@.users u
        where u.login >= beginning and u.login < beginning || U&'\+10FFFF' order by u.login limit most;
        return;
    end if;
    -- Not by the index on logins: how many others begin so would be told by what it costs.
    return query select u.email from @schema@.users u
    where starts_with(u.login || '', beginning) and (u.id = actor or u.supervisor_id = actor or u.organization_id = any (reached))
    order by u.login || '' limit most;
end $$;
comment on function @schema@.user_near(text, bigint) is 'E-mails that begin so, of users whom the one who acts sees: for a hint';

create or replace function @schema@.user_search(told text, most bigint) returns table (id bigint, place bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
    reached bigint[];
    words text[] := regexp_split_to_array(@schema@.search_key(told), '\s+');
begin
    select s.actor, s.reached into actor, reached from @schema@.scope(false) s;
    return query select u.id, row_number() over (order by @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), u.name_key, u.id)
    from @schema@.users u
    where (strpos(u.login, lower(told)) > 0 or not exists (select from unnest(words) word where strpos(u.name_key, word) = 0))
      and (actor is null or u.id = actor or u.supervisor_id = actor or u.organization_id = any (reached))
    order by @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), u.name_key, u.id limit most;
end $$;
comment on function @schema@.user_search(text, bigint) is
    'Users whose name holds all these words or whose e-mail holds the text, the active ones first; of those whom the one who acts sees';

-- A page of the list of those whom somebody who is logged in sees. By name, each organization, the team and oneself are read
-- in the order of an index, and no further than the page goes.
create or replace function @schema@.user_page(
    filters jsonb, sort_field text, sort_kind text, descending boolean, after bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
    reached bigint[];
    way text := case when descending then 'desc' else 'asc' end;
    beyond text := case when descending then '<' else '>' end;
    conditions text := 'true';
    sorted text;
    told record;
    pages text;
begin
    select s.actor, s.reached into actor, reached from @schema@.scope(false) s;
    if actor is null or (after is not null and not @schema@.user_is_visible(after)) then
        return;
    end if;
    for told in select f.key, f.value from jsonb_each(filters) f loop
        conditions := conditions || ' and ' || case
            when told.key in ('organization_id', 'location_id', 'provider_id', 'supervisor_id', 'id') then
                format('u.%I = ($1 ->> %L)::bigint', told.key, told.key)
            when told.key = 'kind' then 'u.kind = $1 ->> ''kind'''
            when told.key = 'status' then case filters ->> 'status'
                when 'active' then 'not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) and u.pending_since is null'
                when 'pending' then 'not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) and u.pending_since is not null'
                else '@schema@.user_is_out(u.deactivated_at, u.ends_at, now())' end
            when told.key = 'workgroup' then 'exists (select from @schema@.user_workgroup m
                where m.user_id = u.id and m.workgroup_id = ($1 ->> ''workgroup'')::bigint)'
            when told.key = 'tool' then 'exists (select from @schema@.user_tool t where t.user_id = u.id
                and t.tool = $1 ->> ''tool'' and (t.level = ''write'' or $1 ->> ''level'' is distinct from ''write''))'
            when told.key = 'level' then 'true'
            when told.key = 'login_before' then 'not exists (select from @schema@.login_state s
                where s.user_id = u.id and s.last_login_at >= ($1 ->> ''login_before'')::timestamptz)'
            when told.key = 'words' then coalesce((
                select string_agg(format('strpos(u.name_key, %L) > 0', @schema@.search_key(word)), ' and ')
                from jsonb_array_elements_text(told.value) word), 'true')
        end;
    end loop;
    if conditions is null then
        raise exception 'there is no such filter' using errcode = 'CT003';
    end if;
    if sort_field is not null or filters ? 'supervisor_id' then
        -- The keys of others are not for sorting, either.
        if sort_field in ('login', 'name_key', 'status_by', 'ends_by', 'ends_transfer_to', 'ends_team_to') then
            raise exception 'there is no such column' using errcode = 'CT003';
        end if;
        sorted := case when sort_field is null then 'u.name_key' else case sort_kind
            when 'plain' then format('coalesce(r.%I::text, '''') collate "C"', sort_field)
            when 'number' then format('r.%I', sort_field)
            when 'list' then format('array_to_string(r.%I, '';'') collate "C"', sort_field)
            else format('@schema@.search_key(coalesce(r.%I, '''')) collate "C"', sort_field) end end;
        return query execute format(
            'select u.id from %1$s
             where %2$s and (u.id = $4 or u.supervisor_id = $4 or u.organization_id = any ($5))
               and ($2 is null or (%3$s, u.id) %4$s (select %3$s, u.id from %1$s where u.id = $2))
             order by %3$s %5$s, u.id %5$s limit $3',
            case when sort_field is null then '@schema@.users u'
                 else '@schema@.users u join @schema@.user_register r on r.id = u.id' end,
            conditions, sorted, beyond, way)
        using filters, after, most, actor, reached;
        return;
    end if;
    if filters ? 'organization_id' then
        reached := array(select o from unnest(reached) o where o = (filters ->> 'organization_id')::bigint);
    end if;
    pages := format('select u.id, u.name_key from @schema@.users u where @of@ and %s
        and ($2 is null or (u.name_key, u.id) %s (select a.name_key, a.id from @schema@.users a where a.id = $2))
        order by u.name_key %3$s, u.id %3$s limit $3', conditions, beyond, way);
    return query execute format(
        'select s.id from (
             (select p.id, p.name_key from unnest($5) o (id) cross join lateral (%s) p)
             union all (%s) union all (%s)) s
         order by s.name_key %4$s, s.id %4$s limit $3',
        replace(pages, '@of@', 'u.organization_id = o.id'),
        replace(pages, '@of@', 'u.supervisor_id = $4 and coalesce(u.organization_id, -1) <> all ($5)'),
        replace(pages, '@of@', 'u.id = $4 and coalesce(u.organization_id, -1) <> all ($5)'), way)
    using filters, after, most, actor, reached;
end $$;
comment on function @schema@.user_page(jsonb, text, text, boolean, bigint, bigint) is
    'The ids of a page of users whom the one who is logged in sees, in order';

-- What people see of those, of whom the one who acts sees. Each row under row level security takes as long as all of a page
-- takes here; the columns are the caller's choice, since some are dear.
create or replace function @schema@.user_read(ids bigint[], columns text[]) returns setof record
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
    reached bigint[];
    codes text[];
begin
    select s.actor, s.reached into actor, reached from @schema@.scope(false) s;
    if 'organizations' = any (columns) then
        codes := @schema@.organization_codes_seen();
    end if;
    -- All that user_overview has, and not the keys.
    if columns = '{}' or columns && array['login', 'name_key'] then
        raise exception 'there is no such column' using errcode = 'CT003';
    end if;
    -- Organizations that are out of reach are left out: who tells the list again leaves them alone. So are supervisors.
    return query execute format(
        'select %s from unnest($1) with ordinality page (id, place) join @schema@.user_register v on v.id = page.id
         where $2 is null or v.id = $2 or v.supervisor_id = $2 or v.organization_id = any ($3) order by page.place',
        (select string_agg(case
            when told = 'organizations' and codes is not null then
                'array(select o from unnest(v.organizations) o where o = any ($4))'
            when told in ('supervisor', 'ends_transfer_to', 'ends_team_to') and actor is not null then
                format('case when exists (select from @schema@.users m where m.id = v.%1$s_id
                and (m.id = $2 or m.supervisor_id = $2 or m.organization_id = any ($3))) then v.%1$s end', told)
            else format('v.%I', told) end, ', ' order by place)
         from unnest(columns) with ordinality c (told, place)))
    using ids, actor, reached, codes;
end $$;
comment on function @schema@.user_read(bigint[], text[]) is
    'These columns of these users, as user_overview has them, of whom the one who acts sees, in the order of the ids';
