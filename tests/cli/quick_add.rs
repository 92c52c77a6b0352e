//! `ct user quick-add`

use crate::{Session, snapshot};

#[tokio::test]
async fn the_rest_is_defaulted() {
    let mut session = Session::with_people().await;
    session
        .ct("user quick-add")
        .ct("user quick-add bo@example.org --name Bo --organization AID")
        .ct("user quick-add bo@example.org --name Bo --organization AID --workgroups Basic")
        .ct("user show bo@example.org")
        .ct("user quick-add bo@example.org --name Bo --organization AID --workgroups Basic")
        .ct("user quick-add cy@example.org --name Cy --organization AID --workgroups Basic --generate-password -o id")
        .ct("user quick-add cy@example.org --name Cy --organization AID --workgroups Basic --no-password -o id");
    snapshot!(session);
}
