//! Work of the organization that is out of reach, with the marker in every text.

use super::World;

/// A client, a case assignment, a task and something parked of ACM; of CON a client, and what is parked of several.
const WORK: &str = "
    insert into ct.client (external_id, key, name, preferred_name, organization_id, created_by)
        select 'ZZACM-1', 'zzacm-1', 'ZZACM client', 'ZZACM', id, gen_random_uuid() from ct.organization where code = 'ACM'
        on conflict do nothing;
    update ct.users set case_manager = true where email = 'zzacm-two@acm.example';
    insert into ct.client (external_id, key, name, organization_id, created_by)
        select 'C1', 'c1', 'Con client', id, gen_random_uuid() from ct.organization where code = 'CON';
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_reason, created_by)
        select c.id, u.id, c.organization_id, '2026-01-01', 'ZZACM', gen_random_uuid() from ct.client c, ct.users u
        where c.key = 'zzacm-1' and u.email = 'zzacm-two@acm.example';
    insert into ct.task (uid, key, title, notes, user_id, organization_id, created_by)
        select 'ZZACM-work', 'zzacm-work', 'ZZACM task', 'ZZACM', u.id, u.organization_id, gen_random_uuid() from ct.users u
        where u.email = 'zzacm-two@acm.example';
    insert into ct.paused_operation (uid, key, user_id, workflow, client_id, organization_id, step, paused_on, notes, details, created_by)
        select p.uid, lower(p.uid), u.id, p.uid || ' workflow', c.id, coalesce(c.organization_id, u.organization_id), p.uid,
            '2026-01-02', p.uid, case when p.uid like 'ZZ%' then jsonb_build_object('noun', 'ZZACM') end, gen_random_uuid()
        from (values ('ZZACM-parked', 'zzacm-two@acm.example', 'zzacm-1'), ('of-worker', 'worker@con.example', 'c1'),
            ('of-chief', 'chief@con.example', null), ('of-boss', 'boss@con.example', null)) p (uid, email, client)
        join ct.users u on u.email = p.email left join ct.client c on c.key = p.client";

impl World {
    /// The same with work in it.
    pub(crate) async fn with_work() -> Self {
        Self::new().await.worked().await
    }

    /// The same with all that is tried to get at.
    pub(crate) async fn with_everything() -> Self {
        Self::with_clients().await.worked().await
    }

    async fn worked(self) -> Self {
        self.agency.own.connect().await.batch_execute(WORK).await.unwrap();
        self
    }
}
