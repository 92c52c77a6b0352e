-- How far a user's access to an organization goes: active, login, editable (REQUIREMENTS W2).

-- These flags change; what they are of never does.
create or replace trigger is_never_changed before update of user_id, organization_id on @schema@.user_organization
    for each statement execute function @schema@.refuse_change('take it away and give it anew');

create or replace function @schema@.organization_access(is_active boolean, may_log_in boolean, may_edit boolean) returns text
    language sql immutable
    return concat_ws(', ', case when not is_active then 'inactive' end,
        case when may_log_in then 'login' else 'no login' end, case when may_edit then 'editable' else 'read only' end);
comment on function @schema@.organization_access(boolean, boolean, boolean) is 'Access to an organization, in words';

create or replace function @schema@.history_of_organization_access() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select @schema@.current_operation(), 'user', n.user_id, 'changed', jsonb_object_agg('organization ' || c.code, jsonb_build_array(
        @schema@.organization_access(o.is_active, o.may_log_in, o.may_edit),
        @schema@.organization_access(n.is_active, n.may_log_in, n.may_edit)))
    from new_rows n join old_rows o on o.user_id = n.user_id and o.organization_id = n.organization_id
    join @schema@.organization c on c.id = n.organization_id
    where (o.is_active, o.may_log_in, o.may_edit) <> (n.is_active, n.may_log_in, n.may_edit)
    group by n.user_id;
    return null;
end $$;
comment on function @schema@.history_of_organization_access() is 'Writes how access to organizations changed, in the history of whose it is';

create or replace trigger history_changed after update on @schema@.user_organization
    referencing old table as old_rows new table as new_rows for each statement
    execute function @schema@.history_of_organization_access();

create or replace function @schema@.organizations_given() returns bigint[]
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    select array(select organization_id from @schema@.user_organization
        where user_id = @schema@.actor_id() and is_active and may_log_in and may_edit)
$$;
comment on function @schema@.organizations_given() is
    'The organizations that the one who acts may give access to: nobody gives more than they have';

-- How far a user's access to one organization goes; null leaves a flag as it is. Gives what it was and what it is, in words.
create or replace function @schema@.user_organization_set(
    target bigint, organization bigint, active boolean, login boolean, editable boolean
) returns table (was text, is_now text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    present @schema@.user_organization;
    wanted @schema@.user_organization;
begin
    perform @schema@.require('users', 'write');
    -- Who sees and changes whom depends on it: whoever has planned to write users plans again.
    update @schema@.guard set version = version + 1 where name = 'user';
    if not @schema@.user_is_visible(target) or not exists (select from @schema@.users u where u.id = target) then
        raise exception 'there is no such user' using errcode = 'CT079';
    end if;
    if target = actor then
        raise exception 'nobody changes their own access to organizations' using errcode = 'CT079';
    end if;
    perform @schema@.require_account(target, 'users');
    if actor is not null and not exists (select from @schema@.users u
            where u.id = target and u.organization_id = any (@schema@.reach(true))) then
        raise exception 'the user belongs to an organization whose users you may not change' using errcode = 'CT079';
    end if;
    if actor is not null and organization <> all (@schema@.organizations_reached()) then
        raise exception 'nobody changes access to an organization that they do not reach' using errcode = 'CT079';
    end if;
    select * into present from @schema@.user_organization m
    where m.user_id = target and m.organization_id = user_organization_set.organization for update;
    if present.user_id is null then
        raise exception 'the user has no access to this organization' using errcode = 'CT002';
    end if;
    wanted := present;
    wanted.is_active := coalesce(active, present.is_active);
    wanted.may_log_in := coalesce(login, present.may_log_in);
    wanted.may_edit := coalesce(editable, present.may_edit);
    if actor is not null and exists (select from @schema@.user_organization own
            where own.user_id = actor and own.organization_id = user_organization_set.organization
              and ((wanted.may_log_in and not present.may_log_in and not own.may_log_in)
                or (wanted.may_edit and not present.may_edit and not own.may_edit))) then
        raise exception 'nobody gives more access to an organization than they have' using errcode = 'CT079';
    end if;
    if wanted is distinct from present then
        update @schema@.user_organization m
        set is_active = wanted.is_active, may_log_in = wanted.may_log_in, may_edit = wanted.may_edit
        where m.user_id = target and m.organization_id = user_organization_set.organization;
    end if;
    -- Whoever works for it just now does so no longer.
    if not (wanted.is_active and wanted.may_log_in) then
        update @schema@.session s set organization_id = null, location_id = null
        where s.user_id = target and s.organization_id = user_organization_set.organization and s.ended_at is null;
    end if;
    return query select @schema@.organization_access(present.is_active, present.may_log_in, present.may_edit),
        @schema@.organization_access(wanted.is_active, wanted.may_log_in, wanted.may_edit);
end $$;
comment on function @schema@.user_organization_set(bigint, bigint, boolean, boolean, boolean) is
    'Sets how far a user''s access to an organization goes (REQUIREMENTS W2); gives what it was and what it is';
