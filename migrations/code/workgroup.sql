-- What workgroups open: tools and workspaces, planned, checked and written with them; and workgroups as people see them.

drop view if exists @schema@.workgroup_overview;
create view @schema@.workgroup_overview with (security_invoker = true) as
select w.id, w.code, w.key, w.name, w.description,
    array(select t.tool || ':' || t.level from @schema@.workgroup_tool t where t.workgroup_id = w.id order by t.tool) as tools,
    array(select m.workspace from @schema@.workgroup_workspace m where m.workgroup_id = w.id order by m.workspace) as workspaces,
    case when w.deactivated_at is null then 'active' else 'inactive' end as status, w.created_at
from @schema@.workgroup w;
comment on view @schema@.workgroup_overview is 'Workgroups as people see them, with what they open';

create or replace function @schema@.workgroup_opens_lacked(place_id bigint) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select string_agg(o.tool, ', ' order by o.tool) from @schema@.workgroup_tool o
    where o.workgroup_id = place_id and o.level = 'write' and o.tool = any (@schema@.elevated_lacked())
$$;
comment on function @schema@.workgroup_opens_lacked(bigint) is
    'The elevated rights that a workgroup opens and the one who acts lacks; null: none';

-- What workgroups open decides what users may do, and users what whoever writes workgroups may do: so both wait. In the order
-- of names, so that nobody waits for somebody who waits for them.
create or replace function @schema@.workgroup_lock() returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select from @schema@.guard where name in ('user', 'workgroup') order by name for update;
    update @schema@.guard set version = version + 1 where name = 'user';
$$;
comment on function @schema@.workgroup_lock() is
    'Before what workgroups open is written: locks out who writes users or workgroups; whoever has planned to write users plans again';

create or replace function @schema@.workgroup_opens_told(operation uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select exists (select from @schema@.stage_workgroup s where s.operation_id = operation and s.tools is not null) $$;
comment on function @schema@.workgroup_opens_told(uuid) is 'Whether waiting rows tell what workgroups open';

create or replace function @schema@.workgroup_compare_lists(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_plan p set action = 'change'
    from @schema@.stage_workgroup s
    where p.operation_id = operation and p.action = 'keep' and s.operation_id = operation and s.line = p.line
      and ((s.tools is not null and s.tools <> array(
                select t.tool || ':' || t.level from @schema@.workgroup_tool t where t.workgroup_id = p.row_id order by t.tool))
        or (s.workspaces is not null and s.workspaces <> array(
                select m.workspace from @schema@.workgroup_workspace m where m.workgroup_id = p.row_id order by m.workspace)))
$$;
comment on function @schema@.workgroup_compare_lists(uuid) is 'Plans: which workgroups open something else than they did';

-- Of all that stands in a list, what would give an elevated right that one lacks. Read in the way in which it is written.
create or replace function @schema@.is_lacked(told text, lacked text[]) returns boolean
    language sql immutable
    return split_part(told, ':', 1) = any (lacked) and split_part(told, ':', 2) = 'write';
comment on function @schema@.is_lacked(text, text[]) is 'Whether a tool:level is write on one of these tools';

create or replace function @schema@.place_check_rights(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    lacked text[] := @schema@.elevated_lacked();
begin
    if actor is null then
        return;
    end if;
    return query
    select s.line, 'code', format('opens an elevated right that you lack: %s', string_agg(o.tool, ', ' order by o.tool)), w.code
    from @schema@.stage_workgroup s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.workgroup w on w.id = p.row_id
    join @schema@.workgroup_tool o on o.workgroup_id = w.id and o.level = 'write' and o.tool = any (lacked)
    where s.operation_id = operation group by s.line, w.code;
    return query
    select s.line, 'tools', 'nobody opens an elevated right that they lack', t
    from @schema@.stage_workgroup s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action <> 'keep'
    cross join lateral unnest(s.tools) t
    where s.operation_id = operation and @schema@.is_lacked(t, lacked)
      and not exists (select from @schema@.workgroup_tool o where o.workgroup_id = p.row_id
          and o.tool = split_part(t, ':', 1) and o.level = 'write');
    return query
    select s.line, 'tools', 'nobody lets a workgroup that they are in open more', t
    from @schema@.stage_workgroup s
    join @schema@.stage_plan p on p.operation_id = operation and p.line = s.line and p.action = 'change'
    join @schema@.user_workgroup m on m.workgroup_id = p.row_id and m.user_id = actor
    cross join lateral unnest(s.tools) t
    left join @schema@.workgroup_tool o on o.workgroup_id = p.row_id and o.tool = split_part(t, ':', 1)
    where s.operation_id = operation
      and @schema@.level_rank(split_part(t, ':', 2)) > @schema@.level_rank(coalesce(o.level, ''));
end $$;
comment on function @schema@.place_check_rights(uuid) is
    'What the one who is logged in may not let workgroups open (REQUIREMENTS W4)';

-- Whoever has planned it may have lost a right since: what was told then counts no more.
create or replace function @schema@.workgroup_require_rights(operation uuid) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
begin
    select * into told from @schema@.place_check_rights(operation) limit 1;
    if found then
        raise exception '%: %', told.value, told.message using errcode = 'CT079';
    end if;
end $$;
comment on function @schema@.workgroup_require_rights(uuid) is 'Refuses what may not be opened, as rights are when it is written';

create or replace function @schema@.workgroup_give_tools(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    insert into @schema@.workgroup_tool (workgroup_id, tool, level)
    select p.row_id, split_part(t, ':', 1), split_part(t, ':', 2) from @schema@.stage_plan p
    join @schema@.stage_workgroup s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.tools) t
    where p.operation_id = operation and p.action <> 'keep'
    on conflict do nothing
$$;
comment on function @schema@.workgroup_give_tools(uuid) is 'What workgroups are to open, as far as it is free to be opened';

create or replace function @schema@.workgroup_write_lists(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- As with users: opened before anything is taken, so that one may open for administrators in place of another. First to
    -- read, where from now on it is to write.
    delete from @schema@.workgroup_tool m using @schema@.stage_plan p, @schema@.stage_workgroup s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.workgroup_id = p.row_id and m.level = 'read' and m.tool || ':write' = any (s.tools);
    perform @schema@.workgroup_give_tools(operation);
    delete from @schema@.workgroup_tool m using @schema@.stage_plan p, @schema@.stage_workgroup s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.workgroup_id = p.row_id and m.tool || ':' || m.level <> all (s.tools);
    -- To read, where until now it was to write.
    perform @schema@.workgroup_give_tools(operation);
    delete from @schema@.workgroup_workspace m using @schema@.stage_plan p, @schema@.stage_workgroup s
    where p.operation_id = operation and p.action = 'change' and s.operation_id = operation and s.line = p.line
      and m.workgroup_id = p.row_id and m.workspace <> all (s.workspaces);
    insert into @schema@.workgroup_workspace (workgroup_id, workspace)
    select p.row_id, w from @schema@.stage_plan p
    join @schema@.stage_workgroup s on s.operation_id = operation and s.line = p.line
    cross join lateral unnest(s.workspaces) w
    where p.operation_id = operation and p.action <> 'keep'
    on conflict do nothing;
end $$;
comment on function @schema@.workgroup_write_lists(uuid) is 'Writes what the planned workgroups open';

create or replace function @schema@.workgroup_planned_lists(operation uuid)
    returns table (line bigint, change jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.line, coalesce(jsonb_object_agg(d.field, jsonb_build_array(d.old_value, d.new_value)) filter (where d.told
        and d.new_value <> coalesce(d.old_value, '[]')), '{}')
    from @schema@.stage_plan p
    join @schema@.stage_workgroup s on s.operation_id = operation and s.line = p.line
    left join @schema@.workgroup_overview v on v.id = p.row_id
    cross join lateral (values
        ('tools', s.tools is not null, to_jsonb(v.tools), to_jsonb(s.tools)),
        ('workspaces', s.workspaces is not null, to_jsonb(v.workspaces), to_jsonb(s.workspaces))
    ) d (field, told, old_value, new_value)
    where p.operation_id = operation and p.action <> 'keep' group by s.line
$$;
comment on function @schema@.workgroup_planned_lists(uuid) is 'What workgroups would open, and what they opened';

select @schema@.keep_membership(place)
from unnest(array['@schema@.workgroup_tool', '@schema@.workgroup_workspace']::regclass[]) place;
