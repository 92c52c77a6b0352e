-- No circles of supervisors, whatever way they come (REQUIREMENTS T3). A plan tells them row by row; this is what counts, for
-- direct SQL and for two who each make one half of a circle.

-- Before any row is changed, so that whoever writes users in their turn and whoever writes them by hand wait for each other
-- in one order; and so that the second sees what the first did.
create or replace function @schema@.supervisor_take_turn() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
begin
    perform @schema@.require_own_table(tg_table_schema);
    update @schema@.guard set version = version + 1 where name = 'user';
    return null;
end $$;
comment on function @schema@.supervisor_take_turn() is 'Writers of supervisors take turns, whatever way they come';

-- Somebody in a circle supervises somebody: so it begins with those who do, and most of a file does not. Each has a pointer to
-- their supervisor, which then points twice as far, and so on; whose pointer leads to the end of a chain is let go. Whoever is
-- left when it has gone further than there are people goes round in a circle. So a chain of 100,000 takes 17 turns.
create or replace function @schema@.supervisor_circle(starts bigint[]) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
declare
    ids bigint[];
    above bigint[];
    most integer;
    reach bigint := 1;
begin
    with recursive up (id, supervisor_id) as (
        select u.id, u.supervisor_id from @schema@.users u where u.id = any (starts) and u.supervisor_id is not null
        union
        select u.id, u.supervisor_id from up join @schema@.users u on u.id = up.supervisor_id where u.supervisor_id is not null
    )
    select array_agg(up.id), array_agg(up.supervisor_id) into ids, above from up;
    most := cardinality(ids);
    while cardinality(ids) > 0 loop
        select array_agg(p.id), array_agg(n.points_to) into ids, above
        from unnest(ids, above) p (id, points_to) join unnest(ids, above) n (id, points_to) on n.id = p.points_to;
        if reach >= most then
            return above[1];
        end if;
        reach := reach * 2;
    end loop;
    return null;
end $$;
comment on function @schema@.supervisor_circle(bigint[]) is
    'Somebody in a circle of supervisors that can be reached from these users; null: there is none';

create or replace function @schema@.supervisor_keep_rules() returns trigger
    language plpgsql security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    starts bigint[];
    circle bigint;
begin
    perform @schema@.require_own_table(tg_table_schema);
    if tg_op = 'INSERT' then
        -- Nobody reports yet to somebody new but others who are.
        starts := array(select n.id from new_rows n where n.supervisor_id is not null
            and n.id in (select m.supervisor_id from new_rows m where m.supervisor_id is not null));
    else
        starts := array(select n.id from new_rows n join old_rows o on o.id = n.id
            where n.supervisor_id is not null and n.supervisor_id is distinct from o.supervisor_id
              and exists (select from @schema@.users u where u.supervisor_id = n.id));
    end if;
    if starts = '{}' then
        return null;
    end if;
    circle := @schema@.supervisor_circle(starts);
    if circle is not null then
        raise exception '% would be above themselves: that makes a circle of supervisors', coalesce((select u.email
                from @schema@.users u where u.id = circle and @schema@.user_is_visible(u.id)), 'somebody')
            using errcode = 'CT002', hint = 'give one of them a supervisor who does not report to them, or none';
    end if;
    return null;
end $$;
comment on function @schema@.supervisor_keep_rules() is 'Refuses circles of supervisors (REQUIREMENTS T3)';

create or replace trigger supervisor_takes_turn before update of supervisor_id on @schema@.users
    for each statement execute function @schema@.supervisor_take_turn();
create or replace trigger supervisor_given after insert on @schema@.users
    referencing new table as new_rows for each statement execute function @schema@.supervisor_keep_rules();
create or replace trigger supervisor_changed after update on @schema@.users
    referencing old table as old_rows new table as new_rows for each statement execute function @schema@.supervisor_keep_rules();
