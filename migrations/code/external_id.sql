-- External ids: what users and organizations are called in the system that a file came from.

-- Nobody gets mail at placeholder.invalid: a row with such an address stands for the user with its external id, whatever
-- address that user has by now.
create or replace function @schema@.external_id_resolve(operation uuid) returns void
    language sql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
    update @schema@.stage_user s set match_key = u.login, email = null, login = null
    from @schema@.users u
    where s.operation_id = operation and s.login like '%@placeholder.invalid' and s.match_key = s.login
      and @schema@.user_is_visible(u.id)
      -- It may still have the mark of user_settled.
      and u.external_id = case ascii(s.external_id) when 1 then substr(s.external_id, 2) else s.external_id end
      and u.login <> s.login
$$;
comment on function @schema@.external_id_resolve(uuid) is
    'Rows with an address at placeholder.invalid become rows of the user with their external id';

-- What files tell of those that exist, and would say nothing new.
create or replace function @schema@.external_id_settle(operation uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    if not exists (select from @schema@.stage_user s where s.operation_id = operation and s.external_id is not null) then
        return;
    end if;
    -- Whoever has no external id is exported under the own number.
    update @schema@.stage_user s set external_id = null
    from @schema@.stage_plan p join @schema@.users u on u.id = p.row_id
    where s.operation_id = operation and p.operation_id = operation and p.line = s.line and p.action <> 'create'
      and u.external_id is null and s.external_id = u.id::text;
end $$;
comment on function @schema@.external_id_settle(uuid) is 'A user''s own number is no external id';

create or replace function @schema@.external_id_check(operation uuid, noun text)
    returns table (line bigint, field text, message text, value text)
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    are_told boolean;
    label name := @schema@.label_of(noun);
begin
    execute format('select exists (select from @schema@.stage_%s where operation_id = $1 and external_id <> '''')', noun)
    into are_told using operation;
    if not are_told then
        return;
    end if;
    return query execute format(
        'select s.line, ''external_id''::text, ''the same as in line '' || s.first_line, s.external_id
         from (select line, external_id, min(line) over (partition by external_id) as first_line
               from @schema@.stage_%s where operation_id = $1 and external_id <> '''') s
         where s.line > s.first_line', noun) using operation;
    return query execute format(
        'select s.line, ''external_id''::text, case when %4$s then format(''the %1$s %%s has it already'', t.%2$I)
             else ''another %1$s has it already'' end, s.external_id
         from @schema@.stage_%1$s s join @schema@.stage_plan p on p.operation_id = $1 and p.line = s.line
         join %3$s t on t.external_id = s.external_id and t.id <> p.row_id
         where s.operation_id = $1', noun, label, @schema@.table_of(noun),
        case noun when 'user' then '@schema@.user_is_visible(t.id)' else 'true' end) using operation;
end $$;
comment on function @schema@.external_id_check(uuid, text) is 'External ids that two have: in the file, or there already';
