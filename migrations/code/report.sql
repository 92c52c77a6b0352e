-- Reports. Each applies the scope itself: an administrator's connection sees all; whoever is logged in takes the tool reports,
-- and sees what belongs to the organizations within reach.

-- From those who have gone, by the indexes of what belongs to each: there are few of them, and work without end. Why each of
-- these subqueries ends with offset 0: so that it is looked up for each, and not all work read through instead.
create or replace function @schema@.report_orphans(kinds text[])
    returns table (kind text, id bigint, what text, holders text[], inactive_since timestamptz, organization text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    everybody boolean;
begin
    select * into mine from @schema@.scope_of('reports', false);
    everybody := mine.actor is null;
    if not everybody then
        perform @schema@.require('reports', 'read');
    end if;
    if kinds is not null and (array_position(kinds, null) is not null
            or not kinds <@ array['case', 'unassigned', 'task', 'abandoned-task', 'paused', 'staff']) then
        raise exception 'there is no such kind' using errcode = 'CT003';
    end if;
    return query
    with gone as materialized (
        -- Who they are is told of users of organizations within reach.
        select u.id, coalesce(u.deactivated_at, u.ends_at) as since,
            case when everybody or u.organization_id = any (mine.reached) then u.email end as email
        from @schema@.users u where @schema@.user_is_out(u.deactivated_at, u.ends_at, now())
    ), held as (
        select t.*, g.since as holder_since, g.email from gone g cross join lateral (
            select k.id, k.title, k.organization_id from @schema@.task k
            where k.user_id = g.id and k.status in ('not-started', 'in-progress', 'waiting')
            union
            select k.id, k.title, k.organization_id from @schema@.task_participant m join @schema@.task k on k.id = m.task_id
            where m.user_id = g.id and k.status in ('not-started', 'in-progress', 'waiting')
              -- Whoever only watches or reviews holds nothing, unless nobody else is left.
              and (m.role in ('owner', 'assignee') or not exists (
                select from @schema@.task_participant o join @schema@.users u on u.id = o.user_id
                where o.task_id = m.task_id and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now())))
            offset 0) t
        where (kinds is null or kinds && array['task', 'abandoned-task'])
          and (everybody or t.organization_id = any (mine.reached))
    ), tasks as (
        select h.id, h.title, h.organization_id, min(h.holder_since) as since,
            coalesce(array_agg(h.email order by h.email) filter (where h.email is not null), '{}') as emails,
            exists (select from @schema@.task_participant o where o.task_id = h.id) and not exists (
                select from @schema@.task_participant o join @schema@.users u on u.id = o.user_id
                where o.task_id = h.id and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now())) as is_abandoned
        from held h group by h.id, h.title, h.organization_id
    ), found as (
        select 1 as place, 'case' as kind, a.id, (select c.external_id from @schema@.client c where c.id = a.client_id) as what,
            array_remove(array[g.email], null) as emails, g.since, a.organization_id
        from gone g cross join lateral (select * from @schema@.case_assignment a where a.user_id = g.id
            and a.withdrawn_at is null and a.until >= @schema@.today() offset 0) a
        where (kinds is null or 'case' = any (kinds))
        union all
        -- What a leaver's assignments end with: user deactivate --unassign.
        select 2, 'unassigned', c.id, c.external_id, coalesce(l.emails, '{}'), l.since, c.organization_id
        from (
            select a.client_id, max(w.since) as since, max(w.day) as day,
                array_agg(distinct u.email) filter (where everybody or u.organization_id = any (mine.reached)) as emails
            from @schema@.case_assignment a join @schema@.users u on u.id = a.user_id
            cross join lateral (select coalesce(a.withdrawn_at, (a.end_date + 1)::timestamp at time zone 'UTC') as since,
                coalesce((a.withdrawn_at at time zone 'UTC')::date, a.end_date + 1) as day) w
            where a.end_reason = 'case manager has left' group by a.client_id
        ) l join @schema@.client c on c.id = l.client_id and c.deactivated_at is null
        where (kinds is null or 'unassigned' = any (kinds)) and not exists (
            -- Somebody has the client, or was the last one to have it.
            select from @schema@.case_assignment o where o.client_id = l.client_id and o.withdrawn_at is null
              and (o.until >= @schema@.today() or (o.until >= l.day and o.end_reason is distinct from 'case manager has left')))
        union all
        select case when t.is_abandoned then 4 else 3 end, case when t.is_abandoned then 'abandoned-task' else 'task' end,
            t.id, t.title, t.emails, t.since, t.organization_id
        from tasks t where kinds is null or case when t.is_abandoned then 'abandoned-task' else 'task' end = any (kinds)
        union all
        select 5, 'paused', p.id, p.workflow || coalesce(', ' || p.step, ''), array_remove(array[g.email], null), g.since,
            p.organization_id
        from gone g cross join lateral (select * from @schema@.paused_operation p where p.user_id = g.id
            and p.state = 'parked' offset 0) p
        where kinds is null or 'paused' = any (kinds)
        union all
        select 6, 'staff', s.id, s.email, array_remove(array[g.email], null), g.since, s.organization_id
        from gone g cross join lateral (select * from @schema@.users s where s.supervisor_id = g.id
            and not @schema@.user_is_out(s.deactivated_at, s.ends_at, now()) offset 0) s
        where kinds is null or 'staff' = any (kinds)
    )
    select f.kind, f.id, f.what, f.emails, f.since, (select o.code from @schema@.organization o where o.id = f.organization_id)
    from found f where everybody or f.organization_id = any (mine.reached)
    order by f.place, f.since, f.id;
end $$;
comment on function @schema@.report_orphans(text[]) is
    'Open work whose holders are inactive, clients whose case manager has left, and staff whose supervisor is inactive (REQUIREMENTS C4): of these kinds, or all';
