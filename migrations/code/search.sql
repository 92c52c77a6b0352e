-- Search over users, clients, tasks and commands (REQUIREMENTS M5). What is found is looked for in each organization within
-- reach by itself, in the order of an index and no further than the page goes; so neither a million clients nor what others
-- have makes a difference.

create or replace function @schema@.search_source(kind text, place text) returns text
    language sql immutable
    return format(case kind
        when 'user' then 'select id, coalesce(organization_id, 0) as org, deactivated_at is not null as is_past, name_key as told from %s'
        when 'client' then 'select id, organization_id as org, deactivated_at is not null as is_past, name_key as told from %s'
        when 'task' then 'select id, coalesce(organization_id, 0) as org, status in (''completed'', ''cancelled'') as is_past, title_key as told from %s'
    end, place);
comment on function @schema@.search_source(text, text) is 'The SQL for what search has to know of the rows of a table, or of those that a trigger gets';

create or replace function @schema@.search_enters(kind text, source text) returns text
    language sql immutable
    return format('insert into @schema@.search_entry (kind, organization_id, rank, key, row_id)
        select %L, n.org, n.is_past::integer * 2 + (t.place > 1)::integer, t.turned, n.id
        from (%s) n cross join lateral @schema@.search_turns(n.told) t order by 2, 3, 4
        on conflict on constraint search_entry_pkey do nothing', kind, source);
comment on function @schema@.search_enters(text, text) is 'The SQL that enters rows under each of their words';

-- All names of an organization in one text: to take a hundred thousand apart one by one takes many times as long.
create or replace function @schema@.search_learns(source text) returns text
    language sql immutable
    return format('select n.org, string_agg(n.told, '' '') as names from (%s) n group by n.org order by n.org', source);
comment on function @schema@.search_learns(text) is 'The SQL for all names of rows, organization by organization';

-- Numbers are no words that one slips in. What stands between spaces is taken apart once, however often it is there.
create or replace function @schema@.search_learn(told_kind text, organization bigint, names text) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    insert into @schema@.search_slip (kind, organization_id, variant, word)
    select told_kind, organization, v.variant, n.word
    from (select distinct word from (select distinct part from unnest(string_to_array(names, ' ')) part
            where ltrim(part, '0123456789') <> '') p cross join lateral unnest(@schema@.search_words(p.part)) word
        where length(word) between 3 and 60 and translate(word, '0123456789', '') = word) n
    cross join lateral @schema@.search_variants(n.word) v (variant)
    where not exists (select from @schema@.search_slip s where s.kind = told_kind and s.organization_id = organization
        and s.variant = left(n.word, 7) and s.word = n.word)
    order by 3, 4 on conflict on constraint search_slip_pkey do nothing
$$;
comment on function @schema@.search_learn(text, bigint, text) is 'Keeps the words of names, so that slips in them are found';

create or replace function @schema@.search_of_creation() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    source text := @schema@.search_source(tg_argv[0], 'new_rows');
    told record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if tg_argv[0] <> 'user' then
        execute @schema@.search_enters(tg_argv[0], source);
    end if;
    for told in execute @schema@.search_learns(source) loop
        perform @schema@.search_learn(tg_argv[0], told.org, told.names);
    end loop;
    return null;
end $$;
comment on function @schema@.search_of_creation() is 'Lets search find new rows';

create or replace function @schema@.search_of_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    was record;
    now_is record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if tg_op <> 'INSERT' and tg_argv[0] <> 'user' then
        execute @schema@.search_source(tg_argv[0], '(select ($1).*) changed') into was using old;
        delete from @schema@.search_entry e using @schema@.search_turns(was.told) t
        where e.kind = tg_argv[0] and e.organization_id = was.org and e.key = t.turned and e.row_id = was.id
          and e.rank = was.is_past::integer * 2 + (t.place > 1)::integer;
    end if;
    if tg_op <> 'DELETE' then
        execute @schema@.search_source(tg_argv[0], '(select ($1).*) changed') into now_is using new;
        if tg_argv[0] <> 'user' then
            insert into @schema@.search_entry (kind, organization_id, rank, key, row_id)
            select tg_argv[0], now_is.org, now_is.is_past::integer * 2 + (t.place > 1)::integer, t.turned, now_is.id
            from @schema@.search_turns(now_is.told) t on conflict on constraint search_entry_pkey do nothing;
        end if;
        perform @schema@.search_learn(tg_argv[0], now_is.org, now_is.told);
    end if;
    return null;
end $$;
comment on function @schema@.search_of_change() is 'Lets search find a row by the name that it has now, and not by the one that it had';

-- A new name is seldom, other changes are frequent: a condition is looked at before anything is called.
do $$
declare
    told record;
begin
    for told in select * from (values
        ('user', 'users', 'old.name is distinct from new.name or old.organization_id is distinct from new.organization_id'),
        ('client', 'client', 'old.name_key is distinct from new.name_key or old.organization_id is distinct from new.organization_id
            or (old.deactivated_at is null) is distinct from (new.deactivated_at is null)'),
        ('task', 'task', 'old.title_key is distinct from new.title_key or old.organization_id is distinct from new.organization_id
            or old.status is distinct from new.status')
    ) searched (kind, place, condition) loop
        execute format('create or replace trigger search_created after insert on @schema@.%I
            referencing new table as new_rows for each statement execute function @schema@.search_of_creation(%L)', told.place, told.kind);
        execute format('create or replace trigger search_changed after update on @schema@.%I
            for each row when (%s) execute function @schema@.search_of_change(%L)', told.place, told.condition, told.kind);
    end loop;
    create or replace trigger search_deleted after delete on @schema@.task
        for each row execute function @schema@.search_of_change('task');
end $$;

create or replace function @schema@.search_fill() returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    searched record;
    told record;
begin
    if @schema@.actor_id() is not null then
        raise exception 'this is for an administrator' using errcode = 'CT079';
    end if;
    truncate @schema@.search_entry, @schema@.search_slip;
    for searched in select * from (values ('user', '@schema@.users'), ('client', '@schema@.client'), ('task', '@schema@.task')) s (kind, place) loop
        if searched.kind <> 'user' then
            execute @schema@.search_enters(searched.kind, @schema@.search_source(searched.kind, searched.place));
        end if;
        for told in execute @schema@.search_learns(@schema@.search_source(searched.kind, searched.place)) loop
            perform @schema@.search_learn(searched.kind, told.org, told.names);
        end loop;
    end loop;
end $$;
comment on function @schema@.search_fill() is
    'Lets search find all that is there: once, when search is new, and whenever rows were written with triggers switched off';

do $$ begin
    if not exists (select from @schema@.search_slip) and exists (select from @schema@.users) then
        perform @schema@.search_fill();
    end if;
end $$;

create or replace function @schema@.search_slips(one text, other text, most integer) returns integer
    language plpgsql immutable set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if one = other then
        return 0;
    elsif most = 0 or abs(length(one) - length(other)) > most then
        return null;
    end if;
    while left(one, 1) = left(other, 1) loop
        one := substr(one, 2);
        other := substr(other, 2);
    end loop;
    if most = 1 then
        return case when substr(one, 2) = substr(other, 2) or substr(one, 2) = other or one = substr(other, 2)
            or (left(one, 2) = reverse(left(other, 2)) and substr(one, 3) = substr(other, 3)) then 1 end;
    end if;
    return 1 + least(@schema@.search_slips(substr(one, 2), substr(other, 2), most - 1),
        @schema@.search_slips(substr(one, 2), other, most - 1), @schema@.search_slips(one, substr(other, 2), most - 1),
        case when left(one, 2) = reverse(left(other, 2)) then @schema@.search_slips(substr(one, 3), substr(other, 3), most - 1) end);
end $$;
comment on function @schema@.search_slips(text, text, integer) is
    'How many letters are wrong, missing, too many or swapped between two words; null: more than that';

create or replace function @schema@.search_fits(told text, words text[], near_places integer[], near_words text[]) returns boolean
    language sql immutable
    return not exists (select from unnest(words) with ordinality w (word, place)
        where strpos(' ' || told, ' ' || w.word) = 0 and not exists (
            select from unnest(near_places, near_words) n (place, word)
            where n.place = w.place and strpos(' ' || told || ' ', ' ' || n.word || ' ') > 0));
comment on function @schema@.search_fits(text, text[], integer[], text[]) is
    'Whether each of these words begins a word of a text, or one that is near it is in the text';

-- Two slips are forgiven in words of eight letters, one in those of four; in shorter ones none.
create or replace function @schema@.search_near(told_kind text, reached bigint[], words text[], more text)
    returns table (organization bigint, place integer, word text, slips integer)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return query
    with typed as (
        select w.word, w.place::integer as place from unnest(words) with ordinality w (word, place)
        where length(w.word) between 3 and 60 and translate(w.word, '0123456789', '') = w.word
    ), known as (
        select o.id as org, t.place, s.word
        from typed t cross join unnest(reached) o (id) cross join lateral @schema@.search_variants(t.word) v (variant)
        cross join lateral (select k.word from @schema@.search_slip k
            where k.kind = told_kind and k.organization_id = o.id and k.variant = v.variant limit 200) s
        union
        select -1, t.place, m.word from typed t cross join unnest(@schema@.search_words(coalesce(more, ''))) m (word)
    ), compared as (
        select k.place, k.word, @schema@.search_slips(t.word, k.word, case when least(length(t.word), length(k.word)) >= 8 then 2 else 1 end) as slips
        from (select distinct n.place, n.word from known n) k join typed t on t.place = k.place
        where greatest(length(t.word), length(k.word)) >= 4 and not starts_with(k.word, t.word)
    )
    select n.org, n.place, n.word, n.slips from (
        select k.org, k.place, k.word, c.slips, row_number() over (partition by k.org, k.place order by c.slips, k.word) as turn
        from known k join compared c on c.place = k.place and c.word = k.word and c.slips is not null) n
    where n.turn <= 3;
end $$;
comment on function @schema@.search_near(text, bigint[], text[], text) is
    'Words of names within reach that are a slip or two away from those that were typed; -1 are words of the further text';

-- Most names are plain, and need not be taken apart.
create or replace function @schema@.search_plain(key text) returns text
    language sql immutable strict
    return case when translate(key, 'abcdefghijklmnopqrstuvwxyz ', '') = '' then key
        else array_to_string(@schema@.search_words(key), ' ') end;
comment on function @schema@.search_plain(text) is 'The words of a text that search_key has made, with a space between them';

-- Whether others have the login, the external id or the number makes no difference in what it costs, as in login_of.
create or replace function @schema@.search_user_of(told_login text, told text, number bigint, actor bigint, reached bigint[]) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    another record;
    named record;
    known record;
    numbered record;
    found_id bigint := @schema@.login_of(coalesce(told_login, ''));
begin
    -- Somebody is looked at each time, whether there is one or not.
    select r.id, r.external_id into another from @schema@.users r where r.external_id >= '' order by r.external_id limit 1;
    select r.id, r.organization_id, r.supervisor_id into known from @schema@.users r where r.external_id = told;
    perform from @schema@.users r where r.external_id = case when known.id is null then another.external_id else '' end;
    select r.id into another from @schema@.users r order by r.id limit 1;
    select r.id, r.organization_id, r.supervisor_id into numbered from @schema@.users r where r.id = coalesce(number, 0);
    perform from @schema@.users r where r.id = case when numbered.id is null then another.id else 0 end;
    select r.id, r.organization_id, r.supervisor_id into named from @schema@.users r where r.id = coalesce(found_id, another.id);
    return query select f.id from (values (case when found_id is not null then named.id end, named.organization_id, named.supervisor_id),
            (known.id, known.organization_id, known.supervisor_id),
            (numbered.id, numbered.organization_id, numbered.supervisor_id)) f (id, organization_id, supervisor_id)
        where f.id is not null and (actor is null or f.id = actor or f.supervisor_id = actor or f.organization_id = any (reached));
end $$;
comment on function @schema@.search_user_of(text, text, bigint, bigint, bigint[]) is
    'The users with this login, external id or number whom the one who acts sees';

create or replace function @schema@.search_quoted(word text) returns text
    language sql immutable
    return chr(39) || chr(1) || '.' || replace(replace(word, chr(92), chr(92) || chr(92)), chr(39), chr(39) || chr(39)) || chr(39);
comment on function @schema@.search_quoted(text) is 'A word as tsquery has it, with a mark where the organization comes';

-- How well somebody fits: 1 by what is unique, 2 by the whole name, 3 by its beginning, 4 by words, 5 by words with slips.
create or replace function @schema@.search_users(told text, told_login text, words text[], actor bigint, reached bigint[], most bigint)
    returns table (id bigint, tier integer, is_past boolean, place text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    joined text := array_to_string(words, ' ');
    lowered text := lower(told);
    wanted text := format('(%s) | %s:*', (select string_agg(@schema@.search_quoted(w) || ':*', ' & ') from unnest(words) w), @schema@.search_quoted(lowered));
    -- The team is seen wherever it is.
    team bigint[] := array(select u.id from @schema@.users u where (u.id = actor or u.supervisor_id = actor)
        and coalesce(u.organization_id, 0) <> all (reached));
    places integer[];
    nearest text[];
    count bigint;
begin
    return query select u.id, 1, @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), u.name_key
    from @schema@.search_user_of(told_login, told, case when told ~ '^[0-9]{1,18}$' then told::bigint end, actor, reached) f (id)
    join @schema@.users u on u.id = f.id;
    return query
    select u.id, case when n.name = joined then 2 when starts_with(n.name, joined) or starts_with(u.login, lowered) then 3 else 4 end,
        @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), u.name_key
    from (
        select m.* from unnest(reached) o (id) cross join lateral (select s.id, s.name_key, s.login, s.deactivated_at, s.ends_at from @schema@.users s
            where @schema@.search_lexemes(s.organization_id, s.name_key, s.login) @@ replace(wanted, chr(1), o.id::text)::tsquery) m
        union all
        select s.id, s.name_key, s.login, s.deactivated_at, s.ends_at from @schema@.users s where s.id = any (team)
            and (starts_with(s.login, lowered) or @schema@.search_fits(@schema@.search_plain(s.name_key), words, null, null))) u
    cross join lateral (select @schema@.search_plain(u.name_key) as name offset 0) n
    order by 2, 3, 4, 1 limit most;
    get diagnostics count = row_count;
    if count >= 5 then
        return;
    end if;
    select array_agg(n.place), array_agg(n.word) into places, nearest from @schema@.search_near('user', reached, words, (
        select string_agg(s.name_key, ' ') from @schema@.users s where s.id = any (team))) n;
    if places is null then
        return;
    end if;
    wanted := (select string_agg('(' || @schema@.search_quoted(w.word) || ':*' || coalesce((
        select string_agg(' | ' || @schema@.search_quoted(n.word), '') from (select distinct d.word from unnest(places, nearest) d (place, word)
            where d.place = w.turn) n), '') || ')', ' & ') from unnest(words) with ordinality w (word, turn));
    return query
    select u.id, 5, @schema@.user_is_out(u.deactivated_at, u.ends_at, now()), u.name_key
    from (
        select m.* from unnest(reached) o (id) cross join lateral (select s.id, s.name_key, s.deactivated_at, s.ends_at from @schema@.users s
            where @schema@.search_lexemes(s.organization_id, s.name_key, s.login) @@ replace(wanted, chr(1), o.id::text)::tsquery) m
        union all
        select s.id, s.name_key, s.deactivated_at, s.ends_at from @schema@.users s where s.id = any (team)
            and @schema@.search_fits(@schema@.search_plain(s.name_key), words, places, nearest)) u
    order by 3, 4, 1 limit most;
end $$;
comment on function @schema@.search_users(text, text, text[], bigint, bigint[], bigint) is 'The users who are looked for, of those whom the one who acts sees';

-- Clients and tasks. Of two words and more, each pair stands one after the other in the name from some word on; only of
-- names of four words and more, and of words that are not typed to the end, that is not so: of these, many are looked through, but not all.
create or replace function @schema@.search_entries(told_kind text, words text[], reached bigint[], most bigint)
    returns table (id bigint, tier integer, is_past boolean, place text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    joined text := array_to_string(words, ' ');
    longest text := (select w from unnest(words) w order by length(w) desc limit 1);
    size integer := cardinality(words);
    lows text[] := words;
    count bigint := 0;
    more bigint;
begin
    if size > 1 then
        lows := array(select a.word || ' ' || b.word from unnest(words) with ordinality a (word, place)
            join unnest(words) with ordinality b (word, place) on b.place <> a.place);
    end if;
    for past in 0..1 loop
        return query
        select e.row_id, min(case when e.key = l.low and size <= 2 then 2 when r.rank % 2 = 0 and starts_with(e.key, joined) then 3 else 4 end),
            past = 1, min(e.key)
        from unnest(reached) o (id) cross join generate_series(past * 2, past * 2 + 1) r (rank) cross join unnest(lows) l (low)
        cross join lateral (select f.key, f.row_id from (
            select s.key, s.row_id from @schema@.search_entry s
            where s.kind = told_kind and s.organization_id = o.id and s.rank = r.rank::smallint
              and s.key >= l.low and s.key < l.low || U&'\+10FFFF'
            order by s.key, s.row_id limit case when size > 2 then 500 else most end) f
            where size <= 2 or @schema@.search_fits(f.key, words, null, null) limit most) e
        group by e.row_id order by 2, 4, 1 limit most;
        get diagnostics more = row_count;
        count := count + more;
        exit when count >= most;
    end loop;
    if size > 1 and count < 5 then
        return query
        select e.row_id, 4, e.is_past, min(e.key)
        from unnest(reached) o (id) cross join generate_series(0, 3) r (rank)
        cross join lateral (select s.key, s.row_id, r.rank > 1 as is_past from @schema@.search_entry s
            where s.kind = told_kind and s.organization_id = o.id and s.rank = r.rank::smallint
              and s.key >= longest and s.key < longest || U&'\+10FFFF'
            order by s.key, s.row_id limit greatest(50, 1000 / cardinality(reached))) e
        where @schema@.search_fits(e.key, words, null, null)
        group by e.row_id, e.is_past order by 3, 4, 1 limit most;
        get diagnostics more = row_count;
        count := count + more;
    end if;
    if count >= 5 then
        return;
    end if;
    return query
    with near as materialized (
        select * from @schema@.search_near(told_kind, reached, words, null)
    ), option as (
        select n.organization, n.place, n.word, true as is_near from near n
        union select n.organization, w.place, w.word, false from near n cross join unnest(words) with ordinality w (word, place)
    ), span as (
        select a.organization, a.word as low, a.word || '!' as high from option a where size = 1 and a.is_near
        union
        select a.organization, a.word || ' ' || b.word, a.word || ' ' || b.word || case when b.is_near then '!' else U&'\+10FFFF' end
        from option a join option b on b.organization = a.organization and b.place <> a.place
        where size > 2 or a.is_near or b.is_near
    )
    select e.row_id, 5, e.is_past, min(e.key)
    from span p cross join generate_series(0, 3) r (rank)
    cross join lateral (select f.key, f.row_id, r.rank > 1 as is_past from (
        select s.key, s.row_id from @schema@.search_entry s
        where s.kind = told_kind and s.organization_id = p.organization and s.rank = r.rank::smallint and s.key >= p.low and s.key < p.high
        order by s.key, s.row_id limit case when size > 2 then 500 else most end) f
        where size <= 2 or @schema@.search_fits(f.key, words, (select array_agg(n.place) from near n), (select array_agg(n.word) from near n))
        limit most) e
    group by e.row_id, e.is_past order by 3, 4, 1 limit most;
end $$;
comment on function @schema@.search_entries(text, text[], bigint[], bigint) is
    'The clients or tasks that are looked for, in organizations within reach';

-- Whether others have the key or the number makes no difference in what it costs, as in login_of.
create or replace function @schema@.search_client_of(told_key text, number bigint, reached bigint[]) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    another record;
    named record;
    numbered record;
begin
    select r.id, r.key into another from @schema@.client r order by r.id limit 1;
    select r.id, r.organization_id as organization_id into named from @schema@.client r where r.key = told_key;
    perform from @schema@.client r where r.key = case when named.id is null then another.key else '' end;
    select r.id, r.organization_id as organization_id into numbered from @schema@.client r where r.id = coalesce(number, 0);
    perform from @schema@.client r where r.id = case when numbered.id is null then another.id else 0 end;
    if named.organization_id = any (reached) then
        return next named.id;
    end if;
    if numbered.organization_id = any (reached) then
        return next numbered.id;
    end if;
end $$;
comment on function @schema@.search_client_of(text, bigint, bigint[]) is 'The clients within reach with this external id or number';

create or replace function @schema@.search_task_of(told_key text, number bigint, reached bigint[]) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    another record;
    named record;
    numbered record;
begin
    select r.id, r.key into another from @schema@.task r order by r.id limit 1;
    select r.id, coalesce(r.organization_id, 0) as organization_id into named from @schema@.task r where r.key = told_key;
    perform from @schema@.task r where r.key = case when named.id is null then another.key else '' end;
    select r.id, coalesce(r.organization_id, 0) as organization_id into numbered from @schema@.task r where r.id = coalesce(number, 0);
    perform from @schema@.task r where r.id = case when numbered.id is null then another.id else 0 end;
    if named.organization_id = any (reached) then
        return next named.id;
    end if;
    if numbered.organization_id = any (reached) then
        return next numbered.id;
    end if;
end $$;
comment on function @schema@.search_task_of(text, bigint, bigint[]) is 'The tasks within reach with this uid or number';

-- The own tasks and those of the team are seen wherever they are.
create or replace function @schema@.search_tasks(told_key text, number bigint, words text[], actor bigint, reached bigint[], most bigint)
    returns table (id bigint, tier integer, is_past boolean, place text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    joined text := array_to_string(words, ' ');
    team bigint[];
    mine bigint[];
    places integer[];
    nearest text[];
begin
    if cardinality(reached) > 0 then
        return query select t.id, 1, t.status in ('completed', 'cancelled'), t.title_key
        from @schema@.search_task_of(told_key, number, reached) f (id) join @schema@.task t on t.id = f.id;
        return query select * from @schema@.search_entries('task', words, reached, most);
    end if;
    if actor is null then
        return;
    end if;
    team := array(select u.id from @schema@.users u where u.supervisor_id = actor) || actor;
    mine := array(
        select t.id from @schema@.task t where t.user_id = any (team) and coalesce(t.organization_id, 0) <> all (reached)
        union
        select t.id from @schema@.task_participant m join @schema@.task t on t.id = m.task_id
        where m.user_id = any (team) and coalesce(t.organization_id, 0) <> all (reached));
    if mine = '{}' then
        return;
    end if;
    select array_agg(n.place), array_agg(n.word) into places, nearest from @schema@.search_near('task', '{}', words, (
        select string_agg(t.title_key, ' ') from @schema@.task t where t.id = any (mine))) n;
    return query
    select t.id, case when t.key = told_key or t.id = number then 1 when n.title = joined then 2 when starts_with(n.title, joined) then 3
        when @schema@.search_fits(n.title, words, null, null) then 4 else 5 end, t.status in ('completed', 'cancelled'), t.title_key
    from @schema@.task t cross join lateral (select array_to_string(@schema@.search_words(t.title_key), ' ') as title) n
    where t.id = any (mine) and (t.key = told_key or t.id = number or @schema@.search_fits(n.title, words, places, nearest))
    order by 2, 3, 4, 1 limit most;
end $$;
comment on function @schema@.search_tasks(text, bigint, text[], bigint, bigint[], bigint) is 'The tasks that are looked for, of those that the one who acts sees';

create or replace function @schema@.search_commands(words text[], most bigint)
    returns table (id bigint, tier integer, is_past boolean, place text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    joined text := array_to_string(words, ' ');
    opened text[] := array(select m.command from @schema@.menu_open() m);
    places integer[];
    nearest text[];
begin
    -- Each once, in the order of the menu.
    opened := array(select o.command from unnest(opened) with ordinality o (command, turn) group by o.command order by min(o.turn));
    select array_agg(n.place), array_agg(n.word) into places, nearest
    from @schema@.search_near('command', '{}', words, array_to_string(opened, ' ')) n;
    return query
    select o.turn, case when c.command = joined then 2 when starts_with(c.command, joined) then 3
        when @schema@.search_fits(c.command || ' ' || c.about, words, null, null) then 4 else 5 end, false, o.command
    from unnest(opened) with ordinality o (command, turn)
    cross join lateral (select array_to_string(@schema@.search_words(o.command), ' ') as command, (
        select array_to_string(@schema@.search_words(@schema@.search_key(m.about)), ' ') from @schema@.menu_option m
        where m.command = o.command order by m.place limit 1) as about) c
    where @schema@.search_fits(c.command || ' ' || c.about, words, places, nearest) order by 2, 1 limit most;
end $$;
comment on function @schema@.search_commands(text[], bigint) is 'The commands that are looked for, of those that are open to the one who acts';

create or replace function @schema@.search(told text, told_login text, told_key text, kinds text[], most bigint)
    returns table (kind text, id bigint, label text, name text, organization text, status text, how text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    of_users record;
    of_cases record;
    of_tasks record;
    everywhere bigint[];
    words text[];
    number bigint;
begin
    select * into of_users from @schema@.scope(false);
    select * into of_cases from @schema@.scope_of('cases', false);
    select * into of_tasks from @schema@.scope_of('tasks', false);
    if exists (select from unnest(kinds) k where k is null or k not in ('user', 'client', 'task', 'command')) then
        raise exception 'there is no such kind' using errcode = 'CT003';
    end if;
    told := btrim(coalesce(told, ''));
    words := (@schema@.search_words(@schema@.search_key(left(told, 200))))[:6];
    number := case when told ~ '^[0-9]{1,18}$' then told::bigint end;
    most := least(greatest(coalesce(most, 20), 1), 1000);
    if words = '{}' then
        return;
    end if;
    if of_users.actor is null then
        everywhere := array(select o.id from @schema@.organization o) || 0::bigint;
        of_users.reached := everywhere;
        of_cases.reached := everywhere;
        of_tasks.reached := everywhere;
    end if;
    return query
    with hit as materialized (
        select 'user' as kind, 1 as kind_place, h.* from @schema@.search_users(told, told_login, words, of_users.actor, of_users.reached, most) h
        where kinds is null or 'user' = any (kinds)
        union all
        select 'client', 2, c.id, 1, c.deactivated_at is not null, c.name_key
        from @schema@.search_client_of(told_key, number, of_cases.reached) f (id) join @schema@.client c on c.id = f.id
        where kinds is null or 'client' = any (kinds)
        union all
        select 'client', 2, h.* from @schema@.search_entries('client', words, of_cases.reached, most) h
        where cardinality(of_cases.reached) > 0 and (kinds is null or 'client' = any (kinds))
        union all
        select 'task', 3, h.* from @schema@.search_tasks(told_key, number, words, of_tasks.actor, of_tasks.reached, most) h
        where kinds is null or 'task' = any (kinds)
        union all
        select 'command', 4, h.* from @schema@.search_commands(words, most) h
        where kinds is null or 'command' = any (kinds)
    ), best as (
        select distinct on (h.kind_place, h.id) h.* from hit h order by h.kind_place, h.id, h.tier
    ), chosen as (
        -- Where many are as good as each other, some of each kind.
        select b.*, row_number() over (partition by b.kind, b.tier, b.is_past order by b.place, b.id) as turn from best b
        order by b.tier, b.is_past, turn, b.kind_place limit most
    )
    select c.kind, c.id, coalesce(u.email, p.external_id, t.uid, c.place),
        coalesce(u.name, p.name || coalesce(' (' || p.preferred_name || ')', ''), t.title, m.about),
        coalesce(u.organization, p.organization, (select o.code from @schema@.organization o where o.id = t.organization_id)),
        coalesce(u.status, p.status, t.status),
        (array['exact', 'name', 'beginning', 'words', 'near'])[c.tier]
    from chosen c
    left join lateral (select v.email, v.name, v.organization, v.status from @schema@.user_register v
        where v.id = c.id and c.kind = 'user' offset 0) u on true
    left join lateral (select v.external_id, v.name, v.preferred_name, v.organization, v.status
        from @schema@.client_register v where v.id = c.id and c.kind = 'client' offset 0) p on true
    left join lateral (select s.uid, s.title, s.status, s.organization_id from @schema@.task s
        where s.id = c.id and c.kind = 'task' offset 0) t on true
    left join lateral (select o.about from @schema@.menu_option o where o.command = c.place and c.kind = 'command' order by o.place limit 1) m on true
    order by c.tier, c.is_past, c.kind_place, c.place, c.id;
end $$;
comment on function @schema@.search(text, text, text, text[], bigint) is
    'The users, clients, tasks and commands that are looked for, the best first, of those that the one who acts sees (REQUIREMENTS M5)';
