//! `ct report orphans`

use crate::{Session, snapshot};

#[tokio::test]
async fn orphans_are_listed_and_cron_is_told() {
    let mut session = Session::with_people().await;
    session.ct("report orphans").ct("report orphans --detailed-exitcode -o json");
    session.quietly("client add C1 --name 'Cleo Ash' --organization CON");
    session.quietly("paused add intake --user wei@example.org --client C1 --step two");
    session
        .execute(
            "insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                 select c.id, u.id, c.organization_id, '2026-01-01', gen_random_uuid() from ct.client c, ct.users u where u.login like 'wei%';
             insert into ct.task (uid, key, title, user_id, organization_id, created_by)
                 select 't', 't', 'Call back', u.id, u.organization_id, gen_random_uuid() from ct.users u where u.login like 'wei%';
             update ct.users set supervisor_id = (select id from ct.users where login like 'wei%') where login like 'pat%';
             update ct.users set deactivated_at = now(), deactivation_reason = 'left' where login like 'wei%'",
        )
        .await;
    session
        .ct("report orphans")
        .ct("report orphans --detailed-exitcode --kind paused,staff --kind case -o csv")
        .ct("report orphans --kind staff -o jsonl")
        .ct("report orphans -o id")
        .ct("report orphans --kind task,abandoned-task -o id")
        .ct("report orphans --columns kind,id,inactive_since")
        .ct("report orphans --kind task --kind abandoned-task")
        .ct("report orphans --kind abandoned-task --detailed-exitcode")
        .ct("report orphans --kind cases");
    snapshot!(session);
}
