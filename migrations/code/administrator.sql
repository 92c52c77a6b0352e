-- The last administrator stays, and nobody takes their own rights away (REQUIREMENTS U12). An administrator is a user of the
-- staff who is active, with no end scheduled and not locked for inactivity, has the tool users:write, and has a workgroup in use
-- that opens it.
--
-- Whatever may take something from one takes the guard first, whoever it is about, and looks then: two who each take one of
-- the last two take turns, and the second sees what the first did. Who gives need not wait.

drop view if exists @schema@.user_administrator;
drop view if exists @schema@.user_almost_administrator;
drop view if exists @schema@.workgroup_of_administrators;
create view @schema@.user_almost_administrator with (security_invoker = true) as
select u.id from @schema@.users u join @schema@.user_tool t on t.user_id = u.id and t.tool = 'users' and t.level = 'write'
where @schema@.user_stays(u.kind, u.deactivated_at, u.ends_at, u.pending_since, u.inactivity_locked_at);
comment on view @schema@.user_almost_administrator is 'Users who lack at most the workgroup to be administrators';

create view @schema@.workgroup_of_administrators with (security_invoker = true) as
select w.id from @schema@.workgroup w join @schema@.workgroup_tool o on o.workgroup_id = w.id and o.tool = 'users' and o.level = 'write'
where w.deactivated_at is null;
comment on view @schema@.workgroup_of_administrators is 'Workgroups in use whose members may be administrators';

create view @schema@.user_administrator with (security_invoker = true) as
select a.id from @schema@.user_almost_administrator a where exists (
    select from @schema@.user_workgroup m join @schema@.workgroup_of_administrators w on w.id = m.workgroup_id
    where m.user_id = a.id);
comment on view @schema@.user_administrator is 'Users who are administrators';

create or replace function @schema@.administrator_lock() returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ update @schema@.guard set version = version + 1 where name = 'administrator' $$;
comment on function @schema@.administrator_lock() is 'Before it is looked whether an administrator is left';

create or replace function @schema@.administrator_require(were bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    lost bigint[] := array(select unnest(were) except select a.id from @schema@.user_administrator a);
begin
    if lost = '{}' then
        return;
    elsif @schema@.session_leaver() = any (lost) then
        raise exception 'nobody makes an end of being an administrator themselves'
            using errcode = 'CT079', hint = 'another administrator can do it';
    elsif not exists (select from @schema@.user_administrator) then
        raise exception '% the last administrator, and one has to be left', coalesce((select u.email || ' is'
                from @schema@.users u where u.id = any (lost) and @schema@.user_is_visible(u.id) order by u.id limit 1), 'this takes')
            using errcode = 'CT002',
                hint = 'make somebody else one first: with the tool users:write, and a workgroup that opens users:write';
    end if;
end $$;
comment on function @schema@.administrator_require(bigint[]) is
    'Refuses to end the last of those who were administrators, and oneself; where none ever was, none is missed';

create or replace function @schema@.administrator_not_oneself(users bigint[], what text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.session_leaver() = any (users) then
        raise exception 'nobody %', what using errcode = 'CT079', hint = 'somebody else can do it who may';
    end if;
end $$;
comment on function @schema@.administrator_not_oneself(bigint[], text) is 'Refuses what nobody does to themselves';

create or replace function @schema@.administrator_deactivated() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    gone bigint[];
    leaver bigint := @schema@.session_leaver();
begin
    perform @schema@.require_own_table(tg_table_schema);
    if leaver is not null then
        -- Neither to go nor to stay on: one's own end is another's to settle.
        perform @schema@.administrator_not_oneself(array[leaver], case
                when o.ends_at is distinct from n.ends_at and n.deactivated_at is null then 'schedules their own end, or cancels it'
                when o.inactivity_locked_at is distinct from n.inactivity_locked_at then 'locks or unlocks themselves'
                else 'deactivates themselves' end)
        from old_rows o join new_rows n on n.id = o.id
        where n.id = leaver and ((o.deactivated_at is null and n.deactivated_at is not null)
            or (o.pending_since is null and n.pending_since is not null) or (o.kind = 'staff' and n.kind <> 'staff')
            or o.ends_at is distinct from n.ends_at or o.inactivity_locked_at is distinct from n.inactivity_locked_at);
    end if;
    if not exists (select from new_rows n
            where not @schema@.user_stays(n.kind, n.deactivated_at, n.ends_at, n.pending_since, n.inactivity_locked_at)) then
        return null;
    end if;
    gone := array(
        select n.id from old_rows o join new_rows n on n.id = o.id
        where @schema@.user_stays(o.kind, o.deactivated_at, o.ends_at, o.pending_since, o.inactivity_locked_at)
          and not @schema@.user_stays(n.kind, n.deactivated_at, n.ends_at, n.pending_since, n.inactivity_locked_at));
    if gone = '{}' then
        return null;
    end if;
    perform @schema@.administrator_lock();
    perform @schema@.administrator_require(array(
        select g from unnest(gone) g where exists (
            select from @schema@.user_tool t where t.user_id = g and t.tool = 'users' and t.level = 'write')
        and exists (
            select from @schema@.user_workgroup m join @schema@.workgroup_of_administrators w on w.id = m.workgroup_id
            where m.user_id = g)));
    return null;
end $$;
comment on function @schema@.administrator_deactivated() is
    'Users who are not active any more, or will not be: the last administrator, and oneself';

create or replace function @schema@.administrator_lost_tool() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    perform @schema@.administrator_not_oneself(array(select user_id from old_rows), 'takes tool access from themselves');
    if not exists (select from old_rows where tool = 'users' and level = 'write') then
        return null;
    end if;
    perform @schema@.administrator_lock();
    perform @schema@.administrator_require(array(
        select r.user_id from old_rows r
        join @schema@.users u on u.id = r.user_id
            and @schema@.user_stays(u.kind, u.deactivated_at, u.ends_at, u.pending_since, u.inactivity_locked_at)
        where r.tool = 'users' and r.level = 'write' and exists (
            select from @schema@.user_workgroup m join @schema@.workgroup_of_administrators w on w.id = m.workgroup_id
            where m.user_id = r.user_id)));
    return null;
end $$;
comment on function @schema@.administrator_lost_tool() is 'Tool access that is taken away: from the last administrator, and from oneself';

create or replace function @schema@.administrator_lost_workgroup() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from old_rows) then
        return null;
    end if;
    perform @schema@.administrator_not_oneself(array(select user_id from old_rows), 'takes a workgroup from themselves');
    perform @schema@.administrator_lock();
    perform @schema@.administrator_require(array(
        select r.user_id from old_rows r
        join @schema@.workgroup_of_administrators w on w.id = r.workgroup_id
        join @schema@.user_almost_administrator a on a.id = r.user_id));
    return null;
end $$;
comment on function @schema@.administrator_lost_workgroup() is 'Workgroups that are taken away: from the last administrator, and from oneself';

create or replace function @schema@.administrator_lost_organization() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    perform @schema@.administrator_not_oneself(array(select user_id from old_rows), 'takes an organization from themselves');
    return null;
end $$;
comment on function @schema@.administrator_lost_organization() is 'Organizations that are taken away: not from oneself';

create or replace function @schema@.administrator_workgroup_closed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    gone bigint[] := array(
        select n.id from old_rows o join new_rows n on n.id = o.id
        where o.deactivated_at is null and n.deactivated_at is not null);
begin
    perform @schema@.require_own_table(tg_table_schema);
    if gone = '{}' then
        return null;
    end if;
    perform @schema@.administrator_lock();
    perform @schema@.administrator_require(array(
        select a.id from @schema@.workgroup_tool o join @schema@.user_workgroup m on m.workgroup_id = o.workgroup_id
        join @schema@.user_almost_administrator a on a.id = m.user_id
        where o.workgroup_id = any (gone) and o.tool = 'users' and o.level = 'write'));
    return null;
end $$;
comment on function @schema@.administrator_workgroup_closed() is 'Workgroups that go out of use: not with the last administrator in them';

create or replace function @schema@.administrator_workgroup_opens_less() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from old_rows where tool = 'users' and level = 'write') then
        return null;
    end if;
    perform @schema@.administrator_lock();
    perform @schema@.administrator_require(array(
        select a.id from old_rows r
        join @schema@.workgroup w on w.id = r.workgroup_id and w.deactivated_at is null
        join @schema@.user_workgroup m on m.workgroup_id = w.id
        join @schema@.user_almost_administrator a on a.id = m.user_id
        where r.tool = 'users' and r.level = 'write'));
    return null;
end $$;
comment on function @schema@.administrator_workgroup_opens_less() is 'What workgroups open no more: not what makes the last administrator';

-- Nothing is asked where something is given.
create or replace trigger administrator_stays after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement
    execute function @schema@.administrator_deactivated();
create or replace trigger administrator_stays after delete on @schema@.user_tool
    referencing old table as old_rows for each statement execute function @schema@.administrator_lost_tool();
create or replace trigger administrator_stays after delete on @schema@.user_workgroup
    referencing old table as old_rows for each statement execute function @schema@.administrator_lost_workgroup();
create or replace trigger administrator_stays after delete on @schema@.user_organization
    referencing old table as old_rows for each statement execute function @schema@.administrator_lost_organization();
create or replace trigger administrator_stays after update on @schema@.workgroup
    referencing old table as old_rows new table as new_rows for each statement
    execute function @schema@.administrator_workgroup_closed();
create or replace trigger administrator_stays after delete on @schema@.workgroup_tool
    referencing old table as old_rows for each statement execute function @schema@.administrator_workgroup_opens_less();
