-- Security questions (REQUIREMENTS P3, P6): who has forgotten the password sets a new one by the answer. Nobody reads what is
-- stored of an answer but the owner. An answer is told as a password is (session.sql): it counts, locks and waits like one.

-- Everybody chooses from these: so a question that is made up for somebody who does not exist looks like any other.
create or replace function @schema@.security_questions() returns text[]
    language sql immutable
    return array[
        'What was the name of your first pet?',
        'What was the name of the street where you grew up?',
        'What was the name of your first school?',
        'What was the last name of your favorite teacher?',
        'What was the first name of your best friend in childhood?',
        'What was your nickname as a child?',
        'In which town did your parents meet?',
        'Where was your first job?',
        'Where did you go on the first trip that you remember?',
        'Which was the first concert that you went to?'
    ];
comment on function @schema@.security_questions() is 'The security questions that there are to choose from';

-- An answer can be guessed, so it is never stored at the cost of a generated password.
create or replace function @schema@.question_require(
    question text, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer
) returns void
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    if not coalesce(question = any (@schema@.security_questions()), false) then
        raise exception 'this is none of the questions to choose from' using errcode = 'CT002';
    end if;
    perform @schema@.stored_require(salt, verifier, memory_kib, passes, lanes);
    if memory_kib < 1024 then
        raise exception 'an answer costs more' using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.question_require(text, bytea, bytea, integer, integer, integer) is
    'Refuses a question that is not on the list, and what cannot be stored of an answer';

create or replace function @schema@.question_write(
    of_user bigint, question text, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    insert into @schema@.security_question as present (user_id, question, salt, verifier, memory_kib, passes, lanes)
    values (of_user, question_write.question, question_write.salt, question_write.verifier, question_write.memory_kib,
        question_write.passes, question_write.lanes)
    on conflict on constraint security_question_pkey do update set question = excluded.question, salt = excluded.salt,
        verifier = excluded.verifier, memory_kib = excluded.memory_kib, passes = excluded.passes, lanes = excluded.lanes,
        set_at = now();
end $$;
comment on function @schema@.question_write(bigint, text, bytea, bytea, integer, integer, integer) is
    'Writes what was checked: a user''s security question, in place of the one before';

-- Whoever sets the own one shows the password again: a stolen session must not own the account.
create or replace function @schema@.question_set(
    attempt bigint, question text, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.session_actor();
begin
    perform @schema@.question_require(question, salt, verifier, memory_kib, passes, lanes);
    if actor is null or not exists (select from @schema@.login_attempt a where a.id = attempt and a.user_id = actor) then
        raise exception 'only your own security question is set so' using errcode = 'CT077';
    elsif not @schema@.login_settle(attempt, 'password') then
        return false;
    end if;
    perform @schema@.question_write(actor, question, salt, verifier, memory_kib, passes, lanes);
    return true;
end $$;
comment on function @schema@.question_set(bigint, text, bytea, bytea, integer, integer, integer) is
    'Gives the user who is logged in a security question, if the attempt with the password was right';

create or replace function @schema@.question_require_for(of_user bigint) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_account(of_user, 'passwords');
    if of_user = @schema@.actor_id() then
        raise exception 'your own security question is set with your password: ct password question' using errcode = 'CT079';
    elsif not exists (select from @schema@.users u where u.id = of_user) then
        raise exception 'there is no such user' using errcode = 'CT002';
    end if;
end $$;
comment on function @schema@.question_require_for(bigint) is
    'Refuses who may not reset the password of a user, and oneself: neither sets or removes the security question';

create or replace function @schema@.question_set_for(
    of_user bigint, question text, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer
) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.question_require_for(of_user);
    perform @schema@.question_require(question, salt, verifier, memory_kib, passes, lanes);
    perform @schema@.question_write(of_user, question, salt, verifier, memory_kib, passes, lanes);
end $$;
comment on function @schema@.question_set_for(bigint, text, bytea, bytea, integer, integer, integer) is
    'Gives a user a security question beforehand (REQUIREMENTS P6)';

create or replace function @schema@.question_clear_for(of_user bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.question_require_for(of_user);
    delete from @schema@.security_question q where q.user_id = of_user;
    return found;
end $$;
comment on function @schema@.question_clear_for(bigint) is
    'Takes a user''s security question away, so that the user chooses a new one; false: there was none';

-- The history keeps who set it: one that the user chose proves more than one that somebody else knows the answer to.
create or replace function @schema@.question_is_own(of_user bigint) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select coalesce((
        select o.user_id = of_user
        from @schema@.history h join @schema@.operation o on o.id = h.operation_id
        where h.noun = 'user' and h.row_id = of_user and h.change ? 'security_question'
        order by h.id desc limit 1), false)
$$;
comment on function @schema@.question_is_own(bigint) is 'Whether a user chose the security question, and nobody else did';

-- Whoever knows the answer that they gave to somebody would have the elevated rights that this user is given later.
create or replace function @schema@.question_opens(of_user bigint) returns boolean
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select @schema@.question_is_own(of_user)
        or not exists (select from @schema@.user_tool t join @schema@.tool k on k.code = t.tool and k.write_is_elevated
            where t.user_id = of_user and t.level = 'write')
        or coalesce((
            select o.user_id is null
            from @schema@.history h join @schema@.operation o on o.id = h.operation_id
            where h.noun = 'user' and h.row_id = of_user and h.change ? 'security_question'
            order by h.id desc limit 1), false)
$$;
comment on function @schema@.question_opens(bigint) is
    'Whether a right answer is enough: for whoever holds an elevated right only that to a question of their own, or an administrator''s';

create or replace function @schema@.question_of(of_user bigint) returns @schema@.security_question
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    another bigint;
    told @schema@.security_question;
begin
    select q.user_id into another from @schema@.security_question q order by q.user_id limit 1;
    select * into told from @schema@.security_question q where q.user_id = coalesce(of_user, 0);
    perform from @schema@.security_question q where q.user_id = case when told.user_id is null then another else 0 end;
    return told;
end $$;
comment on function @schema@.question_of(bigint) is 'The security question of a user, if there is one. It costs the same';

-- Who can be asked a security question. Of a login that nobody has, some user is looked at.
create or replace function @schema@.question_asks(told_login text) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    found_id bigint := @schema@.login_of(told_login);
    another bigint;
    is_active boolean;
begin
    select u.id into another from @schema@.users u order by u.id limit 1;
    select @schema@.user_status(u.deactivated_at, u.ends_at, u.pending_since, clock_timestamp()) = 'active' into is_active
    from @schema@.users u where u.id = coalesce(found_id, another);
    return case when is_active then found_id end;
end $$;
comment on function @schema@.question_asks(text) is 'The active user with a login; null: there is none. It costs the same';

-- For a login that nobody has, and for whoever cannot recover, question and salt are made up, always the same ones. No text
-- has the byte 0, so that no login makes login_challenge tell the same salt. What the new password has to be like is told,
-- too: whoever asks here may not read settings.
drop function if exists @schema@.recovery_challenge(text);
create function @schema@.recovery_challenge(told_login text)
    returns table (question text, salt bytea, memory_kib integer, passes integer, lanes integer, instance uuid,
        new_memory_kib integer, new_passes integer, minimum_length integer)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
    select coalesce(q.question, listed.questions[1 + (get_byte(made.up, 16) * 256 + get_byte(made.up, 17))
            % cardinality(listed.questions)]),
        coalesce(q.salt, substr(made.up, 1, 16)),
        coalesce(q.memory_kib, chosen.memory_kib), coalesce(q.passes, chosen.passes), coalesce(q.lanes, 1), i.id,
        chosen.memory_kib, chosen.passes, @schema@.setting_value('staff_password_length')::integer
    from @schema@.secret s cross join @schema@.instance i
    cross join (select @schema@.setting_value('password_memory_kib')::integer as memory_kib,
        @schema@.setting_value('password_passes')::integer as passes offset 0) chosen
    cross join (select @schema@.security_questions() as questions) listed
    cross join lateral (select sha256(s.value || sha256(s.value || '\x00'::bytea || convert_to(told_login, 'UTF8'))) as up) made
    cross join @schema@.question_of(@schema@.question_asks(told_login)) q
    where s.name = 'unknown_login'
$$;
comment on function @schema@.recovery_challenge(text) is
    'The security question, and how to compute the key of its answer; the same kind of answer for everybody';

-- A temporary password that has expired, or none, is somebody's decision: only the user's own answer is stronger.
create or replace function @schema@.recovery_finish(
    attempt bigint, operation uuid, salt bytea, verifier bytea, memory_kib integer, passes integer, lanes integer,
    system_user_name text, reason text
) returns text
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp set client_min_messages = notice
as $$
declare
    told record;
begin
    perform @schema@.stored_require(salt, verifier, memory_kib, passes, lanes);
    if operation is null then
        raise exception 'an operation has a number' using errcode = 'CT003';
    elsif not @schema@.login_settle(attempt, 'answer') then
        return 'wrong';
    end if;
    select u.id, case when @schema@.user_is_out(u.deactivated_at, u.ends_at, clock_timestamp()) then 'inactive'
            when u.pending_since is not null then 'pending'
            when not @schema@.question_opens(u.id) then 'wrong'
            when c.user_id is null or (c.expires_at <= clock_timestamp() and not @schema@.question_is_own(u.id)) then 'wrong'
            when u.inactivity_locked_at is not null then 'inactivity'
            else 'ok' end as result
    into told
    from @schema@.login_attempt a join @schema@.users u on u.id = a.user_id
    left join @schema@.credential c on c.user_id = u.id where a.id = attempt;
    if told.result <> 'ok' then
        return told.result;
    end if;
    perform @schema@.operation_note(operation, 'password recover', reason, system_user_name, told.id);
    update @schema@.credential c set salt = recovery_finish.salt, verifier = recovery_finish.verifier,
        memory_kib = recovery_finish.memory_kib, passes = recovery_finish.passes, lanes = recovery_finish.lanes,
        must_change = false, expires_at = null, set_at = now()
    where c.user_id = told.id;
    perform @schema@.session_end_of_users(array[told.id], 'the password was recovered');
    insert into @schema@.login_state as s (user_id, cleared_at) values (told.id, clock_timestamp())
    on conflict on constraint login_state_pkey do update set cleared_at = excluded.cleared_at;
    return 'ok';
end $$;
comment on function @schema@.recovery_finish(bigint, uuid, bytea, bytea, integer, integer, integer, text, text) is
    'Settles the attempt with an answer; a right one of somebody who is active sets the new password (REQUIREMENTS P6)';

create or replace function @schema@.history_of_question() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    ids bigint[];
    operation uuid;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if tg_op = 'DELETE' then
        ids := array(select user_id from old_rows);
    else
        ids := array(select user_id from new_rows);
    end if;
    if ids = '{}' then
        return null;
    end if;
    operation := @schema@.current_operation();
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select operation, 'user', id, 'changed', jsonb_build_object('security_question', case tg_op
        when 'INSERT' then jsonb_build_array('none', 'set')
        when 'UPDATE' then jsonb_build_array('set', 'changed')
        else jsonb_build_array('set', 'none') end)
    from unnest(ids) id;
    return null;
end $$;
comment on function @schema@.history_of_question() is 'Writes that a security question was set, changed or removed, and nothing of it';

create or replace trigger history_created after insert on @schema@.security_question
    referencing new table as new_rows for each statement execute function @schema@.history_of_question();
create or replace trigger history_changed after update on @schema@.security_question
    referencing new table as new_rows for each statement execute function @schema@.history_of_question();
create or replace trigger history_removed after delete on @schema@.security_question
    referencing old table as old_rows for each statement execute function @schema@.history_of_question();
create or replace trigger is_never_emptied before truncate on @schema@.security_question
    for each statement execute function @schema@.refuse_change('remove them one by one');
