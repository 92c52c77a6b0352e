-- Batches, and the runs that are under way.

create or replace function @schema@.run_begin(
    operation uuid, noun text, command text, source text, system_user_name text, host text, process_id integer
) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    insert into @schema@.run (operation_id, noun, command, source, system_user_name, host, process_id, user_id)
    values (operation, run_begin.noun, run_begin.command, run_begin.source, run_begin.system_user_name,
        run_begin.host, run_begin.process_id, @schema@.actor_id())
$$;
comment on function @schema@.run_begin(uuid, text, text, text, text, text, integer) is 'Says that a run has begun';

create or replace function @schema@.run_alive(operation uuid, step text, row_count bigint) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.run set seen_at = clock_timestamp(), step = run_alive.step, row_count = run_alive.row_count
    where operation_id = operation and (@schema@.actor_id() is null or user_id = @schema@.actor_id())
$$;
comment on function @schema@.run_alive(uuid, text, bigint) is 'Says that a run lives, and where it stands';

create or replace function @schema@.run_end(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.stage_clear(operation);
    delete from @schema@.run where operation_id = operation
        and (user_id = @schema@.session_leaver() or (@schema@.session_leaver() is null and @schema@.is_administrator()));
end $$;
comment on function @schema@.run_end(uuid) is 'Forgets a run, with all that it left waiting';

-- The batch is the last thing that its transaction writes: it stands for all that was written before.
create or replace function @schema@.batch_write(
    operation uuid, noun text, source text, digest bytea,
    created bigint, changed bigint, unchanged bigint, rejected bigint, passwords bigint,
    undoes bigint, undone bigint, kept bigint, failed bigint
) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    made bigint;
begin
    if @schema@.actor_id() is not null and (undoes is not null or operation <> @schema@.current_operation()) then
        raise exception 'a batch is of the operation that writes it' using errcode = 'CT079';
    end if;
    insert into @schema@.batch (operation_id, noun, source, digest, created, changed, unchanged, rejected, passwords,
        undoes, undone, kept, failed)
    values (operation, batch_write.noun, batch_write.source, batch_write.digest, batch_write.created,
        batch_write.changed, batch_write.unchanged, batch_write.rejected, batch_write.passwords,
        batch_write.undoes, batch_write.undone, batch_write.kept, batch_write.failed)
    returning id into made;
    return made;
end $$;
comment on function @schema@.batch_write(uuid, text, text, bytea, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint) is
    'Writes what an import came to; gives its number';

create or replace trigger batch_stays before update or delete or truncate on @schema@.batch
    for each statement execute function @schema@.refuse_change('what happened stays as it was');

-- An undoing that has itself been undone counts no more: what it took back is in force again.
create or replace function @schema@.batch_is_undone(batch bigint, wholly boolean) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return exists (select from @schema@.batch u where u.undoes = batch and (not wholly or u.kept + u.failed = 0)
        and not @schema@.batch_is_undone(u.id, true));
end $$;
comment on function @schema@.batch_is_undone(bigint, boolean) is 'Whether a batch is undone as things stand: wholly, or at least in part';

drop view if exists @schema@.batch_overview;
create view @schema@.batch_overview with (security_invoker = true) as
select b.id, o.started_at as at,
    case when o.user_id is not null then (select u.email from @schema@.users u where u.id = o.user_id)
         when o.system_user_name is null then o.database_role
         else o.system_user_name || ' (' || o.database_role || ')' end as actor,
    o.command, b.noun, b.source, encode(b.digest, 'hex') as sha256,
    b.created, b.changed, b.unchanged, b.rejected, b.passwords, b.undoes, b.undone, b.kept, b.failed,
    (select max(u.id) from @schema@.batch u where u.undoes = b.id and not @schema@.batch_is_undone(u.id, true)) as undone_by,
    case when @schema@.batch_is_undone(b.id, true) then 'undone'
         when @schema@.batch_is_undone(b.id, false) then 'partly undone'
         when b.undoes is not null then 'undo'
         else 'applied' end as state,
    o.reason, b.operation_id
from @schema@.batch b join @schema@.operation o on o.id = b.operation_id;
comment on view @schema@.batch_overview is 'Batches as people see them';

-- What a batch did to each row, first old and last new value of each field, out of the history; and whether somebody
-- has edited a row that it created or took back into use. Batches that have been undone since, and the undoing, are no edits.
drop function if exists @schema@.batch_rows(bigint);
create or replace function @schema@.batch_rows(batch bigint, of_noun text)
    returns table (row_id bigint, key text, created boolean, edited_by text, change jsonb, organization text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
begin
    select b.operation_id, o.started_at into told
    from @schema@.batch b join @schema@.operation o on o.id = b.operation_id where b.id = batch;
    return query execute format(
        'with settled as (
             select b.operation_id from @schema@.batch b
             where b.undoes is not null
                or @schema@.batch_is_undone(b.id, true)
         ), did as (
             select h.row_id, h.action, h.change, h.id from @schema@.history h
             where h.operation_id = $1 and h.noun = $2
         ), fields as (
             select d.row_id, f.key, bool_or(d.action = ''created'') as created,
                 (array_agg(f.value -> 0 order by d.id))[1] as old,
                 (array_agg(f.value -> 1 order by d.id desc))[1] as new, max(d.id) as last
             from did d left join lateral jsonb_each(case d.action when ''changed'' then d.change end) f on true
             group by d.row_id, f.key
         ), told as (
             -- Grouped twice rather than joined: right after an import nobody has measured the history yet.
             select f.row_id, bool_or(f.created) as created, max(f.last) as last,
                 jsonb_object_agg(f.key, jsonb_build_array(f.old, f.new))
                     filter (where f.key is not null and f.old is distinct from f.new) as change
             from fields f group by f.row_id
         )
         select t.row_id, %1$s, t.created,
             case when t.created or t.change #> ''{withdrawn_at,1}'' = ''null'' or t.change #> ''{deactivated_at,1}'' = ''null'' then (
                 select case when o.user_id is not null then (select u.email from @schema@.users u where u.id = o.user_id)
                             when o.system_user_name is null then o.database_role
                             else o.system_user_name || '' ('' || o.database_role || '')'' end
                 from @schema@.history h join @schema@.operation o on o.id = h.operation_id
                 where h.noun = $2 and h.row_id = t.row_id and h.operation_id <> $1 and (t.created or h.id > t.last)
                   and h.operation_id not in (select operation_id from settled)
                 order by h.id desc limit 1) end,
             case when not t.created then t.change end,
             %2$s
         from told t join %3$s p on p.id = t.row_id order by t.row_id',
        @schema@.label_sql(of_noun, 'p'),
        case of_noun when 'user' then '(select o.code from @schema@.organization o where o.id = p.organization_id)'
                       else 'null::text' end,
        @schema@.table_of(of_noun)) using told.operation_id, of_noun;
end $$;
comment on function @schema@.batch_rows(bigint, text) is 'What a batch did to each row of a noun, and whether a row that it created has been edited since';

-- Takes what a batch created out of use. What others still need stays, and those who need it are named.
drop function if exists @schema@.batch_withdraw(bigint, uuid, bigint[]);
create or replace function @schema@.batch_withdraw(batch bigint, noun text, operation uuid, ids bigint[])
    returns table (row_id bigint, blocked_by text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    going bigint[] := ids;
    staying bigint[];
begin
    -- Who has open work by now, which nobody would look after, stays. Who supervises somebody who stays, stays too; and so may
    -- the one who supervises them.
    if noun = 'user' then
        return query select o.user_id, 'has ' || @schema@.leaver_work_told(o.cases, o.tasks, o.paused) || ': ct user deactivate hands it on'
            from @schema@.leaver_open(going) o where o.cases + o.tasks + o.paused > 0;
        going := array(select g from unnest(going) g where not exists (
            select from @schema@.leaver_open(going) o where o.user_id = g and o.cases + o.tasks + o.paused > 0));
        loop
            staying := array(select distinct u.supervisor_id from @schema@.users u
                where u.supervisor_id = any (going) and u.deactivated_at is null and u.id <> all (going));
            exit when staying = '{}';
            return query select s, (select 'supervises ' || min(u.email) from @schema@.users u
                    where u.supervisor_id = s and u.deactivated_at is null and u.id <> all (going))
                from unnest(staying) s;
            going := array(select g from unnest(going) g where g <> all (staying));
        end loop;
        return query update @schema@.users set deactivated_at = now(), deactivated_by = operation,
            deactivation_reason = format('batch %s undone', batch)
        where id = any (going) and deactivated_at is null returning id, null::text;
    elsif noun = 'paused' then
        return query update @schema@.paused_operation set state = 'cancelled', settled_at = now()
        where id = any (going) and state = 'parked' returning id, null::text;
    elsif noun = 'client' then
        staying := array(select distinct a.client_id from @schema@.case_assignment a where a.client_id = any (going)
            and a.withdrawn_at is null and a.until >= @schema@.today());
        return query select s, 'has case managers' from unnest(staying) s;
        return query update @schema@.client set deactivated_at = now()
        where id = any (going) and id <> all (staying) and deactivated_at is null returning id, null::text;
    elsif noun = 'case' then
        return query select * from @schema@.case_batch_withdraw(batch, operation, going);
    elsif noun = 'task' then
        return query update @schema@.task set status = 'cancelled'
        where id = any (going) and status <> 'cancelled' returning id, null::text;
    else
        staying := array(select g from unnest(going) g where @schema@.place_members(noun, g) > 0);
        return query select s, case n when 1 then 'a user belongs to it' else format('%s users belong to it', n) end
            from unnest(staying) s cross join lateral @schema@.place_members(noun, s) n;
        return query execute format(
            'update %s set deactivated_at = now() where id = any ($1) and deactivated_at is null returning id, null::text',
            @schema@.table_of(noun)) using array(select g from unnest(going) g where g <> all (staying));
    end if;
end $$;
comment on function @schema@.batch_withdraw(bigint, text, uuid, bigint[]) is
    'Takes rows that a batch created out of use; gives those that went, and those that have to stay and why';

-- To undo an undo: what it took out of use comes back, if nobody has touched that since.
drop function if exists @schema@.batch_restore(bigint, bigint[]);
create or replace function @schema@.batch_restore(batch bigint, noun text, ids bigint[]) returns table (row_id bigint)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told record;
begin
    select o.started_at into told
    from @schema@.batch b join @schema@.operation o on o.id = b.operation_id where b.id = batch;
    if noun = 'paused' then
        return query update @schema@.paused_operation p set state = 'parked', settled_at = null
        where p.id = any (ids) and p.state = 'cancelled' and p.settled_at = told.started_at returning p.id;
        return;
    end if;
    if noun = 'case' then
        return query select * from @schema@.case_batch_restore(ids, told.started_at);
        return;
    end if;
    return query execute format(
        'update %s t set deactivated_at = null %s where t.id = any ($1) and t.deactivated_at = $2 returning t.id',
        @schema@.table_of(noun),
        case noun when 'user' then ', deactivated_by = null, deactivation_reason = null' else '' end)
    using ids, told.started_at;
end $$;
comment on function @schema@.batch_restore(bigint, text, bigint[]) is
    'Gives back what a batch took out of use; gives those that came back';

-- Ends that a batch scheduled, changed or cancelled are as before, unless somebody has changed them since.
create or replace function @schema@.batch_restore_ends(batch bigint, operation uuid, ids bigint[]) returns table (row_id bigint)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with did as (
        select h.row_id, (array_agg(h.change order by h.id) filter (where h.change ? 'ends_at'))[1] as first_change,
            (array_agg(h.change order by h.id desc) filter (where h.change ? 'ends_at'))[1] as last_change
        from @schema@.batch b join @schema@.history h on h.operation_id = b.operation_id and h.noun = 'user' and h.row_id = any (ids)
        where b.id = batch group by h.row_id
    ), wanted as (
        -- An end that has come meanwhile is no end that could be set. What the batch did not change is as it is.
        select d.row_id, (d.last_change -> 'ends_at' ->> 1)::timestamptz as present, e.ends_at, d.first_change as was
        from did d cross join lateral (select case when (d.first_change -> 'ends_at' ->> 0)::timestamptz > clock_timestamp()
            then (d.first_change -> 'ends_at' ->> 0)::timestamptz end as ends_at) e
    ), found as (
        select w.row_id, w.present, w.ends_at,
            case when w.was ? 'ends_reason' then w.was -> 'ends_reason' ->> 0 else u.ends_reason end as reason,
            case when w.was ? 'ends_work' then w.was -> 'ends_work' ->> 0 else u.ends_work end as work,
            case when w.was ? 'ends_transfer_to' then (select r.id from @schema@.users r where r.email = w.was -> 'ends_transfer_to' ->> 0)
                else u.ends_transfer_to_id end as transfer_to,
            case when w.was ? 'ends_team_to' then (select r.id from @schema@.users r where r.email = w.was -> 'ends_team_to' ->> 0)
                else u.ends_team_to_id end as team_to
        from wanted w join @schema@.users u on u.id = w.row_id
    )
    update @schema@.users u set ends_at = f.ends_at, ends_by = case when f.ends_at is not null then operation end,
        ends_reason = case when f.ends_at is not null then f.reason end,
        ends_work = case when f.ends_at is not null then case when f.work = 'transfer' and f.transfer_to is null then 'leave-open' else f.work end end,
        ends_transfer_to_id = case when f.ends_at is not null and f.work = 'transfer' then f.transfer_to end,
        ends_team_to_id = case when f.ends_at is not null then f.team_to end
    from found f
    where u.id = f.row_id and u.ends_at is not distinct from f.present and u.deactivated_at is null
    returning u.id
$$;
comment on function @schema@.batch_restore_ends(bigint, uuid, bigint[]) is
    'Gives users the scheduled ends that they had before a batch; gives those who have them again';

-- Whom a batch reactivated leaves again, unless there is work by now that somebody would miss.
create or replace function @schema@.batch_leave_again(batch bigint, operation uuid, ids bigint[])
    returns table (row_id bigint, blocked_by text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    going bigint[] := array(select u.id from @schema@.users u where u.id = any (ids) and u.deactivated_at is null order by u.id);
begin
    return query select o.user_id, 'has ' || @schema@.leaver_work_told(o.cases, o.tasks, o.paused) || ': ct user deactivate hands it on'
    from @schema@.leaver_open(going) o where o.cases + o.tasks + o.paused > 0;
    return query update @schema@.users u set deactivated_at = now(), deactivated_by = operation, deactivation_reason = format('batch %s undone', batch)
    where u.id = any (going) and not exists (select from @schema@.leaver_open(going) o where o.user_id = u.id and o.cases + o.tasks + o.paused > 0)
    returning u.id, null::text;
end $$;
comment on function @schema@.batch_leave_again(bigint, uuid, bigint[]) is
    'Deactivates users whom a batch reactivated; gives those who went, and those who stay and why';
