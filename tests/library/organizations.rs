//! What an organization chooses for its people: the clocks they live by, and after how many days without a login they are
//! warned, locked and deactivated (REQUIREMENTS B4, U10).

use ct::Kind;
use ct::organization::ORGANIZATION;
use ct::setting;

use crate::agency::{Agency, Import, counts, operation, refusal};

const FILE: &str = "code,name,time_zone,inactivity_warn_days,inactivity_lock_days,inactivity_deactivate_days\n\
    CON,Congress,europe/warsaw,30,60,0\nNEW,New,UTC,,,\n";

const FIELDS: &str = "select concat_ws(' ', code, coalesce(time_zone, '-'), coalesce(inactivity_warn_days, -1), \
    coalesce(inactivity_lock_days, -1), coalesce(inactivity_deactivate_days, -1)) from ct.organization_overview order by code";

async fn set(agency: &Agency, name: &str, value: i64) -> ct::Result<i64> {
    setting::set(&agency.database, &operation("setting set"), name, value).await
}

async fn refused(agency: &Agency, cells: &[(&'static str, &str)]) -> String {
    refusal(agency.one(&ORGANIZATION, Some("CON"), cells).await)
}

#[tokio::test]
async fn a_file_of_organizations_comes_back_as_it_went() {
    let agency = Agency::new().await;
    let import =
        async |csv: String| counts(&Import::of(&ORGANIZATION).text(&agency.database, csv).await.unwrap());
    assert_eq!(import(FILE.to_owned()).await, (1, 1, 0));
    let there = ["ACM - -1 -1 -1", "CON Europe/Warsaw 30 60 0", "NEW UTC -1 -1 -1"];
    assert_eq!(agency.column(FIELDS).await, there);
    assert_eq!(import(FILE.to_owned()).await, (0, 0, 2));
    let exported = agency.export(&ORGANIZATION).await;
    assert!(exported.contains("CON,Congress,,,,Europe/Warsaw,30,60,0"), "{exported}");
    assert_eq!(import(exported).await, (0, 0, 3));
    // NULL empties, an empty cell keeps.
    let emptied = "code,time_zone,inactivity_warn_days,inactivity_lock_days\nCON,NULL,NULL,\n";
    assert_eq!(import(emptied.to_owned()).await, (0, 1, 0));
    assert_eq!(agency.column(FIELDS).await[1], "CON - -1 60 0");
    let history = "select change::text from ct.history where noun = 'organization' order by id desc limit 1";
    assert_eq!(
        agency.value(history).await,
        r#"{"time_zone": ["Europe/Warsaw", null], "inactivity_warn_days": [30, null]}"#
    );
}

#[tokio::test]
async fn what_is_no_zone_and_no_number_of_days_is_told() {
    let agency = Agency::new().await;
    let bad = "code,name,time_zone,inactivity_warn_days\nCON,Congress,Warsaw,3651\nACM,Acme,Mars,-1\nNEW,New,CET/Warsaw,many\n";
    let said = agency.refused_by(Import::of(&ORGANIZATION), bad).await;
    for line in [
        "2:3: time_zone: there is no such time zone; did you mean Europe/Warsaw? (Warsaw)",
        "2:4: inactivity_warn_days: is no whole number from 0 to 3650 (3651)",
        "3:3: time_zone: there is no such time zone",
        "3:4: inactivity_warn_days: is no whole number from 0 to 3650 (-1)",
        "4:4: inactivity_warn_days: is no whole number from 0 to 3650 (many)",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[tokio::test]
async fn each_step_comes_later_than_the_one_before() {
    let agency = Agency::new().await;
    let late = "each step comes later than the one before";
    let warn = refused(&agency, &[("inactivity_warn_days", "60"), ("inactivity_lock_days", "60")]).await;
    assert!(
        warn.contains("users would be warned after 60 days, and locked after 60") && warn.contains(late),
        "{warn}"
    );
    agency.one(&ORGANIZATION, Some("CON"), &[("inactivity_deactivate_days", "90")]).await.unwrap();
    let lock = refused(&agency, &[("inactivity_lock_days", "91")]).await;
    assert!(
        lock.contains("inactivity_lock_days: users would be locked after 91 days, and deactivated after 90"),
        "{lock}"
    );
    // The settings count where the organization says nothing, and they are looked at as well.
    set(&agency, "inactivity_lock_days", 80).await.unwrap();
    let less = refused(&agency, &[("inactivity_deactivate_days", "70")]).await;
    assert!(less.contains("users would be locked after 80 days, and deactivated after 70"), "{less}");
    let error = set(&agency, "inactivity_lock_days", 100).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Refused);
    assert_eq!(
        error.to_string(),
        format!(
            "in the organization CON users would be locked after 100 days, and deactivated after 90: {late}"
        )
    );
    let error = set(&agency, "inactivity_warn_days", 80).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("users would be warned after 80 days, and locked after 80: {late}")
    );
    set(&agency, "inactivity_warn_days", 79).await.unwrap();
    // 0 is never, and comes in no order.
    agency
        .one(&ORGANIZATION, Some("CON"), &[("inactivity_lock_days", "0"), ("inactivity_warn_days", "89")])
        .await
        .unwrap();
    set(&agency, "inactivity_lock_days", 100).await.unwrap();
}

/// Whoever stages by hand is told no more kindly, but is told.
#[tokio::test]
async fn the_database_looks_itself() {
    let agency = Agency::new().await;
    let client = agency.own.connect().await;
    let sql = "begin;
        select ct.begin_operation('00000000-0000-0000-0000-0000000000aa', 'by hand', null, null);
        select ct.stage_begin('00000000-0000-0000-0000-0000000000aa', 'organization');
        insert into ct.stage_organization (operation_id, line, match_key, time_zone, inactivity_warn_days)
            values ('00000000-0000-0000-0000-0000000000aa', 1, 'con', 'Mars/Olympus', 9999);";
    client.batch_execute(sql).await.unwrap();
    let planned = "select field || ' ' || message from ct.place_plan('00000000-0000-0000-0000-0000000000aa', 'organization', 'update')";
    let said: Vec<String> = client.query(planned, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(
        said,
        [
            "time_zone is the name of no time zone, such as Europe/Warsaw",
            "inactivity_warn_days goes from 0, which is never, to 3650 days"
        ]
    );
}
