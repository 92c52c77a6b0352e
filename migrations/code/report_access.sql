-- Reports about users: who may do what, and who has not been there for long. As all reports: an administrator's connection
-- sees all; whoever is logged in takes the tool reports, and sees who belongs to the organizations within reach.

-- What is wrong for good comes before what passes.
create or replace function @schema@.report_standing(
    deactivated_at timestamptz, pending_since timestamptz, ends_at timestamptz, inactivity_locked_at timestamptz,
    locked_until timestamptz, password_expires_at timestamptz, as_of timestamptz
) returns text
    language sql immutable
    return case when @schema@.user_status(deactivated_at, ends_at, pending_since, as_of) <> 'active'
            then @schema@.user_status(deactivated_at, ends_at, pending_since, as_of)
        when inactivity_locked_at is not null then 'locked for inactivity'
        when locked_until > as_of then 'locked'
        when password_expires_at <= as_of then 'password expired'
        when ends_at is not null then 'ends'
        else 'active' end;
comment on function @schema@.report_standing(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz) is
    'The one status of a user that a report tells (REQUIREMENTS U11): where there are several, what keeps the user out first';

create or replace function @schema@.report_access(told_organization bigint, told_workgroup bigint, told_tool text, told_level text,
        told_status text, told_supervisor bigint)
    returns table (id bigint, email text, name text, kind text, status text, status_since timestamptz, status_reason text,
        status_by text, ends_at timestamptz, organization text, organizations text[], workgroups text[], tools text[],
        administrator boolean, elevated text[], supervisor text, supervisor_status text, last_login_at timestamptz,
        password_state text, password_set_at timestamptz, created_at timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    everybody boolean;
    places bigint[];
begin
    select * into mine from @schema@.scope_of('reports', false);
    everybody := mine.actor is null;
    if not everybody then
        perform @schema@.require('reports', 'read');
    end if;
    -- Codes of organizations that the one who asks does not see anywhere else are not told here either.
    places := case when everybody or @schema@.sees_all_organizations() then array(select o.id from @schema@.organization o)
        else @schema@.organizations_reached() end;
    return query
    with failed as materialized (
        -- To look whether somebody is locked takes a while, and few have failed at all.
        select distinct a.user_id from @schema@.login_attempt a where not a.succeeded and a.user_id > 0
    ), told as (
        select u.*, c.user_id as has_password, c.expires_at, c.must_change, c.set_at, l.until as locked_until,
            @schema@.report_standing(u.deactivated_at, u.pending_since, u.ends_at, u.inactivity_locked_at, l.until, c.expires_at, now()) as standing
        from @schema@.users u left join @schema@.credential c on c.user_id = u.id
        cross join lateral (select case when u.id in (select f.user_id from failed f)
            then @schema@.login_locked_until(u.id) end as until offset 0) l
        where (everybody or u.organization_id = any (mine.reached))
          and (told_organization is null or u.organization_id = told_organization)
          and (told_workgroup is null or u.id in (select m.user_id from @schema@.user_workgroup m where m.workgroup_id = told_workgroup))
          and (told_tool is null or u.id in (select t.user_id from @schema@.user_tool t where t.tool = told_tool
                and @schema@.level_rank(t.level) >= @schema@.level_rank(coalesce(told_level, 'read'))))
          -- Whose team somebody is on is told of supervisors within reach.
          and (told_supervisor is null or u.supervisor_id in (select s.id from @schema@.users s
                where s.id = told_supervisor and (everybody or s.id = mine.actor or s.organization_id = any (mine.reached))))
    )
    select u.id, u.email, u.name, u.kind, u.standing,
        case u.standing when 'inactive' then coalesce(u.deactivated_at, u.ends_at) when 'pending' then u.pending_since
            when 'locked for inactivity' then u.inactivity_locked_at when 'password expired' then u.expires_at end,
        case when u.deactivated_at is not null then u.deactivation_reason when u.standing in ('inactive', 'ends') then u.ends_reason
            when u.standing = 'locked' then 'failed logins, ' || case u.locked_until when 'infinity' then 'until somebody unlocks'
                else 'until ' || to_char(u.locked_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' end end,
        by.actor, case when u.deactivated_at is null then u.ends_at end, o.code,
        array(select r.code || case when m.is_active and m.may_log_in and m.may_edit then ''
                    else ' (' || @schema@.organization_access(m.is_active, m.may_log_in, m.may_edit) || ')' end
            from @schema@.user_organization m join @schema@.organization r on r.id = m.organization_id
            where m.user_id = u.id and m.organization_id = any (places) order by r.code collate "C"),
        array(select w.code || case when w.deactivated_at is null then '' else ' (inactive)' end
            from @schema@.user_workgroup m join @schema@.workgroup w on w.id = m.workgroup_id
            where m.user_id = u.id order by w.code collate "C"),
        array(select t.tool || ':' || t.level from @schema@.user_tool t where t.user_id = u.id order by t.tool),
        u.id in (select a.id from @schema@.user_administrator a),
        array(select t.tool || ':write' from @schema@.user_tool t join @schema@.tool k on k.code = t.tool and k.write_is_elevated
            where t.user_id = u.id and t.level = 'write' order by t.tool),
        s.email, case when s.id is not null then @schema@.user_status(s.deactivated_at, s.ends_at, s.pending_since, now()) end,
        i.last_login_at,
        case when u.has_password is null then 'none' when u.expires_at <= now() then 'expired'
            when u.must_change then 'temporary' else 'set' end,
        u.set_at, u.created_at
    from told u
    left join @schema@.organization o on o.id = u.organization_id
    left join @schema@.login_state i on i.user_id = u.id
    left join @schema@.users s on s.id = u.supervisor_id
        and (everybody or s.id = mine.actor or s.organization_id = any (mine.reached))
    left join lateral (select @schema@.report_actor(p.user_id, p.system_user_name, p.database_role, mine.actor, mine.reached) as actor
        from @schema@.operation p where p.id = case when u.deactivated_at is not null then u.deactivated_by
            when u.standing in ('inactive', 'ends') then u.ends_by end) by on true
    where told_status is null or u.standing = told_status
    order by u.name_key, u.id;
end $$;
comment on function @schema@.report_access(bigint, bigint, text, text, text, bigint) is
    'Who may do what (REQUIREMENTS H2): every user within reach, inactive ones too, by organization, workgroup, tool, status or supervisor';

-- Whoever is gone is not asked for. Nobody has ever been there before they were created.
create or replace function @schema@.report_inactive(as_of timestamptz, least_days integer, told_organization bigint)
    returns table (id bigint, email text, name text, status text, last_login_at timestamptz, last_activity_at timestamptz,
        days integer, organization text, supervisor text, cases bigint, tasks bigint, exempt boolean, warned_at timestamptz,
        locked_at timestamptz, ends_at timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    everybody boolean;
begin
    select * into mine from @schema@.scope_of('reports', false);
    everybody := mine.actor is null;
    if not everybody then
        perform @schema@.require('reports', 'read');
    end if;
    if as_of is null or coalesce(least_days < 1 or least_days > 36500, true) then
        raise exception 'days are from 1 to 36500' using errcode = 'CT003';
    end if;
    return query
    with failed as materialized (
        select distinct a.user_id from @schema@.login_attempt a where not a.succeeded and a.user_id > 0
    ), idle as materialized (
        select u.*, i.last_login_at, x.activity
        from @schema@.users u left join @schema@.login_state i on i.user_id = u.id
        cross join lateral (select greatest(i.last_login_at, u.aging_since, u.created_at) as activity) x
        where not @schema@.user_is_out(u.deactivated_at, u.ends_at, as_of) and x.activity <= as_of - make_interval(days => least_days)
          and (everybody or u.organization_id = any (mine.reached))
          and (told_organization is null or u.organization_id = told_organization)
    )
    select u.id, u.email, u.name,
        @schema@.report_standing(u.deactivated_at, u.pending_since, u.ends_at, u.inactivity_locked_at,
            case when u.id in (select f.user_id from failed f) then @schema@.login_locked_until(u.id) end, c.expires_at, as_of),
        u.last_login_at, u.activity, floor(extract(epoch from as_of - u.activity) / 86400)::integer, o.code, s.email,
        (select count(*) from @schema@.case_assignment a where a.user_id = u.id and a.withdrawn_at is null
            and a.until >= @schema@.today() and (everybody or a.organization_id = any (mine.reached))),
        (select count(*) from @schema@.task k where k.status in ('not-started', 'in-progress', 'waiting')
            and k.id in (select t.id from @schema@.task t where t.user_id = u.id union
                select m.task_id from @schema@.task_participant m where m.user_id = u.id and m.role in ('owner', 'assignee'))
            and (everybody or k.organization_id = any (mine.reached))),
        u.inactivity_exempt, case when u.inactivity_warned_at > u.activity then u.inactivity_warned_at end, u.inactivity_locked_at, u.ends_at
    from idle u
    left join @schema@.credential c on c.user_id = u.id
    left join @schema@.organization o on o.id = u.organization_id
    left join @schema@.users s on s.id = u.supervisor_id
        and (everybody or s.id = mine.actor or s.organization_id = any (mine.reached))
    order by u.activity, u.id;
end $$;
comment on function @schema@.report_inactive(timestamptz, integer, bigint) is
    'Who has not logged in for so many days and is not inactive yet (REQUIREMENTS B4), longest first; counted from when they were created, reactivated or unlocked, if that is later';
