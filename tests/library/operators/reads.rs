//! Every table, view, sequence and column, for everybody.

use super::{Actor, World, tells};
use crate::support::OPERATOR;

/// What stops whoever reads a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// It is not granted, not even in part.
    NotGranted,
    /// Some columns are, the others hold secrets or are keys whose index would tell by its cost.
    SomeColumns,
    /// Row level security: who it is of.
    Rows,
    /// No data of people: it is there for everybody who is logged in.
    ForAll,
}

/// The rule of each relation. A new one has to be put here.
const RULES: &[(Rule, &[&str])] = &[
    (
        Rule::NotGranted,
        &[
            "batch_overview",
            "case_assignment",
            "case_register",
            "client",
            "client_register",
            "guard",
            "history_entry_register",
            "history_register",
            "lease",
            "login_attempt",
            "migration",
            "migration_code",
            "notice_template",
            "notification",
            "paused_operation",
            "paused_register",
            "search_entry",
            "search_slip",
            "secret",
            "security_question",
            "session_register",
            "stage_case",
            "stage_client",
            "stage_credential",
            "stage_leaver",
            "stage_location",
            "stage_organization",
            "stage_paused",
            "stage_provider",
            "stage_roster",
            "stage_task",
            "stage_workgroup",
            "sweep",
            "sweep_user",
            "task",
            "task_participant",
            "task_register",
            "user_administrator",
            "user_almost_administrator",
            "user_register",
            "workgroup_of_administrators",
        ],
    ),
    (Rule::SomeColumns, &["credential", "instance", "session", "users"]),
    (
        Rule::Rows,
        &[
            "batch",
            "history",
            "history_entry",
            "history_overview",
            "location",
            "location_overview",
            "login_state",
            "operation",
            "organization",
            "organization_overview",
            "run",
            "session_overview",
            "stage_operation",
            "stage_plan",
            "stage_user",
            "user_organization",
            "user_overview",
            "user_seen",
            "user_tool",
            "user_workgroup",
        ],
    ),
    (
        Rule::ForAll,
        &[
            "menu_option",
            "provider",
            "provider_overview",
            "setting",
            "tool",
            "tool_template",
            "workgroup",
            "workgroup_overview",
            "workgroup_tool",
            "workgroup_workspace",
            "workspace",
        ],
    ),
];

fn rule(relation: &str) -> Rule {
    if relation.ends_with("_seq") {
        return Rule::NotGranted;
    }
    match RULES.iter().find(|(_, relations)| relations.contains(&relation)) {
        Some((rule, _)) => *rule,
        None => panic!("say by which rule {relation} is kept"),
    }
}

/// Every relation with its columns.
async fn relations(world: &World) -> Vec<(String, Vec<String>)> {
    let sql = "select c.relname || ' ' || string_agg(quote_ident(a.attname), ' ' order by a.attnum) from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'ct'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') group by c.relname";
    let told = world.agency.column(sql).await;
    assert!(told.len() > 40, "the catalogue has {} relations", told.len());
    let words = |line: &String| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    told.iter().map(words).map(|mut words| (words.remove(0), words)).collect()
}

#[tokio::test]
async fn without_a_session_nothing_is_read() {
    let world = World::with_work().await;
    let relations = relations(&world).await;
    for actor in Actor::WITHOUT {
        let plain = world.plain(actor).await;
        for (relation, columns) in &relations {
            for column in columns {
                let sql = format!("select {column} from ct.{relation}");
                match plain.attempt(&sql).await {
                    Err((code, _)) => {
                        assert!(
                            ["42501", "CT077", "CT078"].contains(&code.as_str()),
                            "{actor:?}: {sql}: {code}"
                        );
                    }
                    // Where there are no rows nobody is asked. To choose a password takes the policy and the instance.
                    Ok(rows) => assert!(
                        rows.is_empty()
                            || (actor == Actor::ToChoose
                                && ["setting", "instance"].contains(&relation.as_str())),
                        "{actor:?}: {sql}: {rows:?}"
                    ),
                }
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_logged_in_reads_no_more_than_they_reach() {
    let world = World::with_work().await;
    let relations = relations(&world).await;
    for actor in Actor::WITH {
        let plain = world.plain(actor).await;
        for (relation, columns) in &relations {
            let mut granted = 0;
            for column in columns {
                let sql = format!("select {column} from ct.{relation}");
                match plain.attempt(&sql).await {
                    Err((code, words)) => {
                        assert_eq!(code, "42501", "{actor:?}: {sql}: {words}");
                    }
                    Ok(rows) => {
                        granted += 1;
                        assert!(!rows.iter().any(|row| tells(row)), "{actor:?}: {sql}: {rows:?}");
                    }
                }
            }
            let kept_by = match granted {
                0 => Rule::NotGranted,
                some if some < columns.len() => Rule::SomeColumns,
                _ if rule(relation) == Rule::ForAll => Rule::ForAll,
                _ => Rule::Rows,
            };
            assert_eq!(kept_by, rule(relation), "{relation}");
        }
        // The marker is there to be seen, by those who may.
        let mine = plain.attempt("select email from ct.user_overview").await.unwrap();
        let Actor::User(email) = actor else { panic!("{actor:?} is nobody") };
        assert!(mine.contains(&email.to_owned()), "{actor:?}: {mine:?}");
    }
    let theirs = world.plain(Actor::User("zzacm-one@acm.example")).await;
    let seen = theirs.attempt("select email, phone from ct.user_overview order by id").await.unwrap();
    assert_eq!(
        seen,
        ["zzacm-one@acm.example|ZZACM q", "zzacm-two@acm.example|ZZACM q"],
        "oneself and the team"
    );
}

#[tokio::test]
async fn who_sees_whom() {
    let world = World::with_work().await;
    let con = ["boss", "chief", "help", "hr", "lazy", "root", "worker"];
    let cases: [(&str, &[&str]); 5] = [
        ("root", &con),
        ("help", &con),
        ("boss", &["boss", "chief", "worker"]),
        ("worker", &["worker"]),
        // Granted, and not open in the workgroup.
        ("chief", &["chief"]),
    ];
    for (actor, expected) in cases {
        let email = super::PEOPLE.iter().find(|person| person.0.starts_with(actor)).unwrap().0;
        let plain = world.plain(Actor::User(email)).await;
        for list in [
            "user_seen",
            "user_overview",
            "credential natural join (select id as user_id, email from ct.user_seen) u",
        ] {
            let seen = plain
                .attempt(&format!("select split_part(email, '@', 1) from ct.{list} order by 1"))
                .await
                .unwrap();
            assert_eq!(seen, expected, "{actor}: {list}");
        }
        let history = plain.attempt("select count(*) from ct.history").await.unwrap();
        assert_eq!(history != ["0"], actor == "root", "{actor} sees history: {history:?}");
    }
}

/// EXPLAIN tells how many rows a filter removed; an index on what is asked for would tell whether it is there.
#[tokio::test]
async fn what_a_query_costs_tells_nothing() {
    let world = World::with_work().await;
    world.agency.own.connect().await.batch_execute("analyze").await.unwrap();
    let plain = world.plain(Actor::User("help@con.example")).await;
    for column in ["email", "name", "job_title", "address", "phone", "external_id"] {
        let theirs =
            world.agency.value(&format!("select {column} from ct.users where email like 'zzacm-one%'")).await;
        assert!(tells(&theirs), "{column}");
        for scan in ["on", "off"] {
            let mut told = Vec::new();
            for value in [theirs.as_str(), "nowhere"] {
                let sql = format!(
                    "set enable_seqscan = {scan}; explain (analyze, costs off, timing off, summary off, buffers off)
                     select id from ct.user_overview where {column} = '{value}'"
                );
                told.push(plain.attempt(&sql).await.unwrap().join("\n").replace(value, "X"));
            }
            assert_eq!(told[0], told[1], "{column}");
        }
        plain.is_refused(&format!("select id from ct.users where {column} = 'x'"), &["42501"]).await;
    }
    for key in ["login", "name_key"] {
        plain.is_refused(&format!("select id from ct.users where {key} = 'x'"), &["42501"]).await;
        plain.is_refused(&format!("select id from ct.users order by {key}"), &["42501"]).await;
    }
    let statistics = plain.attempt("select count(*) from pg_stats where schemaname = 'ct'").await.unwrap();
    assert_eq!(statistics, ["0"], "statistics of values are shown");
}

#[tokio::test]
async fn rights_are_as_the_lists_say() {
    let world = World::with_work().await;
    let sql = format!(
        "select p.proname from pg_proc p where p.pronamespace = 'ct'::regnamespace
         and has_function_privilege('{OPERATOR}', p.oid, 'execute') <> exists (select from ct.operator_runs() r where r.name = p.proname)"
    );
    assert_eq!(world.agency.column(&sql).await, [""; 0], "functions");
    let missing = "select r.name from ct.operator_runs() r where not exists (select from pg_proc p where p.pronamespace = 'ct'::regnamespace and p.proname = r.name)";
    assert_eq!(world.agency.column(missing).await, [""; 0], "listed, and not there");
    for (what, sql) in [
        (
            "definer functions without a search_path",
            "select proname from pg_proc where pronamespace = 'ct'::regnamespace and prosecdef and coalesce(array_to_string(proconfig, ','), '') not like '%search_path=pg_catalog, ct, pg_temp%' and proname <> 'x'",
        ),
        (
            "functions for everybody",
            "select proname from pg_proc where pronamespace = 'ct'::regnamespace and (proacl is null or proacl::text like '%{=%' or proacl::text like '%,=%')",
        ),
        (
            "tables without row level security",
            "select relname from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'r' and not relrowsecurity",
        ),
        (
            "views with the owner's rights",
            "select relname from pg_class where relnamespace = 'ct'::regnamespace and relkind = 'v' and relname <> 'user_seen' and coalesce(array_to_string(reloptions, ','), '') not like '%security_invoker=true%'",
        ),
        (
            "policies that let write",
            "select polname from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'ct'::regnamespace and polcmd <> 'r'",
        ),
    ] {
        assert_eq!(world.agency.column(sql).await, [""; 0], "{what}");
    }
}
