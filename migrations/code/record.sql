-- One path for every noun: rows wait in stage_<noun>, are planned, checked, compared and written. The fields are those
-- that the waiting table and the table itself have in common, so a new field needs no line here.

create or replace function @schema@.table_of(noun text) returns regclass
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$ select ('@schema@.' || quote_ident(case noun when 'user' then 'users' when 'leaver' then 'users' when 'case' then 'case_assignment'
    when 'paused' then 'paused_operation' else noun end))::regclass $$;
comment on function @schema@.table_of(text) is 'The table of a noun';

create or replace function @schema@.word_of(noun text) returns text
    language sql immutable
    return case noun when 'paused' then 'paused operation' when 'leaver' then 'user' else noun end;
comment on function @schema@.word_of(text) is 'What people call one: the word of the commands may be short for it';

create or replace function @schema@.key_of(noun text) returns name
    language sql immutable
    return case when noun in ('user', 'leaver') then 'login' else 'key' end;
comment on function @schema@.key_of(text) is 'The column that a row of a noun is found by';

-- For each field the SQL of: its value to be written (staged row s), and whether that differs from what is there (row t).
create or replace function @schema@.stage_fields(noun text)
    returns table (field name, value text, differs text, required boolean, refers_to regclass)
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
    select a.attname, v.value,
        format('(s.%1$I is not null and %2$s is distinct from t.%1$I)', a.attname, v.value),
        a.attnotnull and d.adbin is null,
        (select confrelid::regclass from pg_constraint f
         where f.contype = 'f' and f.conrelid = a.attrelid and f.conkey = array[a.attnum])
    from pg_attribute a
    join pg_attribute w on w.attname = a.attname and w.attrelid = ('@schema@.stage_' || stage_fields.noun)::regclass
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    -- Types by what they are: how their names are written is for the caller to set.
    cross join lateral (select case a.atttypid
            when 'pg_catalog.text'::regtype then format('nullif(s.%I, '''')', a.attname)
            when 'pg_catalog.int8'::regtype then format('nullif(s.%I, 0)', a.attname)
            when 'pg_catalog.int4'::regtype then format('nullif(s.%I, -1)', a.attname)
            when 'pg_catalog.date'::regtype then format('nullif(s.%I, ''-infinity'')', a.attname)
            else format('s.%I', a.attname)
        end as given) g
    cross join lateral (select case when d.adbin is null then g.given
            else format('coalesce(%s, %s)', g.given, pg_get_expr(d.adbin, d.adrelid)) end as value) v
    where a.attrelid = @schema@.table_of(stage_fields.noun) and a.attnum > 0 and not a.attisdropped
    order by a.attnum
$$;
comment on function @schema@.stage_fields(text) is 'The fields of a noun that can wait to be written, and their SQL';

-- Versions only grow: as long as their sum is the same, each of them is.
create or replace function @schema@.guards_of(noun text) returns text[]
    language sql immutable
    return case noun when 'leaver' then array['case', 'paused', 'task', 'user'] else array[noun] end;
comment on function @schema@.guards_of(text) is 'The guards that keep what a plan of a noun rests on';

create or replace function @schema@.guard_version(noun text) returns bigint
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select sum(g.version)::bigint from @schema@.guard g where g.name = any (@schema@.guards_of(noun)) $$;
comment on function @schema@.guard_version(text) is 'Tells whether anything was written that a plan of a noun rests on';

create or replace function @schema@.stage_begin(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    abandoned uuid;
begin
    -- What an interrupted run left behind: nothing runs for a day.
    for abandoned in
        select operation_id from @schema@.stage_operation
        where staged_at < clock_timestamp() - interval '1 day' for update skip locked
    loop
        perform @schema@.stage_remove(abandoned);
    end loop;
    if not coalesce(noun in ('user', 'organization', 'location', 'provider', 'workgroup', 'client', 'case', 'task', 'paused', 'leaver'), false) then
        raise exception 'there is no noun %', noun using errcode = 'CT002';
    end if;
    perform @schema@.stage_require_writer(noun);
    insert into @schema@.stage_operation (operation_id, noun, user_id) values (operation, stage_begin.noun, @schema@.actor_id());
end $$;
comment on function @schema@.stage_begin(uuid, text) is 'Before rows are staged: registers the operation, clears abandoned ones';

create or replace function @schema@.stage_remove(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    waiting text;
begin
    select noun into waiting from @schema@.stage_operation where operation_id = operation;
    if waiting is null then
        return;
    end if;
    delete from @schema@.stage_operation where operation_id = operation;
    -- Many rows are dropped at once, if nobody else has any: deleted ones would slow the next reader down.
    if (select count(*) from (select from @schema@.stage_plan where operation_id = operation limit 1001) p) > 1000
        and not exists (select from @schema@.stage_operation) then
        begin
            execute format('lock table @schema@.stage_%s, @schema@.stage_plan, @schema@.stage_credential
                in access exclusive mode nowait', waiting);
            execute format('truncate @schema@.stage_%s, @schema@.stage_plan, @schema@.stage_credential', waiting);
            return;
        exception when lock_not_available then
            null;
        end;
    end if;
    execute format('delete from @schema@.stage_%s where operation_id = $1', waiting) using operation;
    delete from @schema@.stage_plan where operation_id = operation;
    delete from @schema@.stage_credential where operation_id = operation;
end $$;
comment on function @schema@.stage_remove(uuid) is 'Removes an operation''s waiting rows, whosever they are';

create or replace function @schema@.stage_clear(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- Also when the session has ended meanwhile.
    if exists (select from @schema@.stage_operation where operation_id = operation
            and (user_id = @schema@.session_leaver() or (@schema@.session_leaver() is null and @schema@.is_administrator()))) then
        perform @schema@.stage_remove(operation);
    end if;
end $$;
comment on function @schema@.stage_clear(uuid) is 'Removes an operation''s waiting rows';

create or replace function @schema@.stage_forget_credentials(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select from @schema@.stage_operation s where s.operation_id = operation and @schema@.stage_is_own(operation) for key share;
    delete from @schema@.stage_credential where operation_id = operation and @schema@.stage_is_own(operation)
$$;
comment on function @schema@.stage_forget_credentials(uuid) is 'Removes what waits of passwords, since the plan has changed';

create or replace function @schema@.stage_repeats(operation uuid, noun text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query execute format(
        'select s.line, %1$L::text, ''the same as in line '' || s.first_line, coalesce(s.%1$I, s.match_key)
         from (select line, match_key, %1$I, min(line) over (partition by match_key) as first_line
               from @schema@.stage_%2$s where operation_id = $1) s
         where s.line > s.first_line order by s.line',
        @schema@.label_of(noun), noun) using operation;
    if found then
        -- What else is wrong is looked for without them. By their place in the table, for nothing has been measured yet: a
        -- join of the file with itself would be taken for a small one.
        execute format(
            'delete from @schema@.stage_%1$s where ctid = any (array(
                 select r.ctid from (
                     select s.ctid, s.line, min(s.line) over (partition by s.match_key) as first_line
                     from @schema@.stage_%1$s s where s.operation_id = $1) r
                 where r.line > r.first_line))', noun) using operation;
    end if;
end $$;
comment on function @schema@.stage_repeats(uuid, text) is 'Rows of one file that name the same thing; only the first of them stays';

create or replace function @schema@.stage_identify(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    place regclass := @schema@.table_of(noun);
begin
    -- A second plan keeps the ids that the first one took.
    execute format(
        'with earlier as (
             delete from @schema@.stage_plan where operation_id = $1 returning line, row_id, action
         )
         insert into @schema@.stage_plan (operation_id, line, row_id, action)
         select $1, s.line, coalesce(t.id, e.row_id, nextval(%L::regclass)),
             case when t.id is null then ''create'' else ''keep'' end
         from @schema@.stage_%s s
         left join earlier e on e.line = s.line and e.action = ''create''
         left join %s t on t.%I = s.match_key
         where s.operation_id = $1',
        pg_get_serial_sequence(place::text, 'id'), noun, place, @schema@.key_of(noun)) using operation;
    -- Rows are told apart by their lines. A file has each once; whoever stages by hand may not.
    if @schema@.actor_id() is not null and exists (
            select from @schema@.stage_plan p where p.operation_id = operation group by p.line having count(*) > 1) then
        raise exception 'each row has a line of its own' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.stage_identify(uuid, text) is 'Plans: which rows are new, and which id each has or gets';

create or replace function @schema@.stage_conflicts(operation uuid, noun text, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query execute format(
        'select s.line, %1$L::text, %2$L::text, coalesce(t.%1$I, s.%1$I, s.match_key)
         from @schema@.stage_plan p join @schema@.stage_%3$s s on s.operation_id = $1 and s.line = p.line
         left join %4$s t on t.id = p.row_id
         where p.operation_id = $1 and (($2 = ''fail'' and p.action = ''keep'') or ($2 in (''existing'', ''reset'', ''team'', ''reactivate'') and p.action = ''create''))',
        @schema@.label_of(noun),
        case on_conflict when 'fail' then format('another %s has it already', @schema@.word_of(noun)) else format('there is no such %s', @schema@.word_of(noun)) end,
        noun, @schema@.table_of(noun)) using operation, on_conflict;
    -- Rows that are skipped, or wrong already, are not looked at further.
    if on_conflict <> 'update' then
        execute format(
            'delete from @schema@.stage_%s s using @schema@.stage_plan p
             where s.operation_id = $1 and p.operation_id = $1 and p.line = s.line and p.action = $2',
            noun) using operation, case when on_conflict in ('existing', 'reset', 'team', 'reactivate') then 'create' else 'keep' end;
    end if;
    -- The plan does not tell them from those that the caller does not see.
    if on_conflict in ('existing', 'reset', 'team', 'reactivate') then
        delete from @schema@.stage_plan p where p.operation_id = operation and p.action = 'create';
    end if;
end $$;
comment on function @schema@.stage_conflicts(uuid, text, text) is
    'Rows that exist although they must not (fail), or do not although they must (existing); these and skipped ones go';

-- Tables without statistics make the planner guess that a file has a handful of rows.
create or replace function @schema@.stage_measure(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if (select count(*) from (select from @schema@.stage_plan where operation_id = operation limit 201) p) > 200 then
        execute format('analyze @schema@.stage_%s (operation_id, line, match_key)', noun);
        analyze @schema@.stage_plan (operation_id, line, row_id, action);
    end if;
end $$;
comment on function @schema@.stage_measure(uuid, text) is 'Gives the planner the sizes, for files of over two hundred rows';

-- Until here every row that exists was one to keep: the planner would take those that change for a single one, and
-- join each with the whole file.
create or replace function @schema@.stage_measure_changes(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if (select count(*) from (select from @schema@.stage_plan
            where operation_id = operation and action = 'change' limit 201) p) > 200 then
        analyze @schema@.stage_plan (action);
    end if;
end $$;
comment on function @schema@.stage_measure_changes(uuid) is 'Tells the planner how many rows change, if they are over two hundred';

create or replace function @schema@.stage_compare(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    differs text;
begin
    if not exists (select from @schema@.stage_plan where operation_id = operation and action = 'keep') then
        return;
    end if;
    select string_agg(f.differs, ' or ') into differs from @schema@.stage_fields(noun) f;
    execute format(
        'update @schema@.stage_plan p set action = ''change''
         from @schema@.stage_%s s, %s t
         where p.operation_id = $1 and p.action = ''keep'' and s.operation_id = $1 and s.line = p.line and t.id = p.row_id
           and (%s)', noun, @schema@.table_of(noun), differs) using operation;
end $$;
comment on function @schema@.stage_compare(uuid, text) is 'Plans: which existing rows change';

create or replace function @schema@.stage_check(operation uuid, noun text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
    place regclass := @schema@.table_of(noun);
    key name := @schema@.key_of(noun);
begin
    -- A new key that somebody else has.
    return query execute format(
        'select s.line, %1$L::text, ''another %5$s has it already'', t.%1$I
         from @schema@.stage_%2$s s join @schema@.stage_plan p on p.operation_id = $1 and p.line = s.line
         join %3$s t on t.%4$I = s.%4$I and t.id <> p.row_id
         where s.operation_id = $1 and s.%4$I <> s.match_key',
        @schema@.label_of(noun), noun, place, key, @schema@.word_of(noun)) using operation;
    for told in select * from @schema@.stage_fields(noun) loop
        if told.required then
            return query execute format(
                'select s.line, %L::text,
                    case when p.action = ''create'' then ''a new %s needs it'' else ''cannot be emptied'' end, null::text
                 from @schema@.stage_%s s join @schema@.stage_plan p on p.operation_id = $1 and p.line = s.line
                 where s.operation_id = $1 and %s is null and (p.action = ''create'' or s.%I is not null)',
                @schema@.field_of(noun, told.field), @schema@.word_of(noun), noun, told.value, told.field) using operation;
        end if;
        -- Past work of whoever has left may be written down: tasks look themselves (task_check_active).
        if told.refers_to is not null and noun <> 'task' then
            return query execute format(
                'select s.line, %L::text, ''is inactive'', r.%I
                 from @schema@.stage_%s s join @schema@.stage_plan p on p.operation_id = $1 and p.line = s.line
                 join %s r on r.id = s.%I and %s
                 left join %s t on t.id = p.row_id
                 where s.operation_id = $1 and s.%I <> 0 and %s',
                @schema@.field_of(told.field),
                @schema@.label_of(@schema@.noun_of((select relname from pg_class where oid = told.refers_to))),
                noun, told.refers_to, told.field, case told.refers_to
                    when '@schema@.users'::regclass then '@schema@.user_is_out(r.deactivated_at, r.ends_at, now())'
                    else 'r.deactivated_at is not null' end,
                place, told.field, told.differs) using operation;
        end if;
    end loop;
end $$;
comment on function @schema@.stage_check(uuid, text) is 'What every noun''s rows must obey: unique keys, required fields, references in use';

-- The value of a field that a person reads: for a reference the code or e-mail of what it refers to. A supervisor may
-- stand in the same file.
create or replace function @schema@.stage_label(field name, refers_to regclass, value text, staged boolean) returns text
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
    return case
        when refers_to is null then format('to_jsonb(%s)', value)
        when refers_to <> '@schema@.users'::regclass then
            format('to_jsonb((select r.%I from %s r where r.id = %s))',
                @schema@.label_of(@schema@.noun_of((select relname from pg_class where oid = refers_to))), refers_to, value)
        when staged then format('to_jsonb(coalesce((select r.email from @schema@.users r where r.id = %s and ((select @schema@.actor_id()) is null or @schema@.user_is_visible(r.id))), nullif(s.%I, '''')))',
            value, regexp_replace(field, '_id$', '_login'))
        else format('to_jsonb((select r.email from @schema@.users r where r.id = %s and ((select @schema@.actor_id()) is null or @schema@.user_is_visible(r.id))))', value)
    end;
comment on function @schema@.stage_label(name, regclass, text, boolean) is 'The SQL for the value that a person reads, as JSON';

create or replace function @schema@.stage_scope(noun text, out reached bigint[], out own bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    case noun
        when 'user' then reached := @schema@.reach(false); own := @schema@.case_own();
        when 'client' then select s.reached into reached from @schema@.scope_of('cases', false) s;
        when 'task' then select s.reached, s.own into reached, own from @schema@.task_scope() s;
        when 'paused' then select s.reached, s.holders into reached, own from @schema@.paused_scope(false) s;
    end case;
end $$;
comment on function @schema@.stage_scope(text) is
    'The organizations in which the one who acts sees users or work now; and users, tasks or holders that they see wherever these belong';

-- In the form that history has: {field: [old, new]}. What is new has nothing that it was before, and its key is told already.
create or replace function @schema@.stage_planned(operation uuid, noun text)
    returns table (line bigint, action text, key text, inactive boolean, change jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    differences text;
    label name := @schema@.label_of(noun);
    actor bigint := @schema@.actor_id();
    reached bigint[];
    own bigint[];
begin
    perform @schema@.stage_require_own(operation);
    perform @schema@.stage_require_noun(operation, noun);
    if noun = 'case' then
        return query select * from @schema@.case_planned(operation);
        return;
    elsif noun = 'leaver' then
        return query select * from @schema@.leaver_planned(operation);
        return;
    end if;
    if actor is not null and noun in ('user', 'client', 'task', 'paused') then
        select s.reached, s.own into reached, own from @schema@.stage_scope(noun) s;
    end if;
    select string_agg(format(
            'case when p.action = ''change'' and %1$s then jsonb_build_object(%2$L, jsonb_build_array(%3$s, %4$s))
                  when p.action = ''create'' and %5$L <> %6$L and s.%5$I is not null and nullif(%7$s, %8$s) is not null
                  then jsonb_build_object(%2$L, jsonb_build_array(null, %4$s)) else ''{}'' end',
            f.differs, @schema@.field_of(noun, f.field),
            @schema@.stage_label(f.field, f.refers_to, format('t.%I', f.field), false),
            @schema@.stage_label(f.field, f.refers_to, f.value, true),
            f.field, label, format('s.%I::text', f.field),
            case when f.refers_to is not null then '''0''' when t.atttypid = 'pg_catalog.date'::regtype then '''-infinity'''
                when t.atttypid = 'pg_catalog.int4'::regtype then '''-1''' else '''''' end),
        ' || ')
    into differences
    from @schema@.stage_fields(noun) f join pg_attribute t on t.attrelid = @schema@.table_of(noun) and t.attname = f.field
    where f.field not in ('key', 'login', 'pending_since', 'deactivated_at', 'deactivated_by', 'deactivation_reason');
    return query execute format(
        'select s.line, p.action, coalesce(t.%1$I, s.%1$I, s.match_key), %8$s, %2$s%3$s
         from @schema@.stage_plan p
         join @schema@.stage_%4$s s on s.operation_id = $1 and s.line = p.line
         left join %5$s t on t.id = p.row_id %6$s
         where p.operation_id = $1 and p.action <> ''keep'' %7$s order by s.line',
        label, differences, case when noun in ('user', 'workgroup', 'task') then ' || l.change' else '' end, noun,
        @schema@.table_of(noun), case when noun in ('user', 'workgroup', 'task') then
            format('left join @schema@.%s_planned_lists($1) l on l.line = s.line', noun) else '' end,
        -- Who has gone out of reach since it was planned.
        case when noun in ('user', 'client', 'task', 'paused') then 'and ($2 is null or t.id is null or t.organization_id = any ($3)'
            || case noun when 'user' then ' or t.id = any ($4)' when 'task' then ' or t.id = any ($4)' when 'paused' then ' or t.user_id = any ($4)' else '' end
            || ')' else '' end,
        case noun when 'paused' then 'coalesce(t.state <> ''parked'', false)' when 'task' then 'false'
            else 't.deactivated_at is not null' end)
    using operation, actor, reached, own;
end $$;
comment on function @schema@.stage_planned(uuid, text) is
    'Row by row what would be created, or changed from what to what, in the order of the file';

-- Rows of which something else is expected than what is planned: the database has moved on since that was written down.
-- Loosely: what is as it should become already is no surprise.
create or replace function @schema@.stage_moved(operation uuid, noun text, loosely boolean)
    returns table (line bigint, key text, expected jsonb, planned jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_require_own(operation);
    perform @schema@.stage_require_noun(operation, noun);
    return query execute format(
        'select s.line, coalesce(p.key, %1$s, s.match_key), s.expected, coalesce(p.planned, ''{"action": "keep"}'')
         from @schema@.stage_%2$s s
         left join (select n.line, n.key,
                jsonb_build_object(''action'', n.action, ''inactive'', n.inactive, ''change'', n.change) as planned
             from @schema@.stage_planned($1, $3) n) p on p.line = s.line
         where s.operation_id = $1 and s.expected is not null and case
             when not $2 then p.planned is distinct from s.expected
             when p.planned is null then false
             else p.planned ->> ''action'' <> s.expected ->> ''action'' or exists (
                 select from jsonb_each(p.planned -> ''change'') c
                 where c.value is distinct from s.expected -> ''change'' -> c.key) end
         order by s.line',
        case when noun = 'case' then 's.match_key' else format('s.%I', @schema@.label_of(noun)) end, noun) using operation, loosely, noun;
end $$;
comment on function @schema@.stage_moved(uuid, text, boolean) is 'Rows of which something else is planned than was expected';

create or replace function @schema@.stage_reject(operation uuid, noun text, lines bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_take(operation, noun);
    if noun = 'user' then
        perform @schema@.roster_spare(operation, lines);
    end if;
    update @schema@.stage_operation set problems = null where operation_id = operation;
    execute format('delete from @schema@.stage_%s where operation_id = $1 and line = any ($2)', noun) using operation, lines;
    delete from @schema@.stage_plan where operation_id = operation and line = any (lines);
    delete from @schema@.stage_credential where operation_id = operation and line = any (lines);
end $$;
comment on function @schema@.stage_reject(uuid, text, bigint[]) is 'Leaves rows out, so that the others can be planned without them';

-- Takes the noun's guard: writers of one noun take turns, so that a plan is still true when it is written.
create or replace function @schema@.stage_lock(operation uuid, noun text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    now_at bigint;
begin
    perform @schema@.stage_require_own(operation);
    perform @schema@.stage_require_noun(operation, noun);
    -- Whoever may change nobody keeps nobody waiting.
    perform @schema@.stage_require_writer(noun);
    -- Who has which location decides whether it may go to another organization: users wait, and it is planned again.
    if noun = 'location' then
        perform from @schema@.guard where name in ('location', 'user') order by name for update;
        update @schema@.guard set version = version + 1 where name = 'user';
        return false;
    end if;
    -- What whoever writes workgroups may let them open depends on users.
    if noun = 'workgroup' and @schema@.workgroup_opens_told(operation) then
        perform @schema@.workgroup_lock();
        return false;
    end if;
    -- Whose case managers reach a client's new organization depends on assignments; with the client go its tasks.
    if noun = 'client' and @schema@.client_moves(operation) then
        perform from @schema@.guard where name in ('case', 'client', 'paused', 'task') order by name for update;
        return false;
    end if;
    perform from @schema@.guard g where g.name = any (@schema@.guards_of(noun)) order by g.name for update;
    now_at := @schema@.guard_version(noun);
    if noun = 'task' and not @schema@.task_still_holds(operation) then
        return false;
    end if;
    return now_at = (select guard_version from @schema@.stage_operation where operation_id = operation);
end $$;
comment on function @schema@.stage_lock(uuid, text) is
    'Locks out other writers of the noun until the transaction ends; true if nothing was written since the plan was made';

create or replace function @schema@.stage_note_version(operation uuid, noun text) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_operation set guard_version = @schema@.guard_version(stage_note_version.noun)
    where operation_id = operation
$$;
comment on function @schema@.stage_note_version(uuid, text) is 'Before planning: remembers at which version of the noun';

create or replace function @schema@.stage_write(operation uuid, noun text) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    place regclass := @schema@.table_of(noun);
    fields text;
    given text;
    assignments text;
begin
    update @schema@.guard set version = version + 1 where name = noun;
    select string_agg(quote_ident(f.field), ', '), string_agg(f.value, ', '),
        string_agg(format('%1$I = case when s.%1$I is null then t.%1$I else %2$s end', f.field, f.value), ', ')
    into fields, given, assignments
    from @schema@.stage_fields(noun) f;
    execute format(
        'insert into %s (id, created_by, %s)
         select p.row_id, $1, %s
         from @schema@.stage_plan p join @schema@.stage_%s s on s.operation_id = $1 and s.line = p.line
         where p.operation_id = $1 and p.action = ''create''', place, fields, given, noun) using operation;
    if exists (select from @schema@.stage_plan where operation_id = operation and action = 'change') then
        execute format(
            'update %s t set %s
             from @schema@.stage_plan p join @schema@.stage_%s s on s.operation_id = $1 and s.line = p.line
             where p.operation_id = $1 and p.action = ''change'' and t.id = p.row_id', place, assignments, noun)
        using operation;
    end if;
end $$;
comment on function @schema@.stage_write(uuid, text) is 'Writes what is planned: new rows and changed ones';
