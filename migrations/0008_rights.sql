-- Who may do what: what workgroups open, what waits belongs to somebody, and security questions.

create table @schema@.workgroup_tool (
    workgroup_id bigint not null constraint workgroup_tool_workgroup references @schema@.workgroup,
    tool text collate "C" not null constraint workgroup_tool_tool references @schema@.tool,
    level text collate "C" not null constraint workgroup_tool_level_known check (level in ('read', 'write')),
    constraint workgroup_tool_pkey primary key (workgroup_id, tool)
);
comment on table @schema@.workgroup_tool is 'What a workgroup opens: the most that its members may do with a tool while they work in it';
comment on column @schema@.workgroup_tool.workgroup_id is 'The workgroup';
comment on column @schema@.workgroup_tool.tool is 'The tool';
comment on column @schema@.workgroup_tool.level is 'read, or write, which includes read';

create table @schema@.workspace (
    code text collate "C" not null constraint workspace_pkey primary key,
    name text not null,
    place integer not null
);
comment on table @schema@.workspace is 'Parts of the menu';
comment on column @schema@.workspace.code is 'The workspace';
comment on column @schema@.workspace.name is 'Its name, as people see it';
comment on column @schema@.workspace.place is 'Where it stands in the menu';

create table @schema@.menu_option (
    workspace text collate "C" not null constraint menu_option_workspace references @schema@.workspace,
    command text collate "C" not null,
    about text not null,
    tool text collate "C" constraint menu_option_tool references @schema@.tool,
    level text collate "C" constraint menu_option_level_known check (level in ('read', 'write')),
    place integer not null,
    constraint menu_option_pkey primary key (workspace, command),
    constraint menu_option_is_whole check ((tool is null) = (level is null))
);
comment on table @schema@.menu_option is 'The commands of each workspace';
comment on column @schema@.menu_option.workspace is 'The workspace';
comment on column @schema@.menu_option.command is 'The command';
comment on column @schema@.menu_option.about is 'What it does';
comment on column @schema@.menu_option.tool is 'The tool that it takes; null: none';
comment on column @schema@.menu_option.level is 'What it does with the tool: read or write';
comment on column @schema@.menu_option.place is 'Where it stands in the workspace';

create table @schema@.workgroup_workspace (
    workgroup_id bigint not null constraint workgroup_workspace_workgroup references @schema@.workgroup,
    workspace text collate "C" not null constraint workgroup_workspace_workspace references @schema@.workspace,
    constraint workgroup_workspace_pkey primary key (workgroup_id, workspace)
);
comment on table @schema@.workgroup_workspace is 'Which workspaces a workgroup has';
comment on column @schema@.workgroup_workspace.workgroup_id is 'The workgroup';
comment on column @schema@.workgroup_workspace.workspace is 'The workspace';

create table @schema@.tool_template (
    template text collate "C" not null,
    tool text collate "C" not null constraint tool_template_tool references @schema@.tool,
    level text collate "C" not null constraint tool_template_level_known check (level in ('read', 'write')),
    constraint tool_template_pkey primary key (template, tool)
);
comment on table @schema@.tool_template is 'Tool access that is often granted together';
comment on column @schema@.tool_template.template is 'The template: basic-user, power-user, …';
comment on column @schema@.tool_template.tool is 'The tool';
comment on column @schema@.tool_template.level is 'read, or write, which includes read';

create table @schema@.security_question (
    user_id bigint not null
        constraint security_question_pkey primary key
        constraint security_question_user references @schema@.users,
    question text not null,
    salt bytea not null,
    verifier bytea not null,
    memory_kib integer not null,
    passes integer not null,
    lanes integer not null,
    set_at timestamptz not null default now()
);
alter table @schema@.security_question alter question set statistics 0, alter salt set statistics 0,
    alter verifier set statistics 0;
comment on table @schema@.security_question is 'Security questions, and of the answers what is stored of a password, too';
comment on column @schema@.security_question.user_id is 'The user';
comment on column @schema@.security_question.question is 'The question';
comment on column @schema@.security_question.salt is '16 random bytes';
comment on column @schema@.security_question.verifier is 'SHA-256 of the Argon2id key of 32 bytes of the answer';
comment on column @schema@.security_question.memory_kib is 'Argon2id: memory in KiB';
comment on column @schema@.security_question.passes is 'Argon2id: passes';
comment on column @schema@.security_question.lanes is 'Argon2id: lanes';
comment on column @schema@.security_question.set_at is 'When it was set';

-- Users are never deleted. To look whether there is one would keep that row from being changed for as long as anybody leaves
-- a transaction open, and the lock would tell that there is one.
alter table @schema@.login_attempt drop constraint login_attempt_user;
comment on column @schema@.login_attempt.user_id is 'Whose password; below 0: of nobody who exists';
alter table @schema@.login_attempt add secret text collate "C" not null default 'password'
    constraint login_attempt_secret_known check (secret in ('password', 'answer'));
comment on column @schema@.login_attempt.secret is 'What was told: the password, or the answer to the security question';

alter table @schema@.stage_operation add user_id bigint, add on_conflict text collate "C", add problems bigint;
comment on column @schema@.stage_operation.user_id is 'The user who is logged in and whose rows wait; null: an administrator''s';
comment on column @schema@.stage_operation.on_conflict is 'What becomes of those that exist, as the plan has it; null: nothing is planned';
comment on column @schema@.stage_operation.problems is 'How many problems the plan found; null: nothing is planned';
alter table @schema@.run add user_id bigint;
comment on column @schema@.run.user_id is 'The user who is logged in; null: an administrator''s run';

alter table @schema@.stage_workgroup add tools text[], add workspaces text[];
comment on column @schema@.stage_workgroup.tools is 'All that it opens, each tool:level';
comment on column @schema@.stage_workgroup.workspaces is 'All its workspaces';

-- One organization's users, or one team, in the order of names.
drop index @schema@.users_of_organization;
create index users_of_organization on @schema@.users (organization_id, name_key, id);
drop index @schema@.users_of_supervisor;
create index users_of_supervisor on @schema@.users (supervisor_id, name_key, id) where supervisor_id is not null;

-- Whoever takes something from an administrator takes turns.
insert into @schema@.guard (name) values ('administrator');

drop trigger if exists is_never_deleted on @schema@.setting;
insert into @schema@.setting (name, value, lowest, highest, about) values
    ('security_question', 1, 0, 1, 'Whether whoever chooses the first password has to choose a security question, too');
