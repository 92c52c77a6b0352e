//! `ct user delete`, which refuses.

use crate::{Session, snapshot};

#[tokio::test]
async fn nobody_is_deleted() {
    let mut session = Session::with_people().await;
    session
        .ct("user delete")
        .ct("user delete wei@example.org")
        .ct("user delete wei@example.org pat@example.org")
        .ct("user list --columns email,status");
    snapshot!(session);
}
