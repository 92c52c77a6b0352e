-- Who leaves: ends that are scheduled, inactivity, the nightly sweep, and whom somebody tells of it.

alter table @schema@.users
    add ends_at timestamptz,
    add ends_by uuid,
    add ends_reason text,
    add ends_work text collate "C"
        constraint users_ends_work_known check (ends_work in ('transfer', 'unassign', 'leave-open')),
    add ends_transfer_to_id bigint constraint users_ends_transfer_to references @schema@.users,
    add ends_team_to_id bigint constraint users_ends_team_to references @schema@.users,
    add aging_since timestamptz,
    add inactivity_exempt boolean not null default false,
    add inactivity_warned_at timestamptz,
    add inactivity_locked_at timestamptz,
    add constraint users_end_is_whole check (ends_at is not null or num_nonnulls(ends_by, ends_reason, ends_work, ends_transfer_to_id, ends_team_to_id) = 0),
    add constraint users_end_transfers_to_somebody check ((ends_work is not distinct from 'transfer') = (ends_transfer_to_id is not null));
create index users_ends_transfer_to on @schema@.users (ends_transfer_to_id) where ends_transfer_to_id is not null;
create index users_ends_team_to on @schema@.users (ends_team_to_id) where ends_team_to_id is not null;
create index users_by_end on @schema@.users (ends_at) where ends_at is not null and deactivated_at is null;
comment on column @schema@.users.ends_at is 'Scheduled end: from this instant on there is no login, whether or not a job has run; null: none';
comment on column @schema@.users.ends_by is 'The operation that scheduled the end';
comment on column @schema@.users.ends_reason is 'Why it ends';
comment on column @schema@.users.ends_work is 'What becomes of open work at the end: transfer, unassign or leave-open; null: nothing was said, as there was none';
comment on column @schema@.users.ends_transfer_to_id is 'To whom open work goes at the end';
comment on column @schema@.users.ends_team_to_id is 'To whom the team goes at the end; null: to the supervisor';
comment on column @schema@.users.aging_since is 'From when inactivity is counted, if it is later than the last login: reactivated, or unlocked; null: from creation';
comment on column @schema@.users.inactivity_exempt is 'Whether inactivity neither warns, locks nor deactivates';
comment on column @schema@.users.inactivity_warned_at is 'When the user was warned of inactivity; counts no more once there is a later login';
comment on column @schema@.users.inactivity_locked_at is 'Locked for inactivity since; null: not';
alter table @schema@.stage_user add inactivity_exempt boolean;
comment on column @schema@.stage_user.inactivity_exempt is 'As in the table that it goes to';

alter table @schema@.organization
    add time_zone text collate "C",
    add inactivity_warn_days integer
        constraint organization_inactivity_warn_days_fit check (inactivity_warn_days between 0 and 3650),
    add inactivity_lock_days integer
        constraint organization_inactivity_lock_days_fit check (inactivity_lock_days between 0 and 3650),
    add inactivity_deactivate_days integer
        constraint organization_inactivity_deactivate_days_fit check (inactivity_deactivate_days between 0 and 3650);
comment on column @schema@.organization.time_zone is 'The IANA name of its time zone, such as Europe/Warsaw; null: UTC';
comment on column @schema@.organization.inactivity_warn_days is 'After how many days without a login its users are warned; 0: never; null: as the setting says';
comment on column @schema@.organization.inactivity_lock_days is 'After how many days without a login its users are locked; 0: never; null: as the setting says';
comment on column @schema@.organization.inactivity_deactivate_days is 'After how many days without a login its users are deactivated; 0: never; null: as the setting says';
alter table @schema@.stage_organization
    add time_zone text collate "C", add inactivity_warn_days integer, add inactivity_lock_days integer, add inactivity_deactivate_days integer;
comment on column @schema@.stage_organization.time_zone is 'As in the table that it goes to';
comment on column @schema@.stage_organization.inactivity_warn_days is 'As in the table that it goes to; -1 empties it';
comment on column @schema@.stage_organization.inactivity_lock_days is 'As in the table that it goes to; -1 empties it';
comment on column @schema@.stage_organization.inactivity_deactivate_days is 'As in the table that it goes to; -1 empties it';

-- Leavers wait as rows of other nouns do.
create unlogged table @schema@.stage_leaver (
    operation_id uuid not null, line bigint not null, match_key text collate "C" not null,
    email text, login text collate "C", reason text, ends_local timestamp, cancels boolean,
    work text collate "C", transfer_login text collate "C", team_login text collate "C",
    ends_at timestamptz, transfer_to_id bigint, team_to_id bigint, expected jsonb
);
comment on table @schema@.stage_leaver is 'Users who are to be deactivated, now or at an instant';
comment on column @schema@.stage_leaver.operation_id is 'The operation that the row belongs to';
comment on column @schema@.stage_leaver.line is 'The row''s line in its file, from 1';
comment on column @schema@.stage_leaver.match_key is 'The normal form that an existing one is found by';
comment on column @schema@.stage_leaver.email is 'The user''s e-mail as told';
comment on column @schema@.stage_leaver.login is 'The user''s login';
comment on column @schema@.stage_leaver.reason is 'Why';
comment on column @schema@.stage_leaver.ends_local is 'When, by the clocks of the user''s organization; null: now';
comment on column @schema@.stage_leaver.cancels is 'Whether the scheduled end is cancelled instead';
comment on column @schema@.stage_leaver.work is 'What becomes of open work: transfer, unassign or leave-open; null: refused if there is any';
comment on column @schema@.stage_leaver.transfer_login is 'The login of whom open work goes to';
comment on column @schema@.stage_leaver.team_login is 'The login of whom the team goes to; null: the supervisor';
comment on column @schema@.stage_leaver.ends_at is 'The instant, as planning has found it';
comment on column @schema@.stage_leaver.transfer_to_id is 'Whom open work goes to, as planning has found them';
comment on column @schema@.stage_leaver.team_to_id is 'Whom the team goes to, as planning has found them';
comment on column @schema@.stage_leaver.expected is 'What is expected to become of the row; null: nothing is';

-- Who is in a roster, and who is not: beside the rows that wait as those of any import.
alter table @schema@.stage_plan add returns boolean;
comment on column @schema@.stage_plan.returns is 'Whether the user is inactive, and comes back by a roster; null: not';
create unlogged table @schema@.stage_roster (
    operation_id uuid not null
        constraint stage_roster_pkey primary key
        constraint stage_roster_operation references @schema@.stage_operation on delete cascade,
    organization_ids bigint[], provider_ids bigint[], location_ids bigint[], workgroup_ids bigint[],
    has_external_id boolean,
    is_blind boolean not null default false,
    spared_ids bigint[] not null default '{}'
);
comment on table @schema@.stage_roster is 'Rosters that wait: whom each is about. Who is of these and not in it leaves';
comment on column @schema@.stage_roster.operation_id is 'The operation that the roster belongs to';
comment on column @schema@.stage_roster.organization_ids is 'It is about users of these owning organizations; null: of any';
comment on column @schema@.stage_roster.provider_ids is 'It is about users of these providers; null: of any';
comment on column @schema@.stage_roster.location_ids is 'It is about users with these default locations; null: with any';
comment on column @schema@.stage_roster.workgroup_ids is 'It is about users with one of these workgroups; null: with any';
comment on column @schema@.stage_roster.has_external_id is 'It is about users who have an external id, or have none; null: about both';
comment on column @schema@.stage_roster.is_blind is 'Whether a bad row does not tell whom it is about: nobody is missing for certain then';
comment on column @schema@.stage_roster.spared_ids is 'Users of rows that were left out: they are in the roster';

create table @schema@.lease (
    name text collate "C" not null constraint lease_pkey primary key,
    holder uuid not null,
    system_user_name text,
    host text,
    process_id integer,
    taken_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table @schema@.lease is 'Long jobs that run one at a time: whoever holds a row renews it, and another takes it once it has expired';
comment on column @schema@.lease.name is 'The job';
comment on column @schema@.lease.holder is 'The run that holds it';
comment on column @schema@.lease.system_user_name is 'The operating system''s user who runs it, as it says';
comment on column @schema@.lease.host is 'The machine that it runs on, as it says';
comment on column @schema@.lease.process_id is 'Its process, as it says';
comment on column @schema@.lease.taken_at is 'Since when';
comment on column @schema@.lease.expires_at is 'Until when, unless it is renewed';

create table @schema@.sweep (
    id uuid not null constraint sweep_pkey primary key,
    as_of timestamptz not null,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    outcome text collate "C" constraint sweep_outcome_known check (outcome in ('done', 'braked', 'failed')),
    summary jsonb
);
create index sweep_by_start on @schema@.sweep (started_at);
comment on table @schema@.sweep is 'Nightly sweeps, and what each came to';
comment on column @schema@.sweep.id is 'The run';
comment on column @schema@.sweep.as_of is 'The instant for which it looked';
comment on column @schema@.sweep.started_at is 'When it began';
comment on column @schema@.sweep.seen_at is 'When it was last at work';
comment on column @schema@.sweep.ended_at is 'When it ended; null: it runs, or was cut off';
comment on column @schema@.sweep.outcome is 'done, braked: it would have deactivated too many, or failed';
comment on column @schema@.sweep.summary is 'What it did, as it tells it';

create table @schema@.notification (
    id bigint generated always as identity constraint notification_pkey primary key,
    user_id bigint not null constraint notification_user references @schema@.users,
    kind text collate "C" not null,
    subject text not null,
    body text not null,
    details jsonb,
    operation_id uuid,
    created_at timestamptz not null default now(),
    read_at timestamptz,
    mail_state text collate "C" constraint notification_mail_state_known check (mail_state in ('waiting', 'sent', 'failed')),
    mail_attempts integer not null default 0,
    mail_next_at timestamptz,
    mail_sent_at timestamptz,
    mail_error text
);
create index notification_of_user on @schema@.notification (user_id, id);
create index notification_to_mail on @schema@.notification (mail_next_at, id) where mail_state = 'waiting';
comment on table @schema@.notification is 'What users are told (REQUIREMENTS M4)';
comment on column @schema@.notification.id is 'Its number';
comment on column @schema@.notification.user_id is 'Who is told';
comment on column @schema@.notification.kind is 'What of, in one word';
comment on column @schema@.notification.subject is 'The first line';
comment on column @schema@.notification.body is 'The text';
comment on column @schema@.notification.details is 'What the text was made from';
comment on column @schema@.notification.operation_id is 'The operation that it tells of';
comment on column @schema@.notification.created_at is 'Since when it is there';
comment on column @schema@.notification.read_at is 'When it was marked as read; null: unread';
comment on column @schema@.notification.mail_state is 'waiting to be sent by mail, sent, or failed for good; null: not to be sent';
comment on column @schema@.notification.mail_attempts is 'How often sending was tried';
comment on column @schema@.notification.mail_next_at is 'When it is to be sent, or tried again';
comment on column @schema@.notification.mail_sent_at is 'When a mail server took it';
comment on column @schema@.notification.mail_error is 'What the mail server said, or why it was not reached';

create table @schema@.notice_template (
    kind text collate "C" not null constraint notice_template_pkey primary key,
    subject text not null constraint notice_template_subject_fits check (char_length(subject) between 1 and 200),
    body text not null constraint notice_template_body_fits check (char_length(body) between 1 and 20000),
    mailed boolean not null
);
comment on table @schema@.notice_template is 'Texts of an instance''s own for what users are told';
comment on column @schema@.notice_template.kind is 'What of';
comment on column @schema@.notice_template.subject is 'The first line, with names in braces';
comment on column @schema@.notice_template.body is 'The text, with names in braces';
comment on column @schema@.notice_template.mailed is 'Whether it goes by mail, if notices do at all';

drop trigger if exists is_never_deleted on @schema@.setting;
insert into @schema@.setting (name, value, lowest, highest, about) values
    ('inactivity_warn_days', 0, 0, 3650, 'After how many days without a login users are warned; 0: never'),
    ('inactivity_lock_days', 0, 0, 3650, 'After how many days without a login users are locked; 0: never'),
    ('inactivity_deactivate_days', 0, 0, 3650, 'After how many days without a login users are deactivated; 0: never'),
    ('notification_mail', 0, 0, 1, 'Whether notices go by mail too, which takes ct notification send and a mail server; 0: only in ct notification'),
    ('temporary_password_days', 30, 0, 3650, 'After how many days a temporary password that nobody has changed expires at the nightly sweep; 0: never');

-- Clients whose case manager has left, among all assignments that there were.
create index case_assignment_of_leavers on @schema@.case_assignment (client_id) where end_reason = 'case manager has left';
