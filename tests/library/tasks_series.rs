//! Tasks that repeat: completed, opened again, ended.

use ct::task::{Followed, Settle, TASK, settle};

use crate::agency::{Agency, Import};
use crate::tasks::{agency, at, tasks};

/// What came of each.
async fn settled(agency: &Agency, ids: &[i64], to: Settle) -> Vec<(String, bool, Option<Followed>)> {
    let settled = settle(&agency.database, &at("settle"), ids, to).await.unwrap();
    settled.into_iter().map(|one| (one.is_now.clone(), one.changed(), one.next)).collect()
}

#[tokio::test]
async fn one_that_repeats_is_followed_by_the_next_one() {
    let agency = agency().await;
    tasks(
        &agency,
        "uid,title,notes,begin_date,due_date,for_client,participants,repeats\n\
         W,Water,the plants,2998-12-30,2999-01-01,C1,ann@example.org:owner;bo@example.org:reviewer,weekly 3 times\n",
    )
    .await;
    let due = |day: &str| day.parse().unwrap();
    agency
        .own
        .connect()
        .await
        .batch_execute("update ct.users set deactivated_at = now(), deactivation_reason = 'x', deactivated_by = gen_random_uuid() where login = 'bo@example.org'")
        .await
        .unwrap();
    let complete = async |id: i64| settled(&agency, &[id], Settle::Complete).await.remove(0);
    let second = complete(1).await;
    let Some(Followed::Made { id: next, due: day }) = second.2 else { panic!("{second:?}") };
    assert_eq!((second.0.as_str(), second.1, day), ("completed", true, due("2999-01-08")));
    assert_eq!(complete(1).await, ("completed".to_owned(), false, None), "a second time");
    assert_eq!(
        agency.column("select concat_ws('|', uid, notes, begin_date, due_date, status, repeats) from ct.task order by id").await,
        [
            "W|the plants|2998-12-30|2999-01-01|completed|FREQ=WEEKLY;COUNT=3",
            "W#2999-01-08|the plants|2999-01-06|2999-01-08|not-started|FREQ=WEEKLY;COUNT=2",
        ]
    );
    assert_eq!(
        agency.value(&format!("select participants from ct.task_register where id = {next}")).await,
        "{ann@example.org:owner}"
    );
    // Opened again, completed again: there is one next one still.
    let there = Some(Followed::There { id: next, due: due("2999-01-08") });
    let said = crate::support::told(
        &settle(&agency.database, &at("reopen"), &[1], Settle::Reopen).await.unwrap_err(),
    );
    assert!(said.contains("bo@example.org is not one"), "{said}");
    agency.one(&TASK, Some("1"), &[("participants", "ann@example.org:owner")]).await.unwrap();
    assert_eq!(
        settled(&agency, &[1], Settle::Reopen).await,
        [("not-started".to_owned(), true, there.clone())]
    );
    assert_eq!(complete(1).await, ("completed".to_owned(), true, there));
    // By an edit and by a file it goes on, too; and ends.
    let outcome = agency.one(&TASK, Some(&next.to_string()), &[("status", "completed")]).await.unwrap();
    let Followed::Made { id: last, due: day } = outcome.followed[0].followed else {
        panic!("{:?}", outcome.followed)
    };
    assert_eq!(day, due("2999-01-15"));
    let csv = "uid,title,status\nW#2999-01-15,Water,completed\n";
    let outcome = Import::of(&TASK).text(&agency.database, csv).await.unwrap();
    assert_eq!((outcome.followed[0].after, &outcome.followed[0].followed), (last, &Followed::Over));
    assert_eq!(agency.value("select count(*) from ct.task").await, "3");
}

#[tokio::test]
async fn a_series_ends_when_it_is_told_to_and_not_without_a_word() {
    let agency = agency().await;
    tasks(
        &agency,
        "uid,title,due_date,for_user,repeats\nA,A,2999-01-01,ann@example.org,daily\nB,B,2999-01-01,bo@example.org,daily\n",
    )
    .await;
    agency.one(&TASK, Some("A"), &[("repeats", "")]).await.unwrap();
    assert_eq!(settled(&agency, &[1], Settle::Complete).await, [("completed".to_owned(), true, None)]);
    agency
        .own
        .connect()
        .await
        .batch_execute("update ct.users set deactivated_at = now(), deactivation_reason = 'x', deactivated_by = gen_random_uuid() where login = 'bo@example.org'")
        .await
        .unwrap();
    let told = settled(&agency, &[2], Settle::Complete).await.remove(0);
    let Some(Followed::Not(why)) = told.2 else { panic!("{told:?}") };
    assert_eq!(why, "bo@example.org, for whom it is, is not active any more");
}

/// Two people complete it at the same moment.
#[tokio::test]
async fn completed_twice_at_once_it_is_followed_by_one() {
    let agency = agency().await;
    tasks(&agency, "uid,title,due_date,for_user,repeats\nA,A,2999-01-01,ann@example.org,daily\n").await;
    let (first, second) = (at("complete"), at("complete"));
    let (first, second) = tokio::join!(
        settle(&agency.database, &first, &[1], Settle::Complete),
        settle(&agency.database, &second, &[1], Settle::Complete)
    );
    let changed = [first, second].map(|settled| settled.unwrap()[0].changed());
    assert!(changed[0] != changed[1], "{changed:?}");
    assert_eq!(agency.value("select count(*) from ct.task").await, "2");
}
