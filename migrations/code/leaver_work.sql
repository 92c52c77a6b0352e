-- What leavers have open, by name: for whoever is told that something has to be said of it. Whoever is logged in learns of what
-- they see; of what they do not see, how much there is.

-- What is visible by its organization needs no further question: that is most of it.
create or replace function @schema@.leaver_items(users bigint[])
    returns table (user_id bigint, kind text, what text, name text, day date, seen boolean, place bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    of_cases bigint[] := (select s.reached from @schema@.scope_of('cases', false) s);
    of_tasks bigint[] := (select s.reached from @schema@.scope_of('tasks', false) s);
begin
    return query
    with found as (
        select a.user_id, 'case' as kind, a.id, c.external_id as what, c.name, case when a.begin_date > @schema@.today() then a.begin_date end as day,
            c.key as sort, actor is null or coalesce(a.organization_id = any (of_cases), false) or @schema@.work_is_visible('case', a.id) as seen
        from unnest(users) g join @schema@.case_assignment a on a.user_id = g and a.withdrawn_at is null and a.until >= @schema@.today()
        join @schema@.client c on c.id = a.client_id
        union all
        select k.user_id, 'task', t.id, t.uid, t.title, t.due_date, coalesce(t.due_date, '9999-12-31')::text,
            actor is null or coalesce(t.organization_id = any (of_tasks), false) or @schema@.work_is_visible('task', t.id)
        from (select distinct k.user_id, k.task_id from @schema@.leaver_tasks(users) k) k join @schema@.task t on t.id = k.task_id
        union all
        select p.user_id, 'paused', p.id, p.uid, concat_ws(' for ', p.workflow, c.external_id), p.paused_on, p.paused_on::text,
            actor is null or coalesce(p.organization_id = any (of_cases), false) or @schema@.work_is_visible('paused', p.id)
        from unnest(users) g join @schema@.paused_operation p on p.user_id = g and p.state = 'parked'
        left join @schema@.client c on c.id = p.client_id
    )
    select f.user_id, f.kind, f.what, f.name, f.day, f.seen, row_number() over (partition by f.user_id, f.kind, f.seen order by f.sort, f.id)
    from found f;
end $$;
comment on function @schema@.leaver_items(bigint[]) is
    'What users have open, one by one: cases by client, tasks by due day, parked operations by age, and whether the one who acts sees it';

-- A row for each kind of which there is something: how many are seen, how many are not, and the first of those that are.
create or replace function @schema@.leaver_work(users bigint[], most bigint)
    returns table (user_id bigint, kind text, seen bigint, unseen bigint, what text[], name text[], day date[])
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if @schema@.actor_id() is not null then
        perform @schema@.require('users', 'write');
    end if;
    return query
    select i.user_id, i.kind, count(*) filter (where i.seen), count(*) filter (where not i.seen),
        coalesce(array_agg(i.what order by i.place) filter (where i.seen and i.place <= most), '{}'),
        coalesce(array_agg(i.name order by i.place) filter (where i.seen and i.place <= most), '{}'),
        coalesce(array_agg(i.day order by i.place) filter (where i.seen and i.place <= most), '{}')
    from @schema@.leaver_items(array(select distinct g from unnest(users) g where @schema@.user_is_visible(g))) i
    group by i.user_id, i.kind order by i.user_id, array_position(array['case', 'task', 'paused'], i.kind);
end $$;
comment on function @schema@.leaver_work(bigint[], bigint) is
    'How much of what leavers have open the one who acts sees, and does not see, and the first of each kind by name (REQUIREMENTS U9)';

create or replace function @schema@.leaver_work_named(users bigint[], most bigint) returns table (user_id bigint, told text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select w.user_id, string_agg(format('%s (%s)',
        @schema@.leaver_count(w.seen + w.unseen, case w.kind when 'case' then 'open case' when 'task' then 'open task' else 'parked operation' end),
        concat_ws(', ',
            (select string_agg(case w.kind when 'case' then n.what when 'task' then n.name || coalesce(', due ' || n.day, '') else n.name end, '; ' order by n.place)
                from unnest(w.what, w.name, w.day) with ordinality n (what, name, day, place)),
            'and ' || nullif(w.seen - cardinality(w.what), 0) || ' more',
            case when w.seen = 0 then 'which you do not see' else 'and ' || nullif(w.unseen, 0) || ' that you do not see' end)),
        ', ' order by array_position(array['case', 'task', 'paused'], w.kind))
    from @schema@.leaver_work(users, most) w group by w.user_id
$$;
comment on function @schema@.leaver_work_named(bigint[], bigint) is
    'What leavers have open, in words for one line: how much, and the first of each kind';
