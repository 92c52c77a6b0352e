//! Search shows nobody whom one does not see, nor tells of them by what it costs.

use super::costs::costs;
use super::{Actor, MARKER, World};

/// Clients and tasks of both organizations, with and without anything to do with who asks.
async fn world() -> World {
    let world = World::new().await;
    let sql = format!(
        "insert into ct.client (external_id, key, name, organization_id, created_by)
             select o.code || n, lower(o.code) || n, case o.code when 'ACM' then '{MARKER} ' else 'Con ' end || w, o.id, o.created_by
             from ct.organization o, unnest(array['Alder', 'Birch', 'Cedar']) with ordinality t (w, n);
         insert into ct.client (id, external_id, key, name, organization_id, created_by)
             select 999999, 'ACM9', 'acm9', '{MARKER} Dogwood', id, created_by from ct.organization where code = 'ACM';
         insert into ct.workgroup_tool select id, 'tasks', 'write' from ct.workgroup where key = 'cases';
         insert into ct.user_tool select id, 'tasks', 'read' from ct.users where login = 'boss@con.example';
         insert into ct.user_tool select id, 'cases', 'read' from ct.users where login = 'root@con.example';
         insert into ct.task (uid, key, title, client_id, organization_id, created_by)
             select 'T' || c.external_id, 't' || c.key, 'Visit ' || c.name, c.id, c.organization_id, c.created_by from ct.client c;
         -- The worker takes part in a task of the other organization: it is seen, and no other.
         insert into ct.task_participant select t.id, u.id, 'reviewer' from ct.task t, ct.users u
             where t.key = 'tacm2' and u.login = 'worker@con.example'"
    );
    world.agency.own.connect().await.batch_execute(&sql).await.unwrap();
    world
}

/// The kinds and keys that somebody finds.
async fn found(world: &World, email: &'static str, text: &str) -> Vec<String> {
    let sql = format!(
        "select kind || ' ' || label from ct.search('{text}', '{text}', lower('{text}'), array['user', 'client', 'task'], 100) order by 1"
    );
    world.plain(Actor::User(email)).await.attempt(&sql).await.unwrap()
}

#[tokio::test]
async fn who_finds_what() {
    let world = world().await;
    let root = "root@con.example";
    for (email, text, expected) in [
        // The tool cases, but not that for tasks.
        (root, "birch", vec!["client CON2"]),
        (root, "ZZACM", vec![]),
        (root, "ZZACN", vec![]),
        (root, "acm2", vec![]),
        (root, "tacm2", vec![]),
        (root, "zzacm-one@acm.example", vec![]),
        // Users and passwords only.
        ("help@con.example", "birch", vec![]),
        ("help@con.example", "con2", vec![]),
        ("help@con.example", "worker", vec!["user worker@con.example"]),
        ("help@con.example", "wroker", vec!["user worker@con.example"]),
        // The team, and what it takes part in, are seen wherever they are.
        ("boss@con.example", "birch", vec!["client CON2", "task TACM2", "task TCON2"]),
        ("boss@con.example", "worker", vec!["user worker@con.example"]),
        ("boss@con.example", "wroker", vec!["user worker@con.example"]),
        ("boss@con.example", "help", vec![]),
        ("boss@con.example", "hlep", vec![]),
        ("boss@con.example", "alder", vec!["client CON1", "task TCON1"]),
        ("worker@con.example", "birhc", vec!["client CON2", "task TACM2"]),
        ("worker@con.example", "tacm2", vec!["task TACM2"]),
        ("worker@con.example", "tacm1", vec![]),
        ("worker@con.example", "boss", vec![]),
        ("worker@con.example", "visit", vec!["task TACM2"]),
        // Granted, and not open in the workgroup.
        ("chief@con.example", "con", vec!["user chief@con.example"]),
        ("zzacm-one@acm.example", "alder", vec!["client ACM1"]),
    ] {
        assert_eq!(found(&world, email, text).await, expected, "{email}: {text}");
    }
}

#[tokio::test]
async fn what_a_search_costs_tells_nothing() {
    let world = world().await;
    // Planned with statistics and without, as in a database that is in use.
    world.agency.own.connect().await.batch_execute("analyze").await.unwrap();
    for email in ["root@con.example", "help@con.example", "hr@con.example"] {
        let mut told = Vec::new();
        // Words, names, keys and slips that only others have, and the same that nobody has.
        for text in [
            "zzacm",
            "yyacm",
            "ZZACM zzacm-one",
            "YYACM yyacm-one",
            "acm2",
            "axm2",
            "tacm2",
            "txcm2",
            "999999",
            "999998",
            "ZZACM-zzacm-one@acm.example",
            "YYACM-zzacm-one@acm.example",
        ] {
            let call = format!("select * from ct.search('{text}', '{text}', lower('{text}'), null, 20)");
            told.push((text, costs(&world, Actor::User(email), &call).await));
        }
        for pair in told.chunks(2) {
            assert_eq!(pair[0].1, pair[1].1, "{email}: {} and {}", pair[0].0, pair[1].0);
        }
    }
}
