-- What is read under row level security by who is logged in, and what an operator role may touch at all. Whoever owns the
-- schema is not asked. What a policy asks of the session stands in a subselect, so that it is asked once a statement.

do $$
declare
    place regclass;
    told record;
begin
    -- Every table, so that one without a policy shows nothing to anybody but the owner.
    for place in select c.oid from pg_class c where c.relnamespace = '@schema@'::regnamespace and c.relkind = 'r' loop
        execute format('alter table %s enable row level security', place);
        execute format('drop policy if exists is_seen on %s', place);
    end loop;
    for told in select * from (values
        ('organization', '(select @schema@.sees_all_organizations()) or id = any ((select @schema@.organizations_reached())::bigint[])'),
        ('location', '(select @schema@.sees_all_organizations()) or organization_id = any ((select @schema@.organizations_reached())::bigint[])'),
        ('provider', '(select @schema@.actor_id()) is not null'),
        ('workgroup', '(select @schema@.actor_id()) is not null'),
        ('workgroup_tool', '(select @schema@.actor_id()) is not null'),
        ('workgroup_workspace', '(select @schema@.actor_id()) is not null'),
        ('workspace', '(select @schema@.actor_id()) is not null'),
        ('menu_option', '(select @schema@.actor_id()) is not null'),
        ('tool', '(select @schema@.actor_id()) is not null'),
        ('tool_template', '(select @schema@.actor_id()) is not null'),
        ('setting', '(select @schema@.session_chooser()) is not null'),
        ('instance', '(select @schema@.session_chooser()) is not null'),
        ('users', 'id = (select @schema@.actor_id()) or supervisor_id = (select @schema@.actor_id())
            or organization_id = any ((select @schema@.reach(false))::bigint[])'),
        -- These follow whoever they are of.
        ('user_workgroup', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('user_organization', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('user_tool', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('credential', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('login_state', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('session', 'exists (select from @schema@.users u where u.id = user_id)'),
        ('history', '(select @schema@.may(''history'', ''read'')) and case noun
            when ''user'' then exists (select from @schema@.users u where u.id = row_id)
            when ''organization'' then exists (select from @schema@.organization o where o.id = row_id)
            when ''location'' then exists (select from @schema@.location l where l.id = row_id)
            when ''client'' then @schema@.work_is_visible(noun, row_id)
            when ''case'' then @schema@.work_is_visible(noun, row_id)
            when ''task'' then @schema@.work_is_visible(noun, row_id)
            when ''paused'' then @schema@.work_is_visible(noun, row_id)
            else true end'),
        ('operation', 'user_id = (select @schema@.actor_id()) or exists (select from @schema@.history h where h.operation_id = operation.id)'),
        ('batch', 'exists (select from @schema@.operation o where o.id = operation_id and o.user_id = (select @schema@.actor_id()))'),
        ('run', 'user_id = (select @schema@.actor_id())'),
        ('stage_operation', 'user_id = (select @schema@.actor_id())'),
        ('stage_plan', 'exists (select from @schema@.stage_operation o where o.operation_id = stage_plan.operation_id)'),
        ('stage_user', 'exists (select from @schema@.stage_operation o where o.operation_id = stage_user.operation_id)')
    ) policies (place, condition) loop
        execute format('create policy is_seen on @schema@.%I for select using (%s)', told.place, told.condition);
    end loop;
end $$;

create or replace function @schema@.operator_role() returns name
    language sql immutable
    return '@schema@_operator';
comment on function @schema@.operator_role() is 'The role that whoever logs in works with; roles belong to the whole cluster, so it has the schema''s name';

-- What an operator role may read: whole tables, or columns of a table. The rest of these never leaves the database.
create or replace function @schema@.operator_reads() returns table (place text, columns text[])
    language sql immutable
as $$
    values ('organization', null::text[]), ('location', null), ('provider', null), ('workgroup', null),
        ('workgroup_tool', null), ('workgroup_workspace', null), ('workspace', null), ('menu_option', null),
        ('tool', null), ('tool_template', null), ('setting', null), ('instance', array['id']),
        -- What is personal is read through user_seen.
        ('users', array['id', 'supervisor_id', 'organization_id']), ('user_seen', null),
        ('user_workgroup', null), ('user_organization', null), ('user_tool', null),
        ('credential', array['user_id', 'must_change', 'set_at', 'expires_at']), ('login_state', null),
        ('session', array['id', 'user_id', 'workgroup_id', 'organization_id', 'location_id', 'client', 'started_at', 'seen_at',
            'ends_at', 'ended_at', 'end_reason']),
        ('history', null), ('operation', null), ('batch', null), ('run', null),
        ('stage_operation', null), ('stage_plan', null), ('stage_user', null),
        ('user_overview', null), ('organization_overview', null), ('location_overview', null), ('provider_overview', null),
        ('workgroup_overview', null), ('session_overview', null), ('history_entry', null), ('history_overview', null)
$$;
comment on function @schema@.operator_reads() is 'The tables and views that an operator role may read, under row level security';

-- The functions that an operator role may run. Each looks itself who asks, and for whom.
create or replace function @schema@.operator_runs() returns table (name text)
    language sql immutable
as $$
    select unnest(array[
        -- Before there is a session.
        'code_checksum', 'login_challenge', 'login_begin', 'login_finish', 'session_present', 'operation_stands',
        'security_questions', 'recovery_challenge', 'recovery_finish',
        -- The own session, also to choose a first password.
        'session_own', 'session_choices', 'session_choose', 'session_touch', 'session_end', 'password_change',
        'begin_operation',
        -- What policies and views ask.
        'actor_id', 'session_actor', 'session_chooser', 'may', 'reach', 'sees_all_organizations', 'organizations_reached',
        'search_key', 'user_locked_until', 'user_has_question', 'user_is_out', 'user_status', 'user_put_out_by', 'instant_told',
        -- Whether one may, before anything is asked for.
        'require', 'require_account',
        -- Whom one sees.
        'client_named', 'client_beginning', 'client_near', 'client_page', 'client_read', 'client_case_managers', 'client_tasks',
        'client_paused', 'client_alike', 'work_is_visible', 'work_label',
        'case_named', 'case_beginning', 'case_page', 'case_read', 'case_manager_named', 'caseload_counts',
        'task_named', 'task_known', 'task_beginning', 'task_near', 'task_page', 'task_read', 'task_next',
        'user_named', 'user_beginning', 'user_near', 'user_search', 'user_page', 'user_read', 'history_of',
        -- Rows that wait, and writing them.
        'stage_begin', 'stage_rows', 'stage_credentials', 'stage_clear', 'stage_forget_credentials', 'stage_reject',
        'stage_lock', 'stage_planned', 'stage_moved', 'user_plan', 'user_write', 'leaver_plan', 'leaver_write', 'leaver_had', 'leaver_work', 'user_without_supervisor', 'place_plan',
        'place_write', 'client_plan', 'client_write', 'client_next_external_id', 'client_set_active', 'credential_write', 'run_begin', 'run_alive', 'run_end', 'batch_write',
        -- What somebody has parked, reports, and a supervisor's page.
        'paused_named', 'paused_beginning', 'paused_near', 'paused_page', 'paused_read', 'paused_plan', 'paused_write',
        'paused_settle', 'paused_details', 'paused_park', 'paused_resume_import', 'report_orphans', 'report_access', 'report_inactive', 'report_changes', 'team_show',
        'case_plan', 'case_write', 'case_assign', 'case_end', 'case_reassign', 'caseload_told', 'caseload_transfer',
        -- Single changes.
        'user_settle_pending', 'login_unlock', 'question_set', 'question_set_for', 'question_clear_for', 'place_lock',
        'task_plan', 'task_write', 'task_settle', 'task_delete', 'task_series', 'task_continue',
        'place_members', 'place_set_active', 'setting_set', 'user_organization_set', 'menu_open', 'search',
        -- What one is told, and the texts.
        'notification_page', 'notification_show', 'notification_unread', 'notification_mark', 'notification_mark_all',
        'notice_list', 'notice_set', 'notice_reset'
    ])
$$;
comment on function @schema@.operator_runs() is 'The functions that an operator role may run';

-- Run by the owner, whenever the schema is brought up to date: what was granted before and is not in the lists goes.
create or replace function @schema@.operator_grant() returns boolean
    language plpgsql set search_path = pg_catalog, @schema@, pg_temp
as $$
declare
    role name := @schema@.operator_role();
    told record;
begin
    if not exists (select from pg_roles where rolname = role) then
        return false;
    end if;
    execute format('revoke all on all tables in schema @schema@ from %I', role);
    execute format('revoke all on all functions in schema @schema@ from %I', role);
    execute format('grant usage on schema @schema@ to %I', role);
    for told in select r.place, (select string_agg(quote_ident(c), ', ') from unnest(r.columns) c) as columns
            from @schema@.operator_reads() r loop
        execute format('grant select %s on @schema@.%I to %I', '(' || told.columns || ')', told.place, role);
    end loop;
    for told in select p.oid::regprocedure as door
            from pg_proc p join @schema@.operator_runs() r on r.name = p.proname
            where p.pronamespace = '@schema@'::regnamespace loop
        execute format('grant execute on function %s to %I', told.door, role);
    end loop;
    return true;
end $$;
comment on function @schema@.operator_grant() is 'Gives the operator role, if there is one, what it may have and nothing else; false: there is none';
