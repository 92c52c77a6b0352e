-- The nightly sweep (REQUIREMENTS B3, B4): for administrators' connections. Rows are planned without a lock; whatever is written
-- is looked at again behind the locks, by the same conditions, and each user changes wholly or not at all.

-- Long jobs, one at a time. By the database's clock, so that machines need not agree on the time.
create or replace function @schema@.lease_take(
    lease text, run uuid, system_user_name text, host text, process_id integer, dead uuid
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    insert into @schema@.lease as l (name, holder, system_user_name, host, process_id, taken_at, expires_at)
    values (lease, run, lease_take.system_user_name, lease_take.host, lease_take.process_id, clock_timestamp(),
        clock_timestamp() + interval '5 minutes')
    on conflict on constraint lease_pkey do update set holder = excluded.holder, system_user_name = excluded.system_user_name,
        host = excluded.host, process_id = excluded.process_id, taken_at = excluded.taken_at, expires_at = excluded.expires_at
    where l.expires_at <= clock_timestamp() or l.holder in (run, dead);
    return found;
end $$;
comment on function @schema@.lease_take(text, uuid, text, text, integer, uuid) is
    'Takes a lease that is free, has expired, or belongs to a run that is known to be dead; false: another one holds it';

create or replace function @schema@.lease_hold(lease text, run uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    update @schema@.lease l set expires_at = clock_timestamp() + interval '5 minutes' where l.name = lease and l.holder = run;
    if not found then
        raise exception 'another run has taken over the lease of this one, which was not heard of for 5 minutes'
            using errcode = 'CT075', hint = 'what was done by then stands; the other run does the rest';
    end if;
end $$;
comment on function @schema@.lease_hold(text, uuid) is
    'Renews a lease, and keeps others from taking it until the transaction ends; refuses if it is lost';

create or replace function @schema@.lease_end(lease text, run uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ delete from @schema@.lease l where l.name = lease and l.holder = run $$;
comment on function @schema@.lease_end(text, uuid) is 'Gives a lease back';

-- A run, as it begins and ends.
create or replace function @schema@.sweep_begin(
    run uuid, as_of timestamptz, system_user_name text, host text, process_id integer, dead uuid
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not @schema@.lease_take('sweep', run, system_user_name, host, process_id, dead) then
        return false;
    end if;
    insert into @schema@.sweep (id, as_of) values (run, sweep_begin.as_of);
    return true;
end $$;
comment on function @schema@.sweep_begin(uuid, timestamptz, text, text, integer, uuid) is
    'Takes the lease and notes the run; false: another one holds it';

create or replace function @schema@.sweep_hold(run uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.lease_hold('sweep', run);
    update @schema@.sweep s set seen_at = clock_timestamp() where s.id = run;
end $$;
comment on function @schema@.sweep_hold(uuid) is 'The first thing in each transaction of a sweep: it goes on only while it holds the lease';

create or replace function @schema@.sweep_finish(run uuid, outcome text, summary jsonb, problems text[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    done record;
begin
    update @schema@.sweep s set ended_at = clock_timestamp(), seen_at = clock_timestamp(), outcome = sweep_finish.outcome,
        summary = sweep_finish.summary
    where s.id = run and s.ended_at is null returning s.started_at, s.ended_at into done;
    if done.ended_at is not null and problems <> '{}' then
        perform @schema@.notify_administrators('sweep', jsonb_build_object('run', run,
            'outcome', outcome || case when outcome in ('done', 'braked') then ', and somebody has to look' else '' end,
            'started_at', done.started_at, 'ended_at', done.ended_at, 'problems', problems));
    end if;
    perform @schema@.lease_end('sweep', run);
end $$;
comment on function @schema@.sweep_finish(uuid, text, jsonb, text[]) is
    'Notes what a run came to, tells the administrators if it takes somebody, and gives the lease back';

-- Of all whom inactivity concerns: when they were active last, and after how many days what follows. Who has never logged in
-- counts from creation.
drop view if exists @schema@.sweep_user;
create view @schema@.sweep_user with (security_invoker = true) as
select u.id, u.organization_id, u.ends_at, u.inactivity_warned_at as warned_at, u.inactivity_locked_at as locked_at,
    greatest(u.created_at, u.aging_since, l.last_login_at) as active_at,
    coalesce(o.inactivity_warn_days, s.warn_days) as warn_days,
    coalesce(o.inactivity_lock_days, s.lock_days) as lock_days,
    coalesce(o.inactivity_deactivate_days, s.deactivate_days) as deactivate_days
from @schema@.users u
left join @schema@.organization o on o.id = u.organization_id
left join @schema@.login_state l on l.user_id = u.id
cross join (select
    coalesce(max(t.value) filter (where t.name = 'inactivity_warn_days'), 0) as warn_days,
    coalesce(max(t.value) filter (where t.name = 'inactivity_lock_days'), 0) as lock_days,
    coalesce(max(t.value) filter (where t.name = 'inactivity_deactivate_days'), 0) as deactivate_days
    from @schema@.setting t) s
where u.kind = 'staff' and u.deactivated_at is null and u.pending_since is null and not u.inactivity_exempt;
comment on view @schema@.sweep_user is 'Active staff who are not exempt: when they were active last, and after how many days they are warned, locked, deactivated';

create or replace function @schema@.sweep_before(as_of timestamptz, days bigint) returns timestamptz
    language sql stable
    return as_of - make_interval(hours => (24 * days)::integer);
comment on function @schema@.sweep_before(timestamptz, bigint) is 'So many times 24 hours before an instant';

-- The steps come in order, with at least the difference of their days between them, and never two in one night: so whoever
-- has not been heard of for long when the sweep first runs, or runs again, is warned first. A warning before the last activity
-- does not count; a lock lasts until somebody takes it off.
create or replace function @schema@.sweep_due(
    as_of timestamptz, ends_at timestamptz, active_at timestamptz, warned_at timestamptz, locked_at timestamptz,
    warn_days bigint, lock_days bigint, deactivate_days bigint
) returns text
    language sql stable
    return case
        when ends_at <= as_of then null
        when deactivate_days > 0 and active_at <= @schema@.sweep_before(as_of, deactivate_days) and case
            when lock_days > 0 then locked_at <= @schema@.sweep_before(as_of, greatest(deactivate_days - lock_days, 1))
            when warn_days > 0 then locked_at <= @schema@.sweep_before(as_of, greatest(deactivate_days - warn_days, 1))
                or (warned_at >= active_at and warned_at <= @schema@.sweep_before(as_of, greatest(deactivate_days - warn_days, 1)))
            else true end
            then 'deactivate'
        when locked_at is not null then null
        when lock_days > 0 and active_at <= @schema@.sweep_before(as_of, lock_days) and case
            when warn_days > 0 then warned_at >= active_at
                and warned_at <= @schema@.sweep_before(as_of, greatest(lock_days - warn_days, 1))
            else true end
            then 'lock'
        when warn_days > 0 and active_at <= @schema@.sweep_before(as_of, warn_days) and not coalesce(warned_at >= active_at, false)
            then 'warn'
    end;
comment on function @schema@.sweep_due(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, bigint, bigint, bigint) is
    'What inactivity brings about at an instant: warn, lock, deactivate; null: nothing (REQUIREMENTS B4)';

create or replace function @schema@.sweep_inactive(as_of timestamptz, users bigint[], step text)
    returns table (user_id bigint, active_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select v.id, v.active_at from @schema@.sweep_user v
    where v.id = any (users) and @schema@.sweep_due(as_of, v.ends_at, v.active_at, v.warned_at, v.locked_at,
        v.warn_days, v.lock_days, v.deactivate_days) = step
    order by v.active_at, v.id
$$;
comment on function @schema@.sweep_inactive(timestamptz, bigint[], text) is 'Those of some users for whom it is time for a step';

create or replace function @schema@.sweep_days(as_of timestamptz, since timestamptz) returns text
    language sql stable
    return floor(extract(epoch from as_of - since) / 86400)::bigint || ' days';
comment on function @schema@.sweep_days(timestamptz, timestamptz) is 'For how many whole days, in words';

create or replace function @schema@.sweep_password_due(
    as_of timestamptz, must_change boolean, set_at timestamptz, expires_at timestamptz, days bigint
) returns boolean
    language sql stable
    return must_change and expires_at is null and days > 0 and set_at <= @schema@.sweep_before(as_of, days);
comment on function @schema@.sweep_password_due(timestamptz, boolean, timestamptz, timestamptz, bigint) is
    'Whether a temporary password without an end is too old';

-- In the order in which it is done; of inactivity, who was active longest ago comes first, so that of the last administrators the
-- one who was active last is left.
create or replace function @schema@.sweep_plan(as_of timestamptz, steps text[], organization bigint, runner text[])
    returns table (step text, user_id bigint, email text, why text, since timestamptz, is_runner boolean)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query
    with found as (
        select 1 as place, 'end' as step, u.id,
            coalesce(u.ends_reason, 'scheduled end') || coalesce('; ' || case u.ends_work when 'transfer' then
                'work to ' || (select r.email from @schema@.users r where r.id = u.ends_transfer_to_id) else u.ends_work end, '') as why,
            u.ends_at as since
        from @schema@.users u where 'ends' = any (steps) and u.ends_at <= sweep_plan.as_of and u.deactivated_at is null
        union all
        select 2, 'password', c.user_id, 'temporary, and not changed for ' || @schema@.sweep_days(sweep_plan.as_of, c.set_at), c.set_at
        from @schema@.credential c
        where 'passwords' = any (steps) and @schema@.sweep_password_due(sweep_plan.as_of, c.must_change, c.set_at, c.expires_at,
            @schema@.setting_value('temporary_password_days'))
        union all
        select case d.due when 'warn' then 3 when 'lock' then 4 else 5 end, d.due, d.id,
            'inactive for ' || @schema@.sweep_days(sweep_plan.as_of, d.active_at), d.active_at
        from (select v.id, v.active_at, @schema@.sweep_due(sweep_plan.as_of, v.ends_at, v.active_at, v.warned_at, v.locked_at,
                v.warn_days, v.lock_days, v.deactivate_days) as due
            from @schema@.sweep_user v
            where 'inactivity' = any (steps) and (sweep_plan.organization is null or v.organization_id = sweep_plan.organization)) d
        where d.due is not null
    )
    select f.step, f.id, u.email, f.why, f.since,
        coalesce(u.login = any (runner) or split_part(u.login, '@', 1) = any (runner), false)
    from found f join @schema@.users u on u.id = f.id
    where u.deactivated_at is null and (sweep_plan.organization is null or u.organization_id = sweep_plan.organization)
    order by f.place, f.since, f.id;
end $$;
comment on function @schema@.sweep_plan(timestamptz, text[], bigint, text[]) is
    'What a sweep would do at an instant, user by user; and who of them may be the one who runs it';

create or replace function @schema@.sweep_counts(as_of timestamptz, organization bigint)
    returns table (active bigint, expired bigint)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select (select count(*) from @schema@.users u where u.kind = 'staff' and u.deactivated_at is null and u.pending_since is null
            and (sweep_counts.organization is null or u.organization_id = sweep_counts.organization)),
        (select count(*) from @schema@.credential c join @schema@.users u on u.id = c.user_id
            where c.must_change and c.expires_at <= as_of and u.deactivated_at is null
              and (sweep_counts.organization is null or u.organization_id = sweep_counts.organization))
$$;
comment on function @schema@.sweep_counts(timestamptz, bigint) is 'How many active staff there are, and how many users whose temporary password has expired';

-- Who logs in holds the user's row until that is committed, so it is seen; who comes later finds the lock.
create or replace function @schema@.sweep_lock_rows(users bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform from @schema@.users u where u.id in (
        select unnest(users)
        union select t.ends_transfer_to_id from @schema@.users t where t.id = any (users)
        union select t.ends_team_to_id from @schema@.users t where t.id = any (users)) order by u.id for update;
end $$;
comment on function @schema@.sweep_lock_rows(bigint[]) is 'Locks users, and whom their work and teams would go to';

create or replace function @schema@.sweep_passwords(as_of timestamptz, users bigint[])
    returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform from @schema@.credential c where c.user_id = any (users) order by c.user_id for no key update;
    return query
    update @schema@.credential c set expires_at = sweep_passwords.as_of
    from @schema@.users u
    where c.user_id = any (users) and u.id = c.user_id and u.deactivated_at is null and @schema@.sweep_password_due(
        sweep_passwords.as_of, c.must_change, c.set_at, c.expires_at, @schema@.setting_value('temporary_password_days'))
    returning c.user_id, 'done', null::text;
end $$;
comment on function @schema@.sweep_passwords(timestamptz, bigint[]) is 'Lets temporary passwords expire that nobody has changed for too long';

create or replace function @schema@.sweep_warn(as_of timestamptz, users bigint[])
    returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    warned bigint[];
begin
    perform @schema@.sweep_lock_rows(users);
    warned := array(select i.user_id from @schema@.sweep_inactive(as_of, users, 'warn') i);
    update @schema@.users u set inactivity_warned_at = sweep_warn.as_of where u.id = any (warned);
    perform @schema@.notify_each(array_agg(w.user_id), 'inactivity-warning', array_agg(w.details))
    from @schema@.sweep_warnings(as_of, warned) w;
    return query select w, 'done', null::text from unnest(warned) w;
end $$;
comment on function @schema@.sweep_warn(timestamptz, bigint[]) is 'Warns users who have been inactive for long';

-- What a warning tells: since when nobody has logged in, and when what follows unless somebody does.
create or replace function @schema@.sweep_warnings(as_of timestamptz, users bigint[])
    returns table (user_id bigint, details jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select v.id, jsonb_strip_nulls(jsonb_build_object(
        'days', floor(extract(epoch from as_of - v.active_at) / 86400),
        'last_login_at', (select l.last_login_at from @schema@.login_state l where l.user_id = v.id),
        'locks_at', k.locks_at,
        'deactivates_at', case when v.deactivate_days > 0 then greatest(@schema@.sweep_before(v.active_at, -v.deactivate_days),
            @schema@.sweep_before(coalesce(k.locks_at, as_of),
                -greatest(v.deactivate_days - case when v.lock_days > 0 then v.lock_days else v.warn_days end, 1))) end))
    from @schema@.sweep_user v
    cross join lateral (select case when v.lock_days > 0 then greatest(@schema@.sweep_before(v.active_at, -v.lock_days),
        @schema@.sweep_before(as_of, -greatest(v.lock_days - v.warn_days, 1))) end as locks_at) k
    where v.id = any (users) order by v.id
$$;
comment on function @schema@.sweep_warnings(timestamptz, bigint[]) is 'What users are told who are warned of inactivity';

-- An administrator who is locked or about to leave does not count as one.
create or replace function @schema@.sweep_last_administrators(users bigint[]) returns bigint[]
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    administrators bigint[] := array(select a.id from @schema@.user_administrator a where a.id = any (users));
begin
    if administrators = '{}' then
        return '{}';
    end if;
    perform @schema@.administrator_lock();
    if exists (select from @schema@.user_administrator a join @schema@.users u on u.id = a.id
            where a.id <> all (users) and u.inactivity_locked_at is null and u.ends_at is null) then
        return '{}';
    end if;
    -- One is enough: whoever was active last.
    return array(select a.id from unnest(administrators) a (id) join @schema@.users u on u.id = a.id
        left join @schema@.login_state l on l.user_id = a.id
        order by u.ends_at is null desc, u.inactivity_locked_at is null desc,
            greatest(u.created_at, u.aging_since, l.last_login_at) desc, a.id limit 1);
end $$;
comment on function @schema@.sweep_last_administrators(bigint[]) is
    'Who of users has to be left out, so that an administrator is left (REQUIREMENTS U12)';

create or replace function @schema@.sweep_lock(as_of timestamptz, users bigint[])
    returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    due bigint[];
    kept bigint[];
    locked bigint[] := '{}';
    one bigint;
begin
    perform @schema@.sweep_lock_rows(users);
    due := array(select i.user_id from @schema@.sweep_inactive(as_of, users, 'lock') i);
    kept := @schema@.sweep_last_administrators(due);
    return query select k, 'kept', 'is the last administrator, who is never locked' from unnest(kept) k;
    due := array(select d from unnest(due) with ordinality t (d, place) where d <> all (kept) order by place);
    begin
        update @schema@.users u set inactivity_locked_at = sweep_lock.as_of where u.id = any (due);
        locked := due;
    exception when sqlstate 'CT002' or sqlstate 'CT003' or sqlstate 'CT079' or integrity_constraint_violation then
        -- A rule refuses one of them; which one, shows each by itself.
        foreach one in array due loop
            begin
                update @schema@.users u set inactivity_locked_at = sweep_lock.as_of where u.id = one;
                locked := locked || one;
            exception when sqlstate 'CT002' or sqlstate 'CT003' or sqlstate 'CT079' or integrity_constraint_violation then
                return query select one, 'skipped', sqlerrm;
            end;
        end loop;
    end;
    return query select l, 'done', null::text from unnest(locked) l;
end $$;
comment on function @schema@.sweep_lock(timestamptz, bigint[]) is 'Locks users who have been inactive for long';

-- What is wrong is left out of what was said, until nothing is wrong but with the leaver: whoever has to go goes, and what cannot
-- be handed on stays where it is, to be told of.
create or replace function @schema@.sweep_leave(
    users bigint[], works text[], transfer_to bigint[], team_to bigint[], reasons text[], notes text[], team_notes text[]
) returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    wrong record;
    going boolean[] := array_fill(true, array[cardinality(users)]);
    one integer;
    given_up boolean;
begin
    if users = '{}' then
        return;
    end if;
    loop
        given_up := false;
        for wrong in
            select p.n as place, w.field, string_agg(distinct w.message, '; ') as message
            from (select row_number() over (order by t.n) as place, t.n::integer as n from unnest(going) with ordinality t (goes, n) where t.goes) p
            join @schema@.leaver_wrong(
                array(select u from unnest(users, going) with ordinality t (u, goes, n) where goes order by n),
                array(select u from unnest(works, going) with ordinality t (u, goes, n) where goes order by n),
                array(select u from unnest(transfer_to, going) with ordinality t (u, goes, n) where goes order by n),
                array(select u from unnest(team_to, going) with ordinality t (u, goes, n) where goes order by n)) w on w.place = p.place
            group by p.n, w.field order by p.n, w.field
        loop
            given_up := true;
            if wrong.field = 'team_to' and team_to[wrong.place] is not null then
                team_notes[wrong.place] := concat_ws('; ', team_notes[wrong.place],
                    @schema@.sweep_note('the team', team_to[wrong.place], wrong.message));
                team_to[wrong.place] := null;
            elsif wrong.field in ('work', 'transfer_to') and works[wrong.place] is distinct from 'leave-open' then
                notes[wrong.place] := concat_ws('; ', notes[wrong.place],
                    case when wrong.field = 'transfer_to' then @schema@.sweep_note('the work', transfer_to[wrong.place], wrong.message)
                        when works[wrong.place] is null then 'nobody has said whose the work is to be' else wrong.message end);
                works[wrong.place] := 'leave-open';
                transfer_to[wrong.place] := null;
            else
                going[wrong.place] := false;
                return query select users[wrong.place], 'skipped', wrong.message;
            end if;
        end loop;
        exit when not given_up;
    end loop;
    begin
        return query
        select d.user_id, d.outcome, d.message from @schema@.sweep_do(
            array(select u from unnest(users, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(works, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(transfer_to, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(team_to, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(reasons, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(notes, going) with ordinality t (u, goes, n) where goes order by n),
            array(select u from unnest(team_notes, going) with ordinality t (u, goes, n) where goes order by n)) d;
        return;
    exception when sqlstate 'CT002' or sqlstate 'CT003' or sqlstate 'CT079' or integrity_constraint_violation then
        -- A rule refuses one of them; which one, shows each by itself.
    end;
    for one in select n from unnest(going) with ordinality t (goes, n) where t.goes order by n loop
        begin
            return query select * from @schema@.sweep_do(users[one:one], works[one:one], transfer_to[one:one], team_to[one:one],
                reasons[one:one], notes[one:one], team_notes[one:one]);
            continue;
        exception when sqlstate 'CT002' or sqlstate 'CT003' or sqlstate 'CT079' or integrity_constraint_violation then
            notes[one] := concat_ws('; ', notes[one], sqlerrm);
        end;
        begin
            return query select * from @schema@.sweep_do(users[one:one], array['leave-open'], array[null::bigint], array[null::bigint],
                reasons[one:one], notes[one:one], team_notes[one:one]);
        exception when sqlstate 'CT002' or sqlstate 'CT003' or sqlstate 'CT079' or integrity_constraint_violation then
            return query select users[one], 'skipped', sqlerrm;
        end;
    end loop;
end $$;
comment on function @schema@.sweep_leave(bigint[], text[], bigint[], bigint[], text[], text[], text[]) is
    'Deactivates users, with as much of what was said of their work as can be done; gives what became of each';

create or replace function @schema@.sweep_note(what text, receiver bigint, why text) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select format('%s cannot go to %s: %s', what, coalesce((select u.email from @schema@.users u where u.id = receiver), 'nobody'), why) $$;
comment on function @schema@.sweep_note(text, bigint, text) is 'Why something does not go to whom it should, in words';

create or replace function @schema@.sweep_do(
    users bigint[], works text[], transfer_to bigint[], team_to bigint[], reasons text[], notes text[], team_notes text[]
) returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return query
    select d.user_id, case when (t.note is not null and d.left_open > 0) or (t.team_note is not null and d.team > 0) then 'left' else 'done' end,
        nullif(concat_ws('; ', case when d.left_open > 0 then 'still has ' || @schema@.leaver_work_told(d.cases, d.tasks, d.paused) end,
            case when d.left_open > 0 then t.note end,
            case when d.team > 0 then t.team_note || ', and goes to the supervisor above' end), '')
    from @schema@.leaver_do(users, works, transfer_to, team_to, reasons) d
    join unnest(users, notes, team_notes) t (user_id, note, team_note) on t.user_id = d.user_id;
end $$;
comment on function @schema@.sweep_do(bigint[], text[], bigint[], bigint[], text[], text[], text[]) is 'Deactivates users, and tells what is left of each';

create or replace function @schema@.sweep_ends(as_of timestamptz, users bigint[])
    returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    due record;
begin
    perform @schema@.leaver_lock();
    perform @schema@.sweep_lock_rows(users);
    -- Whoever is to get something and is due as well is as good as gone.
    select coalesce(array_agg(d.id), '{}') as users, array_agg(case when d.work_note is null then d.ends_work else 'leave-open' end) as works,
        array_agg(case when d.work_note is null then d.ends_transfer_to_id end) as receivers,
        array_agg(case when d.team_note is null then d.ends_team_to_id end) as teams,
        array_agg(coalesce(d.ends_reason, 'scheduled end')) as reasons,
        array_agg(d.work_note) as notes, array_agg(d.team_note) as team_notes into due
    from (
        select u.id, u.ends_work, u.ends_transfer_to_id, u.ends_team_to_id, u.ends_reason,
            (select @schema@.sweep_note('the work', r.id, 'leaves as well') from @schema@.users r
                where r.id = u.ends_transfer_to_id and r.deactivated_at is null and r.ends_at <= as_of) as work_note,
            (select @schema@.sweep_note('the team', r.id, 'leaves as well') from @schema@.users r
                where r.id = u.ends_team_to_id and r.deactivated_at is null and r.ends_at <= as_of) as team_note
        from @schema@.users u
        where u.id = any (users) and u.deactivated_at is null and u.ends_at <= as_of order by u.ends_at, u.id
    ) d;
    return query select * from @schema@.sweep_leave(due.users, due.works, due.receivers, due.teams, due.reasons, due.notes, due.team_notes);
end $$;
comment on function @schema@.sweep_ends(timestamptz, bigint[]) is 'Deactivates users whose scheduled end is due, as was said when it was scheduled';

create or replace function @schema@.sweep_deactivate(as_of timestamptz, users bigint[])
    returns table (user_id bigint, outcome text, message text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    due record;
    kept bigint[];
begin
    perform @schema@.leaver_lock();
    perform @schema@.sweep_lock_rows(users);
    kept := @schema@.sweep_last_administrators(array(select i.user_id from @schema@.sweep_inactive(as_of, users, 'deactivate') i));
    return query select k, 'kept', 'is the last administrator, who is never deactivated' from unnest(kept) k;
    select coalesce(array_agg(i.user_id), '{}') as users, array_agg('leave-open'::text) as works, array_agg(null::bigint) as nobody,
        array_agg('inactive for ' || @schema@.sweep_days(as_of, i.active_at)) as reasons, array_agg(null::text) as notes into due
    from @schema@.sweep_inactive(as_of, users, 'deactivate') i where i.user_id <> all (kept);
    return query select d.user_id, case when d.outcome = 'done' and d.message is not null then 'left' else d.outcome end, d.message
    from @schema@.sweep_leave(due.users, due.works, due.nobody, due.nobody, due.reasons, due.notes, due.notes) d;
end $$;
comment on function @schema@.sweep_deactivate(timestamptz, bigint[]) is
    'Deactivates users who have been inactive for long; their work stays with them, since nobody has said whose it is to be';
