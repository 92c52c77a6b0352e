//! Files of many rows: what is planned for each must not grow with the file.

use std::time::{Duration, Instant};

use ct::user::USER;

use crate::agency::{Agency, Import, counts};
use crate::batches::{last, numbers};

const ROWS: usize = 12_000;

fn file(title: &str) -> String {
    let rows = (0..ROWS).map(|row| format!("u{row}@example.org,User {row},CON,{title}\n"));
    format!("email,name,organization,job_title\n{}", rows.collect::<String>())
}

/// Measured by the first import of as many rows; a join of the file with itself takes ten times as long and more.
fn assert_quick(what: &str, begun: Instant, first: Duration) {
    let took = begun.elapsed();
    assert!(took < first * 3 + Duration::from_secs(1), "{what} took {took:?}, the first import {first:?}");
}

#[tokio::test]
async fn many_changes_a_repeat_among_them_and_their_undoing_take_as_long_as_the_first_import() {
    let agency = Agency::new().await;
    let begun = Instant::now();
    assert_eq!(agency.imported(&file("Clerk")).await, (ROWS as u64, 0, 0));
    let first = begun.elapsed();

    let begun = Instant::now();
    let plan = Import { dry_run: true, ..Import::of(&USER) };
    let planned = plan.text(&agency.database, file("Chief")).await.unwrap();
    assert_eq!((counts(&planned), planned.planned.len()), ((0, ROWS as u64, 0), ROWS));
    assert_quick("planning", begun, first);

    let begun = Instant::now();
    let again = file("Chief") + "u7@example.org,User 7,CON,Chief\n";
    let changed = Import::partial(None).text(&agency.database, again).await.unwrap();
    assert_eq!((counts(&changed), changed.rejected), ((0, ROWS as u64, 0), 1));
    assert_quick("changing", begun, first);

    let begun = Instant::now();
    assert_eq!(numbers(&agency, last(&agency).await).await, (ROWS as u64, 0, 0, 0));
    assert_quick("undoing", begun, first);
}
