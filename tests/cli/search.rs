//! `ct search`

use crate::{Session, snapshot};

/// People, clients, and two tasks.
async fn world() -> Session {
    let mut session = Session::with_people().await;
    session.file(
        "clients.csv",
        "external_id,name,preferred_name,organization\n\
         P-1,Ana Sánchez López,Lola,CON\n\
         P-2,Sandra Lima,,AID\n\
         P 3,Lind Moreau,,CON\n",
    );
    session.quietly("client import clients.csv");
    session.quietly("client deactivate P-2 --yes");
    session
        .execute(
            "insert into ct.task (uid, key, title, status, client_id, organization_id, created_by)
             select 'T-' || id, 't-' || id, 'Call about the lease of ' || name, 'waiting', id, organization_id, created_by
             from ct.client where key in ('p-1', 'p 3')",
        )
        .await;
    session
}

#[tokio::test]
async fn everything_that_is_found() {
    let mut session = world().await;
    session
        .ct("search sanchez")
        .ct("search LOLA ana")
        .ct("search snachez")
        .ct("search lind")
        .ct("search lind --kind client,task")
        .ct("search 'lind moreau' --columns kind,id,key,name,organization,status,match,command")
        .ct("search san --limit 2")
        .ct("search lease call")
        .ct("search password reset")
        .ct("search nothing here")
        .ct("search nothing")
        .ct("search linda@example.org -o json")
        .ct("search p-2 -o csv")
        .ct("search lease -o jsonl --limit 1")
        .ct("search nothing -o json")
        .ct("search san -o id --kind client")
        .ct("search san -o id")
        .ct("search san -o id --kind command")
        .ct("search ...")
        .ct("search san --kind provider")
        .ct("search san --limit 0")
        .ct("search");
    snapshot!(session);
}
