//! Rosters: bad rows, and people of whom a roster decides otherwise than of others.

use ct::Kind;
use ct::brake::Brake;
use ct::noun::stage::Generate;

use crate::agency::{Agency, passwords};
use crate::roster::{PEOPLE, Sync, active, counts, emails};

#[tokio::test]
async fn whoever_a_bad_row_is_about_is_not_missing() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    agency.imported("email,external_id\ndee@example.org,007\n").await;
    // Bob's row is bad as it is read, Cy's as it is planned, Dee has another address; and who leaves is nobody of them.
    let file = "email,name,organization,case_manager,supervisor,external_id\n\
        bob@example.org,Bob,CON,perhaps,,\n\
        cy@example.org,Cy,CON,,nobody@example.org,\n\
        dee.new@example.org,Dee,ACM,,,007\n\
        eve@example.org,Eve,CON,,,\n";
    let outcome = Sync::partial().text(&agency, file).await.unwrap();
    assert_eq!((counts(&outcome), outcome.rejected), ([1, 0, 0, 0, 1], 3));
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "ann@example.org");
    assert_eq!(active(&agency).await, "bob cy dee eve");
    // All or nothing is the rule.
    Sync::all().refused(&agency, file, Kind::BadInput).await;
}

#[tokio::test]
async fn with_a_row_that_is_about_nobody_knows_whom_nobody_is_missing() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    for bad in ["not an address,X,CON,", ",X,CON,", "short"] {
        let file = format!("email,name,organization,phone\nann@example.org,Ann,CON,{}\n{bad}\n", bad.len());
        let outcome = Sync::partial().text(&agency, &file).await.unwrap();
        assert_eq!((counts(&outcome), outcome.rejected), ([0, 1, 0, 0, 0], 1), "{bad}");
        assert!(outcome.roster.unwrap().is_blind);
        assert_eq!(active(&agency).await, "ann bob cy dee");
    }
}

#[tokio::test]
async fn those_who_are_not_to_go_stay_and_it_is_said_why() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let sql = "insert into ct.workgroup_tool select id, 'users', 'write' from ct.workgroup where code = 'Admin';
        insert into ct.user_tool select id, 'users', 'write' from ct.users where login = 'cy@example.org';
        update ct.users set ends_at = '2126-01-01 12:00Z', ends_by = gen_random_uuid(), ends_reason = 'retires' where login = 'bob@example.org';
        insert into ct.users (kind, email, login, name, organization_id, pending_since, deactivated_at, created_by)
            select v.kind, v.login, v.login, v.login, case v.kind when 'staff' then (select min(id) from ct.organization) end, v.waits, v.gone, gen_random_uuid()
            from (values ('client', 'portal@example.org', null::timestamptz, null::timestamptz), ('staff', 'u1@placeholder.invalid', null, null),
                ('staff', 'waits@example.org', now(), null), ('staff', 'denied@example.org', now(), now())) v (kind, login, waits, gone)";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    let file = "email,name\nann@example.org,Ann\ndenied@example.org,Denied\n";
    let outcome = Sync::all().text(&agency, file).await.unwrap();
    let moves = outcome.roster.as_ref().unwrap();
    assert_eq!(emails(&moves.leaving), "dee@example.org");
    let said: Vec<_> = moves
        .staying
        .iter()
        .map(|one| format!("{} {}", one.email, one.why.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        said,
        [
            "bob@example.org has a scheduled end, 2126-01-01 12:00 UTC",
            "cy@example.org no other administrator would be left",
            "denied@example.org was denied: ct user reactivate lets them wait for approval again",
        ]
    );
    assert_eq!(active(&agency).await, "ann bob cy portal u1 waits");
    assert_eq!(moves.active, 4);
    assert_eq!(agency.user("bob@example.org", "status").await, "active");
    // With another administrator the former one goes.
    let sql = "insert into ct.user_tool select id, 'users', 'write' from ct.users where login = 'ann@example.org';
        insert into ct.user_workgroup select u.id, w.id from ct.users u, ct.workgroup w where u.login = 'ann@example.org' and w.code = 'Admin'";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    let outcome = Sync::all().text(&agency, file).await.unwrap();
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "cy@example.org");
    // Client users are nobody's business here.
    assert_eq!(
        Sync::all().refused(&agency, "email\nann@example.org\nportal@example.org\n", Kind::BadInput).await,
        "file.csv:3:1: email: is a client user, and rosters are of staff (portal@example.org)"
    );
}

#[tokio::test]
async fn a_scheduled_end_that_has_come_holds_nobody() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let sql = "update ct.users set ends_at = '2026-01-01 12:00Z', ends_by = gen_random_uuid(), ends_reason = 'retired' where login = 'cy@example.org'";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    let outcome = Sync::all()
        .text(&agency, "email\nann@example.org\nbob@example.org\ndee@example.org\n")
        .await
        .unwrap();
    assert_eq!(emails(&outcome.roster.unwrap().leaving), "cy@example.org");
}

#[tokio::test]
async fn whose_scheduled_end_has_come_is_brought_back_before_any_sweep() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let sql = "update ct.users set ends_at = '2026-01-01 12:00Z', ends_by = gen_random_uuid(), ends_reason = 'retired' where login = 'cy@example.org'";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    let everybody =
        "email,status\nann@example.org,\nbob@example.org,\ncy@example.org,active\ndee@example.org,\n";
    let outcome = Sync::all().text(&agency, everybody).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 3, 1, 0]);
    assert_eq!(emails(&outcome.roster.unwrap().returning), "cy@example.org");
    let standing = "select standing from ct.user_register where login = 'cy@example.org'";
    assert_eq!(agency.value(standing).await, "active");
    let outcome = Sync::all().text(&agency, everybody).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 4, 0, 0]);
}

#[tokio::test]
async fn a_column_of_states_lets_go_and_brings_back_too() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let states = |bob: &str, dee: &str| {
        format!(
            "email,status\nann@example.org,active\nbob@example.org,{bob}\ncy@example.org,\ndee@example.org,{dee}\n"
        )
    };
    let outcome = Sync::all().text(&agency, &states("inactive", "active")).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 3, 0, 1]);
    assert_eq!(
        agency.user("bob@example.org", "status, status_reason").await,
        "inactive|inactive in the roster file.csv"
    );
    assert_eq!(agency.user("cy@example.org", "supervisor").await, "ann@example.org");
    assert_eq!(counts(&Sync::all().text(&agency, &states("inactive", "")).await.unwrap()), [0, 0, 4, 0, 0]);
    assert_eq!(counts(&Sync::all().text(&agency, &states("active", "")).await.unwrap()), [0, 0, 3, 1, 0]);
    assert_eq!(
        Sync::all().refused(&agency, &states("pending", ""), Kind::BadInput).await,
        "file.csv:3:2: status: is active and does not change through a roster (pending)"
    );
    Sync::all().with_brake(Brake::Number(0)).refused(&agency, &states("inactive", ""), Kind::Refused).await;
}

#[tokio::test]
async fn nobody_gets_a_supervisor_who_leaves_by_the_same_file() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let file = "email,supervisor,status\nbob@example.org,ann@example.org,\ncy@example.org,dee@example.org,\ndee@example.org,,inactive\n";
    assert_eq!(
        Sync::all().refused(&agency, file, Kind::BadInput).await,
        "file.csv:2:2: supervisor: is not in the roster, and would be deactivated (ann@example.org)\n\
         file.csv:3:2: supervisor: is told to be inactive (dee@example.org)"
    );
}

#[tokio::test]
async fn open_work_is_handed_on_as_is_said_or_nothing_is_done() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let sql = "update ct.users set case_manager = true;
        insert into ct.client (external_id, key, name, organization_id, created_by)
            select 'C' || n, 'c' || n, 'Client', o.id, gen_random_uuid() from ct.organization o, generate_series(1, 3) n where o.code = 'CON';
        insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
            select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login = 'cy@example.org'";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    let file = "email\nann@example.org\nbob@example.org\ndee@example.org\n";
    let said = Sync::all().refused(&agency, file, Kind::Refused).await;
    assert!(said.contains("cy@example.org has 3 open cases: say what becomes of it"), "{said}");
    assert!(said.contains("--transfer-to USER, --unassign or --leave-open"), "{said}");
    let bob = agency.find(&ct::user::USER, "bob@example.org").await.unwrap().id;
    let plan = Sync { dry_run: true, ..Sync::all() }
        .with_work("transfer", Some(bob))
        .text(&agency, file)
        .await
        .unwrap();
    let moves = plan.roster.unwrap();
    assert_eq!((moves.leaving[0].cases, moves.refusal.is_none()), (3, true));
    let outcome = Sync::all().with_work("transfer", Some(bob)).text(&agency, file).await.unwrap();
    assert_eq!(outcome.roster.unwrap().done.unwrap().cases, 3);
    let whose = "select string_agg(distinct u.login, ' ') from ct.case_assignment a join ct.users u on u.id = a.user_id where a.withdrawn_at is null and a.until >= ct.today()";
    assert_eq!(agency.value(whose).await, "bob@example.org");
    // Whoever comes back gets no old case.
    assert_eq!(
        counts(
            &Sync::all()
                .text(&agency, "email\nann@example.org\nbob@example.org\ncy@example.org\ndee@example.org\n")
                .await
                .unwrap()
        ),
        [0, 0, 3, 1, 0]
    );
    assert_eq!(agency.value(whose).await, "bob@example.org");
}

#[tokio::test]
async fn an_old_password_does_not_open_again() {
    let agency = Agency::new().await;
    agency.imported(PEOPLE).await;
    let sync = || Sync { passwords: passwords(Generate::Shown), ..Sync::all() };
    agency.imported("email,name,organization,password\neve@example.org,Eve,CON,Correct-Horse-1\nfay@example.org,Fay,CON,Correct-Horse-2\n").await;
    let without = format!("{PEOPLE}eve@example.org,Eve,,CON,,\n");
    let all = format!("{without}fay@example.org,Fay,,CON,,\n");
    assert_eq!(counts(&sync().text(&agency, PEOPLE).await.unwrap()), [0, 0, 4, 0, 2]);
    let outcome = Sync::all().text(&agency, &without).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords), ([0, 0, 4, 1, 0], 0));
    assert_eq!(agency.user("eve@example.org", "password_state").await, "expired");
    let history = "select change ->> 'password' from ct.history h join ct.users u on u.id = h.row_id where u.login = 'eve@example.org' and change ? 'password'";
    assert_eq!(agency.value(history).await, "[\"set\", \"expired\"]");
    let aging =
        "select aging_since is not null and ends_at is null from ct.users where login = 'eve@example.org'";
    assert_eq!(agency.value(aging).await, "true");
    // With --passwords-out those who come back get one as new ones do, and nobody else.
    let outcome = sync().text(&agency, &all).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords), ([0, 0, 5, 1, 0], 1));
    assert_eq!(
        outcome.shown.iter().map(|(email, _)| email.as_str()).collect::<Vec<_>>(),
        ["fay@example.org"]
    );
    assert_eq!(agency.user("fay@example.org", "password_state").await, "temporary");
    assert_eq!(agency.user("eve@example.org", "password_state").await, "expired");
    let outcome = sync().text(&agency, &all).await.unwrap();
    assert_eq!((counts(&outcome), outcome.passwords), ([0, 0, 6, 0, 0], 0));
}
