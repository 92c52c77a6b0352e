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
async fn whoever_names_a_client_learns_nothing_of_others() {
    let world = World::with_clients().await;
    let mut told = Vec::new();
    for key in ["zzacm-1", "zzacm-2", "a", "zzzz"] {
        let sql = format!("select ct.client_named('{key}')");
        told.push(costs(&world, Actor::User("boss@con.example"), &sql).await);
    }
    assert!(told.iter().all(|cost| *cost == told[0]), "{told:?}");
}
