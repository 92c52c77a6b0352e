-- What a user or an organization is called in the system that a file came from.

alter table @schema@.users add external_id text collate "C";
alter table @schema@.users alter external_id set statistics 0;
create unique index users_external_id_unique on @schema@.users (external_id) where external_id is not null;
comment on column @schema@.users.external_id is 'What the user is called in another system; no two users share one';

alter table @schema@.organization add external_id text collate "C";
create unique index organization_external_id_unique on @schema@.organization (external_id) where external_id is not null;
comment on column @schema@.organization.external_id is
    'What the organization is called in another system; no two organizations share one';

alter table @schema@.stage_user add external_id text collate "C";
comment on column @schema@.stage_user.external_id is 'As in the table that it goes to';
alter table @schema@.stage_organization add external_id text collate "C";
comment on column @schema@.stage_organization.external_id is 'As in the table that it goes to';

-- What a setting may be is no change of it, and no matter for the history.
alter table @schema@.setting disable trigger user;
update @schema@.setting set lowest = 0, about = 'How many characters an organization''s code has; 0: any number'
where name = 'organization_code_length';
alter table @schema@.setting enable trigger user;
