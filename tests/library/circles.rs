//! No circle of supervisors, whatever way it comes (REQUIREMENTS T3).

use ct::user::USER;

use crate::agency::{Agency, Import};
use crate::cases_rules::refused;
use crate::concurrency::until_waiting;
use crate::sessions::execute;
use crate::support::told;

const CIRCLE: &str = "would be above themselves: that makes a circle of supervisors";

fn under(who: &str, supervisor: &str) -> String {
    format!(
        "update ct.users set supervisor_id = (select id from ct.users where login = '{supervisor}@example.org') \
         where login = '{who}@example.org'"
    )
}

/// Ann above Bob above Cy; Dan for himself.
async fn agency() -> Agency {
    let agency = Agency::new().await;
    let people = "email,name,organization,supervisor\nann@example.org,Ann,CON,\nbob@example.org,Bob,CON,ann@example.org\n\
                  cy@example.org,Cy,CON,bob@example.org\ndan@example.org,Dan,CON,\n";
    agency.imported(people).await;
    agency
}

#[tokio::test]
async fn direct_sql_makes_none() {
    let agency = agency().await;
    for (sql, who) in [
        (under("ann", "cy"), "ann@example.org cy@example.org bob@example.org"),
        (under("ann", "bob"), "ann@example.org bob@example.org"),
        // All at once, each in front of the next.
        (
            "update ct.users u set supervisor_id = (select coalesce(min(n.id) filter (where n.id > u.id), min(n.id)) from ct.users n) ".to_owned(),
            "ann@example.org bob@example.org cy@example.org dan@example.org",
        ),
        (format!("{}; {}", under("dan", "cy"), under("ann", "dan")), "ann@example.org dan@example.org cy@example.org bob@example.org"),
    ] {
        let said = refused(&agency, &sql).await;
        let named = said.strip_suffix(CIRCLE).unwrap_or_else(|| panic!("{said}")).trim();
        assert!(who.split(' ').any(|one| one == named), "{sql}: {said}");
    }
    let made = "insert into ct.users (id, kind, email, login, name, organization_id, supervisor_id, created_by)
        select n, 'staff', n || '@example.org', n || '@example.org', 'N', (select min(id) from ct.organization),
            9000 + (n - 8999) % 3, gen_random_uuid() from generate_series(9000, 9002) n";
    assert!(refused(&agency, made).await.ends_with(CIRCLE));
    // One who goes from one branch to another is above nobody twice.
    execute(&agency, &format!("{}; {}; {}", under("dan", "cy"), under("cy", "ann"), under("bob", "dan")))
        .await;
}

#[tokio::test]
async fn two_who_meet_make_none() {
    let agency = agency().await;
    let (one, two) = (agency.own.connect().await, agency.own.connect().await);
    one.batch_execute(&format!("begin; {}", under("dan", "cy"))).await.unwrap();
    let second = under("ann", "dan");
    let meets = two.batch_execute(&second);
    let release = async {
        until_waiting(&agency, 1).await;
        one.batch_execute("commit").await.unwrap();
    };
    let (met, ()) = tokio::join!(meets, release);
    assert!(told(&met.unwrap_err()).contains(CIRCLE));
    // By hand and by a file: whichever is second sees the other.
    execute(&agency, "update ct.users set supervisor_id = null where login = 'dan@example.org'").await;
    one.batch_execute(&format!("begin; {}", under("dan", "cy"))).await.unwrap();
    let file =
        Import::of(&USER).text(&agency.database, "email,supervisor\nann@example.org,dan@example.org\n");
    let release = async {
        until_waiting(&agency, 1).await;
        one.batch_execute("commit").await.unwrap();
    };
    let (met, ()) = tokio::join!(file, release);
    assert!(crate::agency::refusal(met).contains("would make a circle of supervisors (dan@example.org)"));
}

/// A chain as long as this is nobody's, but must not take for ever.
#[tokio::test]
async fn a_long_chain_is_no_circle_until_it_is_closed() {
    let agency = Agency::new().await;
    let mut people = "email,name,organization\n".to_owned();
    for n in 0..3000 {
        people.push_str(&format!("u{n}@example.org,U{n},CON\n"));
    }
    agency.imported(&people).await;
    let chain = "update ct.users u set supervisor_id = n.id from (select id, lead(id) over (order by id) as next from ct.users) n \
                 where n.next = u.id";
    execute(&agency, chain).await;
    let close = "update ct.users set supervisor_id = (select max(id) from ct.users) where id = (select min(id) from ct.users)";
    assert!(refused(&agency, close).await.ends_with(CIRCLE));
}
