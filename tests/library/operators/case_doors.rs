//! The functions for case assignments, called with what is another's, and with SQL in every text: see `doors`.

use super::doors::Comes::{self, Gives, Refused};
use super::{Actor, World};

const HR: Actor = Actor::User("hr@con.example");
const WORKER: Actor = Actor::User("worker@con.example");
const THEIRS: Actor = Actor::User("zzacm-one@acm.example");

/// As in `doors`; `{acm_case}` is an assignment of `{acm_client}` to `{theirs}`, `{con_client}` is a client of `{worker}`'s.
pub(super) const ATTACKS: &[(&str, &str, Actor, &str, Comes)] = &[
    (
        "case_named",
        "of those that one sees",
        WORKER,
        "select ct.case_named('{acm_case}'), ct.case_named(''' or true; --')",
        Gives(&["|"]),
    ),
    ("case_named", "nobody is logged in", Actor::Nobody, "select ct.case_named('{acm_case}')", Refused),
    (
        "case_beginning",
        "of those that one sees",
        WORKER,
        "select * from ct.case_beginning('ZZACM', 100)",
        Gives(&[]),
    ),
    (
        "case_beginning",
        "by their external id neither",
        WORKER,
        "select * from ct.case_beginning('zzacm-case', 100)",
        Gives(&[]),
    ),
    (
        "case_beginning",
        "SQL is a text",
        WORKER,
        "select * from ct.case_beginning(''' or true; --', 100)",
        Gives(&[]),
    ),
    (
        "case_page",
        "of those that one sees",
        WORKER,
        "select ct.case_page('{\"id\": {acm_case}}', null, null, false, null, null)",
        Gives(&[]),
    ),
    (
        "case_page",
        "by client",
        WORKER,
        "select ct.case_page('{\"client_id\": {acm_client}}', null, null, false, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "by case manager",
        WORKER,
        "select ct.case_page('{\"user_id\": {theirs}}', 'client', 'text', true, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "by organization",
        WORKER,
        "select ct.case_page('{\"organization_id\": {acm}}', null, null, false, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "by team",
        WORKER,
        "select ct.case_page('{\"supervisor_id\": {theirs_boss}}', null, null, false, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "by words",
        WORKER,
        "select ct.case_page('{\"words\": [\"zzacm\"]}', null, null, false, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "words are words",
        WORKER,
        "select ct.case_page('{\"words\": [\"%s $1 '' or true; --\"]}', null, null, false, null, 10)",
        Gives(&[]),
    ),
    (
        "case_page",
        "after one that one sees",
        WORKER,
        "select ct.case_page('{}', null, null, false, {acm_case}, null)",
        Gives(&[]),
    ),
    (
        "case_page",
        "after one that one sees, sorted",
        WORKER,
        "select ct.case_page('{}', 'client', 'text', false, {acm_case}, null)",
        Gives(&[]),
    ),
    (
        "case_page",
        "columns are looked up",
        WORKER,
        "select ct.case_page('{}', 'id) from ct.users; --', 'text', false, null, null)",
        Refused,
    ),
    (
        "case_page",
        "filters are known",
        WORKER,
        "select ct.case_page('{\"true or id\": 1}', null, null, false, null, null)",
        Refused,
    ),
    (
        "case_page",
        "values are values",
        WORKER,
        "select ct.case_page('{\"status\": \"x'' or true; --\", \"user_id\": {theirs}}', null, null, false, null, null)",
        Gives(&[]),
    ),
    (
        "case_page",
        "it takes the tool, but for one's own and one's team",
        HR,
        "select ct.case_page('{}', null, null, false, null, null)",
        Gives(&[]),
    ),
    (
        "case_page",
        "nobody is logged in",
        Actor::Nobody,
        "select ct.case_page('{}', null, null, false, null, null)",
        Refused,
    ),
    (
        "case_read",
        "of those that one sees",
        WORKER,
        "select * from ct.case_read(array[{acm_case}], array['id', 'client']) c (id bigint, client text)",
        Gives(&[]),
    ),
    (
        "case_read",
        "columns are looked up",
        WORKER,
        "select * from ct.case_read(array[{acm_case}], array['id from ct.users; --']) c (x text)",
        Refused,
    ),
    (
        "case_manager_named",
        "of whom one sees, or works with",
        WORKER,
        "select * from ct.case_manager_named('zzacm-two@acm.example')",
        Gives(&[]),
    ),
    (
        "case_manager_named",
        "SQL is a text",
        WORKER,
        "select * from ct.case_manager_named(''' or true; --')",
        Gives(&[]),
    ),
    (
        "caseload_counts",
        "of those that one sees",
        WORKER,
        "select * from ct.caseload_counts({theirs})",
        Gives(&[]),
    ),
    (
        "case_plan",
        "rows that wait are somebody's",
        WORKER,
        "select * from ct.case_plan({op}, 'update')",
        Refused,
    ),
    ("case_plan", "it takes the tool", HR, "select * from ct.case_plan({op}, 'update')", Refused),
    ("case_write", "rows that wait are somebody's", WORKER, "select ct.case_write({op})", Refused),
    ("case_write", "it takes the tool", HR, "select ct.case_write({op})", Refused),
    (
        "case_assign",
        "clients of organizations that one reaches",
        WORKER,
        "select * from ct.case_assign({acm_client}, array[{worker}], current_date, null)",
        Refused,
    ),
    (
        "case_assign",
        "users whom one sees, or works with",
        WORKER,
        "select * from ct.case_assign({con_client}, array[{theirs}], current_date, null)",
        Refused,
    ),
    (
        "case_assign",
        "also of what is past",
        WORKER,
        "select * from ct.case_assign({con_client}, array[{theirs}], '2020-01-01', '2020-02-01')",
        Refused,
    ),
    (
        "case_assign",
        "it takes the tool",
        HR,
        "select * from ct.case_assign({con_client}, array[{worker}], current_date, null)",
        Refused,
    ),
    (
        "case_assign",
        "arguments are checked",
        WORKER,
        "select * from ct.case_assign({con_client}, array[null]::bigint[], current_date, null)",
        Refused,
    ),
    (
        "case_assign",
        "nobody is logged in",
        Actor::Nobody,
        "select * from ct.case_assign({con_client}, array[{worker}], current_date, null)",
        Refused,
    ),
    (
        "case_end",
        "of those that one sees",
        WORKER,
        "select * from ct.case_end({acm_case}, current_date, 'x')",
        Refused,
    ),
    (
        "case_end",
        "it takes the tool",
        HR,
        "select * from ct.case_end({con_case}, current_date, 'x')",
        Refused,
    ),
    (
        "case_end",
        "in organizations that one may change",
        THEIRS,
        "select * from ct.case_end({con_case}, current_date, 'x')",
        Refused,
    ),
    (
        "case_reassign",
        "clients of organizations that one reaches",
        WORKER,
        "select * from ct.case_reassign({acm_client}, {theirs}, {worker}, current_date)",
        Refused,
    ),
    (
        "case_reassign",
        "to whom one sees, or works with",
        WORKER,
        "select * from ct.case_reassign({con_client}, {worker}, {theirs}, current_date)",
        Refused,
    ),
    (
        "case_reassign",
        "it takes the tool",
        HR,
        "select * from ct.case_reassign({con_client}, {worker}, {hr}, current_date)",
        Refused,
    ),
    (
        "caseload_told",
        "of whom one sees, or works with",
        WORKER,
        "select * from ct.caseload_told({theirs}, current_date, null, array['zzacm-case'], array['worker@con.example'])",
        Refused,
    ),
    (
        "caseload_told",
        "clients and users whom one sees",
        WORKER,
        "select place, client, receiver, field from ct.caseload_told({worker}, current_date, null, array['zzacm-case', ''' or true; --'], array['zzacm-one@acm.example', 'x'])",
        Gives(&["1|||client", "1|||user", "2|||client", "2|||user"]),
    ),
    (
        "caseload_transfer",
        "from whom one sees, or works with",
        WORKER,
        "select * from ct.caseload_transfer({theirs}, current_date, null, array[{worker}], 'round-robin', '{}', '{}')",
        Refused,
    ),
    (
        "caseload_transfer",
        "to whom one sees, or works with",
        WORKER,
        "select * from ct.caseload_transfer({worker}, current_date, null, array[{theirs}], 'round-robin', '{}', '{}')",
        Refused,
    ),
    (
        "caseload_transfer",
        "clients of theirs",
        WORKER,
        "select * from ct.caseload_transfer({worker}, current_date, null, '{}', 'round-robin', array[{acm_client}], array[{boss}])",
        Refused,
    ),
    (
        "caseload_transfer",
        "rules are known",
        WORKER,
        "select * from ct.caseload_transfer({worker}, current_date, null, array[{boss}], 'x'' or true; --', '{}', '{}')",
        Refused,
    ),
    (
        "caseload_transfer",
        "it takes the tool",
        HR,
        "select * from ct.caseload_transfer({worker}, current_date, null, array[{hr}], 'round-robin', '{}', '{}')",
        Refused,
    ),
];

/// A client each of both organizations, and their case managers.
pub(super) const WORK: &str = "
    update ct.users set case_manager = true where email in ('worker@con.example', 'boss@con.example', 'zzacm-two@acm.example');
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select told, lower(told), told || ' ZZACM Client', o.id, gen_random_uuid() from ct.organization o,
            lateral (select 'ZZACM-case' as told) t where o.code = 'ACM';
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select 'CON-case', 'con-case', 'Con Client', o.id, gen_random_uuid() from ct.organization o where o.code = 'CON';
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_reason, created_by)
        select c.id, u.id, c.organization_id, '2020-01-01', 'ZZACM', gen_random_uuid() from ct.client c, ct.users u
        where (c.key, u.email) in (('zzacm-case', 'zzacm-two@acm.example'), ('con-case', 'worker@con.example'));";

/// What stands for what in an attack.
pub(super) async fn names(world: &World) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (name, sql) in [
        ("{acm_client}", "select id from ct.client where key = 'zzacm-case'"),
        ("{con_client}", "select id from ct.client where key = 'con-case'"),
        (
            "{acm_case}",
            "select a.id from ct.case_assignment a join ct.client c on c.id = a.client_id where c.key = 'zzacm-case'",
        ),
        (
            "{con_case}",
            "select a.id from ct.case_assignment a join ct.client c on c.id = a.client_id where c.key = 'con-case'",
        ),
        ("{boss}", "select id from ct.users where email = 'boss@con.example'"),
    ] {
        names.push((name.to_owned(), world.agency.value(sql).await));
    }
    names
}
