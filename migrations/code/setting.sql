-- What an instance chooses for itself.

create or replace function @schema@.setting_set(setting_name text, wanted bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    present bigint;
begin
    perform @schema@.require('settings', 'write');
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
