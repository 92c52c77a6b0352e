-- Users: planned, checked, written; and as people see them.

create or replace function @schema@.user_locked_until(of_user bigint) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select case when @schema@.user_is_visible(of_user) then @schema@.login_locked_until(of_user) end $$;
comment on function @schema@.user_locked_until(bigint) is 'Until when a user whom the caller sees cannot log in because of failures';

create or replace function @schema@.user_has_question(target bigint) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select case when @schema@.user_is_visible(target)
        then exists (select from @schema@.security_question q where q.user_id = target) end
$$;
comment on function @schema@.user_has_question(bigint) is 'Whether a user has a security question; null: the one who acts does not see the user';

-- Whoever sees a user learns who put them out, or will, as far as they see that one.
create or replace function @schema@.user_put_out_by(target bigint, how text) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select case when o.user_id is not null then (
            select u.email from @schema@.users u where u.id = o.user_id and @schema@.user_is_visible(u.id))
        when o.system_user_name is null then o.database_role else o.system_user_name || ' (' || o.database_role || ')' end
    from @schema@.users t join @schema@.operation o on o.id = case how when 'deactivated' then t.deactivated_by when 'ends' then t.ends_by end
    where t.id = target and @schema@.user_is_visible(target)
$$;
comment on function @schema@.user_put_out_by(bigint, text) is
    'Who deactivated a user, or scheduled the end, as far as the one who acts sees both; null: nobody, or somebody unseen';

-- Users whom the one who acts sees. A condition that is as cheap as an equality, and leakproof, may be tried before it is
-- looked who may see the row; what that cost would tell whether somebody has that name anywhere. On what a volatile function
-- has a part in, PostgreSQL tries nothing before; so personal columns have one, and random() is the cheapest.
drop view if exists @schema@.history_overview, @schema@.history_entry, @schema@.session_overview, @schema@.user_overview,
    @schema@.user_register, @schema@.user_seen;
create view @schema@.user_seen with (security_barrier = true) as
select u.id, u.kind,
    case when random() >= 0 then u.email end as email, case when random() >= 0 then u.name end as name,
    case when random() >= 0 then u.job_title end as job_title, case when random() >= 0 then u.address end as address,
    case when random() >= 0 then u.phone end as phone, case when random() >= 0 then u.external_id end as external_id,
    u.provider_id, u.organization_id, u.location_id, u.supervisor_id,
    u.case_manager, u.support, u.pending_since, u.deactivated_at, u.deactivated_by,
    case when random() >= 0 then u.deactivation_reason end as deactivation_reason,
    u.ends_at, u.ends_by, case when random() >= 0 then u.ends_reason end as ends_reason, u.ends_work, u.ends_transfer_to_id,
    u.ends_team_to_id, u.inactivity_exempt, u.inactivity_warned_at, u.inactivity_locked_at, u.created_at, u.created_by
from @schema@.users u
where (select @schema@.actor_id()) is null or u.id = (select @schema@.actor_id())
   or u.supervisor_id = (select @schema@.actor_id()) or u.organization_id = any ((select @schema@.reach(false))::bigint[]);
comment on view @schema@.user_seen is 'Users whom the one who acts sees: what row level security would leave, and no more is told by what it costs';

-- Twice the same: of those whom one sees; and of all, with the keys that they are looked up by, which only the owner reads.
do $view$
declare
    overview text := $body$
u.id, u.kind, u.email, u.name, u.job_title, u.address, u.phone, u.external_id,
    (select p.code from @schema@.provider p where p.id = u.provider_id) as provider,
    (select o.code from @schema@.organization o where o.id = u.organization_id) as organization,
    (select l.code from @schema@.location l where l.id = u.location_id) as location,
    (select s.email from @users@ s where s.id = u.supervisor_id) as supervisor,
    u.case_manager,
    array(select w.code from @schema@.user_workgroup m join @schema@.workgroup w on w.id = m.workgroup_id
          where m.user_id = u.id order by w.code collate "C") as workgroups,
    array(select o.code from @schema@.user_organization m join @schema@.organization o on o.id = m.organization_id
          where m.user_id = u.id and m.organization_id is distinct from u.organization_id
          order by o.code collate "C") as organizations,
    array(select t.tool || ':' || t.level from @schema@.user_tool t where t.user_id = u.id order by t.tool) as tools,
    u.support,
    @schema@.user_status(u.deactivated_at, u.ends_at, u.pending_since, now()) as status,
    case when @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) then coalesce(u.deactivated_at, u.ends_at)
         else u.pending_since end as status_since,
    case when u.deactivated_at is not null then u.deactivation_reason when u.ends_at <= now() then u.ends_reason end as status_reason,
    -- All that keeps somebody out, or will, in words (REQUIREMENTS U11). Failures are dear to count, so they are counted only
    -- for those who have any.
    case when @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) then 'inactive' else coalesce(nullif(concat_ws(', ',
        case when u.pending_since is not null then 'pending'
             when u.inactivity_locked_at is not null then 'locked for inactivity'
             when @is_locked@ then 'locked'
             when c.expires_at <= now() then 'password expired' end,
        case when u.ends_at is not null then 'ends ' || @schema@.instant_told(u.ends_at,
            (select o.time_zone from @schema@.organization o where o.id = u.organization_id)) end), ''), 'active') end as standing,
    -- Who did it is looked up only where somebody asks for it.
    case when u.deactivated_at is not null then @schema@.user_put_out_by(u.id, 'deactivated')
         when u.ends_at <= now() then @schema@.user_put_out_by(u.id, 'ends') end as status_by,
    u.ends_at, u.ends_reason, case when u.ends_at is not null then @schema@.user_put_out_by(u.id, 'ends') end as ends_by,
    u.ends_work, (select s.email from @users@ s where s.id = u.ends_transfer_to_id) as ends_transfer_to,
    (select s.email from @users@ s where s.id = u.ends_team_to_id) as ends_team_to,
    u.inactivity_exempt, u.inactivity_warned_at, u.inactivity_locked_at,
    case when c.user_id is null then 'none'
         when c.expires_at <= now() then 'expired'
         when c.must_change then 'temporary'
         else 'set' end as password_state,
    c.set_at as password_set_at, c.expires_at as password_expires_at,
    -- Both are looked up only where somebody asks for them.
    (select s.last_login_at from @schema@.login_state s where s.user_id = u.id) as last_login_at,
    (select case when l.until = 'infinity' then 'until somebody unlocks'
                 when l.until is not null then 'until ' || to_char(l.until at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' end
     from @schema@.@locked_until@(u.id) l (until)) as locked,
    @question@ as security_question,
    (select count(*) from @users@ t where t.supervisor_id = u.id and not @schema@.user_is_out(t.deactivated_at, t.ends_at, now())) as team,
    u.created_at,
    -- One look into an index for each user, and none where nobody asks for it.
    coalesce((select o.started_at from @schema@.history h join @schema@.operation o on o.id = h.operation_id
              where h.noun = 'user' and h.row_id = u.id order by h.id desc limit 1), u.created_at) as updated_at,
    u.provider_id, u.organization_id, u.location_id, u.supervisor_id, u.ends_transfer_to_id, u.ends_team_to_id
from @users@ u left join @schema@.credential c on c.user_id = u.id
$body$;
begin
    execute 'create view @schema@.user_overview with (security_invoker = true) as select '
        || replace(replace(replace(replace(overview, '@users@', '@schema@.user_seen'), '@locked_until@', 'user_locked_until'),
            '@question@', 'case when @schema@.user_has_question(u.id) then ''set'' end'),
            '@is_locked@', '@schema@.user_locked_until(u.id) is not null');
    execute 'create view @schema@.user_register with (security_invoker = true) as select u.login, u.name_key, '
        || replace(replace(replace(replace(overview, '@users@', '@schema@.users'), '@locked_until@', 'login_locked_until'),
            '@question@', '(select ''set'' from @schema@.security_question q where q.user_id = u.id)'),
            '@is_locked@', 'case when exists (select from @schema@.login_attempt a
                where a.user_id = u.id and not a.succeeded and a.made_at > (
                    select case when s.value > 0 then now() - make_interval(mins => s.value::integer) else ''-infinity'' end
                    from @schema@.setting s where s.name = ''login_lock_minutes''))
                then @schema@.login_locked_until(u.id) is not null end');
end $view$;
comment on view @schema@.user_register is 'Users as people see them, with the keys that they are looked up by: for administrators';
comment on view @schema@.user_overview is 'Users as people see them, with the one status that is derived from what happened';

create or replace function @schema@.user_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('user', operation, on_conflict) $$;
comment on function @schema@.user_plan(uuid, text) is 'Plans the waiting users and gives what is wrong with them';

create or replace function @schema@.user_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_roster r where r.operation_id = operation) then
        perform @schema@.stage_note_version(operation, 'user');
    end if;
    perform @schema@.user_keep_to(operation, on_conflict);
    perform @schema@.external_id_resolve(operation);
    return query select * from @schema@.stage_repeats(operation, 'user');
    perform @schema@.stage_identify(operation, 'user');
    perform @schema@.stage_measure(operation, 'user');
    return query select * from @schema@.user_out_of_sight(operation, on_conflict);
    return query select * from @schema@.stage_conflicts(operation, 'user', on_conflict);
    if on_conflict not in ('existing', 'reset', 'team', 'reactivate') then
        perform @schema@.external_id_settle(operation);
    end if;
    perform @schema@.user_settle(operation);
    perform @schema@.roster_mark(operation);
    perform @schema@.user_keep_unseen(operation);
    return query select * from @schema@.user_resolve_supervisors(operation);
    -- What an earlier plan left, if this is the second.
    update @schema@.stage_user s set
        pending_since = null, deactivated_at = null, deactivated_by = null, deactivation_reason = null
    where s.operation_id = operation and (s.pending_since is not null or s.deactivated_at is not null);
    update @schema@.stage_user s set
        pending_since = case s.status when 'pending' then now() end,
        deactivated_at = case s.status when 'inactive' then now() end,
        deactivated_by = case s.status when 'inactive' then operation end,
        deactivation_reason = case s.status when 'inactive' then 'added as inactive' end
    from @schema@.stage_plan p
    where s.operation_id = operation and s.status in ('pending', 'inactive')
      and p.operation_id = operation and p.line = s.line and p.action = 'create';
    perform @schema@.stage_compare(operation, 'user');
    perform @schema@.user_compare_lists(operation);
    perform @schema@.stage_measure_changes(operation);
    return query select * from @schema@.roster_check(operation);
    return query select * from @schema@.external_id_check(operation, 'user');
    return query select * from @schema@.user_check(operation);
    return query select * from @schema@.case_check_users(operation);
    return query select * from @schema@.stage_check_normal(operation, 'user');
    return query select * from @schema@.user_check_rights(operation, on_conflict);
    if on_conflict = 'reset' then
        return query
        select s.line, 'status', case when v.status = 'active' then 'is locked for inactivity: unlock the user first'
            else format('is %s: a new password would not let them in', v.status) end, v.email
        from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        join @schema@.user_overview v on v.id = p.row_id
        where s.operation_id = operation and (v.status <> 'active' or v.inactivity_locked_at is not null);
    elsif on_conflict = 'reactivate' then
        return query
        select s.line, 'status', format('is %s, and not inactive', v.status), v.email
        from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        join @schema@.user_overview v on v.id = p.row_id
        where s.operation_id = operation and v.status <> 'inactive';
    end if;
end $$;
comment on function @schema@.user_problems(uuid, text) is 'What user_plan does and finds';

-- A text that begins with U+0001 counts for a new user only; one with U+0002 unless what is there has the same digits; one
-- with U+0003 unless only the kind of brackets, quotes and spaces differs. No text of people begins so: control characters
-- are refused when cells are read.
create or replace function @schema@.plain_marks(told text) returns text
    language sql immutable
    return trim(translate(regexp_replace(told, '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'), '[]<>{}“”‘’', '()()()""'''''));
comment on function @schema@.plain_marks(text) is 'A text with one kind of brackets, quotes and spaces';

create or replace function @schema@.user_settled(told text, is_new boolean, present text) returns text
    language sql immutable
    return case ascii(told)
        when 1 then case when is_new then substr(told, 2) end
        when 2 then case when is_new or regexp_replace(coalesce(present, ''), '\D', '', 'g')
                <> regexp_replace(told, '\D', '', 'g') then substr(told, 2) end
        when 3 then case when is_new or @schema@.plain_marks(coalesce(present, ''))
                <> @schema@.plain_marks(substr(told, 2)) then substr(told, 2) end
        else told end;
comment on function @schema@.user_settled(text, boolean, text) is 'What a waiting text comes to, when it is known whether the user is new';

create or replace function @schema@.user_settle(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_user s where s.operation_id = operation
        and (ascii(s.name) in (1, 2, 3) or ascii(s.job_title) in (1, 2, 3) or ascii(s.address) in (1, 2, 3)
             or ascii(s.phone) in (1, 2, 3) or ascii(s.support) in (1, 2, 3) or ascii(s.status) in (1, 2, 3)
             or ascii(s.external_id) in (1, 2, 3))) then
        return;
    end if;
    update @schema@.stage_user s set
        name = @schema@.user_settled(s.name, u.id is null, u.name),
        job_title = @schema@.user_settled(s.job_title, u.id is null, u.job_title),
        address = @schema@.user_settled(s.address, u.id is null, u.address),
        phone = @schema@.user_settled(s.phone, u.id is null, u.phone),
        support = @schema@.user_settled(s.support, u.id is null, u.support),
        status = @schema@.user_settled(s.status, u.id is null, null),
        external_id = @schema@.user_settled(s.external_id, u.id is null, u.external_id)
    from @schema@.stage_plan p left join @schema@.users u on u.id = p.row_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line;
end $$;
comment on function @schema@.user_settle(uuid) is 'Takes out what counts for new users only, or says the same in other words';

-- Gives what each was before: pending, active, denied or inactive. Those who waited are settled.
create or replace function @schema@.user_settle_pending(ids bigint[], approve boolean, operation uuid, reason text)
    returns table (user_id bigint, was text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require('users', 'write');
    perform @schema@.require_account(told, 'users') from unnest(ids) told;
    if @schema@.actor_id() is not null and operation is distinct from @schema@.current_operation() then
        raise exception 'who waits is settled by the own operation' using errcode = 'CT079';
    end if;
    -- Whoever has planned to change one of them plans again.
    update @schema@.guard set version = version + 1 where name = 'user';
    return query
    select u.id, case when u.deactivated_at is not null and u.pending_since is not null then 'denied'
        else @schema@.user_status(u.deactivated_at, u.ends_at, u.pending_since, clock_timestamp()) end
    from @schema@.users u where u.id = any (ids) order by u.id for no key update;
    -- Who is denied has waited to the end, which tells it from who was let in and has left.
    update @schema@.users u set
        pending_since = case when approve then null else u.pending_since end,
        -- Whoever waited for long has not been inactive.
        aging_since = case when approve then now() else u.aging_since end,
        deactivated_at = case when approve then null else now() end,
        deactivated_by = case when approve then null else operation end,
        deactivation_reason = case when approve then null else coalesce(user_settle_pending.reason, 'not approved') end
    where u.id = any (ids) and u.pending_since is not null and not @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp());
end $$;
comment on function @schema@.user_settle_pending(bigint[], boolean, uuid, text) is
    'Approves or denies users who wait; gives what each was before';

-- A supervisor may stand further down in the same file.
create or replace function @schema@.user_resolve_supervisors(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_user s where s.operation_id = operation and s.supervisor_login is not null) then
        return;
    end if;
    -- An earlier plan may have found other ids.
    update @schema@.stage_user s set supervisor_id = case s.supervisor_login when '' then 0 end
    where s.operation_id = operation and (s.supervisor_login = '' or s.supervisor_id is not null);
    update @schema@.stage_user s set supervisor_id = u.id
    from @schema@.users u where s.operation_id = operation and u.login = s.supervisor_login;
    update @schema@.stage_user s set supervisor_id = p.row_id
    from @schema@.stage_user other join @schema@.stage_plan p on p.operation_id = operation and p.line = other.line
    where s.operation_id = operation and other.operation_id = operation and s.supervisor_id is null
      and other.match_key = s.supervisor_login;
    return query select s.line, 'supervisor', 'there is no user with this e-mail, in the file neither', s.supervisor_login
    from @schema@.stage_user s
    where s.operation_id = operation and s.supervisor_login is not null and s.supervisor_id is null;
end $$;
comment on function @schema@.user_resolve_supervisors(uuid) is 'Finds the supervisors, in the database and in the file';

-- Found without planning all of it anew: a chain of supervisors is as long as it is.
create or replace function @schema@.user_without_supervisor(operation uuid)
    returns table (line bigint, value text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.line, s.supervisor_login from @schema@.stage_user s
    where s.operation_id = operation and @schema@.stage_is_own(operation) and s.supervisor_login <> ''
      and not exists (select from @schema@.users u where u.login = s.supervisor_login)
      and not exists (select from @schema@.stage_user other
          where other.operation_id = operation and other.match_key = s.supervisor_login)
$$;
comment on function @schema@.user_without_supervisor(uuid) is 'Rows whose supervisor is nowhere, now that other rows have been left out';

create or replace function @schema@.user_organizations_wanted(
    owning_old bigint, owning_new bigint, told bigint[], present bigint[]
) returns bigint[]
    language sql immutable
    return array(
        select distinct o from unnest(
            case when told is null then array_remove(present, owning_old) else told end || owning_new) o
        where o is not null order by o);
comment on function @schema@.user_organizations_wanted(bigint, bigint, bigint[], bigint[]) is
    'All organizations that a user reaches: those told, or else the present ones without the old owning one; and the owning one';

create or replace function @schema@.user_compare_lists(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_plan p set action = 'change'
    from @schema@.stage_user s, @schema@.users u
    where p.operation_id = operation and p.action = 'keep' and s.operation_id = operation and s.line = p.line and u.id = p.row_id
      and ((s.workgroup_ids is not null and s.workgroup_ids <> array(
                select m.workgroup_id from @schema@.user_workgroup m where m.user_id = p.row_id order by 1))
        or (s.organization_ids is not null and
            @schema@.user_organizations_wanted(u.organization_id, u.organization_id, s.organization_ids, null) <> array(
                select m.organization_id from @schema@.user_organization m where m.user_id = p.row_id order by 1))
        or (s.tools is not null and s.tools <> array(
                select t.tool || ':' || t.level from @schema@.user_tool t where t.user_id = p.row_id order by t.tool)))
$$;
comment on function @schema@.user_compare_lists(uuid) is 'Plans: whose workgroups, organizations or tool access change';

create or replace function @schema@.user_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query
    select s.line, 'status', format('is %s and does not change through a field', v.status), s.status
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'create'
    join @schema@.user_overview v on v.id = p.row_id
    where s.operation_id = operation and s.status is not null and s.status <> v.status
      -- A roster does.
      and not exists (select from @schema@.stage_roster r where r.operation_id = operation);
    return query
    select s.line, 'organization', 'a new user needs it', null
    from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
    where s.operation_id = operation and p.action = 'create'
      -- As a case the planner takes it for half of the file, and not for one row that it may join with all others.
      and case when coalesce(s.organization_id, 0) = 0 then coalesce(s.kind, 'staff') = 'staff' else false end;
    return query
    select s.line, 'workgroups', 'is inactive', w.code
    from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
    join @schema@.workgroup w on w.deactivated_at is not null and w.id = any (s.workgroup_ids)
    -- The array is made once: where none is inactive, no row is joined to anything.
    where s.operation_id = operation and s.workgroup_ids && array(select id from @schema@.workgroup where deactivated_at is not null)
      and not exists (select from @schema@.user_workgroup m where m.user_id = p.row_id and m.workgroup_id = w.id);
    return query
    select s.line, 'organizations', 'is inactive', o.code
    from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
    join @schema@.organization o on o.deactivated_at is not null and o.id = any (s.organization_ids)
    where s.operation_id = operation
      and s.organization_ids && array(select id from @schema@.organization where deactivated_at is not null)
      and not exists (select from @schema@.user_organization m where m.user_id = p.row_id and m.organization_id = o.id);
    return query
    select s.line, 'location', 'belongs to an organization that the user has no access to', l.code
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    left join @schema@.users u on u.id = p.row_id
    join @schema@.location l on l.id = coalesce(s.location_id, u.location_id)
    where s.operation_id = operation
      and (s.location_id is not null or s.organization_id is not null or s.organization_ids is not null)
      and l.organization_id <> all (@schema@.user_organizations_wanted(u.organization_id,
            coalesce(nullif(s.organization_id, 0), u.organization_id), s.organization_ids,
            array(select m.organization_id from @schema@.user_organization m where m.user_id = p.row_id)));
    if exists (select from @schema@.stage_user s where s.operation_id = operation and s.supervisor_id <> 0) then
        return query select * from @schema@.user_check_supervisors(operation);
    end if;
end $$;
comment on function @schema@.user_check(uuid) is 'What users must obey beyond what every noun must';

-- Follows the supervisors as they would be, from everybody whose supervisor is told.
create or replace function @schema@.user_check_supervisors(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with recursive told as (
        select p.row_id, s.supervisor_id, s.line, s.supervisor_login
        from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        where s.operation_id = operation and s.supervisor_id <> 0 and p.action <> 'keep'
    ), above (start, user_id) as (
        select row_id, supervisor_id from told
        union
        select a.start, coalesce(t.supervisor_id, u.supervisor_id)
        from above a left join told t on t.row_id = a.user_id left join @schema@.users u on u.id = a.user_id
        where a.user_id <> a.start and coalesce(t.supervisor_id, u.supervisor_id) is not null
          and not exists (select from @schema@.stage_user s join @schema@.stage_plan p
                on p.operation_id = operation and p.line = s.line
                where s.operation_id = operation and p.row_id = a.user_id and s.supervisor_id = 0)
    )
    select t.line, 'supervisor', 'would make a circle of supervisors', t.supervisor_login
    from above a join told t on t.row_id = a.start where a.user_id = a.start
$$;
comment on function @schema@.user_check_supervisors(uuid) is 'Circles of supervisors, as the waiting rows would make them (REQUIREMENTS T3)';

create or replace function @schema@.user_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_require_planned(operation, 'user');
    if (select s.on_conflict from @schema@.stage_operation s where s.operation_id = operation) = 'reactivate' then
        perform @schema@.user_reactivate(array(select p.row_id from @schema@.stage_plan p where p.operation_id = operation));
    end if;
    -- Before the users change: who owned them decides which access goes.
    perform @schema@.user_write_organizations(operation);
    perform @schema@.stage_write(operation, 'user');
    perform @schema@.paused_follow(operation, 'user');
    -- In two parts: a function or a lateral join for each row takes as long as half the insert.
    insert into @schema@.user_organization (user_id, organization_id)
    select p.row_id, s.organization_id from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    where p.operation_id = operation and p.action = 'create' and s.organization_id <> 0
    union all
    select p.row_id, o from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line and s.organization_ids <> '{}'
    cross join lateral (select distinct unnest(s.organization_ids) as o) further
    where p.operation_id = operation and p.action = 'create' and o is distinct from s.organization_id;
    insert into @schema@.user_workgroup (user_id, workgroup_id)
    select p.row_id, w from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.workgroup_ids) w
    where p.operation_id = operation and p.action = 'create';
    insert into @schema@.user_tool (user_id, tool, level)
    select p.row_id, split_part(t, ':', 1), split_part(t, ':', 2) from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.tools) t
    where p.operation_id = operation and p.action = 'create' and s.tools <> '{}';
    perform @schema@.user_write_lists(operation);
end $$;
comment on function @schema@.user_write(uuid) is 'Writes the planned users with their workgroups, organizations and tool access';

create or replace function @schema@.user_organizations_planned(operation uuid)
    returns table (user_id bigint, wanted bigint[])
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select p.row_id, @schema@.user_organizations_wanted(u.organization_id,
        coalesce(nullif(s.organization_id, 0), u.organization_id), s.organization_ids,
        array(select m.organization_id from @schema@.user_organization m where m.user_id = p.row_id))
    from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    join @schema@.users u on u.id = p.row_id
    where p.operation_id = operation and p.action = 'change'
      and (s.organization_id <> u.organization_id or s.organization_ids is not null)
$$;
comment on function @schema@.user_organizations_planned(uuid) is
    'Of users that change and whose organizations may: all that they are to reach';

create or replace function @schema@.user_write_organizations(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    delete from @schema@.user_organization m using @schema@.user_organizations_planned(operation) told
    where m.user_id = told.user_id and m.organization_id <> all (told.wanted);
    -- What is wanted is the same after that: only what is not wanted has gone.
    insert into @schema@.user_organization (user_id, organization_id)
    select told.user_id, o from @schema@.user_organizations_planned(operation) told cross join lateral unnest(told.wanted) o
    on conflict do nothing;
$$;
comment on function @schema@.user_write_organizations(uuid) is 'Access to organizations of users that change';

create or replace function @schema@.user_give_tools(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    insert into @schema@.user_tool (user_id, tool, level)
    select p.row_id, split_part(t, ':', 1), split_part(t, ':', 2) from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.tools) t
    where p.operation_id = operation and p.action = 'change'
    on conflict do nothing
$$;
comment on function @schema@.user_give_tools(uuid) is 'Tool access of users that change, as far as it is free to be given';

create or replace function @schema@.user_write_lists(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_plan where operation_id = operation and action = 'change') then
        return;
    end if;
    -- Given before anything is taken: whoever is an administrator before and after is one between, and one may follow another.
    insert into @schema@.user_workgroup (user_id, workgroup_id)
    select p.row_id, w from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.workgroup_ids) w
    where p.operation_id = operation and p.action = 'change'
    on conflict do nothing;
    -- To read, where from now on it is to write.
    delete from @schema@.user_tool m using @schema@.stage_plan p, @schema@.stage_user s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.user_id = p.row_id and m.level = 'read' and m.tool || ':write' = any (s.tools);
    perform @schema@.user_give_tools(operation);
    delete from @schema@.user_workgroup m using @schema@.stage_plan p, @schema@.stage_user s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.user_id = p.row_id and m.workgroup_id <> all (s.workgroup_ids);
    delete from @schema@.user_tool m using @schema@.stage_plan p, @schema@.stage_user s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.user_id = p.row_id and m.tool || ':' || m.level <> all (s.tools);
    -- To read, where until now it was to write.
    perform @schema@.user_give_tools(operation);
end $$;
comment on function @schema@.user_write_lists(uuid) is 'Workgroups and tool access of users that change';

create or replace function @schema@.user_planned_lists(operation uuid)
    returns table (line bigint, change jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.line, coalesce(jsonb_object_agg(d.field, jsonb_build_array(d.old_value, d.new_value)) filter (where d.told
        and d.new_value <> coalesce(d.old_value, '[]')), '{}')
    from @schema@.stage_plan p
    join @schema@.stage_user s on s.operation_id = operation and s.line = p.line
    left join @schema@.user_overview v on v.id = p.row_id
    -- What is out of reach stays as it is, and is not told.
    cross join (select @schema@.organization_codes_seen() as codes offset 0) seen
    cross join lateral (values
        ('workgroups', s.workgroup_ids is not null, to_jsonb(v.workgroups), to_jsonb(array(
            select w.code from @schema@.workgroup w where w.id = any (s.workgroup_ids) order by w.code collate "C"))),
        ('organizations', s.organization_ids is not null,
            case when v.id is not null then to_jsonb(array(
                select o from unnest(v.organizations) o where seen.codes is null or o = any (seen.codes))) end,
            to_jsonb(array(
            select o.code from @schema@.organization o where o.id = any (s.organization_ids)
            and o.id <> coalesce(nullif(s.organization_id, 0), v.organization_id, 0)
            and (seen.codes is null or o.code = any (seen.codes)) order by o.code collate "C"))),
        ('tools', s.tools is not null, to_jsonb(v.tools), to_jsonb(s.tools)),
        ('status', p.action = 'create' and s.status is not null, null, to_jsonb(s.status))
    ) d (field, told, old_value, new_value)
    where p.operation_id = operation and p.action <> 'keep' group by s.line
$$;
comment on function @schema@.user_planned_lists(uuid) is
    'What would change of workgroups, organizations and tool access, and the status of new users';

do $$
declare
    place regclass;
begin
    foreach place in array array['@schema@.user_workgroup', '@schema@.user_organization', '@schema@.user_tool']::regclass[] loop
        perform @schema@.keep_membership(place);
    end loop;
end $$;
