-- The history as people see it.

-- Of what one sees, and all of it, for the owner; each without the key of what it is about, for one thing, whose key is known.
drop view if exists @schema@.history_register, @schema@.history_entry_register;
do $view$
declare
    entry text := $body$
select h.id, o.started_at as at,
    case when o.user_id is not null then (select u.email from @users@ u where u.id = o.user_id)
         when o.system_user_name is null then o.database_role
         else o.system_user_name || ' (' || o.database_role || ')' end as actor,
    o.database_role, o.system_user_name, o.user_id, o.command, h.noun, h.row_id,
    h.action, h.change, o.reason, h.operation_id
from @schema@.history h join @schema@.operation o on o.id = h.operation_id
$body$;
    overview text := $body$
select e.*,
    case e.noun
        when 'user' then (select email from @users@ where id = e.row_id)
        when 'organization' then (select code from @schema@.organization where id = e.row_id)
        when 'location' then (select code from @schema@.location where id = e.row_id)
        when 'provider' then (select code from @schema@.provider where id = e.row_id)
        when 'workgroup' then (select code from @schema@.workgroup where id = e.row_id)
        @work@
    end as key
from @entry@ e
$body$;
    work text := 'when ''client'' then (select external_id from @schema@.client where id = e.row_id)
        when ''case'' then (select ' || @schema@.label_sql('case', 'a') || ' from @schema@.case_assignment a where a.id = e.row_id)
        when ''task'' then coalesce((select uid from @schema@.task where id = e.row_id), @schema@.task_deleted_uid(e.row_id))
        when ''paused'' then (select uid from @schema@.paused_operation where id = e.row_id)';
    -- Whoever may see the history of these sees what they are called, too.
    seen text := 'when ''client'' then @schema@.work_label(e.noun, e.row_id) when ''case'' then @schema@.work_label(e.noun, e.row_id)
        when ''task'' then @schema@.work_label(e.noun, e.row_id) when ''paused'' then @schema@.work_label(e.noun, e.row_id)';
begin
    execute 'create view @schema@.history_entry with (security_invoker = true) as '
        || replace(entry, '@users@', '@schema@.user_seen');
    execute 'create view @schema@.history_overview with (security_invoker = true) as '
        || replace(replace(replace(overview, '@work@', seen), '@users@', '@schema@.user_seen'), '@entry@', '@schema@.history_entry');
    execute 'create view @schema@.history_entry_register with (security_invoker = true) as '
        || replace(entry, '@users@', '@schema@.users');
    execute 'create view @schema@.history_register with (security_invoker = true) as '
        || replace(replace(replace(overview, '@work@', work), '@users@', '@schema@.users'), '@entry@', '@schema@.history_entry_register');
end $view$;
comment on view @schema@.history_entry is 'The history of what one sees, without the key of what it is about';
comment on view @schema@.history_overview is 'The history of what one sees, as people see it';
comment on view @schema@.history_entry_register is 'All history without the key of what it is about: for the owner';
comment on view @schema@.history_register is 'All history as people see it: for the owner';

-- Sessions: of those whom one sees, and, for oneself, even if a new password has to be chosen first.
drop function if exists @schema@.session_own();
drop view if exists @schema@.session_register;
do $view$
declare
    overview text := $body$
select s.id, u.email, u.name,
    (select w.code from @schema@.workgroup w where w.id = s.workgroup_id) as workgroup,
    (select o.code from @schema@.organization o where o.id = s.organization_id) as organization,
    (select l.code from @schema@.location l where l.id = s.location_id) as location,
    s.client, s.started_at, s.seen_at, e.ends_at, s.ended_at, s.end_reason,
    case when s.ended_at is not null then 'ended' when e.ends_at <= clock_timestamp() then 'expired' else 'open' end as state,
    s.user_id
from @schema@.session s join @users@ u on u.id = s.user_id
cross join lateral (select least(s.ends_at, u.ends_at, s.seen_at + make_interval(mins => (
    select value from @schema@.setting where name = 'session_idle_minutes')::integer)) as ends_at) e
$body$;
begin
    execute 'create view @schema@.session_overview with (security_invoker = true) as '
        || replace(overview, '@users@', '@schema@.user_seen');
    execute 'create view @schema@.session_register with (security_invoker = true) as '
        || replace(overview, '@users@', '@schema@.users');
end $view$;
comment on view @schema@.session_overview is 'Sessions as people see them';
comment on view @schema@.session_register is 'All sessions as people see them: for the owner';

create function @schema@.session_own()
    returns table (id bigint, email text, name text, workgroup text, organization text, location text, client text,
        started_at timestamptz, seen_at timestamptz, ends_at timestamptz, ended_at timestamptz, end_reason text, state text,
        user_id bigint, must_change boolean, question_is_demanded boolean)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select v.*, coalesce(c.must_change, false), @schema@.question_is_demanded(v.user_id)
    from @schema@.session_register v left join @schema@.credential c on c.user_id = v.user_id
    where v.id = @schema@.session_to_choose()
$$;
comment on function @schema@.session_own() is 'The session that is presented, as people see it';

-- Row by row under row level security, with that of three tables in each other, takes longer to plan than to read.
drop function if exists @schema@.history_of(text, bigint);
create function @schema@.history_of(told_noun text, told_id bigint)
    returns table (id bigint, at timestamptz, actor text, database_role text, system_user_name text, user_id bigint,
        command text, noun text, row_id bigint, action text, change jsonb, reason text, operation_id uuid, key text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not @schema@.may('history', 'read') or not (case told_noun
            when 'user' then @schema@.user_is_visible(told_id)
            when 'organization' then @schema@.sees_all_organizations() or told_id = any (@schema@.organizations_reached())
            when 'location' then @schema@.sees_all_organizations() or exists (select from @schema@.location l
                where l.id = told_id and l.organization_id = any (@schema@.organizations_reached()))
            when 'client' then @schema@.work_is_visible(told_noun, told_id)
            when 'case' then @schema@.work_is_visible(told_noun, told_id)
            when 'task' then @schema@.work_is_visible(told_noun, told_id)
            when 'paused' then @schema@.work_is_visible(told_noun, told_id)
            else true end) then
        return;
    end if;
    return query
    select r.id, r.at, case when r.user_id is null or @schema@.user_is_visible(r.user_id) then r.actor end, r.database_role::text,
        r.system_user_name, r.user_id, r.command, r.noun, r.row_id, r.action, r.change, r.reason, r.operation_id, r.key
    from @schema@.history_register r where r.noun = told_noun and r.row_id = told_id;
end $$;
comment on function @schema@.history_of(text, bigint) is
    'The history of one thing that the one who acts sees, if they may read histories (REQUIREMENTS H1)';
