-- Who acts, and what they may do. An administrator is a role that owns the schema: without a session it may do everything.
-- Whoever presents a session may do what its user may: the lesser of what the workgroup opens and what tool access grants.

-- Asked of the role that is connected: within these functions, current_user is the owner.
create or replace function @schema@.is_administrator() returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select pg_has_role(session_user, n.nspowner, 'MEMBER') from pg_namespace n where n.nspname = '@schema@');
end $$;
comment on function @schema@.is_administrator() is 'Whether the role that is connected owns the schema, or is a member of the owner';

create or replace function @schema@.actor_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint;
begin
    select s.user_id into actor from @schema@.session_state(false) s;
    if actor is null and not @schema@.is_administrator() then
        raise exception 'nobody is logged in' using errcode = 'CT077', hint = @schema@.session_hint();
    end if;
    return actor;
end $$;
comment on function @schema@.actor_id() is 'The user who acts; null: an administrator as itself. Whoever is neither is refused';

create or replace function @schema@.level_rank(level text) returns integer
    language sql immutable
    return case level when 'write' then 2 when 'read' then 1 else 0 end;
comment on function @schema@.level_rank(text) is 'Levels as numbers: write includes read';

-- In parts, here and below: to plan one statement over all of these tables takes longer than to run it.
create or replace function @schema@.works_in(of_user bigint, of_workgroup bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return of_workgroup is not null
        and exists (select from @schema@.workgroup w where w.id = of_workgroup and w.deactivated_at is null)
        and exists (select from @schema@.user_workgroup m where m.user_id = of_user and m.workgroup_id = of_workgroup);
end $$;
comment on function @schema@.works_in(bigint, bigint) is
    'Whether a user has a workgroup that is in use: one that was taken away opens nothing any more';

create or replace function @schema@.actor_rank(told_tool text) returns integer
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    acting record;
begin
    select * into acting from @schema@.session_state(false);
    if acting.user_id is null then
        -- Refuses whoever is nobody.
        return case when @schema@.actor_id() is null then 2 end;
    end if;
    if not @schema@.works_in(acting.user_id, acting.workgroup_id) then
        return 0;
    end if;
    return least(
        coalesce((select @schema@.level_rank(o.level) from @schema@.workgroup_tool o
            where o.workgroup_id = acting.workgroup_id and o.tool = told_tool), 0),
        coalesce((select @schema@.level_rank(t.level) from @schema@.user_tool t
            where t.user_id = acting.user_id and t.tool = told_tool), 0));
end $$;
comment on function @schema@.actor_rank(text) is 'What the one who acts may do with a tool: 0 nothing, 1 read, 2 write (REQUIREMENTS W4)';

create or replace function @schema@.may(told_tool text, level text) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select @schema@.actor_rank(told_tool) >= @schema@.level_rank(may.level));
end $$;
comment on function @schema@.may(text, text) is 'Whether the one who acts has this access to a tool';

create or replace function @schema@.require(told_tool text, level text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not @schema@.may(told_tool, level) then
        raise exception 'it takes % access to the tool %: granted to you, and opened by the workgroup that you work in', level, told_tool
            using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.require(text, text) is 'Refuses who has not this access to a tool';

create or replace function @schema@.elevated_lacked() returns text[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select array(select code from @schema@.tool where write_is_elevated and @schema@.actor_rank(code) < 2 order by code));
end $$;
comment on function @schema@.elevated_lacked() is 'The tools to write with which is elevated, and which the one who acts may not write with';

-- Whoever holds an elevated right anywhere is protected, whatever workgroup they work in just now.
create or replace function @schema@.outranked_by(target bigint) returns text
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select string_agg(t.tool, ', ' order by t.tool) from @schema@.user_tool t
    where t.user_id = target and t.level = 'write' and t.tool = any (@schema@.elevated_lacked()));
end $$;
comment on function @schema@.outranked_by(bigint) is 'The elevated rights that a user holds and the one who acts lacks; null: none';

-- Whose users somebody sees who may see users, or reset passwords, at all; with who acts, for both are asked for together.
create or replace function @schema@.scope(edits boolean, out actor bigint, out reached bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    acting record;
begin
    select * into acting from @schema@.session_state(false);
    reached := '{}';
    if acting.user_id is null then
        -- Refuses whoever is nobody.
        actor := @schema@.actor_id();
        return;
    end if;
    actor := acting.user_id;
    if not @schema@.works_in(acting.user_id, acting.workgroup_id) then
        return;
    end if;
    if exists (select from @schema@.user_tool t join @schema@.workgroup_tool o on o.tool = t.tool
            where t.user_id = acting.user_id and o.workgroup_id = acting.workgroup_id and t.tool in ('users', 'passwords')) then
        reached := array(select r.organization_id from @schema@.user_organization r
            where r.user_id = acting.user_id and r.is_active and (r.may_edit or not edits));
    end if;
end $$;
comment on function @schema@.scope(boolean) is
    'Who acts, and the organizations whose users they see, or may change; an administrator is not asked for any';

-- Without a level: of the workgroup in which one works, and of the tool access that one has, in the organizations within reach.
create or replace function @schema@.scope_of(told_tool text, edits boolean, out actor bigint, out reached bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    acting record;
begin
    select * into acting from @schema@.session_state(false);
    reached := '{}';
    if acting.user_id is null then
        -- Refuses whoever is nobody.
        actor := @schema@.actor_id();
        return;
    end if;
    actor := acting.user_id;
    if not @schema@.works_in(acting.user_id, acting.workgroup_id) then
        return;
    end if;
    if exists (select from @schema@.user_tool t join @schema@.workgroup_tool o on o.tool = t.tool
            where t.user_id = acting.user_id and o.workgroup_id = acting.workgroup_id and t.tool = told_tool
              and (not edits or (t.level = 'write' and o.level = 'write'))) then
        reached := array(select r.organization_id from @schema@.user_organization r
            where r.user_id = acting.user_id and r.is_active and (r.may_edit or not edits));
    end if;
end $$;
comment on function @schema@.scope_of(text, boolean) is
    'Who acts, and the organizations in which they may see, or change, with a tool; an administrator is not asked for any';

create or replace function @schema@.reach(edits boolean) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select s.reached from @schema@.scope(edits) s);
end $$;
comment on function @schema@.reach(boolean) is 'The organizations whose users the one who acts sees, or may change';

create or replace function @schema@.user_is_visible(target bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope(false);
    return mine.actor is null or exists (select from @schema@.users u where u.id = target
        and (u.id = mine.actor or u.supervisor_id = mine.actor or u.organization_id = any (mine.reached)));
end $$;
comment on function @schema@.user_is_visible(bigint) is 'Whether the one who acts sees a user: oneself, the own team, those of organizations within reach';

create or replace function @schema@.sees_all_organizations() returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select @schema@.may('organizations', 'write'));
end $$;
comment on function @schema@.sees_all_organizations() is 'Whoever may change organizations sees all of them';

create or replace function @schema@.organizations_reached() returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return (select array(select organization_id from @schema@.user_organization where user_id = @schema@.actor_id() and is_active));
end $$;
comment on function @schema@.organizations_reached() is 'The organizations that the one who acts has access to';

create or replace function @schema@.organization_codes_seen() returns text[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- Whoever may change organizations sees all of them; an administrator, too.
    if @schema@.actor_rank('organizations') = 2 then
        return null;
    end if;
    return array(select o.code from @schema@.user_organization r join @schema@.organization o on o.id = r.organization_id
        where r.user_id = (select s.user_id from @schema@.session_state(false) s) and r.is_active);
end $$;
comment on function @schema@.organization_codes_seen() is 'The codes of the organizations that the one who acts sees; null: all';

-- What somebody may do with the account of another: reset the password, unlock it, end its sessions. A supervisor may for
-- the own team, whoever has the tool for whom they may change.
create or replace function @schema@.account_refusal(target bigint, told_tool text) returns text
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    about record;
    higher text;
begin
    if actor is null then
        return null;
    end if;
    select u.organization_id, u.supervisor_id into about from @schema@.users u where u.id = target;
    if not (coalesce(about.supervisor_id = actor, false)
            or (@schema@.may(told_tool, 'write') and coalesce(about.organization_id = any (@schema@.reach(true)), false))) then
        return format('only the supervisor may do this, or who has write access to the tool %s and to the user''s organization', told_tool);
    end if;
    higher := @schema@.outranked_by(target);
    if higher is not null then
        return format('holds an elevated right that you lack: %s', higher);
    end if;
    return null;
end $$;
comment on function @schema@.account_refusal(bigint, text) is
    'Why the one who acts may not do something with the account of another (REQUIREMENTS P4, P5); null: they may';

create or replace function @schema@.require_account(target bigint, told_tool text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    refusal text := @schema@.account_refusal(target, told_tool);
begin
    if refusal is not null then
        raise exception '%: %', coalesce((select u.email from @schema@.users u where u.id = target
            and @schema@.user_is_visible(target)), 'this user'), refusal using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.require_account(bigint, text) is 'Refuses what account_refusal has a reason against';
