-- What an instance chooses for itself.

-- Where an organization says nothing of a step, it is the setting that counts: so what it says is looked at, too.
create or replace function @schema@.inactivity_disorder_with(setting_name text, wanted bigint) returns text
    language sql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    with setting as (
        select max(value) filter (where name = 'inactivity_warn_days') as warn,
            max(value) filter (where name = 'inactivity_lock_days') as lock,
            max(value) filter (where name = 'inactivity_deactivate_days') as deactivate
        from (select s.name, case when s.name = setting_name then wanted else s.value end as value from @schema@.setting s) s
    )
    select coalesce(@schema@.inactivity_disorder(warn, lock, deactivate), (
        select 'in the organization ' || o.code || ' ' || d.told from @schema@.organization o
        cross join lateral (select @schema@.inactivity_disorder(coalesce(o.inactivity_warn_days, warn),
            coalesce(o.inactivity_lock_days, lock), coalesce(o.inactivity_deactivate_days, deactivate)) as told) d
        where o.deactivated_at is null and d.told is not null
          and num_nonnulls(o.inactivity_warn_days, o.inactivity_lock_days, o.inactivity_deactivate_days) > 0
        order by o.code limit 1))
    from setting
$$;
comment on function @schema@.inactivity_disorder_with(text, bigint) is
    'Which steps for inactivity would come in the wrong order if a setting were this; null: none';

create or replace function @schema@.setting_set(setting_name text, wanted bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    present bigint;
    wrong text;
begin
    perform @schema@.require('settings', 'write');
    if starts_with(setting_name, 'inactivity_') then
        wrong := @schema@.inactivity_disorder_with(setting_name, wanted);
        if wrong is not null then
            raise exception '%: each step comes later than the one before', wrong using errcode = 'CT002',
                hint = 'to make all of them later, begin with the last; 0 is never';
        end if;
    end if;
    select value into present from @schema@.setting where name = setting_name for update;
    if present is distinct from wanted then
        update @schema@.setting set value = wanted where name = setting_name;
    end if;
    return present;
end $$;
comment on function @schema@.setting_set(text, bigint) is 'Sets a setting; gives what it was';

create or replace function @schema@.history_of_setting() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    operation uuid;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if not exists (select from new_rows) then
        return null;
    end if;
    operation := @schema@.current_operation();
    insert into @schema@.history (operation_id, noun, row_id, action, change)
    select operation, 'setting', 0, 'changed', jsonb_build_object(n.name, jsonb_build_array(o.value, n.value))
    from new_rows n join old_rows o on o.name = n.name where o.value <> n.value;
    return null;
end $$;
comment on function @schema@.history_of_setting() is 'Writes what was set';

create or replace trigger history_changed after update on @schema@.setting
    referencing old table as old_rows new table as new_rows for each statement
    execute function @schema@.history_of_setting();
create or replace trigger is_never_deleted before insert or delete or truncate on @schema@.setting
    for each statement execute function @schema@.refuse_change('settings come with the schema');
