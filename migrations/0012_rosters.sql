-- Rosters are compared with users as they are read: a row that says nothing new does not wait to be planned, and who is missing
-- is known when the last row has been read.

comment on column @schema@.stage_plan.returns is
    'Whether the user is inactive and comes back by a roster; false: was denied, and stays; null: is not inactive';
alter table @schema@.stage_roster add missing_ids bigint[] not null default '{}';
comment on column @schema@.stage_roster.missing_ids is
    'Active users of the scope whom no row names that was like them: missing, unless a waiting row names them';

-- A user is changed now and then: with room on its page the new row stays there, and no index has to be written. For pages that
-- are filled from now on.
alter table @schema@.users set (fillfactor = 90);
