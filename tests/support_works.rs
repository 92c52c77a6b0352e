//! The tests' own database support does what the other tests rely on.

mod support;

use support::TestDatabase;

#[tokio::test]
async fn a_database_belongs_to_a_plain_owner() {
    let database = TestDatabase::new().await;
    let client = database.connect().await;
    let row = client
        .query_one(
            "select current_user::text, rolsuper, rolcreaterole from pg_roles where rolname = current_user",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, String>(0), support::OWNER);
    assert!(!row.get::<_, bool>(1), "the owner is a superuser");
    assert!(!row.get::<_, bool>(2), "the owner can create roles");
}

#[tokio::test]
async fn databases_are_apart_and_go_with_their_test() {
    let [first, second] = [TestDatabase::new().await, TestDatabase::empty().await];
    first.connect().await.batch_execute("create table mine (id int)").await.unwrap();
    second.connect().await.batch_execute("create table mine (id int)").await.unwrap();

    let name = first.name().to_owned();
    drop(first);
    let administrator = support::connect_to(&second.superuser_url()).await;
    let left = administrator.query("select from pg_database where datname = $1", &[&name]).await.unwrap();
    assert!(left.is_empty(), "{name} is still there");
}

#[tokio::test]
async fn a_database_has_the_schema() {
    let own = TestDatabase::new().await;
    let standing = ct::db::migrate::standing(&own.database().await).await.unwrap();
    assert_eq!(standing, ct::db::migrate::Standing::Current);
}

#[tokio::test]
async fn many_are_made_at_once() {
    let started = std::time::Instant::now();
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        all.spawn(TestDatabase::new());
    }
    let databases = all.join_all().await;
    println!("8 databases: {:?}", started.elapsed());
    let started = std::time::Instant::now();
    drop(databases);
    println!("drop of 8: {:?}", started.elapsed());
}
