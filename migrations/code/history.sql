-- History is written by triggers, in the same transaction as the change. Statement by statement: a trigger for each row
-- made a million inserts nearly twice as slow.

create or replace function @schema@.noun_of(place name) returns text
    language sql immutable parallel safe
    return case place when 'users' then 'user' when 'case_assignment' then 'case' when 'paused_operation' then 'paused'
        else place::text end;
comment on function @schema@.noun_of(name) is 'The word for the rows of a table';

create or replace function @schema@.label_of(noun text) returns name
    language sql immutable parallel safe
    return case when noun in ('user', 'leaver') then 'email' when noun = 'client' then 'external_id' when noun in ('task', 'paused') then 'uid'
        else 'code' end;
comment on function @schema@.label_of(text) is 'The column of what a noun''s rows are called by, as typed; case assignments have none';

-- What a row is called, as an expression of the table's alias.
create or replace function @schema@.label_sql(noun text, alias text) returns text
    language sql immutable parallel safe
    return case noun when 'case' then replace('(select c.external_id || '' / '' || u.email || '' / '' || @.begin_date
            from @schema@.client c, @schema@.users u where c.id = @.client_id and u.id = @.user_id)', '@.', alias || '.')
        else format('%s.%I', alias, @schema@.label_of(noun)) end;
comment on function @schema@.label_sql(text, text) is 'The SQL for what a row of a noun is called';

create or replace function @schema@.field_of(attribute name) returns text
    language sql immutable parallel safe
    return case attribute when 'external_id' then attribute::text else regexp_replace(attribute, '_id$', '') end;
comment on function @schema@.field_of(name) is 'The name that people have for a table''s column: a reference goes without its _id';

-- For whom a task is has a name of its own: the client is not the task's as the organization is.
create or replace function @schema@.field_of(noun text, attribute name) returns text
    language sql immutable parallel safe
    return case when noun = 'task' and attribute in ('user_id', 'client_id') then 'for_' else '' end || @schema@.field_of(attribute);
comment on function @schema@.field_of(text, name) is 'The name that people have for a column of a noun''s table';

create or replace function @schema@.require_own_table(schema_name name) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if schema_name <> '@schema@' then
        raise exception 'history is written for tables of the schema only' using errcode = 'CT002';
    end if;
end $$;
comment on function @schema@.require_own_table(name) is 'Keeps anybody from hanging a history trigger on a table of their own';

create or replace function @schema@.history_of_creation() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    operation uuid;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    operation := @schema@.current_operation();
    insert into @schema@.history (operation_id, noun, row_id, action)
    select operation, @schema@.noun_of(tg_table_name), id, 'created' from new_rows;
    return null;
end $$;
comment on function @schema@.history_of_creation() is 'Writes which rows were created';

-- The value that a person reads: for a reference the code or e-mail of what it refers to, as it was at that moment.
create or replace function @schema@.history_value(place regclass, field name, alias text) returns text
    language plpgsql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    target regclass;
begin
    select confrelid into target from pg_constraint c join pg_attribute a
        on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
    where c.contype = 'f' and c.conrelid = place and a.attname = field;
    if target is null then
        return format('%s.%I', alias, field);
    end if;
    return format('(select r.%I from %s r where r.id = %s.%I)',
        @schema@.label_of(@schema@.noun_of((select relname from pg_class where oid = target))), target, alias, field);
end $$;
comment on function @schema@.history_value(regclass, name, text) is 'The SQL for a field''s value as history keeps it';

create or replace function @schema@.history_of_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    differences text;
    lost bigint;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    select count(*) into lost from old_rows o full join new_rows n on n.id = o.id
    where o.id is null or n.id is null or o.created_by <> n.created_by or o.created_at <> n.created_at;
    if lost > 0 then
        raise exception 'the id of a % never changes, nor does when and by which operation it was made', @schema@.noun_of(tg_table_name) using errcode = 'CT002';
    end if;
    select string_agg(format(
            'case when o.%1$I is distinct from n.%1$I%5$s then jsonb_build_object(%2$L, jsonb_build_array(%3$s, %4$s)) else ''{}'' end',
            attname, @schema@.field_of(@schema@.noun_of(tg_table_name), attname),
            @schema@.history_value(tg_relid, attname, 'o'), @schema@.history_value(tg_relid, attname, 'n'),
            -- The normal form goes without saying, unless it changes alone.
            case when attname in ('login', 'key') then replace(' and o.@ = n.@', '@',
                @schema@.label_of(@schema@.noun_of(tg_table_name))) end),
        ' || ' order by attnum)
    into differences
    from pg_attribute
    where attrelid = tg_relid and attnum > 0 and not attisdropped and attgenerated = ''
      and attname not in ('id', 'created_at', 'created_by', 'deactivated_by', 'ends_by', 'aging_since', 'revision', 'changed_at', 'completed_at', 'settled_at', 'details');
    execute format(
        'insert into @schema@.history (operation_id, noun, row_id, action, change)
         select $1, $2, id, ''changed'', change
         from (select n.id, %s as change from old_rows o join new_rows n on n.id = o.id) told
         where change <> ''{}''', differences)
    using @schema@.current_operation(), @schema@.noun_of(tg_table_name);
    return null;
end $$;
comment on function @schema@.history_of_change() is 'Writes which fields of rows changed, from what to what';

create or replace function @schema@.keep_history(place regclass) returns void
    language plpgsql set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    execute format('create or replace trigger history_created after insert on %s
        referencing new table as new_rows for each statement execute function @schema@.history_of_creation()', place);
    execute format('create or replace trigger history_changed after update on %s
        referencing old table as old_rows new table as new_rows for each statement
        execute function @schema@.history_of_change()', place);
    if place = '@schema@.task'::regclass then
        -- What is deleted of these leaves its whole row: task.sql.
        execute format('create or replace trigger is_never_truncated before truncate on %s
            for each statement execute function @schema@.refuse_change(''delete each task'')', place);
    else
        execute format('create or replace trigger is_never_deleted before delete or truncate on %s
            for each statement execute function @schema@.refuse_change(''deactivate instead'')', place);
    end if;
end $$;
comment on function @schema@.keep_history(regclass) is
    'Hangs the history triggers on a table with an id, and refuses to delete from it; tasks may be deleted';

select @schema@.keep_history(place) from unnest(array[
    '@schema@.organization', '@schema@.location', '@schema@.provider', '@schema@.workgroup', '@schema@.users',
    '@schema@.client', '@schema@.case_assignment', '@schema@.paused_operation', '@schema@.task'
]::regclass[]) place;

-- What belongs to users and to workgroups, in lists. For each such table: what it belongs to, by which column, under which
-- name, and the SQL of what a person reads of a row (m).
create or replace function @schema@.memberships()
    returns table (place name, noun text, owner name, field text, label text)
    language sql immutable
as $$
    values ('user_workgroup'::name, 'user', 'user_id'::name, 'workgroups',
            '(select code from @schema@.workgroup where id = m.workgroup_id)'),
        ('user_organization', 'user', 'user_id', 'organizations',
            '(select code from @schema@.organization where id = m.organization_id)'),
        ('user_tool', 'user', 'user_id', 'tools', 'm.tool || '':'' || m.level'),
        ('workgroup_tool', 'workgroup', 'workgroup_id', 'tools', 'm.tool || '':'' || m.level'),
        ('workgroup_workspace', 'workgroup', 'workgroup_id', 'workspaces', 'm.workspace'),
        ('task_participant', 'task', 'task_id', 'participants', '(select email from @schema@.users where id = m.user_id) || '':'' || m.role')
$$;
comment on function @schema@.memberships() is 'The tables of what users and workgroups have been given, and how history tells it';

-- Who has been given what, in words, in the history of the one that it belongs to. What that is created with belongs to
-- the creation, like every other field.
create or replace function @schema@.history_of_membership() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from told_rows) then
        return null;
    end if;
    select m.* into strict told from @schema@.memberships() m where m.place = tg_table_name;
    execute format(
        'insert into @schema@.history (operation_id, noun, row_id, action, change)
         select $1, %1$L, told.id, ''changed'', jsonb_build_object(%2$L, jsonb_build_array(
             to_jsonb(case when $2 = ''INSERT'' then array(select unnest(now_has) except select unnest(items) order by 1)
                           else array(select unnest(now_has) union select unnest(items) order by 1) end),
             to_jsonb(now_has)))
         from (select u.id, array_agg(%3$s) as items,
                   array(select %3$s from @schema@.%4$I m where m.%5$I = u.id order by 1) as now_has
               from told_rows m join %6$s u on u.id = m.%5$I
               where u.created_by <> $1 group by u.id) told',
        told.noun, told.field, told.label, tg_table_name, told.owner, @schema@.table_of(told.noun))
    using @schema@.current_operation(), tg_op;
    return null;
end $$;
comment on function @schema@.history_of_membership() is 'Writes what was given to or taken from users and workgroups';

create or replace function @schema@.keep_membership(place regclass) returns void
    language plpgsql set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    execute format('create or replace trigger history_given after insert on %s
        referencing new table as told_rows for each statement execute function @schema@.history_of_membership()', place);
    execute format('create or replace trigger history_taken after delete on %s
        referencing old table as told_rows for each statement execute function @schema@.history_of_membership()', place);
    execute format('create or replace trigger is_never_truncated before truncate on %s
        for each statement execute function @schema@.refuse_change(%L)', place, 'take it from each ' || (
        select m.noun from @schema@.memberships() m where m.place = (select relname from pg_class where oid = keep_membership.place)));
    -- So the history needs to know of giving and taking only.
    execute format('create or replace trigger is_never_changed before update on %s
        for each statement execute function @schema@.refuse_change(''take it away and give it anew'')', place);
end $$;
comment on function @schema@.keep_membership(regclass) is
    'Hangs the history triggers on a table of what users or workgroups have been given';
