-- Organizations, locations, providers, workgroups: planned, written, deactivated; and as people see them. What workgroups
-- open stands in workgroup.sql.

create or replace function @schema@.place_require(noun text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if noun not in ('organization', 'location', 'provider', 'workgroup') then
        raise exception 'a % is no place', noun using errcode = 'CT002';
    end if;
    perform @schema@.require(case noun when 'workgroup' then 'workgroups' else 'organizations' end, 'write');
end $$;
comment on function @schema@.place_require(text) is 'Refuses who may not change this kind of place';

create or replace function @schema@.place_plan(operation uuid, noun text, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    found_problems bigint;
begin
    perform @schema@.place_require(noun);
    perform @schema@.stage_take(operation, noun);
    return query select * from @schema@.place_problems(operation, noun, on_conflict);
    get diagnostics found_problems = row_count;
    perform @schema@.stage_note_plan(operation, on_conflict, found_problems);
end $$;
comment on function @schema@.place_plan(uuid, text, text) is 'Plans the waiting rows and gives what is wrong with them';

create or replace function @schema@.place_problems(operation uuid, noun text, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, noun);
    return query select * from @schema@.stage_repeats(operation, noun);
    perform @schema@.stage_identify(operation, noun);
    perform @schema@.stage_measure(operation, noun);
    return query select * from @schema@.stage_conflicts(operation, noun, on_conflict);
    perform @schema@.stage_compare(operation, noun);
    if noun = 'workgroup' then
        perform @schema@.workgroup_compare_lists(operation);
    end if;
    perform @schema@.stage_measure_changes(operation);
    return query select * from @schema@.stage_check(operation, noun);
    return query select * from @schema@.stage_check_normal(operation, noun);
    if noun = 'workgroup' then
        return query select * from @schema@.place_check_rights(operation);
    end if;
    if noun = 'location' then
        return query select * from @schema@.location_check(operation);
    end if;
    if noun = 'organization' then
        return query select * from @schema@.external_id_check(operation, noun);
        return query select * from @schema@.organization_check(operation);
    end if;
end $$;
comment on function @schema@.place_problems(uuid, text, text) is 'What place_plan does and finds';

-- A location that goes to another organization would be left with users who cannot reach it.
create or replace function @schema@.location_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.line, 'organization', coalesce(format('users without access to it have this location, such as %s',
        min(u.email) filter (where @schema@.user_is_visible(u.id))), 'users without access to it have this location'), min(o.code)
    from @schema@.stage_location s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.organization o on o.id = s.organization_id
    join @schema@.users u on u.location_id = p.row_id
    where s.operation_id = operation and not exists (
        select from @schema@.user_organization m where m.user_id = u.id and m.organization_id = s.organization_id)
    group by s.line
$$;
comment on function @schema@.location_check(uuid) is 'Users who would have a location that they cannot reach';

-- Whoever is warned when they are locked already is not warned. 0 is never.
create or replace function @schema@.inactivity_disorder(warn bigint, lock bigint, deactivate bigint) returns text
    language sql immutable parallel safe
    return case
        when warn > 0 and lock > 0 and lock <= warn then
            format('users would be warned after %s days, and locked after %s', warn, lock)
        when lock > 0 and deactivate > 0 and deactivate <= lock then
            format('users would be locked after %s days, and deactivated after %s', lock, deactivate)
        when warn > 0 and deactivate > 0 and deactivate <= warn then
            format('users would be warned after %s days, and deactivated after %s', warn, deactivate) end;
comment on function @schema@.inactivity_disorder(bigint, bigint, bigint) is
    'What is wrong if a step for inactivity does not come later than the one before; null: nothing';

create or replace function @schema@.organization_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- To read the names of all time zones takes the server a while.
    if exists (select from @schema@.stage_organization s where s.operation_id = operation and s.time_zone <> '') then
        return query select s.line, 'time_zone', 'is the name of no time zone, such as Europe/Warsaw', s.time_zone
        from @schema@.stage_organization s
        where s.operation_id = operation and s.time_zone <> ''
          and s.time_zone <> all (array(select n.name collate "C" from pg_timezone_names n));
    end if;
    return query
    select s.line, d.field, 'goes from 0, which is never, to 3650 days', d.told::text
    from @schema@.stage_organization s cross join lateral (values
        ('inactivity_warn_days', s.inactivity_warn_days), ('inactivity_lock_days', s.inactivity_lock_days),
        ('inactivity_deactivate_days', s.inactivity_deactivate_days)) d (field, told)
    where s.operation_id = operation and d.told not between -1 and 3650;
    -- What the organization does not say, the settings say.
    return query
    select s.line, case when s.inactivity_deactivate_days is not null then 'inactivity_deactivate_days'
            when s.inactivity_lock_days is not null then 'inactivity_lock_days' else 'inactivity_warn_days' end,
        d.told || ': each step comes later than the one before', null
    from @schema@.stage_organization s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    left join @schema@.organization t on t.id = p.row_id
    cross join lateral (select @schema@.inactivity_disorder(
        coalesce(nullif(coalesce(s.inactivity_warn_days, t.inactivity_warn_days), -1), @schema@.setting_value('inactivity_warn_days')),
        coalesce(nullif(coalesce(s.inactivity_lock_days, t.inactivity_lock_days), -1), @schema@.setting_value('inactivity_lock_days')),
        coalesce(nullif(coalesce(s.inactivity_deactivate_days, t.inactivity_deactivate_days), -1),
            @schema@.setting_value('inactivity_deactivate_days'))) as told) d
    where s.operation_id = operation and d.told is not null
      and num_nonnulls(s.inactivity_warn_days, s.inactivity_lock_days, s.inactivity_deactivate_days) > 0;
end $$;
comment on function @schema@.organization_check(uuid) is 'Time zones that there are not, and days for inactivity in the wrong order';

create or replace function @schema@.place_write(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.place_require(noun);
    if noun = 'workgroup' and @schema@.workgroup_opens_told(operation) then
        perform @schema@.workgroup_lock();
    end if;
    perform @schema@.stage_require_planned(operation, noun);
    if noun = 'workgroup' then
        perform @schema@.workgroup_require_rights(operation);
    end if;
    perform @schema@.stage_write(operation, noun);
    if noun = 'workgroup' then
        perform @schema@.workgroup_write_lists(operation);
    end if;
end $$;
comment on function @schema@.place_write(uuid, text) is 'Writes the planned rows';

-- In the order of names, so that nobody waits for somebody who waits for them.
create or replace function @schema@.place_lock() returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not (@schema@.may('organizations', 'write') or @schema@.may('workgroups', 'write')) then
        perform @schema@.require('organizations', 'write');
    end if;
    -- The administrators' comes last, and only where one of them loses something.
    perform from @schema@.guard where name <> 'administrator' order by name for update;
    update @schema@.guard set version = version + 1 where name <> 'administrator';
end $$;
comment on function @schema@.place_lock() is
    'Before a place goes out of use: whoever has planned to give it to somebody plans again';

create or replace function @schema@.place_set_active(noun text, place_id bigint, active boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    changed bigint;
begin
    perform @schema@.place_require(noun);
    if noun = 'workgroup' then
        -- What its members may do changes: whoever has planned to write users plans again.
        perform @schema@.workgroup_lock();
    end if;
    if noun = 'workgroup' and @schema@.workgroup_opens_lacked(place_id) is not null then
        raise exception 'it opens an elevated right that you lack: %', @schema@.workgroup_opens_lacked(place_id)
            using errcode = 'CT079';
    end if;
    execute format('update %s set deactivated_at = case when $2 then null else now() end
        where id = $1 and (deactivated_at is null) <> $2', @schema@.table_of(noun)) using place_id, active;
    get diagnostics changed = row_count;
    return changed = 1;
end $$;
comment on function @schema@.place_set_active(text, bigint, boolean) is
    'Deactivates or reactivates; false if it was so already';

create or replace function @schema@.place_members(noun text, place_id bigint) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    members bigint;
begin
    if noun not in ('organization', 'location', 'provider', 'workgroup') then
        raise exception 'a % is no place', noun using errcode = 'CT002';
    end if;
    perform @schema@.require(case noun when 'workgroup' then 'workgroups' else 'organizations' end, 'read');
    select count(*) into members from @schema@.users u
    where not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) and case noun
        when 'organization' then u.organization_id = place_id
        when 'location' then u.location_id = place_id
        when 'provider' then u.provider_id = place_id
        when 'workgroup' then exists (select from @schema@.user_workgroup w where w.user_id = u.id and w.workgroup_id = place_id)
    end;
    return members;
end $$;
comment on function @schema@.place_members(text, bigint) is 'How many users that are not inactive belong to it';

drop view if exists @schema@.organization_overview;
create view @schema@.organization_overview with (security_invoker = true) as
select id, code, key, name, address, phone, external_id, time_zone, inactivity_warn_days::bigint, inactivity_lock_days::bigint,
    inactivity_deactivate_days::bigint,
    case when deactivated_at is null then 'active' else 'inactive' end as status, created_at
from @schema@.organization;
comment on view @schema@.organization_overview is 'Organizations as people see them';

drop view if exists @schema@.location_overview;
create view @schema@.location_overview with (security_invoker = true) as
select l.id, l.code, l.key, l.name, o.code as organization, l.address, l.phone,
    case when l.deactivated_at is null then 'active' else 'inactive' end as status, l.created_at, l.organization_id
from @schema@.location l join @schema@.organization o on o.id = l.organization_id;
comment on view @schema@.location_overview is 'Locations as people see them';

drop view if exists @schema@.provider_overview;
create view @schema@.provider_overview with (security_invoker = true) as
select id, code, key, name, address, phone,
    case when deactivated_at is null then 'active' else 'inactive' end as status, created_at
from @schema@.provider;
comment on view @schema@.provider_overview is 'Providers as people see them';
