-- What people are told (REQUIREMENTS M4). Whatever SQL has something to tell calls notify(), which makes the text from a
-- template; ct notification shows it to whom it is for, and ct notification send mails it. A notice names people of the staff
-- and counts their work; it has no client, no reason, and no secret in it, since a mail leaves the house.

-- What there is to tell of, the texts as they come with ct, and the names that a text may use. A name that ends in _at is an
-- instant, told by the clocks of the organization of whom it is for. A line whose names all have nothing to tell is left out.
create or replace function @schema@.notices_known()
    returns table (kind text, about text, names text[], subject text, body text)
    language sql immutable
as $$
    select k.kind, k.about, array['recipient', 'email', 'organization', 'happened_at'] || k.names, k.subject, btrim(k.body, E'\n') || E'\n'
    from (values
        ('inactivity-warning', 'the user, before the account is locked for inactivity',
            array['days', 'last_login_at', 'locks_at', 'deactivates_at'],
            'Your account is about to be locked', $text$
Hello {recipient},

your account {email} is about to be locked, since nobody has logged in for long.
Last login: {last_login_at}
Days without a login: {days}
It will be locked: {locks_at}
It will be deactivated: {deactivates_at}

To keep it, log in before, as you always do. This message has no link in it, and nobody will ask you for your password.
$text$),
        ('inactivity-locked', 'the supervisor of users who have been locked for inactivity',
            array['users', 'count', 'more', 'days'],
            'Locked for inactivity: {count} of your team', $text$
Hello {recipient},

these accounts of your team have been locked, since nobody had logged in for long:
{users}
and {more} more.

Who still works here is unlocked with: ct team unlock USER
Who does not should be deactivated: tell your administrators.
$text$),
        ('leaver', 'the supervisor of users who have been deactivated',
            array['users', 'count', 'more'],
            'Deactivated: {count} of your team', $text$
Hello {recipient},

these users of your team have been deactivated, and cannot log in any more:
{users}
and {more} more.

Work that nobody looks after is shown by: ct report orphans
$text$),
        ('handover', 'the user who has got the work or the team of users who have been deactivated',
            array['users', 'count', 'more', 'cases', 'tasks', 'paused', 'team'],
            'Work that came to you from those who have left: {count}', $text$
Hello {recipient},

these users have been deactivated, and what they had open is yours now:
{users}
and {more} more.

Case assignments: {cases}
Tasks: {tasks}
Parked operations: {paused}
Members of your team: {team}

Look at it with: ct case list, ct task list, ct paused list, ct team list
$text$),
        ('end-scheduled', 'the supervisor of users whose end has been scheduled',
            array['users', 'count', 'more'],
            'Scheduled to end: {count} of your team', $text$
Hello {recipient},

these accounts of your team end at the time that is told; from then on there is no login:
{users}
and {more} more.

If that is wrong, tell your administrators before.
$text$),
        ('end-cancelled', 'the supervisor of users whose scheduled end has been cancelled',
            array['users', 'count', 'more'],
            'Does not end after all: {count} of your team', $text$
Hello {recipient},

the scheduled end of these accounts of your team has been cancelled:
{users}
and {more} more.
$text$),
        ('sweep', 'the administrators, when a nightly sweep needs somebody',
            array['run', 'outcome', 'started_at', 'ended_at', 'problems', 'details'],
            'The nightly sweep: {outcome}', $text$
Hello {recipient},

the nightly sweep of {started_at} ended at {ended_at}.
Outcome: {outcome}
Run: {run}

{problems}

{details}

What to do about each outcome stands in docs/unattended.md.
$text$),
        ('password-reset', 'the user whose password somebody else has set',
            array['by'],
            'Your password was reset', $text$
Hello {recipient},

the password of your account {email} was set anew at {happened_at}, by {by}.
Whoever was logged in with the old one is not any more.

If you have not asked for it, tell your supervisor or the helpdesk at once.
$text$),
        ('unlocked', 'the user whose account somebody has unlocked',
            array['by'],
            'Your account was unlocked', $text$
Hello {recipient},

your account {email} was unlocked at {happened_at}, by {by}. You can log in again.

If you have not asked for it, tell your supervisor or the helpdesk.
$text$),
        ('approval', 'the user who has been approved',
            array['by'],
            'Your account was approved', $text$
Hello {recipient},

your account {email} was approved at {happened_at}. You can log in.
$text$),
        ('approval-wanted', 'the supervisor of users who wait for approval',
            array['users', 'count', 'more'],
            'Waiting for approval: {count} of your team', $text$
Hello {recipient},

these users of your team wait until an administrator approves them:
{users}
and {more} more.
$text$)
    ) k (kind, about, names, subject, body)
$$;
comment on function @schema@.notices_known() is 'What people are told of, and the texts as they come with ct';

-- As it is used: the instance's own text, or else that of ct.
create or replace function @schema@.notice_texts()
    returns table (kind text, about text, names text[], subject text, body text, mailed boolean, is_own boolean)
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select k.kind, k.about, k.names, coalesce(t.subject, k.subject), coalesce(t.body, k.body), coalesce(t.mailed, true), t.subject is not null
    from @schema@.notices_known() k left join @schema@.notice_template t on t.kind = k.kind
$$;
comment on function @schema@.notice_texts() is 'What people are told of, with the texts that are used and whether they are mailed';

create or replace function @schema@.notice_zone(of_user bigint) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select coalesce((select o.time_zone from @schema@.users u join @schema@.organization o on o.id = u.organization_id
        where u.id = of_user), 'UTC')
$$;
comment on function @schema@.notice_zone(bigint) is 'The time zone by which a user reads the time';

create or replace function @schema@.notice_instant(instant timestamptz, zone text) returns text
    language sql stable set search_path = pg_catalog, pg_temp
as $$ select to_char(instant at time zone zone, 'YYYY-MM-DD HH24:MI') || ' (' || zone || ')' $$;
comment on function @schema@.notice_instant(timestamptz, text) is 'An instant as people of a time zone read it';

-- Names may have line ends in them, or marks that turn the direction of what follows: neither gets into a line.
create or replace function @schema@.notice_plain(told text) returns text
    language sql immutable
    return left(btrim(regexp_replace(told, '[[:cntrl:]\u200e\u200f\u2028-\u202e\u2066-\u2069]+', ' ', 'g')), 500);
comment on function @schema@.notice_plain(text) is 'A text on one line';

-- The details as texts by name: instants by the clocks of the zone, lists with a line each.
create or replace function @schema@.notice_told(details jsonb, zone text) returns jsonb
    language sql stable set search_path = pg_catalog, @schema@, pg_temp
as $$
    select coalesce(jsonb_object_agg(d.key, case jsonb_typeof(d.value)
        when 'null' then null
        when 'array' then (select string_agg('  ' || @schema@.notice_plain(case jsonb_typeof(e.value) when 'string'
            then e.value #>> '{}' else e.value::text end), E'\n' order by e.place)
            from jsonb_array_elements(d.value) with ordinality e (value, place) where e.place <= 100)
        when 'object' then @schema@.notice_plain(d.value::text)
        else case when d.key like '%\_at' and d.value #>> '{}' ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d'
            then @schema@.notice_instant((d.value #>> '{}')::timestamptz, zone)
            else @schema@.notice_plain(d.value #>> '{}') end
    end), '{}') from jsonb_each(details) d
$$;
comment on function @schema@.notice_told(jsonb, text) is 'What a notice is made from, as texts by name';

-- Once from left to right: what a name has to tell is not looked through for names.
create or replace function @schema@.notice_fill(template text, told jsonb) returns text
    language sql immutable
as $$
    select regexp_replace(coalesce(string_agg(f.line, E'\n' order by f.place), ''), E'\n{3,}', E'\n\n', 'g') from (
        select l.place, string_agg(case when coalesce(p.place, 1) = 1 then coalesce(p.piece, '')
                else coalesce(told ->> split_part(p.piece, '}', 1), '-') || substr(p.piece, strpos(p.piece, '}') + 1) end,
            '' order by p.place) as line
        from string_to_table(template, E'\n') with ordinality l (line, place)
        left join lateral string_to_table(l.line, '{') with ordinality p (piece, place) on true
        group by l.place
        having count(*) = 1 or count(told ->> split_part(p.piece, '}', 1)) filter (where p.place > 1) > 0) f
$$;
comment on function @schema@.notice_fill(text, jsonb) is 'A text with what its names have to tell; lines that would tell nothing are left out';

-- What happens outside of an operation, such as the end of a sweep, is told without one.
create or replace function @schema@.notice_operation() returns uuid
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    told text := current_setting('ct.operation', true);
begin
    if told !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return null;
    end if;
    return (select o.id from @schema@.operation o where o.id = told::uuid and o.transaction_id = pg_current_xact_id());
end $$;
comment on function @schema@.notice_operation() is 'The operation that this transaction is, if it is one';

-- Whoever is inactive, or whose end has come, is told nothing; whoever waits for approval neither.
create or replace function @schema@.notify_each(users bigint[], kind text, details jsonb[]) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    text_used record;
    operation uuid;
    by_mail boolean := @schema@.setting_value('notification_mail') = 1;
    told_users bigint;
begin
    select t.* into text_used from @schema@.notice_texts() t where t.kind = notify_each.kind;
    if text_used.kind is null then
        raise exception 'nobody is told of %', notify_each.kind using errcode = 'CT003';
    elsif coalesce(cardinality(users), 0) = 0 then
        return 0;
    end if;
    operation := @schema@.notice_operation();
    insert into @schema@.notification (user_id, kind, subject, body, details, operation_id, mail_state, mail_next_at)
    select m.id, text_used.kind, left(@schema@.notice_plain(@schema@.notice_fill(text_used.subject, m.told)), 200),
        @schema@.notice_fill(text_used.body, m.told), m.details, operation,
        case when m.mailed then 'waiting' end, case when m.mailed then now() end
    from (
        select u.id, w.details, w.place, by_mail and text_used.mailed and u.login not like '%@placeholder.invalid' as mailed,
            @schema@.notice_told(coalesce(w.details, '{}') || jsonb_build_object('recipient', u.name, 'email', u.email,
                'organization', o.name, 'happened_at', now()), coalesce(o.time_zone, 'UTC'))
            || case when strpos(text_used.body, '{details}') > 0 then jsonb_build_object('details', (
                select string_agg(d.key || ': ' || (@schema@.notice_told(jsonb_build_object(d.key, d.value), coalesce(o.time_zone, 'UTC')) ->> d.key),
                    E'\n' order by d.key)
                from jsonb_each(w.details) d
                where d.value <> 'null' and d.value <> '[]' and strpos(text_used.body, '{' || d.key || '}') = 0))
                else '{}' end as told
        from unnest(users, notify_each.details) with ordinality w (user_id, details, place)
        join @schema@.users u on u.id = w.user_id and u.deactivated_at is null and u.pending_since is null
            and (u.ends_at is null or u.ends_at > clock_timestamp())
        left join @schema@.organization o on o.id = u.organization_id
        offset 0) m
    order by m.place;
    get diagnostics told_users = row_count;
    return told_users;
end $$;
comment on function @schema@.notify_each(bigint[], text, jsonb[]) is 'Tells each of these users something, each with their own details; gives to how many';

create or replace function @schema@.notify(users bigint[], kind text, details jsonb) returns bigint
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select @schema@.notify_each(notify.users, notify.kind, array_fill(notify.details, array[coalesce(cardinality(notify.users), 0)]))
$$;
comment on function @schema@.notify(bigint[], text, jsonb) is
    'Tells these users something of a kind, in the text of its template; gives how many were told: whoever is inactive is not';

create or replace function @schema@.notify_administrators(kind text, details jsonb) returns bigint
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select @schema@.notify(array(select a.id from @schema@.user_administrator a order by a.id), notify_administrators.kind,
        notify_administrators.details)
$$;
comment on function @schema@.notify_administrators(text, jsonb) is 'Tells the administrators something';
