//! What a transaction cost can be read by whoever made it: rows that each table gave, and locks. It tells nothing.

use super::{Actor, World};

/// What the transaction has read of each table so far, and locked.
const COSTS: &str = "select string_agg(concat_ws(' ', relname, seq_scan, seq_tup_read, idx_scan, idx_tup_fetch), ', ' order by relname)
        from pg_stat_xact_all_tables where schemaname = 'ct' and coalesce(seq_scan, 0) + coalesce(idx_scan, 0) > 0;
    select string_agg(relation::regclass || ' ' || mode, ', ' order by relation, mode) from pg_locks
        where pid = pg_backend_pid() and relation::regclass::text not like 'pg%'";

/// What it costs to run something, without what it gives.
pub(super) async fn costs(world: &World, actor: Actor, sql: &str) -> Vec<String> {
    // Another connection each time, for what has been planned is kept.
    let plain = world.plain(actor).await;
    let told =
        plain.attempt(&format!("begin; set local enable_seqscan = off; {sql}; {COSTS}")).await.unwrap();
    told[told.len() - 2..].to_vec()
}

/// An attempt that waits.
async fn attempt(world: &World, login: &str, secret: &str) -> String {
    let sql = format!("select ct.login_begin('{login}', sha256('x'), '{secret}')");
    world.plain(Actor::Nobody).await.attempt(&sql).await.unwrap().remove(0)
}

#[tokio::test]
async fn whoever_logs_in_learns_nothing_of_who_exists() {
    let world = World::new().await;
    // One with everything, one with no password, no question and no login before; one who is not there.
    world.agency.imported("email,name,organization\nbare@acm.example,ZZACM bare,ACM\n").await;
    for call in [
        "select ct.login_challenge('{login}')",
        "select ct.recovery_challenge('{login}')",
        "select ct.login_begin('{login}', sha256('x'), 'password')",
        "select ct.login_finish({password}, sha256('t'), 'x')",
        "select ct.recovery_finish({answer}, gen_random_uuid(), substr(sha256('s'), 1, 16), sha256('v'), 19456, 2, 1, null, null)",
    ] {
        let mut told = Vec::new();
        for login in ["zzacm-one@acm.example", "bare@acm.example", "zzacm-on@acm.example", "zzzzzz", "a"] {
            let sql = call.replace("{login}", login);
            let sql = sql.replace("{password}", &attempt(&world, login, "password").await);
            let sql = sql.replace("{answer}", &attempt(&world, login, "answer").await);
            world
                .agency
                .own
                .connect()
                .await
                .batch_execute("delete from ct.login_attempt where settled_at is not null")
                .await
                .unwrap();
            told.push((login, costs(&world, Actor::Nobody, &sql).await));
            world.agency.own.connect().await.batch_execute("delete from ct.login_attempt").await.unwrap();
        }
        for (login, cost) in &told {
            assert_eq!(*cost, told[0].1, "{call} {login}");
        }
    }
}

#[tokio::test]
async fn whoever_looks_for_somebody_learns_nothing_of_others() {
    let world = World::new().await;
    let help = Actor::User("help@con.example");
    for call in [
        "select ct.user_named('{}')",
        "select * from ct.user_near('{}', 9)",
        "select * from ct.user_beginning('{}', 9)",
        "select * from ct.user_search('{}', 9)",
    ] {
        let mut told = Vec::new();
        for text in ["zzacm-one@acm.example", "zzacm", "ZZACM zz", "yyacm", "zzzzz@acm.example"] {
            told.push(costs(&world, help, &call.replace("{}", text)).await);
        }
        for cost in &told {
            assert_eq!(*cost, told[0], "{call}");
        }
    }
}

#[tokio::test]
async fn whoever_looks_for_work_learns_nothing_of_others() {
    let world = World::with_work().await;
    super::doors_of_tasks::let_wait(&world).await;
    world.agency.own.connect().await.batch_execute("analyze").await.unwrap();
    let mut wrong = Vec::new();
    // Each is of somebody, or of something, out of reach; or of nobody.
    for (call, texts) in [
        ("select ct.client_named('{}')", ["zzacm-1", "zzacm-9"]),
        ("select * from ct.client_near('{}', 9)", ["zzacm", "zzacn"]),
        ("select * from ct.client_beginning('{}', 9)", ["ZZACM cl", "ZZACM xx"]),
        ("select ct.client_page('{\"words\": [\"{}\"]}', null, null, false, null, 9)", ["zzacm", "zzacn"]),
        (
            "select ct.client_page('{\"born\": \"{}\"}', null, null, false, null, 9)",
            ["1990-01-01", "1990-01-02"],
        ),
        ("select * from ct.case_manager_named('{}')", ["zzacm-two@acm.example", "zzacm-six@acm.example"]),
        ("select * from ct.case_beginning('{}', 9)", ["ZZACM cl", "ZZACM xx"]),
        ("select * from ct.case_beginning('{}', 9)", ["zzacm-1", "zzacm-9"]),
        ("select ct.case_page('{\"words\": [\"{}\"]}', null, null, false, null, 9)", ["zzacm", "zzacn"]),
        ("select ct.task_named('{}')", ["zzacm-task", "zzacm-tusk"]),
        ("select ct.task_near('{}', 9)", ["zzacm-task", "zzacm-tusk"]),
        ("select ct.task_beginning('{}', 9)", ["ZZACM", "ZZACN"]),
        ("select ct.task_page('{\"words\": [\"{}\"]}', null, null, false, null, 9)", ["zzacm", "zzacn"]),
        (
            "select ct.task_page('{\"for_login\": \"{}\"}', null, null, false, null, 9)",
            ["zzacm-two@acm.example", "zzacm-six@acm.example"],
        ),
        (
            "select ct.task_page('{\"by_login\": \"{}\"}', null, null, false, null, 9)",
            ["zzacm-two@acm.example", "zzacm-six@acm.example"],
        ),
        ("select ct.paused_named('{}')", ["zzacm-parked", "zzacm-marked"]),
        ("select ct.paused_page('{\"words\": [\"{}\"]}', null, null, false, null, 9)", ["zzacm", "zzacn"]),
        (
            "select * from ct.caseload_told((select ct.actor_id()), current_date, null, array['x'], array['{}'])",
            ["zzacm-two@acm.example", "zzacm-six@acm.example"],
        ),
        (
            "select * from ct.caseload_told((select ct.actor_id()), current_date, null, array['{}'], array['x'])",
            ["zzacm-1", "zzacm-9"],
        ),
    ] {
        for email in ["help@con.example", "boss@con.example"] {
            if email.starts_with("help") && call.contains("caseload_told") {
                continue; // It takes the tool.
            }
            let mut told = Vec::new();
            for text in texts {
                let sql = call.replace("{}", text);
                told.push(costs(&world, Actor::User(email), &sql).await);
            }
            if told[0] != told[1] {
                wrong.push(format!("{email}: {call}\n  {:?}\n  {:?}", told[0][0], told[1][0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
