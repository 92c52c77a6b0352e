//! The functions for tasks that an operator role may run, called with what is another's, and with SQL in every text.

use super::doors::Attack;
use super::doors::Comes::{Gives, Refused};
use super::{Actor, World};

const HR: Actor = Actor::User("hr@con.example");
/// Who has the tool tasks, to write, at CON.
const BOSS: Actor = Actor::User("boss@con.example");

/// A task of another organization.
pub(super) const THEIRS: &str = "select id::text from ct.task where key = 'zzacm-task'";

#[rustfmt::skip]
pub(super) const ATTACKS: &[Attack] = &[
    ("task_named", "of tasks that one sees", BOSS, "select ct.task_named('zzacm-task'), ct.task_named(''' or true; --')", Gives(&["|"])),
    ("task_known", "of tasks that one sees", BOSS, "select * from ct.task_known(array['zzacm-task', ''' or true; --'])", Gives(&[])),
    ("task_known", "nobody is logged in", Actor::Nobody, "select * from ct.task_known(array['zzacm-task'])", Refused),
    ("task_beginning", "of tasks that one sees", BOSS, "select * from ct.task_beginning('ZZACM', 100)", Gives(&[])),
    ("task_beginning", "SQL is a text", BOSS, "select * from ct.task_beginning(''' or true; --', 100)", Gives(&[])),
    ("task_near", "of tasks that one sees", BOSS, "select * from ct.task_near('zz', 100)", Gives(&[])),
    ("task_page", "of tasks that one sees", BOSS, "select ct.task_page('{\"id\": {their_task}}', null, null, false, null, null)", Gives(&[])),
    ("task_page", "of tasks that one sees, in any order", BOSS, "select ct.task_page('{\"user_id\": {theirs}}', 'title', 'text', true, null, 10)", Gives(&[])),
    ("task_page", "of whoever has an e-mail", BOSS, "select ct.task_page('{\"for_login\": \"zzacm-two@acm.example\"}', null, null, false, null, 10)", Gives(&[])),
    ("task_page", "the team of whom one does not see", BOSS, "select ct.task_page('{\"supervisor_id\": {theirs_boss}}', null, null, false, null, 10)", Gives(&[])),
    ("task_page", "after one that one sees", BOSS, "select ct.task_page('{}', null, null, false, {their_task}, null)", Gives(&[])),
    ("task_page", "columns are looked up", BOSS, "select ct.task_page('{}', 'id) from ct.users; --', 'text', false, null, null)", Refused),
    ("task_page", "keys are no columns", BOSS, "select ct.task_page('{}', 'title_key', 'text', false, null, null)", Refused),
    ("task_page", "filters are known", BOSS, "select ct.task_page('{\"true or key\": \"x\"}', null, null, false, null, null)", Refused),
    ("task_page", "values are values", BOSS, "select ct.task_page('{\"status\": \"x'' or true; --\", \"words\": [\"'') or true; --\", \"@place@\"]}', null, null, false, null, null)", Gives(&[])),
    ("task_page", "nobody is logged in", Actor::Nobody, "select ct.task_page('{}', null, null, false, null, null)", Refused),
    ("task_read", "of tasks that one sees", BOSS, "select * from ct.task_read(array[{their_task}], array['id', 'title']) t (id bigint, title text)", Gives(&[])),
    ("task_read", "keys are no columns", BOSS, "select * from ct.task_read(array[{their_task}], array['key']) t (key text)", Refused),
    ("task_read", "columns are looked up", BOSS, "select * from ct.task_read(array[{their_task}], array['id from ct.users; --']) t (x text)", Refused),
    ("task_next", "of tasks that one sees", BOSS, "select * from ct.task_next({their_task})", Gives(&[])),
    ("task_plan", "it takes the tool", HR, "select * from ct.task_plan({op}, 'update')", Refused),
    ("task_plan", "rows that wait are somebody's", BOSS, "select * from ct.task_plan('00000000-0000-0000-0000-000000000002', 'update')", Refused),
    ("task_write", "it takes the tool", HR, "select ct.task_write('00000000-0000-0000-0000-000000000002')", Refused),
    ("task_write", "what waits is planned first, by whose it is", BOSS, "select ct.task_write('00000000-0000-0000-0000-000000000002')", Refused),
    ("task_settle", "it takes the tool", HR, "select * from ct.task_settle({their_task}, 'completed')", Refused),
    ("task_settle", "of organizations that one may edit", BOSS, "select * from ct.task_settle({their_task}, 'completed')", Refused),
    ("task_settle", "completed or opened again", BOSS, "select * from ct.task_settle({their_task}, 'cancelled''; --')", Refused),
    ("task_delete", "it takes the tool", HR, "select ct.task_delete({their_task})", Refused),
    ("task_delete", "of organizations that one may edit", BOSS, "select ct.task_delete({their_task})", Refused),
    ("task_series", "of the own operation", BOSS, "select * from ct.task_series({op})", Refused),
    ("task_continue", "it takes the tool", HR, "select * from ct.task_continue({op}, {their_task}, null, '2999-01-01', 'x')", Refused),
    ("task_continue", "of organizations that one may edit", BOSS, "select * from ct.task_continue({op}, {their_task}, null, '2999-01-01', 'x')", Refused),
    ("stage_rows", "what planning fills in is not told", BOSS,
        "begin; select ct.begin_operation({other}, 'x', null, null); select ct.stage_begin({other}, 'task');
         select ct.stage_rows({other}, 'task', '[{\"line\": 1, \"match_key\": \"x\", \"title\": \"x\", \"user_id\": {theirs}, \"organization_id\": {acm}}]');
         select line, field from ct.task_plan({other}, 'update'); select ct.task_write({other});
         select t.user_id from ct.task_read(array(select ct.task_page('{}', null, null, false, null, null)), array['user_id']) t (user_id bigint)
         where t.user_id = {theirs}; rollback", Gives(&["", "", "", ""])),
    ("stage_rows", "nor are keys of others", BOSS,
        "begin; select ct.begin_operation({other}, 'x', null, null); select ct.stage_begin({other}, 'task');
         select ct.stage_rows({other}, 'task', '[{\"line\": 1, \"match_key\": \"zzacm-task\", \"title\": \"x\"}, {\"line\": 2, \"match_key\": \"n\", \"title\": \"x\", \"uid\": \"n\", \"key\": \"zz\"},
             {\"line\": 3, \"match_key\": \"m\", \"title\": \"x\", \"participants\": [\"zzacm-two@acm.example:owner\"]}, {\"line\": 4, \"match_key\": \"o\", \"title\": \"x\", \"user_login\": \"zzacm-two@acm.example\"},
             {\"line\": 5, \"match_key\": \"p\", \"title\": \"x\", \"status\": \"x\"}, {\"line\": 6, \"match_key\": \"q\", \"title\": \"x\", \"participants\": [\"boss@con.example\"]}]');
         select distinct line, field from ct.task_plan({other}, 'update') order by 1; select line from ct.stage_planned({other}, 'task') where change::text like '%zz%'; rollback",
        Gives(&["", "", "", "1|uid", "2|uid", "3|participants", "4|for_user", "5|status", "6|participants"])),
];

/// Tasks of both organizations, rows of the superior that wait, and somebody at CON who has the tool.
pub(super) async fn let_wait(world: &World) {
    world
        .agency
        .own
        .connect()
        .await
        .batch_execute(
            "insert into ct.task (uid, key, title, notes, user_id, organization_id, due_date, repeats, created_by)
                 select 'ZZACM-task', 'zzacm-task', 'ZZACM', 'ZZACM', id, organization_id, '2999-01-01', 'FREQ=DAILY', gen_random_uuid()
                 from ct.users where email = 'zzacm-two@acm.example';
             insert into ct.task_participant select t.id, u.id, 'owner' from ct.task t, ct.users u where u.email = 'zzacm-one@acm.example';
             insert into ct.user_tool select id, 'tasks', 'write' from ct.users where email = 'boss@con.example';
             insert into ct.workgroup_tool select id, 'tasks', 'write' from ct.workgroup where key = 'cases';
             insert into ct.stage_operation (operation_id, noun, user_id, problems, guard_version)
                 select '00000000-0000-0000-0000-000000000002', 'task', u.id, 0, g.version from ct.users u, ct.guard g
                 where u.email = 'root@con.example' and g.name = 'task'",
        )
        .await
        .unwrap();
}
