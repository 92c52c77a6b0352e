-- Logins and sessions. A password, or the answer to a security question, is checked in three steps, so that no guess is free: a challenge tells how to compute the
-- key; an attempt with the key is committed; only then is it told whether it was right. An attempt that is undone, or never
-- settled, counts as a failure.

-- What is stored of a password or an answer, looked at before anything is written: what a column refuses, the log would have.
create or replace function @schema@.stored_require(
    salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer
) returns void
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    if not coalesce(octet_length(salt) = 16 and octet_length(verifier) = 32 and memory_kib >= 8 and passes >= 1 and lanes >= 1, false) then
        raise exception 'a credential is malformed' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.stored_require(bytea, bytea, integer, integer, integer) is
    'Refuses what cannot be stored of a password or an answer';

create or replace function @schema@.setting_value(setting_name text) returns bigint
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$ select value from @schema@.setting where name = setting_name $$;
comment on function @schema@.setting_value(text) is 'What an instance has chosen';

-- Everybody may read what a transaction of theirs has cost: how many rows each table gave, how many pages were looked at. So
-- what is looked up by somebody who must not learn whether it is there is looked up twice: for what is asked, and, if that is
-- not there, for the first that is, or else for what cannot be there. Together they cost the same.
create or replace function @schema@.login_of(told_login text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    another text;
    found_id bigint;
begin
    select u.login into another from @schema@.users u order by u.login limit 1;
    select u.id into found_id from @schema@.users u where u.login = told_login;
    perform from @schema@.users u where u.login = case when found_id is null then another else '' end;
    return found_id;
end $$;
comment on function @schema@.login_of(text) is 'The user with a login; null: nobody. It costs the same';

create or replace function @schema@.credential_of(of_user bigint) returns @schema@.credential
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    another bigint;
    told @schema@.credential;
begin
    select c.user_id into another from @schema@.credential c order by c.user_id limit 1;
    select * into told from @schema@.credential c where c.user_id = coalesce(of_user, 0);
    perform from @schema@.credential c where c.user_id = case when told.user_id is null then another else 0 end;
    return told;
end $$;
comment on function @schema@.credential_of(bigint) is 'The credential of a user, if there is one. It costs the same';

create or replace function @schema@.login_cleared_at(of_user bigint) returns timestamptz
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    another bigint;
    told @schema@.login_state;
begin
    select s.user_id into another from @schema@.login_state s order by s.user_id limit 1;
    select * into told from @schema@.login_state s where s.user_id = of_user;
    perform from @schema@.login_state s where s.user_id = case when told.user_id is null then another else 0 end;
    return told.cleared_at;
end $$;
comment on function @schema@.login_cleared_at(bigint) is 'Until when failures of a user do not count any more; null: all do. It costs the same';

-- For a login that nobody has, a salt is made up, always the same one. The cost of a generated password is told by nobody.
drop function if exists @schema@.login_challenge(text);
create function @schema@.login_challenge(told_login text)
    returns table (salt bytea, memory_kib integer, passes integer, lanes integer, instance uuid)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
    select coalesce(c.salt, substr(sha256(s.value || sha256(s.value || convert_to(told_login, 'UTF8'))), 1, 16)),
        case when c.memory_kib >= 1024 then c.memory_kib else chosen.memory_kib end,
        case when c.memory_kib >= 1024 then c.passes else chosen.passes end,
        case when c.memory_kib >= 1024 then c.lanes else 1 end,
        i.id
    from @schema@.secret s cross join @schema@.instance i
    cross join (select @schema@.setting_value('password_memory_kib')::integer as memory_kib,
        @schema@.setting_value('password_passes')::integer as passes offset 0) chosen
    cross join @schema@.credential_of(@schema@.login_of(told_login)) c
    where s.name = 'unknown_login'
$$;
comment on function @schema@.login_challenge(text) is 'How to compute the key of a password; the same kind of answer for everybody';

drop function if exists @schema@.login_begin(text, bytea);
-- Attempts with a login that nobody has count as others do, under a number that is nobody's.
create or replace function @schema@.login_number(told_login text) returns bigint
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select -1 - (('x' || left(encode(sha256(s.value || convert_to(coalesce(told_login, ''), 'UTF8')), 'hex'), 16))::bit(64)::bigint
        & 9223372036854775806)
    from @schema@.secret s where s.name = 'unknown_login'
$$;
comment on function @schema@.login_number(text) is 'Below 0, and the same each time: for a login that nobody has';

create or replace function @schema@.login_begin(told_login text, key bytea, told_secret text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    made bigint;
    number bigint := @schema@.login_number(told_login);
begin
    if octet_length(key) is distinct from 32 then
        raise exception 'a key has 32 bytes' using errcode = 'CT003';
    elsif not coalesce(told_secret in ('password', 'answer'), false) then
        raise exception 'what is told is a password or an answer' using errcode = 'CT003';
    end if;
    -- A number that nobody guesses: or else whoever was quicker would settle the right attempt of another, and have the
    -- session, or set the password.
    insert into @schema@.login_attempt (id, user_id, verifier, secret) overriding system value
    values (('x' || left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 16))::bit(64)::bigint & 9223372036854775807,
        coalesce(@schema@.login_of(told_login), number), sha256(key), told_secret)
    returning id into made;
    return made;
end $$;
comment on function @schema@.login_begin(text, bytea, text) is
    'Notes an attempt with a password or an answer, to be committed before it is settled';

-- What was cleared counts no more for the attempts that come after it; for one that was under way, those of its minute do.
create or replace function @schema@.login_failures(of_user bigint, beside bigint) returns bigint
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select count(*) from @schema@.login_attempt a
    where a.user_id = of_user and a.id <> beside and not a.succeeded
      -- Computed once, so that the index serves, however many attempts there have been.
      and a.made_at > (select greatest('-infinity',
            case when b.made_at <= s.cleared_at then b.made_at - interval '1 minute' else s.cleared_at end,
            case when lock.minutes > 0 then clock_timestamp() - make_interval(mins => lock.minutes) end)
        from (select @schema@.setting_value('login_lock_minutes')::integer as minutes) lock
        cross join (select @schema@.login_cleared_at(of_user) as cleared_at offset 0) s
        left join @schema@.login_attempt b on b.id = beside)
$$;
comment on function @schema@.login_failures(bigint, bigint) is 'How many attempts count as failures now, beside one';

create or replace function @schema@.login_locked_until(of_user bigint) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select case
        when @schema@.login_failures(of_user, -1) < @schema@.setting_value('login_failures') then null
        when @schema@.setting_value('login_lock_minutes') = 0 then 'infinity'
        else (select made_at from @schema@.login_attempt where user_id = of_user and not succeeded
              order by made_at desc offset @schema@.setting_value('login_failures') - 1 limit 1)
            + make_interval(mins => @schema@.setting_value('login_lock_minutes')::integer) end
$$;
comment on function @schema@.login_locked_until(bigint) is 'Until when a user cannot log in because of failures; null: it is not so';

-- Whether an attempt was right. One that is refused counts as well: it may have been compared before, in a transaction that
-- was undone. What it costs is the same whether the user exists, and whether there is a password. An answer opens nothing
-- that a password opens, nor the other way round: so whoever settles says which it has to be.
drop function if exists @schema@.login_settle(bigint);
create or replace function @schema@.login_settle(attempt bigint, kind text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    told record;
    is_right boolean;
begin
    select * into told from @schema@.login_attempt where id = attempt for update;
    if told.id is null or told.secret is distinct from kind or told.transaction_id = pg_current_xact_id()
        or told.settled_at is not null then
        raise exception 'no such attempt waits' using errcode = 'CT003';
    end if;
    -- Attempts that were laid by until those beside them do not count any more would be free.
    is_right := told.made_at > clock_timestamp() - interval '1 minute'
        and @schema@.login_failures(coalesce(told.user_id, -1), told.id) < @schema@.setting_value('login_failures')
        and coalesce(case kind
            when 'answer' then (select q.verifier = told.verifier from @schema@.question_of(told.user_id) q)
            else (select c.verifier = told.verifier from @schema@.credential_of(told.user_id) c) end, false);
    -- Whoever sets a new password waits until what this one opens is there to be ended; or else this one sees the new one.
    if is_right and kind = 'password' then
        perform from @schema@.credential c where c.user_id = told.user_id and c.verifier = told.verifier for no key update;
        is_right := found;
    elsif is_right then
        -- The password first, as whoever changes both does.
        perform from @schema@.credential c where c.user_id = told.user_id for no key update;
        perform from @schema@.security_question q
        where q.user_id = told.user_id and q.verifier = told.verifier for no key update;
        is_right := found;
    end if;
    -- What was compared is of no more use to anybody but a thief.
    update @schema@.login_attempt set settled_at = clock_timestamp(), succeeded = is_right, verifier = ''
    where id = attempt;
    return is_right;
end $$;
comment on function @schema@.login_settle(bigint, text) is
    'Compares; refuses an attempt with another kind of secret or of the own transaction, one that is older than a minute, and any while too many others failed';

create or replace function @schema@.login_finish(attempt bigint, token_digest bytea, told_client text)
    returns table (result text, session_id bigint, user_id bigint)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    told record;
begin
    if octet_length(token_digest) is distinct from 32 then
        raise exception 'a token''s digest has 32 bytes' using errcode = 'CT003';
    end if;
    if not @schema@.login_settle(attempt, 'password') then
        return query select 'wrong', null::bigint, null::bigint;
        return;
    end if;
    -- Who knows the password is told more.
    select u.id, m.organization_id, case when m.organization_id is not null then u.location_id end as location_id,
        case when @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) then 'inactive'
             when u.pending_since is not null then 'pending'
             when u.inactivity_locked_at is not null then 'inactivity'
             when c.expires_at <= clock_timestamp() then 'expired'
             else 'ok' end as result
    into told
    from @schema@.login_attempt a join @schema@.users u on u.id = a.user_id
    join @schema@.credential c on c.user_id = u.id
    left join @schema@.user_organization m on m.user_id = u.id and m.organization_id = u.organization_id
        and m.is_active and m.may_log_in
    where a.id = attempt;
    if told.result = 'ok' then
        insert into @schema@.session (token_digest, user_id, organization_id, location_id, client, ends_at)
        values (login_finish.token_digest, told.id, told.organization_id, told.location_id, told_client,
            clock_timestamp() + make_interval(hours => @schema@.setting_value('session_hours')::integer))
        returning id into session_id;
        insert into @schema@.login_state as s (user_id, last_login_at, cleared_at)
        values (told.id, clock_timestamp(), clock_timestamp())
        on conflict on constraint login_state_pkey
        do update set last_login_at = excluded.last_login_at, cleared_at = excluded.cleared_at;
    end if;
    return query select told.result, login_finish.session_id, told.id;
end $$;
comment on function @schema@.login_finish(bigint, bytea, text) is 'Settles an attempt; a right one of somebody who may log in makes a session';

create or replace function @schema@.session_hint() returns text
    language plpgsql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    return 'log in again: ct login' || case when @schema@.is_administrator() then '; or act without a session: ct logout' else '' end;
end $$;
comment on function @schema@.session_hint() is 'What to do without a session that holds: only an administrator''s connection can do without';

-- The session that this transaction presents, checked anew each time; nothing: none is presented. A token that is no
-- session's is an error, never nobody. In PL/pgSQL, here and in what is asked as often: it keeps its plans.
create or replace function @schema@.session_state(choosing boolean, out session_id bigint, out user_id bigint, out workgroup_id bigint, out must_change boolean)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    told text := current_setting('ct.session', true);
    found record;
    its_user record;
begin
    if coalesce(told, '') = '' then
        return;
    end if;
    -- One table after the other: to plan a join takes longer than to run it, and each command is a connection of its own.
    select s.id, s.user_id, s.workgroup_id, s.ended_at, s.end_reason, s.seen_at, s.ends_at into found
    from @schema@.session s where told ~ '^[0-9a-f]{64}$' and s.token_digest = sha256(decode(told, 'hex'));
    if found.id is null then
        raise exception 'the session is not known here'
            using errcode = 'CT077', hint = @schema@.session_hint();
    elsif found.ended_at is not null then
        raise exception 'the session was ended: %', coalesce(found.end_reason, 'no reason was told')
            using errcode = 'CT077', hint = @schema@.session_hint();
    elsif clock_timestamp() >= least(found.ends_at, found.seen_at + make_interval(mins => (
            select value from @schema@.setting where name = 'session_idle_minutes')::integer)) then
        raise exception 'the session has ended by itself: it was idle, or open, for too long'
            using errcode = 'CT077', hint = @schema@.session_hint();
    end if;
    select u.deactivated_at, u.ends_at, u.pending_since, u.inactivity_locked_at into its_user
    from @schema@.users u where u.id = found.user_id;
    if @schema@.user_is_out(its_user.deactivated_at, its_user.ends_at, clock_timestamp()) or its_user.pending_since is not null then
        raise exception 'the user of this session is not active any more'
            using errcode = 'CT077', hint = @schema@.session_hint();
    elsif its_user.inactivity_locked_at is not null then
        raise exception 'the user of this session is locked for inactivity' using errcode = 'CT077',
            hint = 'the helpdesk, the supervisor or an administrator can unlock them: ct user unlock';
    end if;
    session_id := found.id;
    user_id := found.user_id;
    workgroup_id := found.workgroup_id;
    must_change := coalesce((select c.must_change from @schema@.credential c where c.user_id = found.user_id), false);
    -- Who has to choose a new password first may do nothing else.
    if must_change and not choosing then
        raise exception 'a new password has to be chosen first' using errcode = 'CT078';
    end if;
end $$;
comment on function @schema@.session_state(boolean) is
    'The session that the transaction presents and whose it is; unless it is to choose a password, refuses who has to do that first';

create or replace function @schema@.session_to_choose() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return (select s.session_id from @schema@.session_state(true) s);
end $$;
comment on function @schema@.session_to_choose() is 'The session that is presented, also of who has to choose a password first';

create or replace function @schema@.session_chooser() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return (select s.user_id from @schema@.session_state(true) s);
end $$;
comment on function @schema@.session_chooser() is 'The user who is logged in, even if a new password has to be chosen first';

create or replace function @schema@.session_presented() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return (select s.session_id from @schema@.session_state(false) s);
end $$;
comment on function @schema@.session_presented() is 'The session that is presented';

create or replace function @schema@.session_actor() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return (select s.user_id from @schema@.session_state(false) s);
end $$;
comment on function @schema@.session_actor() is 'The user who is logged in; null: nobody is';

-- To put away what somebody left, when the session has ended meanwhile: whose it is, the token tells all the same.
create or replace function @schema@.session_leaver() returns bigint
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select s.user_id from @schema@.session s
    where current_setting('ct.session', true) ~ '^[0-9a-f]{64}$'
      and s.token_digest = sha256(decode(current_setting('ct.session', true), 'hex'))
$$;
comment on function @schema@.session_leaver() is 'The user whose session is presented, whether it still holds or not';

-- Presents a token for this transaction.
create or replace function @schema@.session_present(token text, to_choose boolean) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform set_config('ct.session', token, true);
    return (select s.session_id from @schema@.session_state(to_choose) s);
end $$;
comment on function @schema@.session_present(text, boolean) is 'Presents the token of a session, which holds until the transaction ends';

create or replace function @schema@.session_touch() returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.session set seen_at = clock_timestamp()
    where id = @schema@.session_to_choose() and seen_at < clock_timestamp() - interval '1 minute'
$$;
comment on function @schema@.session_touch() is 'Notes that the session is in use, once a minute';

-- Whoever becomes active again logs in again. A session that is in use just now is not waited for: or else whoever left a
-- transaction open could not be deactivated. It opens nothing meanwhile, and is ended when the user becomes active again.
create or replace function @schema@.session_end_with_user() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    gone bigint[];
    back bigint[];
    moment timestamptz := clock_timestamp();
begin
    perform @schema@.require_own_table(tg_table_schema);
    -- Who is deactivated when the end has passed was out before; of their sessions it has to be told all the same.
    -- Planned for each statement anew: the plan of one that changes nobody would join each of many with each.
    execute $body$
        select array_agg(n.id) filter (where not may_now), array_agg(n.id) filter (where may_now)
        from new_rows n join old_rows o on o.id = n.id
        cross join lateral (select
            @schema@.user_may_enter(o.deactivated_at, o.ends_at, o.pending_since, o.inactivity_locked_at, $1) as might_before,
            @schema@.user_may_enter(n.deactivated_at, n.ends_at, n.pending_since, n.inactivity_locked_at, $1) as may_now) b
        where (o.deactivated_at, o.ends_at, o.pending_since, o.inactivity_locked_at)
            is distinct from (n.deactivated_at, n.ends_at, n.pending_since, n.inactivity_locked_at)
          and (might_before <> may_now or (o.deactivated_at is null) <> (n.deactivated_at is null))
    $body$ into gone, back using moment;
    if back is not null then
        perform @schema@.session_end_of_users(back, 'the user was not active any more');
    end if;
    if gone is not null then
        update @schema@.session set ended_at = clock_timestamp(), end_reason = 'the user is not active any more'
        where id = any (array(select s.id from @schema@.session s
            where s.user_id = any (gone) and s.ended_at is null for no key update skip locked));
    end if;
    return null;
end $$;
comment on function @schema@.session_end_with_user() is 'Ends the sessions of users who are not active any more, or become so again';

-- Where somebody works from now on: among the workgroups, organizations and locations that the user has.
create or replace function @schema@.session_choose(told_workgroup bigint, told_organization bigint, told_location bigint)
    returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    presented bigint := @schema@.session_to_choose();
    actor bigint := @schema@.session_chooser();
begin
    if presented is null then
        raise exception 'nobody is logged in'
            using errcode = 'CT077', hint = @schema@.session_hint();
    elsif told_workgroup is not null and not exists (select from @schema@.user_workgroup m
            join @schema@.workgroup w on w.id = m.workgroup_id and w.deactivated_at is null
            where m.user_id = actor and m.workgroup_id = told_workgroup) then
        raise exception 'the user does not have this workgroup, or it is inactive' using errcode = 'CT002';
    elsif told_organization is not null and not exists (select from @schema@.user_organization m
            join @schema@.organization o on o.id = m.organization_id and o.deactivated_at is null
            where m.user_id = actor and m.organization_id = told_organization and m.is_active and m.may_log_in) then
        raise exception 'the user may not log in to this organization, or it is inactive' using errcode = 'CT002';
    elsif told_location is not null and not exists (select from @schema@.location l
            where l.id = told_location and l.organization_id = told_organization and l.deactivated_at is null) then
        raise exception 'the location does not belong to the organization, or it is inactive' using errcode = 'CT002';
    end if;
    update @schema@.session set workgroup_id = told_workgroup, organization_id = told_organization, location_id = told_location
    where id = presented;
end $$;
comment on function @schema@.session_choose(bigint, bigint, bigint) is 'Sets workgroup, organization and location of the session';

-- One's own always; those of others take what a reset of their password takes.
create or replace function @schema@.session_end(ids bigint[], why text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    chooser bigint := @schema@.session_chooser();
    ended bigint;
begin
    if chooser is null and not @schema@.is_administrator() then
        raise exception 'nobody is logged in'
            using errcode = 'CT077', hint = @schema@.session_hint();
    end if;
    perform @schema@.require_account(other.user_id, 'users')
    from (select distinct s.user_id from @schema@.session s where s.id = any (ids)) other
    where other.user_id is distinct from chooser;
    update @schema@.session set ended_at = clock_timestamp(), end_reason = why
    where id = any (ids) and ended_at is null;
    get diagnostics ended = row_count;
    return ended;
end $$;
comment on function @schema@.session_end(bigint[], text) is 'Ends sessions; gives how many were open (REQUIREMENTS S4)';

-- What an administrator or a new password does to whoever is logged in.
create or replace function @schema@.session_end_of_users(ids bigint[], why text) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.session set ended_at = clock_timestamp(), end_reason = why
    where user_id = any (ids) and ended_at is null
$$;
comment on function @schema@.session_end_of_users(bigint[], text) is 'Ends all sessions of users';

drop trigger if exists session_ends on @schema@.users;
create trigger session_ends after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.session_end_with_user();

create or replace function @schema@.login_unlock(of_user bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    until timestamptz;
    was_away boolean;
begin
    perform @schema@.require_account(of_user, 'passwords');
    if of_user = @schema@.actor_id() then
        raise exception 'nobody unlocks themselves' using errcode = 'CT079';
    end if;
    -- Who is let in again is not to be locked the next night: inactivity is counted anew (REQUIREMENTS B4).
    update @schema@.users u set inactivity_locked_at = null, inactivity_warned_at = null, aging_since = now()
    where u.id = of_user and u.inactivity_locked_at is not null;
    was_away := found;
    -- Whoever is not locked keeps their failures: or else whoever may unlock could guess for ever, and history would not tell.
    until := @schema@.login_locked_until(of_user);
    if until is null then
        return was_away;
    end if;
    insert into @schema@.login_state as s (user_id, cleared_at) values (of_user, clock_timestamp())
    on conflict on constraint login_state_pkey do update set cleared_at = excluded.cleared_at;
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    values (@schema@.current_operation(), 'user', of_user, 'changed',
        jsonb_build_object('login_lock', jsonb_build_array(until, null)));
    perform @schema@.notify(array[of_user], 'unlocked', jsonb_build_object('by', (@schema@.notice_acting()).name));
    return true;
end $$;
comment on function @schema@.login_unlock(bigint) is
    'Lets a user in again who was locked for failures or for inactivity; false if the user was not locked';

create or replace function @schema@.question_is_demanded(of_user bigint) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select @schema@.setting_value('security_question') = 1
        and exists (select from @schema@.credential c where c.user_id = of_user and c.must_change)
        and not exists (select from @schema@.security_question q where q.user_id = of_user)
$$;
comment on function @schema@.question_is_demanded(bigint) is
    'Whether a user has to choose a security question together with the first password (REQUIREMENTS P3)';

-- The own password: the attempt with the old one has been committed. Renewed, it is the same one, at today's cost. What has
-- to be refused anyway is refused before the attempt is settled.
drop function if exists @schema@.password_change(bigint, bytea, bytea, integer, integer, integer);
drop function if exists @schema@.password_change(bigint, bytea, bytea, integer, integer, integer, boolean);
create or replace function @schema@.password_change(
    attempt bigint, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer, renews boolean,
    question text, answer_salt bytea, answer_verifier bytea, answer_memory_kib integer, answer_passes integer,
    answer_lanes integer
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    presented bigint := @schema@.session_to_choose();
    actor bigint := @schema@.session_chooser();
begin
    renews := coalesce(renews, false);
    perform @schema@.stored_require(salt, verifier, memory_kib, passes, lanes);
    if actor is null or not exists (select from @schema@.login_attempt a where a.id = attempt and a.user_id = actor) then
        raise exception 'only your own password is changed so' using errcode = 'CT077';
    elsif question is not null then
        perform @schema@.question_require(question, answer_salt, answer_verifier, answer_memory_kib, answer_passes, answer_lanes);
    elsif not renews and @schema@.question_is_demanded(actor) then
        raise exception 'a security question has to be chosen, too' using errcode = 'CT078';
    end if;
    if not @schema@.login_settle(attempt, 'password') then
        return false;
    end if;
    if question is not null then
        perform @schema@.question_write(
            actor, question, answer_salt, answer_verifier, answer_memory_kib, answer_passes, answer_lanes);
    end if;
    update @schema@.credential c set salt = password_change.salt, verifier = password_change.verifier,
        memory_kib = password_change.memory_kib, passes = password_change.passes, lanes = password_change.lanes,
        must_change = c.must_change and renews,
        expires_at = case when renews then c.expires_at end,
        set_at = case when renews then c.set_at else now() end
    where c.user_id = actor;
    if renews then
        return true;
    end if;
    update @schema@.session set ended_at = clock_timestamp(), end_reason = 'the password was changed'
    where user_id = actor and id <> presented and ended_at is null;
    return true;
end $$;
comment on function @schema@.password_change(
    bigint, bytea, bytea, integer, integer, integer, boolean, text, bytea, bytea, integer, integer, integer) is
    'Gives the user who is logged in a new password, and a security question if one is told, if the attempt with the old password was right; ends the other sessions';

create or replace function @schema@.session_choices()
    returns table (kind text, id bigint, code text, name text, organization_id bigint, is_usual boolean)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with me as (select u.* from @schema@.users u where u.id = @schema@.session_chooser()),
    reached as (
        select o.id, o.code, o.name from me join @schema@.user_organization m on m.user_id = me.id
        join @schema@.organization o on o.id = m.organization_id
        where m.is_active and m.may_log_in and o.deactivated_at is null
    )
    select 'workgroup', w.id, w.code, w.name, null::bigint, false
    from me join @schema@.user_workgroup m on m.user_id = me.id join @schema@.workgroup w on w.id = m.workgroup_id
    where w.deactivated_at is null
    union all
    select 'organization', r.id, r.code, r.name, null, coalesce(r.id = me.organization_id, false) from reached r cross join me
    union all
    select 'location', l.id, l.code, l.name, l.organization_id, coalesce(l.id = me.location_id, false)
    from reached r join @schema@.location l on l.organization_id = r.id cross join me
    where l.deactivated_at is null
    order by 1, 3
$$;
comment on function @schema@.session_choices() is
    'What the one who is logged in can choose to work in, for and at, and what is usual (REQUIREMENTS S1)';
