-- What one is told is one's own: nobody else reads it or marks it as read. An administrator's connection sees everybody's. Then
-- what mails it, and the texts of an instance's own.

create or replace function @schema@.notification_owner(of_user bigint) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    if actor is not null and of_user is distinct from actor and of_user is not null then
        raise exception 'what others are told is theirs' using errcode = 'CT079', hint = 'leave out --user: ct notification list';
    end if;
    return coalesce(actor, of_user);
end $$;
comment on function @schema@.notification_owner(bigint) is 'Whose notices are looked at: one''s own; null: everybody''s, by an administrator''s connection';

create or replace function @schema@.notification_page(of_user bigint, only_unread boolean, before bigint, most bigint)
    returns table (id bigint, told_at timestamptz, kind text, subject text, read_at timestamptz, mail_state text, mail_error text, email text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
declare
    owner bigint := @schema@.notification_owner(of_user);
begin
    return query
    select n.id, n.created_at, n.kind, n.subject, n.read_at, n.mail_state, n.mail_error, u.email
    from @schema@.notification n join @schema@.users u on u.id = n.user_id
    where (owner is null or n.user_id = owner) and (not only_unread or n.read_at is null) and (before is null or n.id < before)
    order by n.id desc limit most;
end $$;
comment on function @schema@.notification_page(bigint, boolean, bigint, bigint) is
    'A page of notices, the latest first: one''s own, or, by an administrator''s connection, those of a user or of all';

create or replace function @schema@.notification_show(told bigint)
    returns table (id bigint, told_at timestamptz, kind text, subject text, body text, read_at timestamptz, mail_state text,
        mail_attempts integer, mail_next_at timestamptz, mail_sent_at timestamptz, mail_error text, email text, operation_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    owner bigint := @schema@.notification_owner(null);
begin
    return query
    select n.id, n.created_at, n.kind, n.subject, n.body, n.read_at, n.mail_state, n.mail_attempts,
        case when n.mail_state = 'waiting' then n.mail_next_at end, n.mail_sent_at, n.mail_error, u.email, n.operation_id
    from @schema@.notification n join @schema@.users u on u.id = n.user_id
    where n.id = told and (owner is null or n.user_id = owner);
end $$;
comment on function @schema@.notification_show(bigint) is 'All of a notice; nothing if it is not one''s own';

create or replace function @schema@.notification_unread() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    return (select count(*) from @schema@.notification n where n.user_id = actor and n.read_at is null);
end $$;
comment on function @schema@.notification_unread() is 'How many of one''s own notices are unread';

-- Those that are not one's own are as if they were not there.
create or replace function @schema@.notification_mark(ids bigint[]) returns table (id bigint, was_read boolean)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
begin
    return query
    with mine as (select n.id, n.read_at is not null as was_read from @schema@.notification n
        where n.id = any (ids) and (actor is null or n.user_id = actor) order by n.id for no key update),
    marked as (update @schema@.notification n set read_at = now() from mine m where n.id = m.id and not m.was_read)
    select m.id, m.was_read from mine m;
end $$;
comment on function @schema@.notification_mark(bigint[]) is 'Marks one''s own notices as read; gives those that are one''s own, and whether each was read already';

create or replace function @schema@.notification_mark_all(of_user bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    owner bigint := @schema@.notification_owner(of_user);
    marked bigint;
begin
    if owner is null then
        raise exception 'everybody''s notices are not marked as read at once' using errcode = 'CT002', hint = 'name the user: --user';
    end if;
    update @schema@.notification n set read_at = now() where n.user_id = owner and n.read_at is null;
    get diagnostics marked = row_count;
    return marked;
end $$;
comment on function @schema@.notification_mark_all(bigint) is 'Marks all of one''s own notices as read; gives how many were not';

-- A sender takes one at a time, in a transaction of its own: from then on no other sender sees it, until the sender says what
-- came of it, or for so long that it must have died. So one may be sent twice, but none is lost.
create or replace function @schema@.mail_take(at timestamptz, patience interval)
    returns table (id bigint, attempts integer, email text, name text, kind text, subject text, body text, told_at timestamptz)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with next as (select n.id from @schema@.notification n where n.mail_state = 'waiting' and n.mail_next_at <= at
        order by n.mail_next_at, n.id limit 1 for update skip locked)
    update @schema@.notification n set mail_attempts = n.mail_attempts + 1, mail_next_at = at + patience
    from next, @schema@.users u where n.id = next.id and u.id = n.user_id
    returning n.id, n.mail_attempts, u.email, u.name, n.kind, n.subject, n.body, n.created_at
$$;
comment on function @schema@.mail_take(timestamptz, interval) is 'Takes the next notice that is to be mailed';

create or replace function @schema@.mail_settle(
    told bigint, attempt integer, state text, next_at timestamptz, sent_at timestamptz, answer text
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    update @schema@.notification n set mail_state = state, mail_next_at = next_at, mail_sent_at = sent_at,
        mail_error = left(@schema@.notice_plain(answer), 500)
    where n.id = told and n.mail_attempts = attempt and n.mail_state = 'waiting';
    return found;
end $$;
comment on function @schema@.mail_settle(bigint, integer, text, timestamptz, timestamptz, text) is
    'Notes what came of mailing a notice; false if another sender has it by now';

-- Whoever has left is not written to, whether or not a job has run; and what is too old to be news is not sent.
create or replace function @schema@.mail_tidy(at timestamptz, too_old interval) returns table (id bigint, email text, is_old boolean)
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.notification n set mail_state = case when w.is_gone then null else 'failed' end,
        mail_error = case when w.is_gone then 'the user is not active any more' else 'it has waited for too long' end
    from (
        select n.id, u.email, @schema@.user_is_out(u.deactivated_at, u.ends_at, at) as is_gone from @schema@.notification n
        join @schema@.users u on u.id = n.user_id
        where n.mail_state = 'waiting' and n.mail_next_at <= at
          and (@schema@.user_is_out(u.deactivated_at, u.ends_at, at) or n.created_at < at - too_old)
        order by n.id for update of n skip locked
    ) w where w.id = n.id
    returning n.id, w.email, not w.is_gone
$$;
comment on function @schema@.mail_tidy(timestamptz, interval) is
    'Takes out of the queue what is for users who have left, and what has waited for too long; gives which';

create or replace function @schema@.mail_again(at timestamptz, too_old interval) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    waiting bigint;
begin
    update @schema@.notification n set mail_state = 'waiting', mail_attempts = 0, mail_next_at = at
    where n.mail_state = 'failed' and n.created_at >= at - too_old;
    get diagnostics waiting = row_count;
    return waiting;
end $$;
comment on function @schema@.mail_again(timestamptz, interval) is 'Has those that were given up sent again; gives how many';

-- The texts of an instance's own.
create or replace function @schema@.notice_list()
    returns table (kind text, about text, names text[], subject text, body text, mailed boolean, is_own boolean)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require('settings', 'read');
    return query select * from @schema@.notice_texts() t order by t.kind;
end $$;
comment on function @schema@.notice_list() is 'What people are told of, with the texts that are used';

-- Each name that a text uses is known, and every brace is a name's: checked here, whoever writes it.
create or replace function @schema@.notice_require_names(of_kind text, told text) returns void
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    known text[] := (select k.names from @schema@.notices_known() k where k.kind = of_kind);
    unknown text;
begin
    select substr(p.piece, 1, greatest(strpos(p.piece, '}') - 1, 0)) into unknown
    from string_to_table(told, '{') with ordinality p (piece, place)
    where p.place > 1 and (strpos(p.piece, '}') = 0 or substr(p.piece, 1, strpos(p.piece, '}') - 1) <> all (known))
    order by p.place limit 1;
    if unknown is not null then
        raise exception 'a text of % has no name {%}', of_kind, unknown using errcode = 'CT002',
            hint = 'names there are: ' || array_to_string(known, ', ');
    end if;
end $$;
comment on function @schema@.notice_require_names(text, text) is 'Refuses a text with names that its kind does not have';

-- Writers of texts take turns.
create or replace function @schema@.notice_for_edit(
    of_kind text, out kind text, out subject text, out body text, out mailed boolean, out is_own boolean
)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require('settings', 'write');
    lock table @schema@.notice_template in share row exclusive mode;
    select t.kind, t.subject, t.body, t.mailed, t.is_own into kind, subject, body, mailed, is_own
    from @schema@.notice_texts() t where t.kind = of_kind;
    if kind is null then
        raise exception 'nobody is told of %', of_kind using errcode = 'CT003';
    end if;
end $$;
comment on function @schema@.notice_for_edit(text) is 'A text before somebody changes it, who may; others wait until that is done';

create or replace function @schema@.notice_set(of_kind text, new_subject text, new_body text, by_mail boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    before record;
    after record;
begin
    before := @schema@.notice_for_edit(of_kind);
    if new_subject ~ '[[:cntrl:]]' or char_length(new_subject) not between 1 and 200 or char_length(new_body) not between 1 and 20000 then
        raise exception 'a subject is one line of at most 200 characters, a text has at most 20,000' using errcode = 'CT002';
    end if;
    perform @schema@.notice_require_names(of_kind, new_subject), @schema@.notice_require_names(of_kind, new_body);
    if (coalesce(new_subject, before.subject), coalesce(new_body, before.body), coalesce(by_mail, before.mailed))
            = (before.subject, before.body, before.mailed) then
        return false;
    end if;
    insert into @schema@.notice_template as t (kind, subject, body, mailed)
    values (of_kind, coalesce(new_subject, before.subject), coalesce(new_body, before.body), coalesce(by_mail, before.mailed))
    on conflict on constraint notice_template_pkey do update set subject = excluded.subject, body = excluded.body, mailed = excluded.mailed;
    select t.* into after from @schema@.notice_texts() t where t.kind = of_kind;
    perform @schema@.notice_note(of_kind, to_jsonb(before), to_jsonb(after));
    return true;
end $$;
comment on function @schema@.notice_set(text, text, text, boolean) is
    'Sets the text of a kind of notice, or whether it is mailed; null: as it is; false: it was so already';

create or replace function @schema@.notice_note(of_kind text, before jsonb, after jsonb) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select @schema@.current_operation(), 'setting', 0, 'changed',
        jsonb_object_agg('notice ' || of_kind || ' ' || f, jsonb_build_array(before -> f, after -> f))
    from unnest(array['subject', 'body', 'mailed']) f where before -> f <> after -> f
    having count(*) > 0
$$;
comment on function @schema@.notice_note(text, jsonb, jsonb) is 'Writes into the history what a text was and is';

create or replace function @schema@.notice_reset(of_kind text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    before record;
    after record;
begin
    before := @schema@.notice_for_edit(of_kind);
    if not before.is_own then
        return false;
    end if;
    delete from @schema@.notice_template t where t.kind = of_kind;
    select t.* into after from @schema@.notice_texts() t where t.kind = of_kind;
    perform @schema@.notice_note(of_kind, to_jsonb(before), to_jsonb(after));
    return true;
end $$;
comment on function @schema@.notice_reset(text) is 'Back to the text that comes with ct; false: it was so already';
