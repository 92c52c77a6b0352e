-- What is often granted together, and what stands where in the menu: data that comes with ct, and is brought up to date
-- whenever the schema is. What is not in these lists goes.

create or replace function @schema@.templates_known() returns table (template text, tools text[])
    language sql immutable
as $$
    values
        ('basic-user', array['cases:write', 'issues:read', 'tasks:write']),
        ('power-user', array['cases:write', 'history:read', 'issues:write', 'organizations:read', 'passwords:write',
            'portal:write', 'reports:read', 'tasks:write', 'users:read', 'workgroups:read']),
        ('system-administrator', array['cases:write', 'history:write', 'issues:write', 'organizations:read',
            'passwords:write', 'portal:write', 'reports:write', 'settings:read', 'tasks:write', 'users:write',
            'workgroups:write']),
        ('implementation-manager', array['cases:write', 'history:write', 'issues:write', 'organizations:write',
            'passwords:write', 'portal:write', 'reports:write', 'settings:write', 'tasks:write', 'users:write',
            'workgroups:write'])
$$;
comment on function @schema@.templates_known() is
    'The templates of tool access that ct has (REQUIREMENTS W4): from who works on cases to who may do everything';

create or replace function @schema@.workspaces_known() returns table (code text, name text)
    language sql immutable
as $$
    values ('own', 'My account'), ('team', 'My team'), ('clients', 'Clients'), ('tasks', 'Tasks'), ('reports', 'Reports'), ('helpdesk', 'Helpdesk'), ('users', 'Users'),
        ('workgroups', 'Workgroups'), ('organizations', 'Organizations'), ('history', 'History'), ('settings', 'Settings')
$$;
comment on function @schema@.workspaces_known() is 'The workspaces that there are, in the order of the menu; own is everybody''s';

create or replace function @schema@.menu_known() returns table (workspace text, command text, about text, tool text, level text)
    language sql immutable
as $$
    values
        ('own', 'menu', 'What is open to me', null::text, null::text),
        ('own', 'search', 'Find users, clients, tasks and commands', null, null),
        ('own', 'whoami', 'Who is logged in, where, and until when', null, null),
        ('own', 'switch', 'Work in another workgroup, or for another organization', null, null),
        ('own', 'password change', 'Choose a new password', null, null),
        ('own', 'password question', 'Choose a security question', null, null),
        ('own', 'password recover', 'Choose a new password by the answer to the security question', null, null),
        ('own', 'login', 'Log in', null, null),
        ('own', 'logout', 'End your session', null, null),
        ('own', 'notification list', 'What you are told', null, null),
        ('own', 'notification show', 'One of these', null, null),
        ('own', 'notification read', 'Mark them as read', null, null),
        ('own', 'paused list', 'What you have parked', null, null),
        ('own', 'paused add', 'Park a workflow that is not finished', null, null),
        ('own', 'paused show', 'Everything about one', null, null),
        ('own', 'paused edit', 'Change where one stands', null, null),
        ('own', 'paused resume', 'Go on with one', null, null),
        ('own', 'paused cancel', 'Give one up', null, null),
        ('own', 'preset list', 'Presets for files that others make', null, null),
        ('own', 'preset show', 'One preset', null, null),
        ('team', 'team list', 'Who is on my team', null, null),
        ('team', 'team show', 'How much work is on whose desk', null, null),
        ('team', 'team paused', 'What the team has parked', null, null),
        ('team', 'team edit', 'Change what is known of somebody on it', null, null),
        ('team', 'team unlock', 'Let somebody try again who is locked', null, null),
        ('team', 'team reset-password', 'Give somebody a temporary password', null, null),
        ('team', 'team cases', 'Whose case managers they are', null, null),
        ('team', 'team tasks', 'What my team has to do', null, null),
        ('clients', 'client list', 'Find clients', 'cases', 'read'),
        ('clients', 'client show', 'Everything about one', 'cases', 'read'),
        ('clients', 'client add', 'Add one', 'cases', 'write'),
        ('clients', 'client edit', 'Change one', 'cases', 'write'),
        ('clients', 'client deactivate', 'Serve one no more', 'cases', 'write'),
        ('clients', 'client reactivate', 'Serve one again', 'cases', 'write'),
        ('clients', 'client import', 'Add and change clients from a file', 'cases', 'write'),
        ('clients', 'client export', 'Write clients to a file', 'cases', 'read'),
        ('clients', 'paused import', 'Add and change paused operations from a file', 'cases', 'write'),
        ('clients', 'paused export', 'Write paused operations to a file', 'cases', 'read'),
        ('reports', 'report access', 'Who may do what: every user, their status and rights', 'reports', 'read'),
        ('reports', 'report inactive', 'Who has not logged in for long', 'reports', 'read'),
        ('reports', 'report changes', 'What has been changed in a time, and by whom', 'reports', 'read'),
        ('reports', 'report orphans', 'Open work of those who have gone', 'reports', 'read'),
        ('clients', 'case list', 'My case assignments, and those of others', 'cases', 'read'),
        ('clients', 'case show', 'Everything about one', 'cases', 'read'),
        ('clients', 'case assign', 'Give a client to case managers', 'cases', 'write'),
        ('clients', 'case end', 'End an assignment', 'cases', 'write'),
        ('clients', 'case reassign', 'Give a client to another case manager', 'cases', 'write'),
        ('clients', 'case edit', 'Change the last day of one', 'cases', 'write'),
        ('clients', 'case import', 'Add and change case assignments from a file', 'cases', 'write'),
        ('clients', 'case export', 'Write case assignments to a file', 'cases', 'read'),
        ('clients', 'caseload show', 'How many clients somebody has', 'cases', 'read'),
        ('clients', 'caseload transfer', 'Give the clients of one to others', 'cases', 'write'),
        ('tasks', 'task list', 'What is to be done', 'tasks', 'read'),
        ('tasks', 'task show', 'Everything about one', 'tasks', 'read'),
        ('tasks', 'task add', 'Add one', 'tasks', 'write'),
        ('tasks', 'task edit', 'Change one', 'tasks', 'write'),
        ('tasks', 'task complete', 'Say that it is done', 'tasks', 'write'),
        ('tasks', 'task reopen', 'Say that it is still to be done', 'tasks', 'write'),
        ('tasks', 'task delete', 'Delete one', 'tasks', 'write'),
        ('tasks', 'task import', 'Add and change tasks from a file, or days from a calendar', 'tasks', 'write'),
        ('tasks', 'task export', 'Write tasks to a file, or for a calendar', 'tasks', 'read'),
        ('helpdesk', 'user list', 'Find users', 'passwords', 'read'),
        ('helpdesk', 'user show', 'Everything about one', 'passwords', 'read'),
        ('helpdesk', 'password reset', 'Give a temporary password', 'passwords', 'write'),
        ('helpdesk', 'user unlock', 'Let somebody try again who is locked', 'passwords', 'write'),
        ('helpdesk', 'session list', 'Who is logged in', 'passwords', 'read'),
        ('users', 'user list', 'Find users', 'users', 'read'),
        ('users', 'user show', 'Everything about one', 'users', 'read'),
        ('users', 'user add', 'Add one, with every field', 'users', 'write'),
        ('users', 'user quick-add', 'Add one, in a hurry', 'users', 'write'),
        ('users', 'user edit', 'Change one', 'users', 'write'),
        ('users', 'user approve', 'Let in who waits for approval', 'users', 'write'),
        ('users', 'user deny', 'Refuse who waits for approval', 'users', 'write'),
        ('users', 'user deactivate', 'Let somebody leave, and hand on their work', 'users', 'write'),
        ('users', 'user reactivate', 'Let somebody come back', 'users', 'write'),
        ('users', 'user import', 'Add and change users from a file', 'users', 'write'),
        ('users', 'user export', 'Write users to a file', 'users', 'read'),
        ('users', 'apply', 'Do what a saved plan says', 'users', 'write'),
        ('users', 'session list', 'Who is logged in', 'users', 'read'),
        ('users', 'session revoke', 'End sessions at once', 'users', 'write'),
        ('users', 'access show', 'What somebody may do, and through what', 'users', 'read'),
        ('users', 'access check', 'Whether somebody may do something, for scripts', 'users', 'read'),
        ('users', 'access templates', 'Tool access that is often granted together', 'users', 'read'),
        ('users', 'access organization', 'How far access to an organization goes', 'users', 'write'),
        ('workgroups', 'workgroup list', 'Find workgroups', 'workgroups', 'read'),
        ('workgroups', 'workgroup show', 'Everything about one', 'workgroups', 'read'),
        ('workgroups', 'workgroup add', 'Add one', 'workgroups', 'write'),
        ('workgroups', 'workgroup edit', 'Change one', 'workgroups', 'write'),
        ('workgroups', 'workgroup deactivate', 'Take one out of use', 'workgroups', 'write'),
        ('workgroups', 'workgroup reactivate', 'Take one into use again', 'workgroups', 'write'),
        ('workgroups', 'workgroup import', 'Add and change them from a file', 'workgroups', 'write'),
        ('workgroups', 'workgroup export', 'Write them to a file', 'workgroups', 'read'),
        ('workgroups', 'access templates', 'Tool access that is often granted together', 'workgroups', 'read'),
        ('organizations', 'organization list', 'Find organizations', 'organizations', 'read'),
        ('organizations', 'organization show', 'Everything about one', 'organizations', 'read'),
        ('organizations', 'organization add', 'Add one', 'organizations', 'write'),
        ('organizations', 'organization edit', 'Change one', 'organizations', 'write'),
        ('organizations', 'organization deactivate', 'Take one out of use', 'organizations', 'write'),
        ('organizations', 'organization reactivate', 'Take one into use again', 'organizations', 'write'),
        ('organizations', 'organization import', 'Add and change them from a file', 'organizations', 'write'),
        ('organizations', 'organization export', 'Write them to a file', 'organizations', 'read'),
        ('organizations', 'location list', 'Find locations', 'organizations', 'read'),
        ('organizations', 'location show', 'Everything about one', 'organizations', 'read'),
        ('organizations', 'location add', 'Add one', 'organizations', 'write'),
        ('organizations', 'location edit', 'Change one', 'organizations', 'write'),
        ('organizations', 'location deactivate', 'Take one out of use', 'organizations', 'write'),
        ('organizations', 'location reactivate', 'Take one into use again', 'organizations', 'write'),
        ('organizations', 'location import', 'Add and change them from a file', 'organizations', 'write'),
        ('organizations', 'location export', 'Write them to a file', 'organizations', 'read'),
        ('organizations', 'provider list', 'Find providers', 'organizations', 'read'),
        ('organizations', 'provider show', 'Everything about one', 'organizations', 'read'),
        ('organizations', 'provider add', 'Add one', 'organizations', 'write'),
        ('organizations', 'provider edit', 'Change one', 'organizations', 'write'),
        ('organizations', 'provider deactivate', 'Take one out of use', 'organizations', 'write'),
        ('organizations', 'provider reactivate', 'Take one into use again', 'organizations', 'write'),
        ('organizations', 'provider import', 'Add and change them from a file', 'organizations', 'write'),
        ('organizations', 'provider export', 'Write them to a file', 'organizations', 'read'),
        ('history', 'history list', 'Every change: who, when, what, why', 'history', 'read'),
        ('settings', 'setting list', 'What the instance chooses for itself', 'settings', 'read'),
        ('settings', 'setting set', 'Choose something else', 'settings', 'write'),
        ('settings', 'notification template list', 'What people are told of', 'settings', 'read'),
        ('settings', 'notification template show', 'A text that people are told it in', 'settings', 'read'),
        ('settings', 'notification template set', 'Tell it in a text of your own', 'settings', 'write'),
        ('settings', 'notification template reset', 'Go back to the text that comes with ct', 'settings', 'write')
$$;
comment on function @schema@.menu_known() is 'The commands of each workspace, and what each takes; null: nothing but a login';

with known as (select template, split_part(t, ':', 1) as tool, split_part(t, ':', 2) as level
    from @schema@.templates_known() cross join lateral unnest(tools) t),
gone as (delete from @schema@.tool_template p where not exists (
    select from known k where k.template = p.template and k.tool = p.tool))
insert into @schema@.tool_template as p (template, tool, level) select template, tool, level from known
on conflict on constraint tool_template_pkey do update set level = excluded.level where p.level <> excluded.level;

delete from @schema@.menu_option p where not exists (
    select from @schema@.menu_known() k where k.workspace = p.workspace and k.command = p.command);
delete from @schema@.workgroup_workspace p where not exists (
    select from @schema@.workspaces_known() k where k.code = p.workspace);
delete from @schema@.workspace p where not exists (select from @schema@.workspaces_known() k where k.code = p.code);
insert into @schema@.workspace as p (code, name, place)
select code, name, place from @schema@.workspaces_known() with ordinality k (code, name, place)
on conflict on constraint workspace_pkey do update set name = excluded.name, place = excluded.place
    where (p.name, p.place) <> (excluded.name, excluded.place);
insert into @schema@.menu_option as p (workspace, command, about, tool, level, place)
select workspace, command, about, tool, level, place
from @schema@.menu_known() with ordinality k (workspace, command, about, tool, level, place)
on conflict on constraint menu_option_pkey
do update set about = excluded.about, tool = excluded.tool, level = excluded.level, place = excluded.place
    where (p.about, p.tool, p.level, p.place) is distinct from (excluded.about, excluded.tool, excluded.level, excluded.place);

-- Of the workgroup that one works in, and what everybody has. An administrator's connection has no workgroup and sees all.
create or replace function @schema@.menu_open()
    returns table (workspace text, name text, command text, about text, tool text, level text)
    language plpgsql stable security definer set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    actor bigint := @schema@.actor_id();
    opened text[];
begin
    if actor is not null then
        opened := array['own'] || array(select 'team' where exists (
            select from @schema@.users u where u.supervisor_id = actor and not @schema@.user_is_out(u.deactivated_at, u.ends_at, now()))) || array(
            select o.workspace from @schema@.session s
            join @schema@.user_workgroup m on m.user_id = s.user_id and m.workgroup_id = s.workgroup_id
            join @schema@.workgroup w on w.id = m.workgroup_id and w.deactivated_at is null
            join @schema@.workgroup_workspace o on o.workgroup_id = w.id
            where s.id = @schema@.session_presented());
    end if;
    return query
    select w.code, w.name, o.command, o.about, o.tool, o.level
    from @schema@.workspace w join @schema@.menu_option o on o.workspace = w.code
    where actor is null or (w.code = any (opened) and (o.tool is null or @schema@.may(o.tool, o.level)))
    order by w.place, o.place;
end $$;
comment on function @schema@.menu_open() is 'The commands that are open to the one who acts, workspace by workspace (REQUIREMENTS W3)';
