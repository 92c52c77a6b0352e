-- Tasks found and listed (REQUIREMENTS K2, T1): the functions apply the scope themselves, as those of clients do. Whoever sees
-- a task sees for whom it is and who takes part in it.

drop view if exists @schema@.task_register;
create view @schema@.task_register with (security_invoker = true) as
select t.id, t.uid, t.key, t.title, t.title_key, t.notes, t.begin_date, t.due_date, t.status,
    (select u.email from @schema@.users u where u.id = t.user_id) as for_user,
    (select c.external_id from @schema@.client c where c.id = t.client_id) as for_client,
    @schema@.task_participants_told(t.id) as participants,
    t.repeats,
    coalesce((select u.name || ' (' || u.email || ')' from @schema@.users u where u.id = t.user_id),
        (select c.name || ' (' || c.external_id || ')' from @schema@.client c where c.id = t.client_id)) as "for",
    coalesce(t.due_date < @schema@.today(), false) and @schema@.task_is_open(t.status) as overdue,
    (select o.code from @schema@.organization o where o.id = t.organization_id) as organization,
    t.created_at, t.changed_at as updated_at, t.completed_at, t.revision, t.user_id, t.client_id, t.organization_id
from @schema@.task t;
comment on view @schema@.task_register is 'All tasks as people see them, with the keys that they are looked up by: for the functions below';

create or replace function @schema@.task_of_user(target bigint) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return array(select t.id from @schema@.task t where t.user_id = target
        union select m.task_id from @schema@.task_participant m where m.user_id = target);
end $$;
comment on function @schema@.task_of_user(bigint) is 'The tasks that are for a user, or in which the user takes part';

create or replace function @schema@.task_of_team(target bigint) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return array(select t.id from @schema@.users u join @schema@.task t on t.user_id = u.id where u.supervisor_id = target
        union select m.task_id from @schema@.users u join @schema@.task_participant m on m.user_id = u.id
            where u.supervisor_id = target);
end $$;
comment on function @schema@.task_of_team(bigint) is 'The tasks that are for those whom a user supervises, or in which they take part';

create or replace function @schema@.task_scope(out actor bigint, out reached bigint[], out own bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of('tasks', false);
    actor := mine.actor;
    reached := mine.reached;
    own := case when mine.actor is null then '{}'::bigint[]
        else @schema@.task_of_user(mine.actor) || @schema@.task_of_team(mine.actor) end;
end $$;
comment on function @schema@.task_scope() is
    'Who acts, the organizations whose tasks they see, and the tasks that they see wherever these belong; an administrator is not asked for any';

create or replace function @schema@.task_named(told_key text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    another text;
    named record;
begin
    select * into mine from @schema@.task_scope();
    -- Some task is read each time, whether there is one of this name or not: what it costs tells nothing.
    select t.key into another from @schema@.task t order by t.id limit 1;
    select t.id, t.organization_id into named from @schema@.task t where t.key = told_key;
    perform from @schema@.task t where t.key = case when named.id is null then another else '' end;
    return case when mine.actor is null or named.organization_id = any (mine.reached) or named.id = any (mine.own) then named.id end;
end $$;
comment on function @schema@.task_named(text) is 'The task with a uid that the one who acts sees; null: there is none';

create or replace function @schema@.task_known(keys text[]) returns table (key text, id bigint, status text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.task_scope();
    return query select t.key, t.id, t.status from @schema@.task t where t.key = any (keys)
        and (mine.actor is null or t.organization_id = any (mine.reached) or t.id = any (mine.own));
end $$;
comment on function @schema@.task_known(text[]) is 'Those of these uids, in lower case, that are of tasks that the one who acts sees';

create or replace function @schema@.task_beginning(told text, most bigint)
    returns table (id bigint, key text, label text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    wanted text := @schema@.search_key(btrim(told));
begin
    select * into mine from @schema@.task_scope();
    if wanted = '' then
        return;
    end if;
    -- The open ones first.
    return query select t.id, t.key, t.uid, t.title from @schema@.task t
        where starts_with(t.title_key || '', wanted)
          and (mine.actor is null or t.organization_id = any (mine.reached) or t.id = any (mine.own))
        order by not @schema@.task_is_open(t.status), t.title_key || '', t.id limit most;
end $$;
comment on function @schema@.task_beginning(text, bigint) is 'Tasks whose title begins so, of those that the one who acts sees';

create or replace function @schema@.task_near(beginning text, most bigint) returns table (label text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.task_scope();
    return query select t.uid from @schema@.task t where starts_with(t.key || '', beginning)
        and (mine.actor is null or t.organization_id = any (mine.reached) or t.id = any (mine.own))
        order by t.key || '' limit most;
end $$;
comment on function @schema@.task_near(text, bigint) is 'Uids that begin so, of tasks that the one who acts sees: for a hint';

create or replace function @schema@.task_filter(told text, wanted jsonb) returns text
    language sql immutable
    return case
        when told in ('id', 'user_id', 'client_id', 'organization_id') then format('t.%I = ($1 ->> %L)::bigint', told, told)
        when told = 'status' then 't.status = $1 ->> ''status'''
        when told = 'open' then 't.status in (''not-started'', ''in-progress'', ''waiting'')'
        when told = 'overdue' then 't.status in (''not-started'', ''in-progress'', ''waiting'') and t.due_date < @schema@.today()'
        when told = 'due_by' then 't.due_date <= ($1 ->> ''due_by'')::date'
        -- No index is looked into for whom one may not see: what it costs would tell of them.
        when told = 'for_login' then 't.user_id + 0 = (select @schema@.login_of(coalesce($1 ->> ''for_login'', '''')))'
        when told = 'by' then 'exists (select from @schema@.task_participant m where m.task_id = t.id
            and m.user_id = ($1 ->> ''by'')::bigint and m.role in (''owner'', ''assignee''))'
        when told = 'by_login' then 'exists (select from @schema@.task_participant m where m.task_id = t.id
            and m.user_id + 0 = (select @schema@.login_of(coalesce($1 ->> ''by_login'', ''''))) and m.role in (''owner'', ''assignee''))'
        when told = 'mine' then 't.id = any ((select @schema@.task_of_user($4))::bigint[])'
        when told = 'supervisor_id' then 't.id = any ((select @schema@.task_of_team(($1 ->> ''supervisor_id'')::bigint))::bigint[])'
        when told = 'words' then @schema@.page_words('t.title_key', wanted) end;
comment on function @schema@.task_filter(text, jsonb) is 'The SQL for one filter of a list of tasks; null: there is none of that name';

create or replace function @schema@.task_page(
    filters jsonb, sort_field text, sort_kind text, descending boolean, after bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    way text := case when descending then 'desc' else 'asc' end;
    conditions text;
    sorted text;
    source text := '@schema@.task t';
begin
    select * into mine from @schema@.task_scope();
    if after is not null and not @schema@.work_is_visible('task', after) then
        return;
    end if;
    -- Whoever is seen is found by number.
    if filters ? 'for_login' and not filters ? 'user_id' and @schema@.user_named(filters ->> 'for_login') is not null then
        filters := filters - 'for_login' || jsonb_build_object('user_id', @schema@.user_named(filters ->> 'for_login'));
    end if;
    if filters ? 'by_login' and not filters ? 'by' and @schema@.user_named(filters ->> 'by_login') is not null then
        filters := filters - 'by_login' || jsonb_build_object('by', @schema@.user_named(filters ->> 'by_login'));
    end if;
    if exists (select from jsonb_each(filters) f where @schema@.task_filter(f.key, f.value) is null) then
        raise exception 'there is no such filter' using errcode = 'CT003';
    end if;
    select string_agg(' and ' || @schema@.task_filter(f.key, f.value), '') into conditions from jsonb_each(filters) f;
    if sort_field is not null then
        sorted := @schema@.page_sort('@schema@.task_register', sort_field, sort_kind, 'r');
        source := '@schema@.task t join @schema@.task_register r on r.id = t.id';
    end if;
    -- By due date those without one come last, as the index has them.
    -- What a caller told comes last.
    return query execute replace(replace(replace(replace(replace(replace(
        'select t.id from @source@ where ($4 is null or t.organization_id = any ($5) or t.id = any ($6)) @conditions@
           and ($2 is null or (@place@, t.id) @beyond@ (select @place@, t.id from @source@ where t.id = $2))
         order by @order@ @way@, t.id @way@ limit $3',
        '@source@', source), '@place@', coalesce(sorted, 'coalesce(t.due_date, ''infinity'')')),
        '@order@', coalesce(sorted, 't.due_date')), '@beyond@', case when descending then '<' else '>' end), '@way@', way),
        '@conditions@', coalesce(conditions, ''))
    using filters, after, most, mine.actor, mine.reached, mine.own;
end $$;
comment on function @schema@.task_page(jsonb, text, text, boolean, bigint, bigint) is
    'The ids of a page of tasks that the one who acts sees, in order';

create or replace function @schema@.task_read(ids bigint[], columns text[]) returns setof record
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
begin
    select * into mine from @schema@.task_scope();
    return query execute format(
        'select %s from unnest($1) with ordinality page (id, place) join @schema@.task_register v on v.id = page.id
         where $2 is null or v.organization_id = any ($3) or v.id = any ($4) order by page.place',
        @schema@.read_columns('@schema@.task_register', columns, 'v'))
    using ids, mine.actor, mine.reached, mine.own;
end $$;
comment on function @schema@.task_read(bigint[], text[]) is
    'These columns of these tasks, as task_register has them, of those that the one who acts sees, in the order of the ids';
