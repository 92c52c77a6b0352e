-- Users who come back.

-- What a leaver had does not come back by itself: no case, no scheduled end, and no password that may have gone about
-- meanwhile. Who was denied waits for approval again. Whose end has come has left, whether or not a job has run. For administrators and for the functions that look who may.
create or replace function @schema@.user_reactivate(ids bigint[]) returns table (user_id bigint)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    -- Whoever has planned to change one of them plans again.
    update @schema@.guard set version = version + 1 where name = 'user';
    return query
    update @schema@.users u set deactivated_at = null, deactivated_by = null, deactivation_reason = null,
        ends_at = null, ends_by = null, ends_reason = null, ends_work = null, ends_transfer_to_id = null, ends_team_to_id = null,
        aging_since = now(), inactivity_warned_at = null, inactivity_locked_at = null
    where u.id = any (ids) and (u.deactivated_at is not null or u.ends_at <= clock_timestamp()) returning u.id;
    -- Unless this very transaction has given them a new one.
    update @schema@.credential c set expires_at = now()
    where c.user_id = any (ids) and c.set_at < now() and (c.expires_at is null or c.expires_at > now())
      and exists (select from @schema@.users u where u.id = c.user_id and u.aging_since = now());
end $$;
comment on function @schema@.user_reactivate(bigint[]) is
    'Takes users into use again: inactivity is counted from now on, the scheduled end goes, the old password has expired. Gives those who were inactive';
