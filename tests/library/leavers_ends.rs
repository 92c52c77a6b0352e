//! Ends that are scheduled: on whose clocks, changed, cancelled, undone (REQUIREMENTS U10).

use ct::Error;

use crate::cases_rules::execute;
use crate::leavers::{BEFORE, cases, leave, left, refused, undone, with_cases};

#[tokio::test]
async fn ends_are_scheduled_on_the_clocks_there() {
    let agency = with_cases().await;
    execute(&agency, "update ct.organization set time_zone = 'Europe/Warsaw' where code = 'CON'").await;
    let ends = "(ends_at at time zone 'UTC'), ends_work, ends_transfer_to, ends_reason";
    let told = [("at", "2997-01-31T17:00"), ("transfer_to", "bob@example.org")];
    left(&agency, &["ann"], &told).await;
    let expected = "2997-01-31 16:00:00|transfer|bob@example.org|left";
    assert_eq!(agency.user("ann@example.org", ends).await, expected);
    assert_eq!(agency.user("ann@example.org", "status").await, "active");
    assert_eq!(cases(&agency).await, BEFORE);
    assert!(leave(&agency, &["ann"], &told).await.unwrap().done.is_empty());
    // Changed, undone one after the other.
    let later = left(&agency, &["ann"], &[("at", "2997-06-30T12:30"), ("work", "unassign")]).await;
    assert_eq!(agency.user("ann@example.org", ends).await, "2997-06-30 10:30:00|unassign||left");
    assert_eq!(undone(&agency, later).await.1, Vec::<String>::new());
    assert_eq!(agency.user("ann@example.org", ends).await, expected);
    // Another instant alone leaves what becomes of the work as it was, and so does undoing it.
    let moved =
        left(&agency, &["ann"], &[("at", "2997-02-28T17:00"), ("transfer_to", "bob@example.org")]).await;
    assert_eq!(undone(&agency, moved).await.1, Vec::<String>::new());
    assert_eq!(agency.user("ann@example.org", ends).await, expected);
    let cancelled = left(&agency, &["ann"], &[("cancel", "yes")]).await;
    assert_eq!(agency.user("ann@example.org", ends).await, "|||");
    assert!(leave(&agency, &["ann"], &[("cancel", "yes")]).await.unwrap().done.is_empty());
    assert_eq!(undone(&agency, cancelled).await.1, Vec::<String>::new());
    assert_eq!(agency.user("ann@example.org", ends).await, expected);
}

/// Somebody else has changed it meanwhile: that is kept.
#[tokio::test]
async fn an_end_that_was_changed_since_is_kept() {
    let agency = with_cases().await;
    let batch =
        left(&agency, &["ann"], &[("at", "2997-01-31T17:00"), ("transfer_to", "bob@example.org")]).await;
    let third = left(&agency, &["ann"], &[("at", "2998-01-01T00:00"), ("work", "leave-open")]).await;
    left(&agency, &["ann"], &[("at", "2998-01-02T00:00"), ("work", "leave-open")]).await;
    assert_eq!(undone(&agency, third).await.1, ["ann@example.org: its status has changed since"]);
    assert_eq!(undone(&agency, batch).await.1, ["ann@example.org: its status has changed since"]);
    // Whoever leaves now has no end to come.
    left(&agency, &["ann"], &[("work", "leave-open")]).await;
    assert_eq!(agency.user("ann@example.org", "ends_at, ends_work").await, "|");
}

#[tokio::test]
async fn ends_that_cannot_come_are_refused() {
    let agency = with_cases().await;
    execute(&agency, "update ct.organization set time_zone = 'Europe/Warsaw' where code = 'CON'").await;
    let past = "dan@example.org: --at: 2020-01-01T10:00 is past on the clocks there (Europe/Warsaw): without a time it is at once";
    assert_eq!(refused(&agency, &["dan"], &[("at", "2020-01-01T10:00")]).await, past);
    let gap: String = agency
        .value("select to_char(d, 'YYYY-MM-DD') || 'T02:30' from generate_series('2030-03-25'::date, '2030-03-31', '1 day') d where extract(dow from d) = 0")
        .await;
    assert_eq!(
        refused(&agency, &["dan"], &[("at", &gap)]).await,
        format!(
            "dan@example.org: --at: {gap} does not come there: the clocks of Europe/Warsaw are put forward then"
        )
    );
    assert!(matches!(leave(&agency, &["dan"], &[("at", "soon")]).await, Err(Error::Usage { .. })));
    // Nor is work forgotten then.
    assert_eq!(
        refused(&agency, &["bob"], &[("at", "2997-01-01T00:00")]).await,
        "bob@example.org has 2 open cases: say what becomes of it"
    );
}
