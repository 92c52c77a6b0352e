//! The importing process is killed during COMMIT: the server has written it to its disk, and the others do not know it
//! yet, since it waits for a standby that never answers.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use ct::noun::stage::Step;
use tokio_postgres::Client;

use crate::case::{Case, GOOD, People};
use crate::own::Own;
use crate::process::{Moment, command};

/// From here on whoever commits waits, until [`let_go`].
async fn hold_commits(own: &Own, administrator: &Client) {
    administrator.batch_execute("create table probe (number integer)").await.unwrap();
    set_standby(administrator, "'nobody'").await;
    // The setting holds when a commit waits for it.
    let probe = own.administrator("postgres").await;
    tokio::spawn(async move {
        while probe.batch_execute("insert into probe values (1)").await.is_ok() {
            tokio::task::yield_now().await;
        }
    });
    until_held(administrator, "query like 'insert into probe%'").await;
}

async fn set_standby(administrator: &Client, value: &str) {
    administrator
        .batch_execute(&format!("alter system set synchronous_standby_names = {value}"))
        .await
        .unwrap();
    administrator.batch_execute("select pg_reload_conf()").await.unwrap();
}

/// Waits until a commit waits for the standby.
async fn until_held(administrator: &Client, whose: &str) {
    until(administrator, &format!("wait_event = 'SyncRep' and {whose}")).await;
}

async fn until(administrator: &Client, condition: &str) {
    let found = format!("select from pg_stat_activity where {condition}");
    while administrator.query(&found, &[]).await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// Goes on with a process that has said that it is there.
fn go_on(child: &mut Child) {
    child.stdin.take().unwrap().write_all(b"on\n").unwrap();
}

#[tokio::test]
async fn the_passwords_stay_until_it_is_known() {
    let own = Own::start().await;
    let administrator = own.administrator("postgres").await;
    let case = Case::at(own.fresh("held").await, People::Plain);
    let mut child = command(&case, Moment::Asked(Step::Committing)).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().ends_with("reached")), "it never commits");
    hold_commits(&own, &administrator).await;
    go_on(&mut child);
    until_held(&administrator, "datname = 'held'").await;
    child.kill().unwrap();
    child.wait().unwrap();

    let partial = case.names();
    assert_eq!(partial.len(), 2, "{partial:?}");
    assert!(partial.iter().all(|name| name.ends_with(".partial")), "{partial:?}");
    assert_eq!(case.users().await, 0, "it is not known yet");
    let end = async {
        // The repeat asks whether it was committed, and waits for the answer.
        until(&administrator, "datname = 'held' and wait_event_type = 'Lock'").await;
        assert_eq!(case.names(), partial, "the passwords were thrown away before anybody knew");
        set_standby(&administrator, "''").await;
    };
    let repeat = case.repeat_as_it_is("during commit");
    let (found, ()) = tokio::join!(repeat, end);
    assert_eq!((found, case.users().await), (1, GOOD));
}
