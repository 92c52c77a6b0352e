-- What follows from a user's times: whether somebody is out, and what people call that. State is timestamps; it is derived here
-- and nowhere else (REQUIREMENTS U10, U11). The instant is an argument: a check that lets somebody in takes
-- clock_timestamp(), what is shown takes now(), which a list can be planned with.

create or replace function @schema@.user_is_out(deactivated_at timestamptz, ends_at timestamptz, at timestamptz) returns boolean
    language sql immutable parallel safe
    return deactivated_at is not null or (ends_at is not null and ends_at <= at);
comment on function @schema@.user_is_out(timestamptz, timestamptz, timestamptz) is
    'Whether a user is out: deactivated, or past the scheduled end, whether or not a job has run (REQUIREMENTS U10)';

create or replace function @schema@.user_status(
    deactivated_at timestamptz, ends_at timestamptz, pending_since timestamptz, at timestamptz
) returns text
    language sql immutable parallel safe
    return case when @schema@.user_is_out(deactivated_at, ends_at, at) then 'inactive'
        when pending_since is not null then 'pending' else 'active' end;
comment on function @schema@.user_status(timestamptz, timestamptz, timestamptz, timestamptz) is
    'active, pending or inactive: as files have it';

-- Who may come in: somebody who is not out, waits for nothing, and has not been away for too long.
create or replace function @schema@.user_may_enter(
    deactivated_at timestamptz, ends_at timestamptz, pending_since timestamptz, inactivity_locked_at timestamptz, at timestamptz
) returns boolean
    language sql immutable parallel safe
    return pending_since is null and inactivity_locked_at is null and not @schema@.user_is_out(deactivated_at, ends_at, at);
comment on function @schema@.user_may_enter(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz) is
    'Whether a user may have a session at all';

-- Whoever counts as an administrator stays one: a scheduled end counts from the day that it is scheduled.
create or replace function @schema@.user_stays(
    kind text, deactivated_at timestamptz, ends_at timestamptz, pending_since timestamptz, inactivity_locked_at timestamptz
) returns boolean
    language sql immutable parallel safe
    return kind = 'staff' and deactivated_at is null and ends_at is null and pending_since is null and inactivity_locked_at is null;
comment on function @schema@.user_stays(text, timestamptz, timestamptz, timestamptz, timestamptz) is
    'Whether a user of the staff can be counted on: active, with no end in sight (REQUIREMENTS U12)';

-- By the clocks of a place, with the short name of its zone. A zone that the server does not know any more is no reason for a
-- list to fail.
create or replace function @schema@.instant_told(at timestamptz, zone text) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
    begin
        perform set_config('timezone', coalesce(zone, 'UTC'), true);
    exception when invalid_parameter_value then
        null;
    end;
    return to_char(at, 'YYYY-MM-DD HH24:MI TZ');
end $$;
comment on function @schema@.instant_told(timestamptz, text) is 'An instant by the clocks of a time zone: 2026-12-31 17:00 CET';
