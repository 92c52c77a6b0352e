-- The history as people see it.

drop view if exists @schema@.history_overview;
drop view if exists @schema@.history_entry;
create view @schema@.history_entry with (security_invoker = true) as
select h.id, o.started_at as at,
    case when o.user_id is not null then (select u.email from @schema@.users u where u.id = o.user_id)
         when o.system_user_name is null then o.database_role
         else o.system_user_name || ' (' || o.database_role || ')' end as actor,
    o.database_role, o.system_user_name, o.user_id, o.command, h.noun, h.row_id,
    h.action, h.change, o.reason, h.operation_id
from @schema@.history h join @schema@.operation o on o.id = h.operation_id;
comment on view @schema@.history_entry is 'The history without the key of what it is about: for one thing, whose key is known';

create view @schema@.history_overview with (security_invoker = true) as
select e.*,
    case e.noun
        when 'user' then (select email from @schema@.users where id = e.row_id)
        when 'organization' then (select code from @schema@.organization where id = e.row_id)
        when 'location' then (select code from @schema@.location where id = e.row_id)
        when 'provider' then (select code from @schema@.provider where id = e.row_id)
        when 'workgroup' then (select code from @schema@.workgroup where id = e.row_id)
    end as key
from @schema@.history_entry e;
comment on view @schema@.history_overview is 'The history as people see it';
