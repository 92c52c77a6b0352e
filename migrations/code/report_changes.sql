-- What has been changed in a time, and of what kind each change is.

-- By whom, as far as the one who asks sees them.
create or replace function @schema@.report_actor(of_user bigint, system_user_name text, database_role text, asks bigint, reached bigint[])
    returns text
    language sql stable
as $$
    select case when of_user is not null then (select u.email from @schema@.users u where u.id = of_user
            and (asks is null or u.id = asks or u.organization_id = any (reached)))
        when system_user_name is null then database_role
        else system_user_name || ' (' || database_role || ')' end
$$;
comment on function @schema@.report_actor(bigint, text, text, bigint, bigint[]) is
    'Who did it: a user within reach, or else the system''s user and the role; null: somebody who is out of sight';

create or replace function @schema@.report_given(change jsonb, field text) returns text
    language sql immutable
    return case when not change ? field then null
        when coalesce(change -> field -> 1, '[]') @> coalesce(change -> field -> 0, '[]') then 'rights given'
        when coalesce(change -> field -> 0, '[]') @> coalesce(change -> field -> 1, '[]') then 'rights taken'
        else 'rights changed' end;
comment on function @schema@.report_given(jsonb, text) is 'Whether a list of rights has grown, shrunk or changed; null: it has not';

-- Of several things at once the one that matters most to somebody who reviews them. Without a subquery, so that it becomes a
-- part of the statement that asks for a hundred thousand.
create or replace function @schema@.report_kind(noun text, action text, change jsonb) returns text
    language sql immutable
    return case when action <> 'changed' then action
        when change ? 'deactivated_at' then
            case when change -> 'deactivated_at' -> 1 = 'null' then 'reactivated'
                 when noun = 'user' and coalesce(change -> 'deactivation_reason' ->> 1, '') = 'not approved' then 'denied' else 'deactivated' end
        when noun = 'user' then case
            when change ? 'password' then case when change -> 'password' ->> 1 like 'the same%' then 'password kept'
                when change -> 'password' ->> 1 = 'expired' then 'password expired' when change -> 'password' ->> 0 = 'none' then 'password set' else 'password reset' end
            when change ? 'pending_since' then case when change -> 'pending_since' -> 1 = 'null' then 'approved' else 'pending' end
            when change ? 'ends_at' then case when change -> 'ends_at' -> 1 = 'null' then 'end cancelled' else 'end scheduled' end
            when change ? 'inactivity_locked_at' then
                case when change -> 'inactivity_locked_at' -> 1 = 'null' then 'unlocked' else 'locked' end
            when change ? 'login_lock' then 'unlocked'
            when change ? 'inactivity_warned_at' and change -> 'inactivity_warned_at' -> 1 <> 'null' then 'warned'
            when jsonb_path_exists(change, '$.keyvalue() ? (@.key starts with "organization ")') then 'rights changed'
            else coalesce(@schema@.report_given(change, 'tools'), @schema@.report_given(change, 'workgroups'),
                @schema@.report_given(change, 'organizations'), 'changed') end
        when noun = 'workgroup' then coalesce(@schema@.report_given(change, 'tools'), @schema@.report_given(change, 'workspaces'), 'changed')
        when noun = 'case' then case
            when change ? 'withdrawn_at' then case when change -> 'withdrawn_at' -> 1 = 'null' then 'put back' else 'withdrawn' end
            when change ? 'end_date' then case when change -> 'end_date' -> 1 = 'null' then 'reopened' else 'ended' end
            else 'changed' end
        when noun = 'task' and change ? 'status' then case
            when change -> 'status' ->> 1 in ('completed', 'cancelled') then change -> 'status' ->> 1
            when change -> 'status' ->> 0 in ('completed', 'cancelled') then 'reopened' else 'changed' end
        when noun = 'paused' and change ? 'state' then case change -> 'state' ->> 1 when 'parked' then 'parked again' else change -> 'state' ->> 1 end
        else 'changed' end;
comment on function @schema@.report_kind(text, text, jsonb) is 'Of what kind a change in the history is, in a word or two';

-- Who and what a change refers to is told by name; whoever is out of reach stays so.
create or replace function @schema@.report_change_seen(change jsonb, reached bigint[], places text[]) returns jsonb
    language sql stable
as $$
    select jsonb_object_agg(f.key, case
        when f.key in ('supervisor', 'ends_transfer_to', 'ends_team_to', 'for_user', 'user', 'organization') then (
            select jsonb_agg(case when f.key = 'organization' then case when s.side #>> '{}' = any (places) then s.side end
                when exists (select from @schema@.users u where u.login = lower(s.side #>> '{}') and u.organization_id = any (reached))
                then s.side end order by s.place)
            from jsonb_array_elements(f.value) with ordinality s (side, place))
        when f.key in ('organizations', 'participants') then (
            select jsonb_agg(case when jsonb_typeof(s.side) = 'array' then (
                select coalesce(jsonb_agg(i.item order by i.place), '[]')
                from jsonb_array_elements_text(s.side) with ordinality i (item, place)
                where case f.key when 'organizations' then i.item = any (places)
                    else exists (select from @schema@.users u where u.login = lower(substring(i.item from '^(.*):[^:]*$'))
                        and u.organization_id = any (reached)) end) end order by s.place)
            from jsonb_array_elements(f.value) with ordinality s (side, place))
        else f.value end)
    from jsonb_each(change) f
    where f.key not like 'organization %' or substr(f.key, length('organization ') + 1) = any (places)
$$;
comment on function @schema@.report_change_seen(jsonb, bigint[], text[]) is
    'A change without the users and organizations that the one who asks does not see';

create or replace function @schema@.report_changes(since timestamptz, until timestamptz)
    returns table (id bigint, at timestamptz, actor text, command text, noun text, key text, kind text, change jsonb, reason text,
        operation uuid)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    mine record;
    everybody boolean;
    sees_history boolean;
    places text[];
begin
    select * into mine from @schema@.scope_of('reports', false);
    everybody := mine.actor is null;
    if not everybody then
        perform @schema@.require('reports', 'read');
    end if;
    sees_history := @schema@.may('history', 'read');
    if not everybody then
        places := array(select o.code from @schema@.organization o
            where @schema@.sees_all_organizations() or o.id = any (@schema@.organizations_reached()));
    end if;
    return query
    select r.id, r.at, case when everybody then r.actor
            else @schema@.report_actor(r.user_id, r.system_user_name, r.database_role, mine.actor, mine.reached) end,
        r.command, r.noun,
        case when everybody then r.key
            -- The label of an assignment has the case manager's e-mail in it.
            when r.noun = 'case' then (select c.external_id || ' / ' || coalesce((select u.email from @schema@.users u where u.id = a.user_id
                        and u.organization_id = any (mine.reached)), '-') || ' / ' || a.begin_date
                from @schema@.case_assignment a join @schema@.client c on c.id = a.client_id where a.id = r.row_id)
            else r.key end,
        @schema@.report_kind(r.noun, r.action, r.change),
        -- What it was and is now is told to whom the history tells it.
        case when everybody then r.change when sees_history and case r.noun
                when 'user' then @schema@.user_is_visible(r.row_id)
                when 'client' then @schema@.work_is_visible(r.noun, r.row_id) when 'case' then @schema@.work_is_visible(r.noun, r.row_id)
                when 'task' then @schema@.work_is_visible(r.noun, r.row_id) when 'paused' then @schema@.work_is_visible(r.noun, r.row_id)
                else true end then @schema@.report_change_seen(r.change, mine.reached, places) end,
        r.reason, r.operation_id
    from @schema@.history_register r
    where r.at >= since and (until is null or r.at < until)
      and (everybody or case r.noun
            when 'user' then exists (select from @schema@.users u where u.id = r.row_id and u.organization_id = any (mine.reached))
            when 'organization' then r.row_id = any (mine.reached)
            when 'location' then exists (select from @schema@.location l where l.id = r.row_id and l.organization_id = any (mine.reached))
            when 'client' then exists (select from @schema@.client c where c.id = r.row_id and c.organization_id = any (mine.reached))
            when 'case' then exists (select from @schema@.case_assignment a where a.id = r.row_id and a.organization_id = any (mine.reached))
            when 'task' then exists (select from @schema@.task t where t.id = r.row_id and t.organization_id = any (mine.reached))
                or (r.action = 'deleted' and exists (select from @schema@.organization o
                    where o.code = r.change -> 'organization' ->> 0 and o.id = any (mine.reached)))
            when 'paused' then exists (select from @schema@.paused_operation p where p.id = r.row_id and p.organization_id = any (mine.reached))
            -- What belongs to no organization, and everybody sees.
            when 'workgroup' then true when 'provider' then true when 'setting' then true
            else false end)
    order by r.at, r.operation_id, r.id;
end $$;
comment on function @schema@.report_changes(timestamptz, timestamptz) is
    'What has been changed from an instant on, and before another (REQUIREMENTS H1): a row for each change, in the order of time';
