-- A supervisor's page: whoever is on a team, and how much work each has (REQUIREMENTS T1).

drop function if exists @schema@.team_show(bigint, boolean);
create function @schema@.team_show(told bigint, everybody boolean)
    returns table (id bigint, name text, email text, status text, standing text, last_login_at timestamptz, cases bigint, open_tasks bigint,
        overdue_tasks bigint, paused bigint)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    is_own boolean;
    of_cases bigint[];
    of_tasks bigint[];
begin
    select * into mine from @schema@.scope(false);
    is_own := mine.actor is null or coalesce(mine.actor = told, false);
    -- Of the own team all of it; of others what one sees of their work anyway.
    if not is_own then
        select s.reached into of_cases from @schema@.scope_of('cases', false) s;
        select s.reached into of_tasks from @schema@.scope_of('tasks', false) s;
    end if;
    return query
    select u.id, r.name, r.email, r.status, r.standing, r.last_login_at, a.number, t.number, t.overdue, p.number
    from @schema@.users u join @schema@.user_register r on r.id = u.id
    cross join lateral (select count(*) as number from @schema@.case_assignment a
        where a.user_id = u.id and a.withdrawn_at is null and a.until >= @schema@.today() and a.begin_date <= @schema@.today()
          and (is_own or a.organization_id = any (of_cases))) a
    cross join lateral (select count(*) as number, count(*) filter (where k.due_date < @schema@.today()) as overdue
        from @schema@.task k where k.status in ('not-started', 'in-progress', 'waiting')
          and k.id in (select o.id from @schema@.task o where o.user_id = u.id union
            select m.task_id from @schema@.task_participant m where m.user_id = u.id and m.role in ('owner', 'assignee'))
          and (is_own or k.organization_id = any (of_tasks))) t
    cross join lateral (select count(*) as number from @schema@.paused_operation o
        where o.user_id = u.id and o.state = 'parked' and (is_own or o.organization_id = any (of_cases))) p
    where u.supervisor_id = told and (everybody or not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()))
      and (is_own or u.id = mine.actor or u.organization_id = any (mine.reached))
    order by r.name_key, u.id;
end $$;
comment on function @schema@.team_show(bigint, boolean) is
    'Who is on the team of a user, of whom the one who acts sees, with how much work each has; also those who are inactive, if told so';
