-- Case assignments: what holds on every path (REQUIREMENTS C2). Open ones are given to active case managers only, with
-- access to the client's organization, for clients who are served; nobody is twice at once a client's case manager; what is
-- past stays as it was.
--
-- Whoever writes assignments takes the guard 'case' first, by a trigger, so that direct SQL takes its turn, too. Whoever gives
-- work locks the users, and their access, before looking at them: so it does not pass somebody who is losing them just then.

-- Why somebody cannot be given open assignments in an organization; null: they can.
create or replace function @schema@.case_refusal(manager bigint, organization bigint) returns text
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
    select case when u.id is null then 'does not exist'
        when @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) then 'is inactive'
        when u.pending_since is not null then 'waits for approval'
        when not u.case_manager then 'is not a case manager'
        when not coalesce(m.is_active, false) then 'has no access to the client''s organization' end
    from (select) one left join @schema@.users u on u.id = manager
    left join @schema@.user_organization m on m.user_id = u.id and m.organization_id = organization
$$;
comment on function @schema@.case_refusal(bigint, bigint) is
    'Why a user cannot be given open assignments of an organization''s clients (REQUIREMENTS C2); null: they can';

-- History has not been told of the statement that fires a trigger: the triggers below come before its own, by their names.
create or replace function @schema@.case_done_last(target bigint, out by_batch boolean, out change jsonb)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select exists (select from @schema@.batch b where b.operation_id = h.operation_id), h.change
    from @schema@.history h where h.noun = 'case' and h.row_id = target order by h.id desc limit 1
$$;
comment on function @schema@.case_done_last(bigint) is 'What was done last to an assignment, and whether by a batch, which can be undone';

create or replace function @schema@.case_puts_back(
    target bigint, old_end date, old_reason text, new_end date, new_reason text
) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    -- Undoing is an administrator's; to others what is past is past.
    select @schema@.actor_id() is null and coalesce((select d.by_batch
        and new_end is not distinct from case when d.change ? 'end_date' then (d.change -> 'end_date' ->> 0)::date else old_end end
        and new_reason is not distinct from case when d.change ? 'end_reason' then d.change -> 'end_reason' ->> 0 else old_reason end
        from @schema@.case_done_last(target) d), false)
$$;
comment on function @schema@.case_puts_back(bigint, date, text, date, text) is
    'Whether the end of an assignment becomes what it was before a batch, after which nobody has touched it: an undoing';

create or replace function @schema@.case_take_turn() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    update @schema@.guard set version = version + 1 where name = 'case';
    return null;
end $$;
comment on function @schema@.case_take_turn() is 'Writers of case assignments take turns, whatever way they come';

create or replace function @schema@.case_past_stays() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    wrong bigint;
begin
    perform @schema@.require_own_table(tg_table_schema);
    -- By the least, since one by any would be looked for row by row.
    select min(o.id) into wrong from old_rows o join new_rows n on n.id = o.id
    where (o.client_id, o.user_id, o.begin_date) is distinct from (n.client_id, n.user_id, n.begin_date);
    if wrong is not null then
        raise exception 'the client, the case manager and the first day of an assignment never change' using errcode = 'CT002',
            hint = 'end it, and make a new one: ct case reassign';
    end if;
    select min(o.id) into wrong from old_rows o join new_rows n on n.id = o.id
    where o.until < @schema@.today()
      and (o.end_date, o.end_reason, o.organization_id, o.withdrawn_at)
        is distinct from (n.end_date, n.end_reason, n.organization_id, n.withdrawn_at)
      and not (o.organization_id = n.organization_id and case
            when o.withdrawn_at is distinct from n.withdrawn_at
                then (o.end_date, o.end_reason) is not distinct from (n.end_date, n.end_reason)
                    and num_nulls(o.withdrawn_at, n.withdrawn_at) = 1
                    and coalesce((select d.by_batch from @schema@.case_done_last(o.id) d), false)
            else @schema@.case_puts_back(o.id, o.end_date, o.end_reason, n.end_date, n.end_reason) end);
    if wrong is not null then
        raise exception 'the assignment % is past, and stays as it was', wrong using errcode = 'CT002',
            hint = 'a new one is made by ct case assign; what an import did is undone by ct batch undo';
    end if;
    return null;
end $$;
comment on function @schema@.case_past_stays() is 'Refuses to change what is past, and whose an assignment is (REQUIREMENTS C2)';

-- In plpgsql a statement sees what was committed when it begins: so what is looked at behind a lock is what holds.
create or replace function @schema@.case_keep_rules() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    -- Rows that count from now on, or longer than before, or for another organization.
    longer text := case tg_op when 'INSERT' then 'select n.* from new_rows n where n.withdrawn_at is null'
        else 'select n.* from new_rows n join old_rows o on o.id = n.id where n.withdrawn_at is null
            and (o.withdrawn_at is not null or n.until > o.until or (n.organization_id <> o.organization_id
                -- What somebody has left behind goes along with the client, and stays an orphan.
                and not exists (select from @schema@.users u where u.id = n.user_id and @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()))))' end;
    given text := format('(select g.* from (%s) g where g.until >= @schema@.today())', longer);
    wrong record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    execute format('select from @schema@.users u where u.id in (select g.user_id from %s g) order by u.id for share', given);
    execute format('select from @schema@.user_organization m where (m.user_id, m.organization_id) in (
        select g.user_id, g.organization_id from %s g) order by m.user_id, m.organization_id for share', given);
    execute format('select g.user_id, g.organization_id, @schema@.case_refusal(g.user_id, g.organization_id) as why
        from (select distinct g.user_id, g.organization_id from %s g) g
        left join @schema@.users u on u.id = g.user_id and u.case_manager and u.pending_since is null
            and not @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp())
        left join @schema@.user_organization m on m.user_id = g.user_id and m.organization_id = g.organization_id and m.is_active
        where u.id is null or m.user_id is null order by g.user_id limit 1', given) into wrong;
    if wrong.user_id is not null then
        raise exception '% cannot be given open assignments: %', @schema@.case_user_label(wrong.user_id), wrong.why
            using errcode = 'CT002', hint = 'it takes an active case manager with access to the client''s organization';
    end if;
    execute format('select c.id, c.deactivated_at is not null as is_inactive from %s g join @schema@.client c on c.id = g.client_id
        where c.deactivated_at is not null or c.organization_id <> g.organization_id limit 1', given) into wrong;
    if wrong.is_inactive then
        raise exception '% is not served any more, and gets no case manager', coalesce(@schema@.work_label('client', wrong.id), 'the client')
            using errcode = 'CT002', hint = 'ct client reactivate serves the client again';
    elsif wrong.id is not null then
        raise exception 'an open assignment is of the client''s organization' using errcode = 'CT002';
    end if;
    -- Planned anew each time: what is right for one row is not for a million.
    execute format('select n.id, a.id as other from (%s) n join @schema@.case_assignment a
        on a.client_id = n.client_id and a.user_id = n.user_id and a.withdrawn_at is null and a.id <> n.id
        and a.begin_date <= n.until and a.until >= n.begin_date limit 1', longer) into wrong;
    if wrong.id is not null then
        raise exception 'the assignments % and % of the same client and case manager overlap', least(wrong.id, wrong.other), greatest(wrong.id, wrong.other)
            using errcode = 'CT002', hint = 'end the one before the other begins: ct case end';
    end if;
    return null;
end $$;
comment on function @schema@.case_keep_rules() is
    'Refuses open assignments of whoever may not have them, and two at once of the same client and case manager (REQUIREMENTS C2)';

create or replace function @schema@.case_user_label(manager bigint) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select coalesce((select u.email from @schema@.users u where u.id = manager and @schema@.user_is_visible(u.id)), 'this user') $$;
comment on function @schema@.case_user_label(bigint) is 'What a case manager is called in a refusal, to whoever sees them';

create or replace trigger case_takes_turn before insert or update on @schema@.case_assignment
    for each statement execute function @schema@.case_take_turn();
create or replace trigger case_given after insert on @schema@.case_assignment
    referencing new table as new_rows for each statement execute function @schema@.case_keep_rules();
create or replace trigger case_kept_to after update on @schema@.case_assignment
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.case_keep_rules();
create or replace trigger case_past_stays after update on @schema@.case_assignment
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.case_past_stays();

-- And from the other side: what somebody needs for their open assignments is not taken from them. They may be deactivated:
-- what they leave behind is an orphan, and is told of.
create or replace function @schema@.case_holds_manager() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    held record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows where not case_manager) then
        return null;
    end if;
    select n.id, count(*) as number into held from old_rows o join new_rows n on n.id = o.id
    join @schema@.case_assignment a on a.user_id = n.id and a.withdrawn_at is null and a.until >= @schema@.today()
    where o.case_manager and not n.case_manager group by n.id order by n.id limit 1;
    if held.id is not null then
        raise exception '% has %, and stays a case manager until others have them', @schema@.case_user_label(held.id), @schema@.case_count(held.number)
            using errcode = 'CT002', hint = 'give them to others first: ct caseload transfer';
    end if;
    return null;
end $$;
comment on function @schema@.case_holds_manager() is 'Refuses to make an end of somebody''s being a case manager while they have open assignments';

create or replace function @schema@.case_holds_access() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    lost text := case tg_op when 'DELETE' then 'select o.user_id, o.organization_id from old_rows o where o.is_active'
        else 'select o.user_id, o.organization_id from old_rows o join new_rows n
            on n.user_id = o.user_id and n.organization_id = o.organization_id where o.is_active and not n.is_active' end;
    held record;
begin
    perform @schema@.require_own_table(tg_table_schema);
    execute format('select l.user_id as id, count(*) as number from (%s) l
        join @schema@.case_assignment a on a.user_id = l.user_id and a.organization_id = l.organization_id
            and a.withdrawn_at is null and a.until >= @schema@.today()
        -- Taken away and given anew by one statement, they have it.
        where not exists (select from @schema@.user_organization m
            where m.user_id = l.user_id and m.organization_id = l.organization_id and m.is_active)
        group by l.user_id, l.organization_id order by l.user_id limit 1', lost) into held;
    if held.id is not null then
        raise exception '% has % of the organization''s clients, and keeps access to it until others have them', @schema@.case_user_label(held.id), @schema@.case_count(held.number)
            using errcode = 'CT002', hint = 'give them to others first: ct caseload transfer, with --organization';
    end if;
    return null;
end $$;
comment on function @schema@.case_holds_access() is 'Refuses to take access to an organization from somebody who has open assignments there';

create or replace function @schema@.case_count(number bigint) returns text
    language sql immutable
    return case number when 1 then '1 open assignment' else format('%s open assignments', number) end;
comment on function @schema@.case_count(bigint) is 'How many assignments are open, in words';

create or replace trigger case_holds_manager after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.case_holds_manager();
create or replace trigger case_holds_access after delete on @schema@.user_organization
    referencing old table as old_rows for each statement execute function @schema@.case_holds_access();
create or replace trigger case_holds_active after update on @schema@.user_organization
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.case_holds_access();

-- Where a client goes to another organization, the open assignments go along (see client_moved). One who is served no more
-- has none.
create or replace function @schema@.case_holds_client() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    held bigint;
begin
    perform @schema@.require_own_table(tg_table_schema);
    select count(*) into held from old_rows o join new_rows n on n.id = o.id
    where o.deactivated_at is null and n.deactivated_at is not null;
    if held = 0 then
        return null;
    end if;
    update @schema@.guard set version = version + 1 where name = 'case';
    select min(n.id) into held from old_rows o join new_rows n on n.id = o.id
    where o.deactivated_at is null and n.deactivated_at is not null and exists (
        select from @schema@.case_assignment a where a.client_id = n.id and a.withdrawn_at is null and a.until >= @schema@.today());
    if held is not null then
        raise exception '% has case managers', coalesce(@schema@.work_label('client', held), 'the client') using errcode = 'CT002',
            hint = 'end the assignments first: ct case list --client shows them, ct case end ends them';
    end if;
    return null;
end $$;
comment on function @schema@.case_holds_client() is 'A client who has case managers stays served';

create or replace trigger case_holds_client after update on @schema@.client
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.case_holds_client();
