-- Case assignments from files: planned and written. What a file names by external id and e-mail is looked up where it is
-- needed, by a join over all rows: to write what was found into the waiting rows would take as long as to write them all anew.

create or replace function @schema@.case_own() returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    return array(select actor union select u.id from @schema@.users u where u.supervisor_id = actor);
end $$;
comment on function @schema@.case_own() is 'The one who acts, and the own team: whose assignments they see, wherever they are';

-- Whoever works on cases of an organization sees who the case managers are, and whoever has or had one there.
create or replace function @schema@.case_user_is_seen(manager bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    mine record;
begin
    if @schema@.user_is_visible(manager) then
        return true;
    end if;
    select * into mine from @schema@.scope_of('cases', false);
    return exists (select from @schema@.user_organization m join @schema@.users u on u.id = m.user_id and u.case_manager
            where m.user_id = manager and m.is_active and m.organization_id = any (mine.reached))
        or exists (select from @schema@.case_assignment a where a.user_id = manager and a.organization_id = any (mine.reached));
end $$;
comment on function @schema@.case_user_is_seen(bigint) is
    'Whether the one who acts sees a user, or works on cases of an organization whose case manager the user is, or has been';

-- The same, of all at once: for files.
create or replace function @schema@.case_users_seen() returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    seen bigint[] := @schema@.reach(false);
begin
    select * into mine from @schema@.scope_of('cases', false);
    return array(select u.id from @schema@.users u
        where mine.actor is null or u.id = mine.actor or u.supervisor_id = mine.actor or u.organization_id = any (seen)
           or (u.case_manager and exists (select from @schema@.user_organization m
                where m.user_id = u.id and m.is_active and m.organization_id = any (mine.reached)))
           or exists (select from @schema@.case_assignment a where a.user_id = u.id and a.organization_id = any (mine.reached)));
end $$;
comment on function @schema@.case_users_seen() is 'The users of whom case_user_is_seen says so';

-- Waiting rows with what they mean. Made part of whatever asks, so it has no settings of its own.
create or replace function @schema@.case_staged(operation uuid)
    returns table (line bigint, client_id bigint, client_organization bigint, client_is_served boolean, user_id bigint,
        user_may boolean, begin_date date, end_date date, end_reason text, until date, row_id bigint, row_organization bigint,
        old_until date, old_end date, old_reason text, differs boolean, gives boolean)
    language sql stable
as $$
    select s.line, c.id, c.organization_id, c.deactivated_at is null, u.id,
        u.case_manager and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) and u.pending_since is null and m.user_id is not null,
        s.begin_date, v.end_date, v.end_reason, coalesce(v.end_date, 'infinity'), t.id, t.organization_id,
        t.until, t.end_date, t.end_reason,
        t.id is not null and (v.end_date is distinct from t.end_date or v.end_reason is distinct from t.end_reason),
        coalesce(v.end_date, 'infinity') >= @schema@.today() and (t.id is null or coalesce(v.end_date, 'infinity') > t.until)
    from @schema@.stage_case s
    left join @schema@.client c on c.key = s.client_key
    left join @schema@.users u on u.login = s.user_login
    left join @schema@.user_organization m on m.user_id = u.id and m.organization_id = c.organization_id and m.is_active
    left join @schema@.case_assignment t on t.client_id = c.id and t.user_id = u.id and t.begin_date = s.begin_date
        and t.withdrawn_at is null
    cross join lateral (select
        case when s.end_date is null then t.end_date else nullif(s.end_date, '-infinity') end as end_date,
        case when s.end_reason is null then t.end_reason else nullif(s.end_reason, '') end as end_reason) v
    where s.operation_id = operation and s.client_key is not null
    union all
    select s.line, c.id, c.organization_id, c.deactivated_at is null, u.id,
        u.case_manager and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()) and u.pending_since is null and m.user_id is not null,
        t.begin_date, v.end_date, v.end_reason, coalesce(v.end_date, 'infinity'), t.id, t.organization_id,
        t.until, t.end_date, t.end_reason,
        v.end_date is distinct from t.end_date or v.end_reason is distinct from t.end_reason,
        coalesce(v.end_date, 'infinity') >= @schema@.today() and coalesce(v.end_date, 'infinity') > t.until
    from @schema@.stage_case s
    left join @schema@.case_assignment t on t.withdrawn_at is null
        and t.id = case when s.match_key ~ '^#[0-9]{1,18}$' then substr(s.match_key, 2)::bigint end
    left join @schema@.client c on c.id = t.client_id
    left join @schema@.users u on u.id = t.user_id
    left join @schema@.user_organization m on m.user_id = u.id and m.organization_id = c.organization_id and m.is_active
    cross join lateral (select
        case when s.end_date is null then t.end_date else nullif(s.end_date, '-infinity') end as end_date,
        case when s.end_reason is null then t.end_reason else nullif(s.end_reason, '') end as end_reason) v
    where s.operation_id = operation and s.client_key is null
$$;
comment on function @schema@.case_staged(uuid) is
    'Waiting assignments: client, case manager, the assignment that is there already, how it would be then, and whether it would give work';

-- Like stage_measure, before anything is planned: without sizes a million rows would be looked up one by one.
create or replace function @schema@.case_measure(operation uuid, planned boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if (select count(*) from (select from @schema@.stage_case s where s.operation_id = operation limit 201) s) <= 200 then
        return;
    elsif planned then
        analyze @schema@.stage_plan (operation_id, line, row_id, action);
    else
        analyze @schema@.stage_case (operation_id, line, client_key, user_login);
    end if;
end $$;
comment on function @schema@.case_measure(uuid, boolean) is
    'Gives the planner the sizes, for files of over a thousand rows: of what waits, and then of what is planned';

-- What is wrong, but for rows that depend on each other; in one pass, since it takes the joins that planning takes anyhow.
-- Actions: create, change, keep; and for what is wrong, with a word that nothing writes, bad-create and bad-change.
create or replace function @schema@.case_identify(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    editable bigint[];
    own bigint[];
    seen bigint[];
begin
    select * into mine from @schema@.scope_of('cases', false);
    if mine.actor is not null then
        select s.reached into editable from @schema@.scope_of('cases', true) s;
        own := @schema@.case_own();
        seen := @schema@.case_users_seen();
    end if;
    -- A second plan keeps the ids that the first one took.
    execute
        'with earlier as (
             delete from @schema@.stage_plan where operation_id = $1 returning line, row_id, action
         )
         insert into @schema@.stage_plan (operation_id, line, row_id, action)
         select $1, r.line, coalesce(r.row_id, e.row_id, nextval(''@schema@.case_assignment_id_seq'')),
             case when r.client_id is null or r.user_id is null or r.begin_date is null or r.end_date < r.begin_date
                    or (r.gives and not (r.user_may and r.client_is_served))
                    or (r.differs and r.old_until < @schema@.today()
                        and not @schema@.case_puts_back(r.row_id, r.old_end, r.old_reason, r.end_date, r.end_reason))'
        || case when mine.actor is null then '' else '
                    or case when r.row_id is null then r.client_organization <> all ($3) or r.user_id <> all ($5)
                        else not (r.row_organization = any ($2) or r.user_id = any ($4))
                            or (r.differs and (r.row_organization <> all ($3) or r.client_organization <> all ($3))) end' end
        || ' then case when r.row_id is null then ''bad-create'' else ''bad-change'' end
                 when r.row_id is null then ''create'' when r.differs then ''change'' else ''keep'' end
         from @schema@.case_staged($1) r left join earlier e on e.line = r.line and e.action like ''%create'''
    using operation, mine.reached, editable, own, seen;
    -- Rows are told apart by their lines. A file has each once; whoever stages by hand may not.
    if mine.actor is not null and exists (
            select from @schema@.stage_plan p where p.operation_id = operation group by p.line having count(*) > 1) then
        raise exception 'each row has a line of its own' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.case_identify(uuid) is 'Plans: which assignments are new, which change, and which have something wrong in them';

create or replace function @schema@.case_conflicts(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if on_conflict = 'fail' then
        return query select p.line, 'client', 'is there already', s.client_key
        from @schema@.stage_plan p join @schema@.stage_case s on s.operation_id = operation and s.line = p.line
        where p.operation_id = operation and p.action not like '%create';
    elsif on_conflict = 'existing' then
        return query select p.line, 'client', 'there is no such case assignment', coalesce(s.client_key, s.match_key)
        from @schema@.stage_plan p join @schema@.stage_case s on s.operation_id = operation and s.line = p.line
        where p.operation_id = operation and p.action like '%create';
    end if;
    -- Rows that are skipped, or wrong already, are not looked at further.
    if on_conflict in ('fail', 'skip', 'existing') then
        delete from @schema@.stage_case s using @schema@.stage_plan p
        where s.operation_id = operation and p.operation_id = operation and p.line = s.line
          and (p.action like '%create') = (on_conflict = 'existing');
    end if;
    -- The plan does not tell them from those that the caller does not see.
    if on_conflict = 'existing' then
        delete from @schema@.stage_plan p where p.operation_id = operation and p.action like '%create';
    elsif on_conflict in ('fail', 'skip') then
        update @schema@.stage_plan p set action = 'keep' where p.operation_id = operation and p.action like '%change';
    end if;
end $$;
comment on function @schema@.case_conflicts(uuid, text) is
    'Rows that exist although they must not (fail), or do not although they must (existing); these and skipped ones go';

create or replace function @schema@.case_check(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    editable bigint[];
    own bigint[];
begin
    if not exists (select from @schema@.stage_plan p where p.operation_id = operation and p.action like 'bad-%') then
        return;
    end if;
    select * into mine from @schema@.scope_of('cases', false);
    select s.reached into editable from @schema@.scope_of('cases', true) s;
    own := case when mine.actor is not null then @schema@.case_own() end;
    return query
    select w.line, d.field, d.message, d.value
    from (
        select r.*, s.client_key, s.user_login, s.match_key,
            -- An assignment that one sees tells whose it is; or else it takes to see them by themselves.
            r.row_id is not null and (mine.actor is null or r.row_organization = any (mine.reached) or r.user_id = any (own)) as is_seen
        from @schema@.stage_plan p join @schema@.case_staged(operation) r on r.line = p.line
        join @schema@.stage_case s on s.operation_id = operation and s.line = p.line
        where p.operation_id = operation and p.action like 'bad-%'
    ) w
    cross join lateral (select w.client_id is not null
            and (mine.actor is null or w.is_seen or w.client_organization = any (mine.reached)) as client_is_seen,
        w.user_id is not null and (mine.actor is null or w.is_seen or @schema@.case_user_is_seen(w.user_id)) as user_is_seen) seen
    cross join lateral (values
        ('client', case when w.client_key is null then 'there is no such case assignment' else 'there is no such client' end,
            coalesce(w.client_key, w.match_key), not seen.client_is_seen),
        ('user', 'there is no such user', w.user_login, w.client_key is not null and not seen.user_is_seen),
        ('client', 'you cannot change what belongs to its organization', w.client_key,
            seen.client_is_seen and mine.actor is not null and (w.differs or w.row_id is null) and (w.client_organization <> all (editable)
                or w.row_organization <> all (editable))),
        ('begin_date', 'every row needs it', null, w.client_key is not null and w.begin_date is null),
        ('end_date', 'is before it begins', w.end_date::text, w.end_date < w.begin_date),
        ('client', 'is not served any more', w.client_key, w.gives and seen.client_is_seen and not w.client_is_served),
        ('user', (select @schema@.case_refusal(w.user_id, w.client_organization)), (select u.email from @schema@.users u where u.id = w.user_id),
            w.gives and seen.client_is_seen and seen.user_is_seen and not w.user_may),
        ('end_date', format('is past, and stays as it was: it ended on %s', w.old_until), w.end_date::text,
            w.differs and w.end_date is distinct from w.old_end and w.old_until < @schema@.today() and (mine.actor is null or w.is_seen)
                and not @schema@.case_puts_back(w.row_id, w.old_end, w.old_reason, w.end_date, w.end_reason)),
        ('end_reason', format('is past, and stays as it was: it ended on %s', w.old_until), w.end_reason,
            w.differs and w.end_date is not distinct from w.old_end and w.old_until < @schema@.today() and (mine.actor is null or w.is_seen)
                and not @schema@.case_puts_back(w.row_id, w.old_end, w.old_reason, w.end_date, w.end_reason))
    ) d (field, message, value, is_so)
    where d.is_so;
end $$;
comment on function @schema@.case_check(uuid) is 'What is wrong with waiting assignments, each by itself';

-- Those of one file, and those of the file with others that are there.
create or replace function @schema@.case_overlaps(operation uuid)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    -- What an undoing takes back before it writes these. Whoever says so in vain is refused when it is written.
    going bigint[] := nullif(current_setting('ct.withdrawing', true), '');
begin
    if exists (select from @schema@.stage_case s where s.operation_id = operation
            group by s.client_key, s.user_login having count(*) > 1) then
        return query select o.line, 'begin_date', case when o.begin_date = o.before_begin then 'the same as in line ' || o.before_line
            else format('overlaps with line %s, which goes %s', o.before_line, case when o.before_until = 'infinity' then 'on' else 'until ' || o.before_until end) end,
            o.begin_date::text
        from (select r.line, r.begin_date, p.action, lag(r.line) over together as before_line, lag(r.begin_date) over together as before_begin,
                lag(r.until) over together as before_until, lag(p.action) over together as before_action
            from @schema@.case_staged(operation) r join @schema@.stage_plan p on p.operation_id = operation and p.line = r.line
            where p.action in ('create', 'change', 'keep')
            window together as (partition by r.client_id, r.user_id order by r.begin_date, r.line)) o
        where o.before_until >= o.begin_date and (o.action <> 'keep' or o.before_action <> 'keep' or o.begin_date = o.before_begin);
    end if;
    if not exists (select from @schema@.case_assignment) then
        return;
    end if;
    -- Found first, and looked through afterwards: how many there are nobody can guess, and they are few.
    return query
    with found as materialized (
        select r.line, p.action, r.begin_date, r.end_date, a.id as other, a.begin_date as other_begin, a.end_date as other_end
        from @schema@.case_staged(operation) r join @schema@.stage_plan p on p.operation_id = operation and p.line = r.line
        -- What begins on the same day is the same.
        join @schema@.case_assignment a on a.client_id = r.client_id and a.user_id = r.user_id and a.withdrawn_at is null
            and a.begin_date <> r.begin_date and a.begin_date <= r.until and a.until >= r.begin_date
        where p.action = 'create' or (p.action = 'change' and r.until > r.old_until)
    )
    select distinct on (f.line) f.line, case f.action when 'create' then 'begin_date' else 'end_date' end,
        format('overlaps with the assignment %s, %s', f.other, @schema@.case_span(f.other_begin, f.other_end)),
        case f.action when 'create' then f.begin_date else f.end_date end::text
    from found f
    -- What has a line of its own has been looked at as it would be.
    where f.other not in (select o.row_id from @schema@.stage_plan o where o.operation_id = operation and o.action not like 'bad-%')
      and f.other not in (select unnest(going))
    order by f.line, f.other_begin;
end $$;
comment on function @schema@.case_overlaps(uuid) is 'Waiting assignments of a client and a case manager at the same time as others of theirs';

create or replace function @schema@.case_problems(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_note_version(operation, 'case');
    perform @schema@.case_measure(operation, false);
    perform @schema@.case_identify(operation);
    perform @schema@.case_measure(operation, true);
    return query select * from @schema@.case_conflicts(operation, on_conflict);
    return query select * from @schema@.case_check(operation);
    return query select * from @schema@.case_overlaps(operation);
end $$;
comment on function @schema@.case_problems(uuid, text) is 'What case_plan does and finds';

create or replace function @schema@.case_plan(operation uuid, on_conflict text)
    returns table (line bigint, field text, message text, value text)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select * from @schema@.stage_plan_as('case', operation, on_conflict) $$;
comment on function @schema@.case_plan(uuid, text) is 'Plans the waiting case assignments and gives what is wrong with them';

create or replace function @schema@.case_planned(operation uuid)
    returns table (line bigint, action text, key text, inactive boolean, change jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with mine as materialized (
        select s.actor, s.reached, case when s.actor is not null then @schema@.case_own() end as own from @schema@.scope_of('cases', false) s
    )
    select r.line, p.action, c.external_id || ' / ' || u.email || ' / ' || r.begin_date, coalesce(r.old_until < @schema@.today(), false),
        case when r.end_date is distinct from r.old_end then jsonb_build_object('end_date', jsonb_build_array(r.old_end, r.end_date)) else '{}' end
        || case when r.end_reason is distinct from r.old_reason then jsonb_build_object('end_reason', jsonb_build_array(r.old_reason, r.end_reason)) else '{}' end
    from @schema@.stage_plan p join @schema@.case_staged(operation) r on r.line = p.line
    join @schema@.client c on c.id = r.client_id join @schema@.users u on u.id = r.user_id
    cross join mine
    where p.operation_id = operation and p.action in ('create', 'change')
      -- Who has gone out of reach since it was planned.
      and (mine.actor is null or coalesce(r.row_organization, c.organization_id) = any (mine.reached)
        or (r.row_id is not null and r.user_id = any (mine.own)))
    order by r.line
$$;
comment on function @schema@.case_planned(uuid) is 'What stage_planned gives of case assignments';

-- Ended before others begin: what ends and what begins may be of the same client and case manager.
create or replace function @schema@.case_write(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    planned bigint;
    written bigint := 0;
    added bigint;
    mine record;
begin
    perform @schema@.stage_require_writer('case');
    perform @schema@.stage_require_planned(operation, 'case');
    select * into mine from @schema@.scope_of('cases', true);
    select count(*) into planned from @schema@.stage_plan p where p.operation_id = operation and p.action in ('create', 'change');
    if exists (select from @schema@.stage_plan p where p.operation_id = operation and p.action = 'change') then
        update @schema@.case_assignment t set end_date = r.end_date, end_reason = r.end_reason
        from @schema@.stage_plan p join @schema@.case_staged(operation) r on r.line = p.line
        where p.operation_id = operation and p.action = 'change' and t.id = p.row_id and r.row_id = p.row_id
          and (mine.actor is null or r.client_organization = any (mine.reached));
        get diagnostics written = row_count;
    end if;
    if exists (select from @schema@.stage_plan p where p.operation_id = operation and p.action = 'create') then
        insert into @schema@.case_assignment (id, created_by, client_id, user_id, organization_id, begin_date, end_date, end_reason)
        select p.row_id, operation, c.id, u.id, c.organization_id, s.begin_date, nullif(s.end_date, '-infinity'), nullif(s.end_reason, '')
        from @schema@.stage_plan p join @schema@.stage_case s on s.operation_id = operation and s.line = p.line
        join @schema@.client c on c.key = s.client_key join @schema@.users u on u.login = s.user_login
        where p.operation_id = operation and p.action = 'create' and (mine.actor is null or c.organization_id = any (mine.reached));
        get diagnostics added = row_count;
        written := written + added;
    end if;
    if written <> planned then
        raise exception 'clients or users have been changed meanwhile' using errcode = 'CT002', hint = 'run the command again';
    end if;
end $$;
comment on function @schema@.case_write(uuid) is 'Writes the planned case assignments';
