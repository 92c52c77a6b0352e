-- Paused operations: unfinished workflows that somebody has parked (REQUIREMENTS C5). Nobody but the owner reads their table:
-- everything goes through these functions. One's own are always there for who is logged in; a supervisor sees those of the
-- team, and resumes or cancels them; with the tool cases they are seen and changed in the organizations within reach.

-- Who acts, in which organizations they see or change these, and whose they see wherever they belong: their own and the team's.
create or replace function @schema@.paused_scope(edits boolean, out actor bigint, out reached bigint[], out holders bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    select s.actor, s.reached into actor, reached from @schema@.scope_of('cases', edits) s;
    holders := array(select u.id from @schema@.users u where u.supervisor_id = actor) || actor;
end $$;
comment on function @schema@.paused_scope(boolean) is
    'Who acts, the organizations whose paused operations they see or may change, and whose they see everywhere; an administrator is not asked for any';

-- Rows without a uid have one made of what they tell, which anybody could make. So what somebody who is logged in parks gets one
-- that depends on whose it is, too: that it is taken tells nothing of others.
create or replace function @schema@.paused_key(made text, of_user bigint, of_client bigint) returns text
    language sql immutable
    return 'made-' || left(encode(sha256(convert_to(made || ' ' || coalesce(of_user, 0) || ' ' || coalesce(of_client, 0), 'UTF8')), 'hex'), 32);
comment on function @schema@.paused_key(text, bigint, bigint) is 'The uid of a row without one, of who is logged in';

create or replace function @schema@.paused_resolve(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    others bigint[] := '{}';
begin
    select * into mine from @schema@.paused_scope(false);
    if mine.actor is not null then
        others := mine.reached || @schema@.reach(false);
    end if;
    -- A uid of that form is made by ct; whoever tells one means one that they see. Rows that have a user here were planned before.
    if mine.actor is not null then
        return query with unseen as (
            delete from @schema@.stage_paused s where s.operation_id = operation and s.key like 'made-%' and s.user_id is null
              and not exists (select from @schema@.paused_operation p where p.key = s.key
                and (p.user_id = any (mine.holders) or p.organization_id = any (mine.reached)))
            returning s.line, s.uid)
        select u.line, 'uid', 'there is no such paused operation', u.uid from unseen u;
    end if;
    update @schema@.stage_paused s set user_id = u.id from @schema@.users u
    where s.operation_id = operation and s.user_id is null and u.login = s.user_login
      and (mine.actor is null or u.id = any (mine.holders) or u.organization_id = any (others));
    update @schema@.stage_paused s set client_id = c.id from @schema@.client c
    where s.operation_id = operation and s.client_id is null and c.key = s.client_key
      and (mine.actor is null or c.organization_id = any (mine.reached)
        -- Whose it is already, even if the client is out of reach by now.
        or exists (select from @schema@.paused_operation p where p.key = s.match_key and p.client_id = c.id
            and p.user_id = any (mine.holders)));
    return query with unknown as (
        delete from @schema@.stage_paused s where s.operation_id = operation
          and ((s.user_id is null and s.user_login <> '') or (s.client_id is null and s.client_key <> ''))
        returning s.line, s.user_id, s.user_login, s.client_id, s.client_key)
    select u.line, 'user', 'there is no such user', u.user_login from unknown u where u.user_id is null and u.user_login <> ''
    union all
    select u.line, 'client', 'there is no such client', u.client_key from unknown u where u.client_id is null and u.client_key <> '';
    update @schema@.stage_paused s set user_id = case when s.user_login = '' then 0 else s.user_id end,
        client_id = case when s.client_key = '' then 0 else s.client_id end
    where s.operation_id = operation and (s.user_login = '' or s.client_key = '');
    -- Without a uid it is there under the one that was made of it, or gets one. No join of the file with itself: nothing has
    -- been measured yet.
    update @schema@.stage_paused s set
        user_id = case when mine.actor is null then s.user_id else coalesce(nullif(s.user_id, 0), mine.actor) end,
        match_key = case when mine.actor is not null or exists (select from @schema@.paused_operation p
                where p.key = @schema@.paused_key(s.match_key, s.user_id, s.client_id))
            then @schema@.paused_key(s.match_key, case when mine.actor is null then s.user_id
                else coalesce(nullif(s.user_id, 0), mine.actor) end, s.client_id)
            else s.match_key end
    where s.operation_id = operation and s.uid is null
      and not exists (select from @schema@.paused_operation p where p.key = s.match_key
        and (mine.actor is null or p.user_id = any (mine.holders) or p.organization_id = any (mine.reached)));
    update @schema@.stage_paused s set uid = s.match_key, key = s.match_key
    where s.operation_id = operation and s.uid is null
      and not exists (select from @schema@.paused_operation p where p.key = s.match_key);
end $$;
comment on function @schema@.paused_resolve(uuid) is
    'Finds whom and which client waiting rows name, and the uid of those without one; rows that name nobody whom the one who acts sees go';

create or replace function @schema@.paused_out_of_sight(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.paused_scope(false);
    if mine.actor is null then
        return;
    end if;
    -- That a uid is taken is told; whose it is, is not.
    return query with unseen as (
        delete from @schema@.stage_plan l using @schema@.paused_operation p
        where l.operation_id = operation and p.id = l.row_id
          and not (coalesce(p.user_id = any (mine.holders), false) or coalesce(p.organization_id = any (mine.reached), false))
        returning l.line),
    gone as (delete from @schema@.stage_paused s using unseen u where s.operation_id = operation and s.line = u.line
        returning s.line, s.uid)
    select g.line, 'uid', 'another paused operation has it already', g.uid from gone g;
end $$;
comment on function @schema@.paused_out_of_sight(uuid) is 'Rows with the uid of one that the one who acts does not see; they go';

-- What follows from the row: since when, and whose organization it is, the client's or else the user's.
create or replace function @schema@.paused_settle_fields(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine bigint := @schema@.actor_id();
begin
    -- Whoever is logged in parks for themselves.
    if mine is not null then
        update @schema@.stage_paused s set user_id = mine from @schema@.stage_plan l
        where s.operation_id = operation and l.operation_id = operation and l.line = s.line and l.action = 'create'
          and coalesce(s.user_id, 0) = 0;
    end if;
    update @schema@.stage_paused s set
        paused_on = case when l.action = 'create' then coalesce(nullif(s.paused_on, '-infinity'), @schema@.today()) else s.paused_on end,
        organization_id = case when l.action = 'create' or s.client_id is not null or s.user_id is not null then coalesce(
            (select c.organization_id from @schema@.client c where c.id = case when s.client_id is null then
                (select p.client_id from @schema@.paused_operation p where p.id = l.row_id) else s.client_id end),
            (select u.organization_id from @schema@.users u where u.id = case when s.user_id is null then
                (select p.user_id from @schema@.paused_operation p where p.id = l.row_id) else s.user_id end), 0) end
    from @schema@.stage_plan l
    where s.operation_id = operation and l.operation_id = operation and l.line = s.line;
end $$;
comment on function @schema@.paused_settle_fields(uuid) is 'Fills in what follows from a waiting row';

create or replace function @schema@.paused_lacks_access(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.paused_scope(true);
    if mine.actor is null then
        return;
    end if;
    return query
    select s.line, case when l.action = 'create' then 'user' else 'uid' end,
        case when l.action = 'create' then 'it takes write access to cases in the organization to park something for somebody else'
            else 'is a paused operation that you cannot change so' end,
        case when l.action = 'create' then s.user_login else p.uid end
    from @schema@.stage_paused s join @schema@.stage_plan l on l.operation_id = operation and l.line = s.line
    left join @schema@.paused_operation p on p.id = l.row_id
    where s.operation_id = operation and l.action <> 'keep' and not (
        (l.action = 'create' or coalesce(p.user_id = mine.actor, false) or coalesce(p.organization_id = any (mine.reached), false))
        -- As it would be afterwards.
        and (coalesce((case when s.user_id is null then p.user_id else s.user_id end) = mine.actor, false)
            or coalesce((case when s.organization_id is null then p.organization_id else s.organization_id end) = any (mine.reached), false)));
end $$;
comment on function @schema@.paused_lacks_access(uuid) is 'Rows that the one who acts may not write: they are about others';

create or replace function @schema@.paused_clients_lost(operation uuid) returns table (line bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.paused_scope(false);
    return query select s.line from @schema@.stage_paused s join @schema@.stage_plan l on l.operation_id = operation and l.line = s.line
        join @schema@.client c on c.id = s.client_id
        left join @schema@.paused_operation p on p.id = l.row_id
        where s.operation_id = operation and mine.actor is not null and l.action <> 'keep'
          and c.organization_id <> all (mine.reached) and p.client_id is distinct from c.id;
end $$;
comment on function @schema@.paused_clients_lost(uuid) is 'Planned rows for clients whom the one who acts does not see any more';

create or replace function @schema@.paused_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, 'paused');
    return query select * from @schema@.stage_repeats(operation, 'paused');
    if (select count(*) from (select from @schema@.stage_paused where operation_id = operation limit 201) s) > 200 then
        analyze @schema@.stage_paused (operation_id, line, match_key, user_login, client_key);
    end if;
    return query select * from @schema@.paused_resolve(operation);
    perform @schema@.stage_identify(operation, 'paused');
    perform @schema@.stage_measure(operation, 'paused');
    return query select * from @schema@.paused_out_of_sight(operation);
    return query select * from @schema@.stage_conflicts(operation, 'paused', on_conflict);
    perform @schema@.paused_settle_fields(operation);
    perform @schema@.stage_compare(operation, 'paused');
    perform @schema@.stage_measure_changes(operation);
    return query select * from @schema@.paused_lacks_access(operation);
    return query select * from @schema@.stage_check(operation, 'paused');
    return query select * from @schema@.stage_check_normal(operation, 'paused');
    return query select s.line, 'paused_on', 'is in the future', s.paused_on::text
        from @schema@.stage_paused s where s.operation_id = operation and s.paused_on > @schema@.today() + 1;
end $$;
comment on function @schema@.paused_problems(uuid, text) is 'What paused_plan does and finds';

create or replace function @schema@.paused_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('paused', operation, on_conflict) $$;
comment on function @schema@.paused_plan(uuid, text) is 'Plans the waiting paused operations and gives what is wrong with them';

create or replace function @schema@.paused_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    gone text;
begin
    perform @schema@.stage_require_writer('paused');
    perform @schema@.stage_require_planned(operation, 'paused');
    -- What was planned may have waited for long: rights are looked at again.
    if exists (select from @schema@.paused_out_of_sight(operation)) or exists (select from @schema@.paused_lacks_access(operation))
            or exists (select from @schema@.paused_clients_lost(operation)) then
        raise exception 'some of these are out of your reach by now' using errcode = 'CT079';
    end if;
    -- Whoever is deactivated, or goes to another organization, at this moment does so before this or after it.
    perform from @schema@.client c where c.id in (select s.client_id from @schema@.stage_paused s where s.operation_id = operation)
        order by c.id for share;
    perform from @schema@.users u where u.id in (select s.user_id from @schema@.stage_paused s where s.operation_id = operation)
        order by u.id for share;
    select string_agg(t.told, ', ') into gone from (
        select coalesce(u.email, c.external_id) as told
        from @schema@.stage_paused s join @schema@.stage_plan l on l.operation_id = operation and l.line = s.line
        left join @schema@.paused_operation p on p.id = l.row_id
        left join @schema@.users u on u.id = s.user_id and @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) and u.id is distinct from p.user_id
        left join @schema@.client c on c.id = s.client_id and c.deactivated_at is not null and c.id is distinct from p.client_id
        where s.operation_id = operation and coalesce(u.id, c.id) is not null limit 3) t;
    if gone is not null then
        raise exception 'has just become inactive: %', gone using errcode = 'CT002', hint = 'run the command again';
    end if;
    perform @schema@.stage_write(operation, 'paused');
    update @schema@.paused_operation p set organization_id = n.organization_id
    from @schema@.stage_plan l
    cross join lateral (select coalesce((select c.organization_id from @schema@.client c where c.id = o.client_id),
            (select u.organization_id from @schema@.users u where u.id = o.user_id)) as organization_id
        from @schema@.paused_operation o where o.id = l.row_id) n
    where l.operation_id = operation and l.action <> 'keep' and p.id = l.row_id
      and p.organization_id is distinct from n.organization_id;
end $$;
comment on function @schema@.paused_write(uuid) is 'Writes the planned paused operations';

-- Where a client or a user has gone to another organization, what is parked for them goes too.
create or replace function @schema@.paused_follow(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_plan where operation_id = operation and action = 'change') then
        return;
    end if;
    if noun = 'client' then
        update @schema@.paused_operation p set organization_id = c.organization_id
        from @schema@.stage_plan l join @schema@.stage_client s on s.operation_id = operation and s.line = l.line
        join @schema@.client c on c.id = l.row_id
        where l.operation_id = operation and l.action = 'change' and s.organization_id is not null
          and p.client_id = c.id and p.organization_id is distinct from c.organization_id;
    else
        update @schema@.paused_operation p set organization_id = u.organization_id
        from @schema@.stage_plan l join @schema@.stage_user s on s.operation_id = operation and s.line = l.line
        join @schema@.users u on u.id = l.row_id
        where l.operation_id = operation and l.action = 'change' and s.organization_id is not null
          and p.user_id = u.id and p.client_id is null and p.organization_id is distinct from u.organization_id;
    end if;
end $$;
comment on function @schema@.paused_follow(uuid, text) is
    'What is parked follows the clients, or the users, whose organization the operation has changed';

drop view if exists @schema@.paused_register;
create view @schema@.paused_register with (security_invoker = true) as
select p.id, p.uid, p.key, p.workflow,
    (select u.email from @schema@.users u where u.id = p.user_id) as "user",
    (select c.external_id from @schema@.client c where c.id = p.client_id) as client,
    (select c.name from @schema@.client c where c.id = p.client_id) as client_name,
    p.step, p.paused_on, p.notes, p.state,
    (select o.code from @schema@.organization o where o.id = p.organization_id) as organization,
    p.settled_at, p.created_at, p.user_id, p.client_id, p.organization_id
from @schema@.paused_operation p;
comment on view @schema@.paused_register is 'All paused operations as people see them: for the functions below';

create or replace function @schema@.paused_named(told_key text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
    another text;
    named record;
begin
    select * into mine from @schema@.paused_scope(false);
    -- Some one is read each time, whether there is one of this name or not: what it costs tells nothing.
    select p.key into another from @schema@.paused_operation p order by p.id limit 1;
    select p.id, p.user_id, p.organization_id into named from @schema@.paused_operation p where p.key = told_key;
    perform from @schema@.paused_operation p where p.key = case when named.id is null then another else '' end;
    return case when mine.actor is null or named.user_id = any (mine.holders) or named.organization_id = any (mine.reached) then named.id end;
end $$;
comment on function @schema@.paused_named(text) is 'The paused operation with a uid that the one who acts sees; null: there is none';

-- Many have the same workflow: only ids name one.
create or replace function @schema@.paused_beginning(told text, most bigint)
    returns table (id bigint, key text, label text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.actor_id();
end $$;
comment on function @schema@.paused_beginning(text, bigint) is 'None: a paused operation has no name, its number names it';

create or replace function @schema@.paused_near(beginning text, most bigint) returns table (label text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.actor_id();
end $$;
comment on function @schema@.paused_near(text, bigint) is 'None: nobody slips in a uid, which nobody types';

create or replace function @schema@.paused_page(
    filters jsonb, sort_field text, sort_kind text, descending boolean, after bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    way text := case when descending then 'desc' else 'asc' end;
    beyond text := case when descending then '<' else '>' end;
    conditions text := 'true';
    sorted text := 'p.paused_on';
    source text := 'seen p';
    told record;
begin
    select * into mine from @schema@.paused_scope(false);
    for told in select f.key, f.value from jsonb_each(filters) f loop
        conditions := conditions || ' and ' || case
            when told.key in ('id', 'user_id', 'client_id', 'organization_id') then format('p.%I = ($1 ->> %L)::bigint', told.key, told.key)
            when told.key = 'state' then 'p.state = ($1 ->> ''state'')'
            when told.key = 'before' then 'p.paused_on < ($1 ->> ''before'')::date'
            when told.key = 'mine' then 'p.user_id = $4'
            when told.key = 'supervisor_id' then 'exists (select from @schema@.users u where u.id = p.user_id
                and u.supervisor_id = ($1 ->> ''supervisor_id'')::bigint)'
            when told.key = 'words' then @schema@.page_words('@schema@.search_key(p.workflow)', told.value)
        end;
    end loop;
    if conditions is null then
        raise exception 'there is no such filter' using errcode = 'CT003';
    end if;
    if sort_field is not null then
        sorted := @schema@.page_sort('@schema@.paused_register', sort_field, sort_kind, 'r');
        source := 'seen p join @schema@.paused_register r on r.id = p.id';
    end if;
    -- Of those that one sees: what others have parked is not even looked at.
    return query execute replace(replace(replace(replace(replace(replace(
        'with seen as @seen@
         select p.id from @source@ where @conditions@
           and ($2 is null or (@sorted@, p.id) @beyond@ (select @sorted@, p.id from @source@ where p.id = $2))
         order by @sorted@ @way@, p.id @way@ limit $3',
        '@seen@', case when mine.actor is null then 'not materialized (select o.* from @schema@.paused_operation o)'
            else 'materialized (select o.* from @schema@.paused_operation o where o.user_id = any ($6) or o.organization_id = any ($5))' end),
        '@sorted@', sorted), '@source@', source), '@beyond@', beyond), '@way@', way), '@conditions@', conditions)
    using filters, after, most, mine.actor, mine.reached, mine.holders;
end $$;
comment on function @schema@.paused_page(jsonb, text, text, boolean, bigint, bigint) is
    'The ids of a page of paused operations that the one who acts sees, in order: the oldest first unless told otherwise';

create or replace function @schema@.paused_read(ids bigint[], columns text[]) returns setof record
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.paused_scope(false);
    return query execute format(
        'select %s from unnest($1) with ordinality page (id, place) join @schema@.paused_register v on v.id = page.id
         where $2 is null or v.user_id = any ($4) or v.organization_id = any ($3) order by page.place',
        @schema@.read_columns('@schema@.paused_register', columns, 'v'))
    using ids, mine.actor, mine.reached, mine.holders;
end $$;
comment on function @schema@.paused_read(bigint[], text[]) is
    'These columns of these paused operations, as paused_register has them, of those that the one who acts sees, in the order of the ids';

create or replace function @schema@.paused_require(target bigint) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.paused_scope(true);
    if mine.actor is not null and not exists (select from @schema@.paused_operation p where p.id = target
            and (p.user_id = any (mine.holders) or p.organization_id = any (mine.reached))) then
        raise exception 'no paused operation of yours to change: it takes who has parked it, their supervisor, or write access to cases in its organization'
            using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.paused_require(bigint) is 'Refuses who may not resume or cancel a paused operation';

create or replace function @schema@.paused_settle(target bigint, new_state text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    about record;
begin
    if new_state is null or new_state not in ('resumed', 'cancelled') then
        raise exception 'there is no such state' using errcode = 'CT003';
    end if;
    perform @schema@.paused_require(target);
    update @schema@.guard set version = version + 1 where name = 'paused';
    select p.state, p.details into about from @schema@.paused_operation p where p.id = target for update;
    if about.state is null or about.state = new_state then
        return false;
    elsif about.state <> 'parked' then
        raise exception 'it is not parked any more: it was %', about.state using errcode = 'CT002',
            hint = 'ct paused add parks something anew';
    elsif new_state = 'resumed' and about.details is not null then
        raise exception 'it is an import of ct, which is resumed by importing its rows' using errcode = 'CT002',
            hint = 'ct paused resume takes the corrected file';
    end if;
    update @schema@.paused_operation set state = new_state, settled_at = now() where id = target;
    return true;
end $$;
comment on function @schema@.paused_settle(bigint, text) is 'Marks a paused operation as resumed or cancelled; false if it was so already';

-- What it takes to import what was left out: told to who may resume it; and whether it is theirs, file and all. Another's
-- flags may give rights, and another's file may have rows that nobody has looked at.
drop function if exists @schema@.paused_details(bigint);
create function @schema@.paused_details(target bigint) returns table (state text, workflow text, details jsonb, is_own boolean)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine bigint := @schema@.actor_id();
begin
    perform @schema@.paused_require(target);
    return query select p.state, p.workflow, p.details - 'by',
            p.user_id is not distinct from mine and p.details ->> 'by' is not distinct from mine::text
        from @schema@.paused_operation p where p.id = target;
end $$;
comment on function @schema@.paused_details(bigint) is 'What it takes to resume a paused operation';

create or replace function @schema@.paused_check_import(operation uuid, told_step text, told_details jsonb) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if operation is null or operation <> @schema@.current_operation() then
        raise exception 'an import is parked by its own operation' using errcode = 'CT079';
    end if;
    if told_step is null or length(told_step) > 200 or told_details is null or jsonb_typeof(told_details) <> 'object'
            or length(told_details::text) > 65536 then
        raise exception 'what is parked of an import is malformed' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.paused_check_import(uuid, text, jsonb) is 'Refuses what is no parked import of this operation';

create or replace function @schema@.paused_park(operation uuid, noun text, told_step text, told_details jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine bigint := @schema@.actor_id();
    made bigint;
begin
    if noun is null or noun not in ('user', 'organization', 'location', 'provider', 'workgroup', 'client', 'case', 'task', 'paused') then
        raise exception 'there is no such noun' using errcode = 'CT003';
    end if;
    perform @schema@.paused_check_import(operation, told_step, told_details);
    insert into @schema@.paused_operation (uid, key, user_id, workflow, organization_id, step, paused_on, details, created_by)
    values ('import-' || operation, 'import-' || operation, mine, noun || ' import',
        (select u.organization_id from @schema@.users u where u.id = mine), told_step, @schema@.today(),
        told_details || jsonb_build_object('by', mine), operation)
    returning id into made;
    return made;
end $$;
comment on function @schema@.paused_park(uuid, text, text, jsonb) is
    'Parks what an import has left out, in its own transaction; gives the number of the paused operation';

create or replace function @schema@.paused_resume_import(target bigint, operation uuid, rejected bigint, told_step text, told_details jsonb)
    returns text
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    now_is text;
    kept jsonb;
begin
    perform @schema@.paused_require(target);
    perform @schema@.paused_check_import(operation, told_step, told_details);
    select p.state, p.details into now_is, kept from @schema@.paused_operation p where p.id = target and p.details is not null for update;
    if now_is is distinct from 'parked' then
        raise exception 'it is no import that is parked: %', coalesce('it was ' || now_is, 'it is none') using errcode = 'CT002',
            hint = 'ct paused list shows what is parked';
    end if;
    if coalesce(rejected, 0) = 0 then
        update @schema@.paused_operation set state = 'resumed', settled_at = now(), step = told_step where id = target;
        return 'resumed';
    end if;
    -- Whoever goes on may leave the rows elsewhere; how they are read stays with who has parked them.
    if told_details - array['rejects', 'by'] <> kept - array['rejects', 'by'] then
        raise exception 'of what is parked only the file of its rows changes' using errcode = 'CT079';
    end if;
    update @schema@.paused_operation set step = told_step, details = told_details || jsonb_build_object('by', @schema@.actor_id())
    where id = target;
    return 'parked';
end $$;
comment on function @schema@.paused_resume_import(bigint, uuid, bigint, text, jsonb) is
    'In the transaction that imports the corrected rows of a parked import: marks it resumed if none was left out again; gives its state';
