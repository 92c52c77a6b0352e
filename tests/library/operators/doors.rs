//! Every function that an operator role may run, called with what is another's, and with SQL in every text.

use super::{Actor, Plain, World, case_doors, tells};

pub(super) const HR: Actor = Actor::User("hr@con.example");
pub(super) const HELP: Actor = Actor::User("help@con.example");
pub(super) const BOSS: Actor = Actor::User("boss@con.example");
pub(super) const WORKER: Actor = Actor::User("worker@con.example");
const OTHER: &str = "'00000000-0000-0000-0000-00000000000a'";

/// What comes of a call.
pub(super) enum Comes {
    /// It is refused.
    Refused,
    /// It gives exactly this, which tells nothing of others.
    Gives(&'static [&'static str]),
}
use Comes::{Gives, Refused};

/// A function, the rule that stops what is tried with it, who tries, and how. `{theirs}` is a user of another organization,
/// `{superior}` one with more rights, `{op}` an operation whose rows wait, of the superior, and so on.
pub(super) type Attack = (&'static str, &'static str, Actor, &'static str, Comes);

const ATTACKS: &[Attack] = &[
    ("code_checksum", "no data of people", Actor::Nobody, "select length(ct.code_checksum())", Gives(&["64"])),
    ("login_challenge", "the same kind of answer for everybody", Actor::Nobody,
        "select length(salt), memory_kib, passes, lanes from ct.login_challenge('nobody@x.y') union all
         select length(salt), memory_kib, passes, lanes from ct.login_challenge('''; drop table ct.users; --')", Gives(&["16|19456|2|1", "16|19456|2|1"])),
    ("login_begin", "arguments are checked before anything is written", Actor::Nobody, "select ct.login_begin('zzacm-one@acm.example', '\\x00', 'password')", Refused),
    ("login_begin", "a secret is a password or an answer", Actor::Nobody, "select ct.login_begin('zzacm-one@acm.example', sha256('k'), 'token')", Refused),
    ("login_finish", "a token's digest has 32 bytes", Actor::Nobody, "select * from ct.login_finish({attempt}, '\\x00', 'x')", Refused),
    ("login_finish", "an attempt is compared with what was told", Actor::Nobody, "select * from ct.login_finish({attempt}, sha256('t'), 'x')", Gives(&["wrong||"])),
    ("login_finish", "an attempt is settled once", Actor::Nobody, "select * from ct.login_finish({attempt}, sha256('t'), 'x')", Refused),
    ("security_questions", "no data of people", Actor::Nobody, "select cardinality(ct.security_questions())", Gives(&["10"])),
    ("recovery_challenge", "the same kind of answer for everybody", Actor::Nobody,
        "select length(salt), memory_kib, passes, lanes, question = any (ct.security_questions()) from ct.recovery_challenge('nobody@x.y') union all
         select length(salt), memory_kib, passes, lanes, question = any (ct.security_questions()) from ct.recovery_challenge('''; drop table ct.users; --')",
        Gives(&["16|19456|2|1|t", "16|19456|2|1|t"])),
    ("recovery_finish", "a password is no answer", Actor::Nobody,
        "select ct.recovery_finish({attempt}, gen_random_uuid(), substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1, null, null)", Refused),
    ("recovery_finish", "arguments are checked before anything is written", Actor::Nobody,
        "select ct.recovery_finish({attempt}, gen_random_uuid(), null, sha256('v'), 19456, 2, 1, null, null)", Refused),
    ("session_present", "a token that is none is an error", HR, "select ct.session_present('nonsense', true)", Refused),
    ("session_present", "SQL is a token that is none", HR, "select ct.session_present(''' or true; --', false)", Refused),
    ("operation_stands", "leaves nothing behind", Actor::Nobody, "select ct.operation_stands(gen_random_uuid())", Gives(&["f"])),
    ("session_own", "the own one only", Actor::Nobody, "select * from ct.session_own()", Gives(&[])),
    ("session_choices", "the own ones only", Actor::Nobody, "select * from ct.session_choices()", Gives(&[])),
    ("session_choose", "only what one has", WORKER, "select ct.session_choose({everything}, null, null)", Refused),
    ("session_choose", "only what one reaches", WORKER, "select ct.session_choose(null, {acm}, null)", Refused),
    ("session_choose", "nobody is logged in", Actor::Nobody, "select ct.session_choose(null, null, null)", Refused),
    ("session_touch", "the own one only", Actor::Nobody, "select ct.session_touch()", Gives(&[""])),
    ("session_end", "of others by who may", WORKER, "select ct.session_end(array[{session}], 'x')", Refused),
    ("session_end", "of nobody with more rights", HR, "select ct.session_end(array[{session}], 'x')", Refused),
    ("session_end", "nobody is logged in", Actor::Nobody, "select ct.session_end(array[{session}], 'x')", Refused),
    ("password_change", "only the own password", WORKER, "{password_change}", Refused),
    ("password_change", "nobody is logged in", Actor::Nobody, "{password_change}", Refused),
    ("question_set", "only the own question", WORKER, "select ct.question_set({attempt}, {question})", Refused),
    ("question_set", "nobody is logged in", Actor::Nobody, "select ct.question_set({attempt}, {question})", Refused),
    ("question_set", "a new password comes first", Actor::ToChoose, "select ct.question_set({attempt}, {question})", Refused),
    ("question_set_for", "of organizations that one reaches", HELP, "select ct.question_set_for({theirs}, {question})", Refused),
    ("question_set_for", "nobody with more rights", HR, "select ct.question_set_for({superior}, {question})", Refused),
    ("question_set_for", "nobody their own", HR, "select ct.question_set_for({hr}, {question})", Refused),
    ("question_set_for", "one of the list", HELP, "select ct.question_set_for({worker}, 'Who?', sha256('s'), sha256('v'), 19456, 2, 1)", Refused),
    ("question_clear_for", "of organizations that one reaches", HELP, "select ct.question_clear_for({theirs})", Refused),
    ("question_clear_for", "nobody with more rights", HR, "select ct.question_clear_for({superior})", Refused),
    ("question_clear_for", "nobody their own", HR, "select ct.question_clear_for({hr})", Refused),
    ("user_has_question", "of whom one sees", HELP, "select ct.user_has_question({theirs})", Gives(&[""])),
    ("begin_operation", "nobody is logged in", Actor::Nobody, "select ct.begin_operation(gen_random_uuid(), 'x', 'x', 'root')", Refused),
    ("begin_operation", "who acts is not for the caller to say", WORKER,
        "begin; select ct.begin_operation({other}, 'x''; drop table ct.users; --', 'x', 'root');
         select user_id = {worker} from ct.operation where id = {other}; rollback", Gives(&["", "t"])),
    ("actor_id", "nobody is logged in", Actor::Nobody, "select ct.actor_id()", Refused),
    ("session_actor", "nobody is logged in", Actor::Nobody, "select ct.session_actor()", Gives(&[""])),
    ("session_chooser", "nobody is logged in", Actor::Nobody, "select ct.session_chooser()", Gives(&[""])),
    ("require_account", "of organizations that one reaches", HELP, "select ct.require_account({theirs}, 'passwords')", Refused),
    ("require_account", "of nobody with more rights", HR, "select ct.require_account({superior}, 'passwords')", Refused),
    ("require_account", "nobody is logged in", Actor::Nobody, "select ct.require_account({worker}, 'passwords')", Refused),
    ("may", "nobody is logged in", Actor::Nobody, "select ct.may('users', 'read')", Refused),
    ("require", "nobody is logged in", Actor::Nobody, "select ct.require('users', 'read')", Refused),
    ("require", "what the workgroup does not open", Actor::User("chief@con.example"), "select ct.require('users', 'write')", Refused),
    ("may", "what the workgroup does not open", Actor::User("chief@con.example"), "select ct.may('users', 'write'), ct.may('''', 'write')", Gives(&["f|f"])),
    ("reach", "whoever sees no users reaches none", WORKER, "select ct.reach(false), ct.reach(true)", Gives(&["{}|{}"])),
    ("sees_all_organizations", "by who may change them", HR, "select ct.sees_all_organizations()", Gives(&["f"])),
    ("organizations_reached", "the own ones only", HR, "select ct.organizations_reached() = array[{con}]::bigint[]", Gives(&["t"])),
    ("search_key", "no data of people", Actor::Nobody, "select ct.search_key('Ä''; --')", Gives(&["a'; --"])),
    ("user_locked_until", "of whom one sees", HELP, "select ct.user_locked_until({theirs})", Gives(&[""])),
    ("user_put_out_by", "of whom one sees", HELP, "select ct.user_put_out_by({theirs}, 'deactivated')", Gives(&[""])),
    (
        "instant_told",
        "no data of people",
        Actor::Nobody,
        "select ct.instant_told('2026-12-31 16:00Z', 'Europe/Warsaw''; --')",
        Gives(&["2026-12-31 16:00 UTC"]),
    ),
    ("user_is_out", "no data of people", Actor::Nobody, "select ct.user_is_out(null, null, now())", Gives(&["f"])),
    ("user_status", "no data of people", Actor::Nobody, "select ct.user_status(null, null, null, now())", Gives(&["active"])),
    ("user_named", "of whom one sees", HELP, "select ct.user_named('zzacm-two@acm.example'), ct.user_named(''' or true; --')", Gives(&["|"])),
    ("user_beginning", "of whom one sees", HELP, "select * from ct.user_beginning('ZZACM', 100)", Gives(&[])),
    ("user_beginning", "SQL is a text", HELP, "select * from ct.user_beginning(''' or true; --', 100)", Gives(&[])),
    ("user_near", "of whom one sees", HELP, "select * from ct.user_near('zz', 100)", Gives(&[])),
    ("user_search", "of whom one sees", HELP, "select * from ct.user_search('zzacm', 100)", Gives(&[])),
    ("user_page", "of whom one sees", HELP, "select ct.user_page('{\"id\": {theirs}}', null, null, false, null, null)", Gives(&[])),
    ("user_page", "of whom one sees, in any order", HELP, "select ct.user_page('{\"id\": {theirs}}', 'email', 'text', true, null, 10)", Gives(&[])),
    ("user_page", "the team of whom one sees", HELP, "select ct.user_page('{\"supervisor_id\": {theirs_boss}}', null, null, true, null, 10)", Gives(&[])),
    ("user_page", "after somebody whom one sees", HELP, "select ct.user_page('{}', null, null, false, {theirs}, null)", Gives(&[])),
    ("user_page", "columns are looked up", HELP, "select ct.user_page('{}', 'id) from ct.users; --', 'text', false, null, null)", Refused),
    ("user_page", "keys are no columns", HELP, "select ct.user_page('{}', 'login', 'text', false, null, null)", Refused),
    ("user_page", "filters are known", HELP, "select ct.user_page('{\"true or login\": \"x\"}', null, null, false, null, null)", Refused),
    ("user_page", "values are values", HELP, "select ct.user_page('{\"kind\": \"x'' or true; --\"}', null, null, false, null, null)", Gives(&[])),
    ("user_page", "nobody is logged in", Actor::Nobody, "select ct.user_page('{}', null, null, false, null, null)", Refused),
    ("user_read", "of whom one sees", HELP, "select * from ct.user_read(array[{theirs}, {worker}], array['id', 'email']) u (id bigint, email text) where email like 'zz%'", Gives(&[])),
    ("user_read", "keys are no columns", HELP, "select * from ct.user_read(array[{worker}], array['login']) u (login text)", Refused),
    ("user_read", "columns are looked up", HELP, "select * from ct.user_read(array[{worker}], array['id from ct.users; --']) u (x text)", Refused),
    ("client_named", "of whom one sees", BOSS, "select ct.client_named('zzacm-1'), ct.client_named(''' or true; --')", Gives(&["|"])),
    ("client_named", "it takes the tool", HELP, "select ct.client_named('con-1')", Gives(&[""])),
    ("client_beginning", "of whom one sees", BOSS, "select * from ct.client_beginning('ZZACM', 100)", Gives(&[])),
    ("client_beginning", "of whom one sees, by a word in it too", BOSS, "select name from ct.client_beginning('cli', 100)", Gives(&["Con Client", "Con client", "CON Client, born 1990-01-01"])),
    ("client_beginning", "SQL is a text", BOSS, "select * from ct.client_beginning(''' or true; --', 100)", Gives(&[])),
    ("client_beginning", "it takes the tool", HELP, "select * from ct.client_beginning('con', 100)", Gives(&[])),
    ("client_near", "of whom one sees", BOSS, "select * from ct.client_near('zz', 100)", Gives(&[])),
    ("client_near", "it takes the tool", HELP, "select * from ct.client_near('', 100)", Gives(&[])),
    ("client_page", "of whom one sees", BOSS, "select ct.client_page('{\"id\": {client_theirs}}', null, null, false, null, null)", Gives(&[])),
    ("client_page", "of whom one sees, in any order", BOSS, "select ct.client_page('{\"organization_id\": {acm}}', 'name', 'text', true, null, 10)", Gives(&[])),
    ("client_page", "after somebody whom one sees", BOSS, "select ct.client_page('{}', null, null, false, {client_theirs}, null)", Gives(&[])),
    ("client_page", "it takes the tool", HELP, "select ct.client_page('{}', null, null, false, null, null)", Gives(&[])),
    ("client_page", "columns are looked up", BOSS, "select ct.client_page('{}', 'id) from ct.client; --', 'text', false, null, null)", Refused),
    ("client_page", "keys are no columns", BOSS, "select ct.client_page('{}', 'name_key', 'text', false, null, null)", Refused),
    ("client_page", "filters are known", BOSS, "select ct.client_page('{\"true or key\": \"x\"}', null, null, false, null, null)", Refused),
    ("client_page", "values are values", BOSS, "select ct.client_page('{\"words\": [\"x'') > 0 or true; --\"]}', null, null, false, null, null)", Gives(&[])),
    ("client_page", "nobody is logged in", Actor::Nobody, "select ct.client_page('{}', null, null, false, null, null)", Refused),
    ("client_read", "of whom one sees", BOSS, "select * from ct.client_read(array[{client_theirs}], array['id', 'name']) c (id bigint, name text)", Gives(&[])),
    ("client_read", "it takes the tool", HELP, "select * from ct.client_read(array[{client_ours}], array['id']) c (id bigint)", Gives(&[])),
    ("client_read", "keys are no columns", BOSS, "select * from ct.client_read(array[{client_ours}], array['key']) c (key text)", Refused),
    ("client_read", "columns are looked up", BOSS, "select * from ct.client_read(array[{client_ours}], array['id from ct.client; --']) c (x text)", Refused),
    ("client_case_managers", "of whom one sees", BOSS, "select * from ct.client_case_managers({client_theirs})", Gives(&[])),
    ("client_case_managers", "it takes the tool", HELP, "select * from ct.client_case_managers({client_ours})", Gives(&[])),
    ("client_case_managers", "nobody is logged in", Actor::Nobody, "select * from ct.client_case_managers({client_ours})", Refused),
    ("client_tasks", "of whom one sees", BOSS, "select * from ct.client_tasks({client_theirs})", Gives(&[])),
    ("client_tasks", "it takes the tool tasks too, or a part in it", Actor::User("root@con.example"), "select * from ct.client_tasks({client_ours})", Gives(&[])),
    ("client_tasks", "it takes the tool", HELP, "select * from ct.client_tasks({client_ours})", Gives(&[])),
    ("client_paused", "of whom one sees", BOSS, "select * from ct.client_paused({client_theirs})", Gives(&[])),
    ("client_paused", "it takes the tool", HELP, "select * from ct.client_paused({client_ours})", Gives(&[])),
    ("client_alike", "of whom one sees", BOSS, "select * from ct.client_alike({client_theirs})", Gives(&[])),
    ("client_alike", "it takes the tool", HELP, "select * from ct.client_alike({client_ours})", Gives(&[])),
    ("client_plan", "rows that wait are somebody's", BOSS, "select * from ct.client_plan({op}, 'update')", Refused),
    ("client_write", "rows that wait are somebody's", BOSS, "select ct.client_write({op})", Refused),
    ("client_write", "it takes the tool", HELP, "select ct.client_write({op})", Refused),
    ("client_next_external_id", "it takes the tool", HELP, "select ct.client_next_external_id()", Refused),
    ("client_next_external_id", "nobody is logged in", Actor::Nobody, "select ct.client_next_external_id()", Refused),
    ("client_set_active", "of organizations that one reaches", BOSS, "select ct.client_set_active({client_theirs}, false)", Refused),
    ("client_set_active", "it takes the tool", HELP, "select ct.client_set_active({client_ours}, false)", Refused),
    ("work_is_visible", "of organizations that one reaches", BOSS,
        "select ct.work_is_visible('client', {client_theirs}), ct.work_is_visible('case', {case_theirs}), ct.work_is_visible('task', {task_theirs}),
         ct.work_is_visible('paused', {paused_theirs}), ct.work_is_visible('client'' or true; --', {client_theirs})", Gives(&["f|f|f|f|f"])),
    ("work_is_visible", "it takes the tool", HELP, "select ct.work_is_visible('client', {client_ours})", Gives(&["f"])),
    ("work_is_visible", "nobody is logged in", Actor::Nobody, "select ct.work_is_visible('client', {client_ours})", Refused),
    ("work_label", "of organizations that one reaches", BOSS,
        "select ct.work_label('client', {client_theirs}), ct.work_label('case', {case_theirs}), ct.work_label('task', {task_theirs}),
         ct.work_label('paused', {paused_theirs}), ct.work_label('users', {theirs}), ct.work_label('client; drop table ct.users; --', 1)", Gives(&["|||||"])),
    ("work_label", "it takes the tool", HELP, "select ct.work_label('client', {client_ours})", Gives(&[""])),
    ("history_of", "of whom one sees", HR, "select * from ct.history_of('user', {theirs})", Gives(&[])),
    ("history_of", "whoever may read histories", HELP, "select * from ct.history_of('user', {worker})", Gives(&[])),
    ("stage_begin", "nobody is logged in", Actor::Nobody, "select ct.stage_begin(gen_random_uuid(), 'user')", Refused),
    ("stage_begin", "nouns are known", HR, "select ct.stage_begin(gen_random_uuid(), 'user; drop table ct.users')", Refused),
    ("stage_rows", "rows that wait are somebody's", HR, "select ct.stage_rows({op}, 'user', '[{\"line\": 2, \"match_key\": \"x@y.z\"}]')", Refused),
    ("stage_credentials", "rows that wait are somebody's", HR, "select ct.stage_credentials({op}, array[1], array[sha256('s')], array[sha256('v')], array[8], array[1], array[1])", Refused),
    ("stage_clear", "rows that wait are somebody's", HR, "select ct.stage_clear({op})", Gives(&[""])),
    ("stage_forget_credentials", "rows that wait are somebody's", HR, "select ct.stage_forget_credentials({op})", Gives(&[""])),
    ("stage_reject", "rows that wait are somebody's", HR, "select ct.stage_reject({op}, 'user', array[1])", Refused),
    ("stage_lock", "rows that wait are somebody's", HR, "select ct.stage_lock({op}, 'user')", Refused),
    ("stage_planned", "rows that wait are somebody's", HR, "select * from ct.stage_planned({op}, 'user')", Refused),
    ("stage_moved", "rows that wait are somebody's", HR, "select * from ct.stage_moved({op}, 'user', true)", Refused),
    ("user_plan", "rows that wait are somebody's", HR, "select * from ct.user_plan({op}, 'update')", Refused),
    ("user_write", "rows that wait are somebody's", HR, "select ct.user_write({op})", Refused),
    ("user_without_supervisor", "rows that wait are somebody's", HR, "select * from ct.user_without_supervisor({op})", Gives(&[])),
    ("place_plan", "it takes the tool", HR, "select * from ct.place_plan({op}, 'organization', 'update')", Refused),
    ("place_plan", "nouns are known", HR, "select * from ct.place_plan({op}, 'users; drop table ct.users; --', 'update')", Refused),
    ("place_write", "it takes the tool", HR, "select ct.place_write({op}, 'workgroup')", Refused),
    ("credential_write", "rows that wait are somebody's", HR, "select ct.credential_write({op}, true, false, null)", Refused),
    ("run_begin", "nobody is logged in", Actor::Nobody, "select ct.run_begin(gen_random_uuid(), 'user', 'x', 'x', 'x', 'x', 1)", Refused),
    ("run_alive", "a run is somebody's", HR, "select ct.run_alive({op}, 'x', 1)", Gives(&[""])),
    ("run_end", "a run is somebody's", HR, "select ct.run_end({op})", Gives(&[""])),
    ("batch_write", "a batch is of its own operation", HR, "select ct.batch_write({op}, 'user', 'x', null, 1, 1, 1, 1, 1, null, null, null, null)", Refused),
    ("user_settle_pending", "nobody with more rights", HR, "select * from ct.user_settle_pending(array[{superior}], false, {other}, 'x')", Refused),
    ("user_settle_pending", "it takes the tool", HELP, "select * from ct.user_settle_pending(array[{worker}], false, {other}, 'x')", Refused),
    ("user_settle_pending", "of organizations that one reaches", HR, "select * from ct.user_settle_pending(array[{theirs}], false, {other}, 'x')", Refused),
    ("login_unlock", "of organizations that one reaches", HELP, "select ct.login_unlock({theirs})", Refused),
    ("login_unlock", "nobody with more rights", HR, "select ct.login_unlock({superior})", Refused),
    ("login_unlock", "nobody themselves", HR, "select ct.login_unlock({hr})", Refused),
    ("place_lock", "it takes the tool", HR, "select ct.place_lock()", Refused),
    ("place_members", "it takes the tool", HR, "select ct.place_members('organization', {acm})", Refused),
    ("place_set_active", "it takes the tool", HR, "select ct.place_set_active('workgroup', {everything}, false)", Refused),
    ("place_set_active", "nouns are known", HR, "select ct.place_set_active('users'' ; --', 1, false)", Refused),
    ("menu_open", "nobody is logged in", Actor::Nobody, "select * from ct.menu_open()", Refused),
    ("menu_open", "what the workgroup opens", WORKER, "select command from ct.menu_open() where tool is not null", Gives(&[])),
    ("search", "nobody is logged in", Actor::Nobody, "select * from ct.search('zzacm', null, null, null, 20)", Refused),
    ("search", "of whom one sees", HELP, "select * from ct.search('zzacm', 'zzacm-two@acm.example', 'zzacm', null, 20)", Gives(&[])),
    ("search", "by its number, neither", HELP, "select * from ct.search('{theirs}', null, '{theirs}', array['user'], 20)", Gives(&[])),
    ("search", "nor with a slip", HELP, "select * from ct.search('zzacn', null, 'zzacn', null, 20)", Gives(&[])),
    ("search", "SQL is a text", HELP, "select * from ct.search(''' or true; --', ''' or true; --', ''' or true; --', array['user'], 20)", Gives(&[])),
    ("search", "kinds are known", HELP, "select * from ct.search('a', null, null, array['user; drop table ct.users'], 20)", Refused),
    ("user_organization_set", "it takes the tool", HELP, "select * from ct.user_organization_set({worker}, {con}, false, null, null)", Refused),
    ("user_organization_set", "nobody with more rights", HR, "select * from ct.user_organization_set({superior}, {con}, false, null, null)", Refused),
    ("user_organization_set", "of whom one sees", HR, "select * from ct.user_organization_set({theirs}, {acm}, false, null, null)", Refused),
    ("user_organization_set", "nobody themselves", HR, "select * from ct.user_organization_set({hr}, {con}, null, null, true)", Refused),
    ("user_organization_set", "organizations that one reaches", HR, "select * from ct.user_organization_set({worker}, {acm}, true, null, null)", Refused),
    ("setting_set", "it takes the tool", HR, "select ct.setting_set('login_failures', 100)", Refused),
];

fn all_attacks() -> impl Iterator<Item = &'static (&'static str, &'static str, Actor, &'static str, Comes)> {
    ATTACKS
        .iter()
        .chain(super::parked::ATTACKS)
        .chain(super::doors_of_leavers::ATTACKS)
        .chain(super::reports::ATTACKS)
        .chain(super::doors_of_tasks::ATTACKS)
        .chain(super::doors_of_notices::ATTACKS)
        .chain(case_doors::ATTACKS)
}

/// The names of others in an attack.
async fn names(world: &World) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (name, email) in [
        ("theirs", "zzacm-two@acm.example"),
        ("theirs_boss", "zzacm-one@acm.example"),
        ("superior", "root@con.example"),
        ("worker", "worker@con.example"),
        ("hr", "hr@con.example"),
    ] {
        names.push((format!("{{{name}}}"), world.id(email).await.to_string()));
    }
    for (name, sql) in [
        ("session", "select max(id)::text from ct.session where user_id = (select id from ct.users where email = 'root@con.example')"),
        ("attempt", "select max(id)::text from ct.login_attempt"),
        ("everything", "select id::text from ct.workgroup where key = 'everything'"),
        ("parked", "select id::text from ct.paused_operation where key = 'zzacm-parked'"),
        ("of_worker", "select id::text from ct.paused_operation where key = 'of-worker'"),
        ("their_task", super::doors_of_tasks::THEIRS),
        ("their_notice", super::doors_of_notices::THEIRS),
        ("con", "select id::text from ct.organization where code = 'CON'"),
        ("acm", "select id::text from ct.organization where code = 'ACM'"),
        ("client_theirs", "select id::text from ct.client where key = 'zzacm-1'"),
        ("client_ours", "select id::text from ct.client where key = 'con-1'"),
        ("case_theirs", "select a.id::text from ct.case_assignment a join ct.client c on c.id = a.client_id where c.key = 'zzacm-1'"),
        ("task_theirs", "select id::text from ct.task where key = 'zzacm-1'"),
        ("paused_theirs", "select id::text from ct.paused_operation where key = 'zzacm-1'"),
        ("password_change", "select 'select ct.password_change(' || string_agg(case t when 'bigint' then (select max(id)::text from ct.login_attempt)
             when 'bytea' then case when n = 2 then 'substr(sha256(''s''), 1, 16)' else 'sha256(''v'')' end
             when 'integer' then '8' when 'boolean' then 'false' else 'null' end, ', ' order by n) || ')'
             from pg_proc p cross join lateral unnest(p.proargtypes) with ordinality a (type, n)
             cross join lateral format_type(a.type, null) t where p.proname = 'password_change' and p.pronamespace = 'ct'::regnamespace"),
    ] {
        names.push((format!("{{{name}}}"), world.agency.value(sql).await));
    }
    names.extend(case_doors::names(world).await);
    let question = "(ct.security_questions())[1], substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1";
    names.push(("{question}".to_owned(), question.to_owned()));
    names.push(("{op}".to_owned(), "'00000000-0000-0000-0000-000000000001'".to_owned()));
    names.push(("{other}".to_owned(), OTHER.to_owned()));
    names
}

/// Rows of the superior that wait, planned and good, and a run.
async fn let_wait(world: &World) {
    world
        .agency
        .own
        .connect()
        .await
        .batch_execute(
            "insert into ct.stage_operation (operation_id, noun, user_id, problems, guard_version)
                 select '00000000-0000-0000-0000-000000000001', 'user', u.id, 0, g.version from ct.users u, ct.guard g
                 where u.email = 'root@con.example' and g.name = 'user';
             insert into ct.stage_user (operation_id, line, match_key, phone, supervisor_login)
                 values ('00000000-0000-0000-0000-000000000001', 1, 'zzacm-one@acm.example', 'ZZACM', 'ZZACM');
             insert into ct.stage_plan values ('00000000-0000-0000-0000-000000000001', 1, 1, 'change');
             insert into ct.run (operation_id, noun, command, source, host, process_id, user_id)
                 select operation_id, 'user', 'x', 'ZZACM', 'x', 1, user_id from ct.stage_operation;
             update ct.login_attempt set made_at = now()",
        )
        .await
        .unwrap();
    super::doors_of_tasks::let_wait(world).await;
}

/// All there is but what a login leaves.
async fn content(world: &World) -> Vec<(String, (i64, String))> {
    let all = world.agency.content().await;
    all.into_iter().filter(|(table, _)| table != "login_attempt").collect()
}

async fn comes(plain: &Plain, door: &str, rule: &str, sql: &str, expected: &Comes) {
    match (plain.attempt(sql).await, expected) {
        (Err((code, words)), Refused) => {
            let known = ["42501", "42703", "CT077", "CT078", "CT079", "CT002", "CT003"];
            assert!(known.contains(&code.as_str()), "{door} ({rule}): {sql}\n{code} {words}");
            assert!(!tells(&words), "{door} ({rule}): {words}");
        }
        (Ok(rows), Gives(given)) => assert_eq!(rows, *given, "{door} ({rule}): {sql}"),
        (told, _) => panic!("{door} ({rule}): {sql}\n{told:?}"),
    }
}

#[tokio::test]
async fn no_function_does_for_others_what_it_must_not() {
    let world = World::with_everything().await;
    let_wait(&world).await;
    let names = names(&world).await;
    let before = content(&world).await;
    for (door, rule, actor, sql, expected) in all_attacks() {
        let sql = names.iter().fold((*sql).to_owned(), |sql, (name, value)| sql.replace(name, value));
        comes(&world.plain(*actor).await, door, rule, &sql, expected).await;
    }
    let after = content(&world).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    let doors = world.agency.column("select name from ct.operator_runs() order by 1").await;
    for door in doors {
        assert!(all_attacks().any(|(tried, ..)| *tried == door), "{door} may be run and is not tried");
    }
}

/// A call of every function, with arguments that its types allow: ids are `{id}`, texts `{text}`.
async fn calls(world: &World) -> Vec<String> {
    let sql = "select p.proname || '(' || coalesce((select string_agg(case t
            when 'bigint' then '{id}' when 'integer' then '1' when 'text' then '{text}' when 'boolean' then 'true'
            when 'bigint[]' then 'array[{id}]::bigint[]' when 'text[]' then 'array[{text}, ''email'', ''name'']'
            when 'uuid' then '''00000000-0000-0000-0000-000000000001''::uuid' when 'jsonb' then '''{}''::jsonb'
            when 'bytea' then 'sha256(''x'')' else 'null::' || t end, ', ' order by n)
            from unnest(p.proargtypes) with ordinality a (type, n) cross join lateral format_type(a.type, null) t), '') || ')'
        from pg_proc p where p.pronamespace = 'ct'::regnamespace and p.prorettype <> 'trigger'::regtype order by 1";
    let calls = world.agency.column(sql).await;
    assert!(calls.len() > 100, "{}", calls.len());
    calls
}

/// Whoever is nobody gets nothing out of any function at all.
#[tokio::test]
async fn without_a_session_no_function_tells_anything() {
    let world = World::with_everything().await;
    let_wait(&world).await;
    let before = content(&world).await;
    let calls = calls(&world).await;
    let theirs = world.id("zzacm-two@acm.example").await.to_string();
    for actor in [Actor::Nobody, Actor::Forged, Actor::Ended] {
        let plain = world.plain(actor).await;
        for call in &calls {
            let call = call.replace("{id}", &theirs).replace("{text}", "'user'");
            // An attempt with a key that is a key may be made by everybody, and counts.
            match plain.attempt(&format!("select * from ct.{call}")).await {
                Err((_, words)) => assert!(!tells(&words), "{actor:?}: {call}: {words}"),
                Ok(rows) => assert!(!rows.iter().any(|row| tells(row)), "{actor:?}: {call}: {rows:?}"),
            }
        }
    }
    assert_eq!(content(&world).await, before);
}

/// Nor does whoever is logged in get anything of others, with their ids and with SQL in every text.
#[tokio::test]
async fn no_function_tells_of_whoever_is_out_of_reach() {
    let world = World::with_everything().await;
    let_wait(&world).await;
    let before = content(&world).await;
    let calls = calls(&world).await;
    let ids = [world.id("zzacm-two@acm.example").await, world.id("zzacm-one@acm.example").await];
    let texts = ["'user'", "'organization'", "'passwords'", "'z'", "'x'' or true; drop table ct.users; --'"];
    // The first is whose rows wait.
    for actor in Actor::WITH.into_iter().skip(1) {
        let plain = world.plain(actor).await;
        for call in &calls {
            for (number, text) in texts.iter().enumerate() {
                let call = call.replace("{id}", &ids[number % 2].to_string()).replace("{text}", text);
                match plain.attempt(&format!("begin; select * from ct.{call}; rollback")).await {
                    Err((_, words)) => assert!(!tells(&words), "{actor:?}: {call}: {words}"),
                    Ok(rows) => assert!(!rows.iter().any(|row| tells(row)), "{actor:?}: {call}: {rows:?}"),
                }
            }
        }
    }
    assert_eq!(content(&world).await, before);
}
