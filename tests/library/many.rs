//! Files of many rows: what is planned for each must not grow with the file.

use std::time::Duration;

use ct::user::USER;

use crate::agency::{Agency, Import, counts};
use crate::batches::{last, numbers};

const ROWS: usize = 12_000;

/// Long enough for a slow machine, and far from what a join of the file with itself takes, row by row.
const LONG: Duration = Duration::from_secs(60);

fn file(title: &str) -> String {
    let rows = (0..ROWS).map(|row| format!("u{row}@example.org,User {row},CON,{title}\n"));
    format!("email,name,organization,job_title\n{}", rows.collect::<String>())
}

#[tokio::test]
async fn many_changes_a_repeat_among_them_and_their_undoing_take_seconds() {
    let agency = Agency::new().await;
    let all = async {
        assert_eq!(agency.imported(&file("Clerk")).await, (ROWS as u64, 0, 0));
        let again = file("Chief") + "u7@example.org,User 7,CON,Chief\n";
        let plan = Import { dry_run: true, ..Import::of(&USER) };
        let planned = plan.text(&agency.database, file("Chief")).await.unwrap();
        assert_eq!((counts(&planned), planned.planned.len()), ((0, ROWS as u64, 0), ROWS));
        let changed = Import::partial(None).text(&agency.database, again).await.unwrap();
        assert_eq!((counts(&changed), changed.rejected), ((0, ROWS as u64, 0), 1));
        assert_eq!(numbers(&agency, last(&agency).await).await, (ROWS as u64, 0, 0, 0));
    };
    tokio::time::timeout(LONG, all).await.expect("it takes seconds");
}
