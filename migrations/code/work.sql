-- Who sees what of clients and of the work with them. Whose it is, whoever supervises them, and, in the organizations within
-- reach, who has the tool: cases for clients, case assignments and paused operations, tasks for tasks.

create or replace function @schema@.today() returns date
    language sql stable
    return (now() at time zone 'UTC')::date;
comment on function @schema@.today() is 'The day that it is, in UTC: what ended before it is past';

-- Days beyond are none that a calendar, or ct itself, can read: whoever has one in a list has no list.
create or replace function @schema@.day_is_sound(day date) returns boolean
    language sql immutable
    return day is null or day between '0001-01-01' and '9999-12-31';
comment on function @schema@.day_is_sound(date) is 'Whether a day is of the years 1 to 9999; there may be none';

create or replace function @schema@.require_days(variadic days date[]) returns void
    language plpgsql immutable set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if exists (select from unnest(days) day where not @schema@.day_is_sound(day)) then
        raise exception 'a day is of the years 1 to 9999' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.require_days(date[]) is 'Refuses days that nobody can read';

create or replace function @schema@.work_is_visible(noun text, target bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    select * into mine from @schema@.scope_of(case noun when 'task' then 'tasks' else 'cases' end, false);
    if mine.actor is null then
        return true;
    end if;
    if noun = 'client' then
        return exists (select from @schema@.client c where c.id = target and c.organization_id = any (mine.reached));
    elsif noun = 'case' then
        return exists (select from @schema@.case_assignment a where a.id = target and (a.user_id = mine.actor
            or a.organization_id = any (mine.reached)
            or exists (select from @schema@.users u where u.id = a.user_id and u.supervisor_id = mine.actor)));
    elsif noun = 'paused' then
        return exists (select from @schema@.paused_operation p where p.id = target and (p.user_id = mine.actor
            or p.organization_id = any (mine.reached)
            or exists (select from @schema@.users u where u.id = p.user_id and u.supervisor_id = mine.actor)));
    elsif noun = 'task' then
        return exists (select from @schema@.task t where t.id = target and (t.user_id = mine.actor
            or t.organization_id = any (mine.reached)
            or exists (select from @schema@.task_participant m where m.task_id = t.id and m.user_id = mine.actor)
            or exists (select from @schema@.users u where u.id = t.user_id and u.supervisor_id = mine.actor)
            or exists (select from @schema@.task_participant m join @schema@.users u on u.id = m.user_id
                where m.task_id = t.id and u.supervisor_id = mine.actor)))
            -- Of one that was deleted there is the history: where it belonged.
            or exists (select from @schema@.history h join @schema@.organization o on o.code = h.change -> 'organization' ->> 0
                where h.noun = 'task' and h.row_id = target and h.action = 'deleted' and o.id = any (mine.reached));
    end if;
    return false;
end $$;
comment on function @schema@.work_is_visible(text, bigint) is
    'Whether the one who acts sees a client, a case assignment, a task or a paused operation (REQUIREMENTS S5, T1, C1)';

create or replace function @schema@.task_deleted_uid(target bigint) returns text
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
    select h.change -> 'uid' ->> 0 from @schema@.history h where h.noun = 'task' and h.row_id = target and h.action = 'deleted'
$$;
comment on function @schema@.task_deleted_uid(bigint) is 'What a task that was deleted was called';

create or replace function @schema@.work_label(noun text, target bigint) returns text
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    label text;
begin
    if noun is null or noun not in ('client', 'case', 'task', 'paused') or not @schema@.work_is_visible(noun, target) then
        return null;
    end if;
    execute format('select %s from %s t where t.id = $1', @schema@.label_sql(noun, 't'), @schema@.table_of(noun))
    into label using target;
    return coalesce(label, case when noun = 'task' then @schema@.task_deleted_uid(target) end);
end $$;
comment on function @schema@.work_label(text, bigint) is 'What a client, an assignment, a task or a paused operation is called; null: the one who acts does not see it';

-- The lists of work take the same steps: filters become conditions, and a page is read in an order. What a caller tells of a
-- column is looked up in the register that has them.
create or replace function @schema@.page_sort(register regclass, sort_field text, sort_kind text, alias text) returns text
    language plpgsql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if sort_field in ('key', 'name_key', 'title_key') or not exists (select from pg_attribute
            where attrelid = register and attname = sort_field and attnum > 0 and not attisdropped) then
        raise exception 'there is no such column' using errcode = 'CT003';
    end if;
    return case sort_kind
        when 'plain' then format('coalesce(%s.%I::text, '''') collate "C"', alias, sort_field)
        when 'number' then format('%s.%I', alias, sort_field)
        when 'list' then format('array_to_string(%s.%I, '';'') collate "C"', alias, sort_field)
        else format('@schema@.search_key(coalesce(%s.%I, '''')) collate "C"', alias, sort_field) end;
end $$;
comment on function @schema@.page_sort(regclass, text, text, text) is 'The SQL that a list is sorted by';

create or replace function @schema@.page_words(key text, words jsonb) returns text
    language sql immutable
    return coalesce((select string_agg(format('strpos(%s, %L) > 0', key, @schema@.search_key(word)), ' and ')
        from jsonb_array_elements_text(words) word), 'true');
comment on function @schema@.page_words(text, jsonb) is 'The SQL for a text that holds all these words, however case and accents are typed';

create or replace function @schema@.read_columns(register regclass, columns text[], alias text) returns text
    language plpgsql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if columns = '{}' or columns && array['key', 'name_key', 'title_key'] or exists (
            select from unnest(columns) told where told is null or not exists (select from pg_attribute
                where attrelid = register and attname = told and attnum > 0 and not attisdropped)) then
        raise exception 'there is no such column' using errcode = 'CT003';
    end if;
    return (select string_agg(format('%s.%I', alias, told), ', ' order by place)
        from unnest(columns) with ordinality c (told, place));
end $$;
comment on function @schema@.read_columns(regclass, text[], text) is 'The SQL for the columns that a caller asks for';
