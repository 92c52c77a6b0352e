-- Who is told of what happens to users, by whatever path it comes: statement triggers, a notice for each who is told and not
-- for each user whom it is about. Whoever does it is not told of it.

create or replace function @schema@.notice_users(ids bigint[], total bigint) returns jsonb
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select jsonb_build_object('count', total, 'more', nullif(greatest(total - cardinality(ids), 0), 0), 'users', (
        select jsonb_agg(u.name || ' (' || u.email || ')' order by u.name_key, u.id) from @schema@.users u where u.id = any (ids)))
$$;
comment on function @schema@.notice_users(bigint[], bigint) is 'Users whom a notice is about, by name, and how many there are in all';

create or replace function @schema@.notice_acting(out user_id bigint, out name text, out command text)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select o.user_id, coalesce(u.name, 'an administrator'), o.command
    from @schema@.operation o left join @schema@.users u on u.id = o.user_id
    where o.id = @schema@.current_operation()
$$;
comment on function @schema@.notice_acting() is 'Who does what is told of';

-- To supervisors: one notice each, however many of the team it is about.
create or replace function @schema@.notify_supervisors(of_kind text, supervisors bigint[], members bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    acting bigint;
    whom bigint[];
    what jsonb[];
begin
    if members is null then
        return;
    end if;
    acting := (@schema@.notice_acting()).user_id;
    select array_agg(t.supervisor order by t.supervisor), array_agg(@schema@.notice_users(t.ids[1:20], cardinality(t.ids)) order by t.supervisor)
    into whom, what
    from (select m.supervisor, array_agg(m.id order by m.id) as ids from unnest(supervisors, members) m (supervisor, id)
        where m.supervisor is not null and m.supervisor is distinct from acting group by m.supervisor) t;
    perform @schema@.notify_each(whom, of_kind, what);
end $$;
comment on function @schema@.notify_supervisors(text, bigint[], bigint[]) is 'Tells each supervisor of those of the team whom it is about';

-- An end is told with its instant, by the clocks of who is told, and with what becomes of the work.
create or replace function @schema@.notify_of_ends(members bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    acting bigint := (@schema@.notice_acting()).user_id;
    whom bigint[];
    what jsonb[];
begin
    select array_agg(t.supervisor), array_agg(t.details) into whom, what
    from (
        select n.supervisor_id as supervisor, jsonb_build_object('count', max(n.total), 'more', nullif(greatest(max(n.total) - 20, 0), 0),
            'users', jsonb_agg(n.name || ' (' || n.email || '): ' || @schema@.notice_instant(n.ends_at, @schema@.notice_zone(n.supervisor_id))
                || case n.ends_work when 'transfer' then ', open work goes to ' || coalesce(r.name, 'somebody else')
                    when 'unassign' then ', open work is unassigned' when 'leave-open' then ', open work stays open' else '' end
                order by n.ends_at, n.name_key)) as details
        from (
            select u.*, row_number() over s as place, count(*) over (partition by u.supervisor_id) as total
            from @schema@.users u where u.id = any (members) and u.supervisor_id is distinct from acting and u.supervisor_id is not null
            window s as (partition by u.supervisor_id order by u.ends_at, u.name_key)
        ) n left join @schema@.users r on r.id = n.ends_transfer_to_id
        where n.place <= 20 group by n.supervisor_id) t;
    perform @schema@.notify_each(whom, 'end-scheduled', what);
end $$;
comment on function @schema@.notify_of_ends(bigint[]) is 'Tells supervisors when users of their team end, and what becomes of the work';

-- Which rows it may be about is seen in one pass; only where there are some are old and new rows compared.
create or replace function @schema@.users_changed_tell() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    new_ones record;
    old_ones record;
    about record;
    acting record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    select count(*) filter (where n.deactivated_at is not null) as gone, count(n.ends_at) as ends, count(n.inactivity_locked_at) as locked
    into new_ones from new_rows n;
    select count(*) filter (where o.deactivated_at is null) as here, count(o.ends_at) as ends, count(o.pending_since) as pending,
        count(o.inactivity_locked_at) as locked into old_ones from old_rows o;
    if new_ones.gone > 0 and old_ones.here > 0 then
        select array_agg(n.supervisor_id) as supervisors, array_agg(n.id) as members into about
        from old_rows o join new_rows n on n.id = o.id
        where o.deactivated_at is null and o.pending_since is null and n.deactivated_at is not null and n.supervisor_id is not null;
        perform @schema@.notify_supervisors('leaver', about.supervisors, about.members);
    end if;
    if new_ones.ends > 0 or old_ones.ends > 0 then
        select array_agg(n.id) filter (where n.ends_at is not null) as ending, array_agg(n.id) filter (where n.ends_at is null) as staying,
            array_agg(n.supervisor_id) filter (where n.ends_at is null) as supervisors into about
        from old_rows o join new_rows n on n.id = o.id
        where n.deactivated_at is null and o.deactivated_at is null and (
            o.ends_at is distinct from n.ends_at or (n.ends_at is not null
                and (o.ends_work, o.ends_transfer_to_id) is distinct from (n.ends_work, n.ends_transfer_to_id)));
        if about.ending is not null then
            perform @schema@.notify_of_ends(about.ending);
        end if;
        perform @schema@.notify_supervisors('end-cancelled', about.supervisors, about.staying);
    end if;
    if new_ones.locked > 0 then
        select array_agg(n.supervisor_id) as supervisors, array_agg(n.id) as members into about
        from old_rows o join new_rows n on n.id = o.id
        where o.inactivity_locked_at is null and n.inactivity_locked_at is not null and n.deactivated_at is null and n.supervisor_id is not null;
        perform @schema@.notify_supervisors('inactivity-locked', about.supervisors, about.members);
    end if;
    if old_ones.pending > 0 or old_ones.locked > 0 then
        select array_agg(n.id) filter (where o.pending_since is not null and n.pending_since is null) as approved,
            array_agg(n.id) filter (where o.inactivity_locked_at is not null and n.inactivity_locked_at is null) as unlocked into about
        from old_rows o join new_rows n on n.id = o.id where n.deactivated_at is null and o.deactivated_at is null;
        acting := @schema@.notice_acting();
        perform @schema@.notify(about.approved, 'approval', jsonb_build_object('by', acting.name));
        perform @schema@.notify(array(select u from unnest(about.unlocked) u where u is distinct from acting.user_id), 'unlocked',
            jsonb_build_object('by', acting.name));
    end if;
    return null;
end $$;
comment on function @schema@.users_changed_tell() is 'Tells of users who leave, whose end is scheduled or cancelled, who are locked for inactivity, unlocked or approved';

create or replace function @schema@.users_created_tell() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    about record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    select array_agg(n.supervisor_id) as supervisors, array_agg(n.id) as members into about
    from new_rows n where n.pending_since is not null and n.deactivated_at is null and n.supervisor_id is not null;
    perform @schema@.notify_supervisors('approval-wanted', about.supervisors, about.members);
    return null;
end $$;
comment on function @schema@.users_created_tell() is 'Tells supervisors of new users who wait for approval';

-- A new password is one that was set just now: one that is hashed at a higher cost, or expires, was set before.
create or replace function @schema@.credential_changed_tell() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    acting record;
    about bigint[];
begin
    perform @schema@.require_own_table(tg_table_schema);
    about := array(select n.user_id from new_rows n where n.set_at >= now() order by n.user_id);
    if about = '{}' then
        return null;
    end if;
    acting := @schema@.notice_acting();
    if acting.command = 'password recover' then
        perform @schema@.notify(about, 'password-reset', '{"by": "somebody who knew the answer to your security question"}');
    else
        perform @schema@.notify(array(select u from unnest(about) u where u is distinct from acting.user_id order by u), 'password-reset',
            jsonb_build_object('by', acting.name));
    end if;
    return null;
end $$;
comment on function @schema@.credential_changed_tell() is 'Tells users that somebody else has set their password (REQUIREMENTS M4)';

create or replace trigger tells_of_changes after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.users_changed_tell();
create or replace trigger tells_of_creation after insert on @schema@.users
    referencing new table as new_rows for each statement execute function @schema@.users_created_tell();
create or replace trigger tells_of_changes after update on @schema@.credential
    referencing new table as new_rows for each statement execute function @schema@.credential_changed_tell();

-- Whoever gets something, from however many. `had` is what each leaver had open, by id. What is unassigned ends, but for what
-- has to be somebody's.
create or replace function @schema@.leaver_tell(
    users bigint[], receivers bigint[], unassigned boolean[], team_of bigint[], team_to bigint[], had jsonb
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    acting bigint := (@schema@.notice_acting()).user_id;
    whom bigint[];
    what jsonb[];
begin
    select array_agg(g.receiver order by g.receiver), array_agg(g.details order by g.receiver) into whom, what
    from (
        select w.receiver, @schema@.notice_users((array_agg(distinct w.user_id))[1:20], count(distinct w.user_id)) || jsonb_build_object(
            'cases', nullif(sum(w.cases), 0), 'paused', nullif(sum(w.paused), 0), 'team', nullif(sum(w.team), 0),
            'tasks', nullif(concat_ws(', and ', nullif(sum(w.tasks), 0)::text,
                'those of ' || nullif(sum(w.tasks_left), 0) || ' that nobody else works on'), '')) as details
        from (
            select t.receiver, t.user_id, case when t.unassigned then 0 else (had -> t.user_id::text ->> 'cases')::bigint end as cases,
                case when t.unassigned then 0 else (had -> t.user_id::text ->> 'tasks')::bigint end as tasks,
                case when t.unassigned then (had -> t.user_id::text ->> 'tasks')::bigint else 0 end as tasks_left,
                (had -> t.user_id::text ->> 'paused')::bigint as paused, 0 as team
            from unnest(leaver_tell.users, receivers, leaver_tell.unassigned) t (user_id, receiver, unassigned)
            union all
            select coalesce(t.receiver, h.heir), t.user_id, 0, 0, 0, 0, (had -> t.user_id::text ->> 'team')::bigint
            from unnest(team_of, team_to) t (user_id, receiver)
            left join @schema@.leaver_heirs_of(array(
                select s.user_id from unnest(team_of, team_to) s (user_id, receiver)
                where s.receiver is null and (had -> s.user_id::text ->> 'team')::bigint > 0), team_of) h on h.user_id = t.user_id
            where (had -> t.user_id::text ->> 'team')::bigint > 0
        ) w
        where w.receiver is not null and w.receiver is distinct from acting and w.cases + w.tasks + w.tasks_left + w.paused + w.team > 0
        group by w.receiver) g;
    perform @schema@.notify_each(whom, 'handover', what);
end $$;
comment on function @schema@.leaver_tell(bigint[], bigint[], boolean[], bigint[], bigint[], jsonb) is
    'Tells who has got the work or the team of users who leave';
