-- What somebody who is logged in may do to users. All of it is checked before anything is written, line by line, so that a
-- file may no more than a flag (REQUIREMENTS W4, P5, T2, U12).

-- Who only sets passwords, or edits a team, touches nothing else, whatever was staged.
create or replace function @schema@.user_keep_to(operation uuid, on_conflict text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    kept name[] := array['operation_id', 'line', 'match_key', 'expected'] || case on_conflict
        when 'team' then array['name', 'job_title', 'address', 'phone', 'provider_id', 'location_id'] else '{}'::name[] end;
    fields text;
begin
    if on_conflict not in ('reset', 'team', 'reactivate') then
        return;
    end if;
    select string_agg(format('%I = null', a.attname), ', ') into fields
    from pg_attribute a
    where a.attrelid = '@schema@.stage_user'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> all (kept);
    execute format('update @schema@.stage_user set %s where operation_id = $1', fields) using operation;
end $$;
comment on function @schema@.user_keep_to(uuid, text) is
    'For a reset only who it is, for a team what a supervisor may edit (REQUIREMENTS T2); the rest is dropped';

-- Places are staged by their numbers. What is wrong with one is told with its code: so none is taken that the caller does not
-- see, whether there is one or not.
create or replace function @schema@.user_require_places_seen(told jsonb) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    reached bigint[] := @schema@.organizations_reached();
begin
    if @schema@.actor_id() is null or @schema@.sees_all_organizations() then
        return;
    end if;
    if exists (select from jsonb_populate_recordset(null::@schema@.stage_user, told) s
            where (s.organization_id <> 0 and s.organization_id <> all (reached))
               or exists (select from unnest(s.organization_ids) o where coalesce(o <> all (reached), true))
               or (s.location_id <> 0 and not exists (select from @schema@.location l
                    where l.id = s.location_id and l.organization_id = any (reached)))) then
        raise exception 'there is no such organization or location within your reach' using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.user_require_places_seen(jsonb) is 'Refuses organizations and locations that the one who is logged in does not see';

create or replace function @schema@.stage_unseen_users(operation uuid) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return array(
        select p.line from @schema@.stage_plan p join @schema@.users u on u.id = p.row_id
        where p.operation_id = operation and p.action <> 'create'
          and u.id <> @schema@.actor_id() and u.supervisor_id is distinct from @schema@.actor_id()
          and coalesce(u.organization_id, -1) <> all (@schema@.reach(false)));
end $$;
comment on function @schema@.stage_unseen_users(uuid) is 'The lines of waiting rows about users whom the one who is logged in does not see';

-- Rows of users whom the caller does not see go, before anything of them is told.
create or replace function @schema@.user_out_of_sight(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    unseen bigint[];
begin
    if @schema@.actor_id() is null then
        return;
    end if;
    unseen := @schema@.stage_unseen_users(operation);
    if unseen = '{}' then
        return;
    end if;
    return query
    select s.line, 'email',
        case when on_conflict in ('existing', 'reset', 'team', 'reactivate') then 'there is no such user'
             else 'another user has it, whom you do not see' end, s.match_key
    from @schema@.stage_user s where s.operation_id = operation and s.line = any (unseen);
    delete from @schema@.stage_user s where s.operation_id = operation and s.line = any (unseen);
    -- Whoever stages may read the plan.
    delete from @schema@.stage_plan p where p.operation_id = operation and p.line = any (unseen);
end $$;
comment on function @schema@.user_out_of_sight(uuid, text) is
    'That an e-mail is taken is told to those who create users; nothing else of whom they do not see';

create or replace function @schema@.user_check_rights(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    if actor is null then
        return;
    end if;
    if on_conflict = 'reset' then
        return query
        select s.line, 'email', case when p.row_id = actor then 'your own password is changed with ct password change'
            else @schema@.account_refusal(p.row_id, 'passwords') end, s.match_key
        from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        where s.operation_id = operation and (p.row_id = actor or @schema@.account_refusal(p.row_id, 'passwords') is not null);
    elsif on_conflict = 'reactivate' then
        return query
        select s.line, 'email', w.message, s.match_key
        from (select coalesce(array_agg(p.line), '{}') as lines, coalesce(array_agg(p.row_id), '{}') as users
            from @schema@.stage_plan p where p.operation_id = operation) told
        cross join lateral @schema@.leaver_wrong_rights(told.users, '{}') w
        join @schema@.stage_user s on s.operation_id = operation and s.line = told.lines[w.place];
    elsif on_conflict = 'team' then
        return query
        select s.line, 'email', 'is not on your team', s.match_key
        from @schema@.stage_user s join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line
        left join @schema@.users u on u.id = p.row_id
        where s.operation_id = operation and u.supervisor_id is distinct from actor;
    else
        perform @schema@.require('users', 'write');
        return query select * from @schema@.user_check_targets(operation);
        return query select * from @schema@.user_check_grants(operation);
    end if;
end $$;
comment on function @schema@.user_check_rights(uuid, text) is 'What the one who is logged in may not do to users';

-- Whose rows may be written at all.
create or replace function @schema@.user_check_targets(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    editable bigint[] := @schema@.reach(true);
    lacked text[] := @schema@.elevated_lacked();
begin
    return query
    select s.line, 'email', 'belongs to an organization whose users you may not change', u.email
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.users u on u.id = p.row_id
    where s.operation_id = operation and u.id <> actor and coalesce(u.organization_id, -1) <> all (editable);
    return query
    select s.line, 'organization', 'you may not change the users of this organization',
        (select o.code from @schema@.organization o where o.id = s.organization_id)
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    left join @schema@.users u on u.id = p.row_id
    where s.operation_id = operation and s.organization_id is distinct from u.organization_id
      and s.organization_id <> all (editable);
    return query
    select s.line, 'email', format('holds an elevated right that you lack: %s', string_agg(t.tool, ', ' order by t.tool)), u.email
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.users u on u.id = p.row_id
    join @schema@.user_tool t on t.user_id = u.id and t.level = 'write' and t.tool = any (lacked)
    where s.operation_id = operation and u.id <> actor
    group by s.line, u.email;
    -- Of oneself only what gives nothing.
    return query
    select s.line, d.field, 'nobody changes this of themselves', null
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.row_id = actor and p.action = 'change'
    join @schema@.user_overview v on v.id = actor
    join @schema@.users u on u.id = actor
    cross join lateral (values
        ('support', s.support <> u.support),
        ('inactivity_exempt', s.inactivity_exempt <> u.inactivity_exempt),
        ('email', s.login is distinct from u.login and s.login is not null),
        ('organization', s.organization_id <> coalesce(u.organization_id, 0)),
        ('supervisor', s.supervisor_id <> coalesce(u.supervisor_id, 0)),
        ('case_manager', s.case_manager is distinct from u.case_manager and s.case_manager is not null),
        ('external_id', s.external_id <> coalesce(u.external_id, '')),
        ('workgroups', s.workgroup_ids <> array(
            select m.workgroup_id from @schema@.user_workgroup m where m.user_id = actor order by 1)),
        ('organizations', s.organization_ids is not null and @schema@.user_organizations_wanted(
            u.organization_id, u.organization_id, s.organization_ids, null) <> array(
            select m.organization_id from @schema@.user_organization m where m.user_id = actor order by 1)),
        ('tools', s.tools <> v.tools)
    ) d (field, differs)
    where s.operation_id = operation and d.differs;
end $$;
comment on function @schema@.user_check_targets(uuid) is
    'Users whom the one who is logged in may not change: of other organizations, with rights that they lack; and oneself';

-- What may be given to others: nothing elevated that one lacks, no organization that one does not reach.
create or replace function @schema@.user_check_grants(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    -- What is given so has no limits.
    reached bigint[] := @schema@.organizations_given();
    lacked text[] := @schema@.elevated_lacked();
begin
    return query
    select s.line, 'tools', 'nobody grants an elevated right that they lack', t
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    cross join lateral unnest(s.tools) t
    where s.operation_id = operation and @schema@.is_lacked(t, lacked)
      and not exists (select from @schema@.user_tool has where has.user_id = p.row_id
          and has.tool = split_part(t, ':', 1) and has.level = 'write');
    return query
    select s.line, 'workgroups', format('opens an elevated right that you lack: %s', string_agg(o.tool, ', ' order by o.tool)), w.code
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    join @schema@.workgroup_tool o on o.workgroup_id = any (s.workgroup_ids) and o.level = 'write' and o.tool = any (lacked)
    join @schema@.workgroup w on w.id = o.workgroup_id
    where s.operation_id = operation
      and not exists (select from @schema@.user_workgroup m where m.user_id = p.row_id and m.workgroup_id = w.id)
    group by s.line, w.code;
    return query
    select s.line, 'organizations', 'nobody gives access to an organization that they do not reach themselves, to log in and to edit', o.code
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    cross join lateral unnest(s.organization_ids) given
    left join @schema@.organization o on o.id = given
    where s.operation_id = operation and given <> all (reached)
      and not exists (select from @schema@.user_organization m where m.user_id = p.row_id and m.organization_id = given);
    -- The owning one is given like the others.
    return query
    select s.line, 'organization', 'nobody gives access to an organization that they do not reach themselves, to log in and to edit', o.code
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    join @schema@.organization o on o.id = s.organization_id
    where s.operation_id = operation and s.organization_id <> all (reached) and not exists (
        select from @schema@.user_organization m where m.user_id = p.row_id and m.organization_id = s.organization_id);
    return query
    select s.line, 'supervisor', 'there is no user with this e-mail, in the file neither', s.supervisor_login
    from @schema@.stage_user s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    left join @schema@.users u on u.id = p.row_id
    where s.operation_id = operation and s.supervisor_id <> 0 and s.supervisor_id is distinct from u.supervisor_id
      and not @schema@.user_is_visible(s.supervisor_id)
      and not exists (select from @schema@.stage_plan other where other.operation_id = operation
          and other.row_id = s.supervisor_id and other.action = 'create');
end $$;
comment on function @schema@.user_check_grants(uuid) is 'What the one who is logged in may not give to others (REQUIREMENTS W4)';

-- What somebody does not see they leave alone: a list that they tell is one of what they see.
create or replace function @schema@.user_keep_unseen(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    reached bigint[];
begin
    if @schema@.actor_id() is null or @schema@.sees_all_organizations() then
        return;
    end if;
    reached := @schema@.organizations_reached();
    update @schema@.stage_user s set organization_ids = array(
        select o from unnest(s.organization_ids) o
        union
        select m.organization_id from @schema@.user_organization m
        where m.user_id = p.row_id and m.organization_id <> all (reached)
        order by 1)
    from @schema@.stage_plan p
    where s.operation_id = operation and s.organization_ids is not null
      and p.operation_id = operation and p.line = s.line and p.action <> 'create';
end $$;
comment on function @schema@.user_keep_unseen(uuid) is 'Keeps access to organizations that the one who is logged in does not see';
