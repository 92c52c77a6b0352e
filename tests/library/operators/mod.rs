//! Whoever has a role for operators and nothing of the library: what they try must fail (REQUIREMENTS S5).
//!
//! Every user of the organization ACM has the marker in every text, and nobody of another organization may ever see it.
//! What there is to be tried comes from the catalogue, so that a new table, column or function cannot be forgotten.

mod case_doors;
mod cases;
mod chains;
mod clients;
mod costs;
mod doors;
mod doors_of_leavers;
mod doors_of_notices;
mod doors_of_tasks;
mod fresh;
mod lists;
mod may;
mod meanwhile;
mod parked;
mod parking;
mod reads;
mod reports;
mod searches;
mod work;
mod writes;

use std::fmt::Write as _;

use ct::noun::stage::Generate;
use ct::user::USER;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::agency::{Agency, Import, passwords};
use crate::support::OPERATOR;

/// In every text of whoever is out of reach.
pub(crate) const MARKER: &str = "ZZACM";

/// E-mail, organization, supervisor, workgroup, tools.
const PEOPLE: [(&str, &str, &str, &str, &str); 9] = [
    (
        "root@con.example",
        "CON",
        "",
        "Everything",
        "history:read;organizations:write;passwords:write;settings:write;users:write;workgroups:write",
    ),
    ("hr@con.example", "CON", "", "Everything", "history:read;passwords:write;users:write"),
    ("help@con.example", "CON", "", "Helpdesk", "passwords:write;users:write"),
    ("boss@con.example", "CON", "hr@con.example", "Cases", "cases:write"),
    ("worker@con.example", "CON", "boss@con.example", "Cases", "cases:write"),
    ("lazy@con.example", "CON", "root@con.example", "", ""),
    ("chief@con.example", "CON", "boss@con.example", "Cases", "users:write"),
    ("zzacm-one@acm.example", "ACM", "", "Cases", "cases:write"),
    ("zzacm-two@acm.example", "ACM", "zzacm-one@acm.example", "Cases", "cases:write"),
];

/// Who tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Actor {
    /// No session.
    Nobody,
    /// A token that is none.
    Forged,
    /// The token of a session that has ended.
    Ended,
    /// Somebody who has to choose a new password first.
    ToChoose,
    /// Somebody who is logged in.
    User(&'static str),
}

impl Actor {
    /// Those who may do nothing at all.
    pub(crate) const WITHOUT: [Self; 4] = [Self::Nobody, Self::Forged, Self::Ended, Self::ToChoose];
    /// Those who may do something: with all rights, some, or none.
    pub(crate) const WITH: [Self; 6] = [
        Self::User("root@con.example"),
        Self::User("hr@con.example"),
        Self::User("help@con.example"),
        Self::User("boss@con.example"),
        Self::User("worker@con.example"),
        Self::User("chief@con.example"),
    ];

    pub(crate) fn token(self) -> String {
        let number = match self {
            Self::Nobody => return String::new(),
            Self::Forged => 0xbad,
            Self::Ended => 0xe0d,
            Self::ToChoose => 0xc05e,
            Self::User(email) => PEOPLE.iter().position(|person| person.0 == email).unwrap() + 1,
        };
        format!("{number:064x}")
    }
}

/// Two organizations with people in them, and their sessions.
pub(crate) struct World {
    pub(crate) agency: Agency,
}

impl World {
    pub(crate) async fn new() -> Self {
        let agency = Agency::new().await;
        agency
            .own
            .connect()
            .await
            .batch_execute(
                "insert into ct.workgroup (code, key, name, created_by)
                     select c, lower(c), c, gen_random_uuid() from unnest(array['Everything', 'Helpdesk', 'Cases']) c;
                 insert into ct.workgroup_tool select w.id, t.code, 'write' from ct.workgroup w cross join ct.tool t where w.key = 'everything';
                 insert into ct.workgroup_tool select w.id, t, l from ct.workgroup w cross join
                     (values ('passwords', 'write'), ('users', 'read')) o (t, l) where w.key = 'helpdesk';
                 insert into ct.workgroup_tool select id, 'cases', 'write' from ct.workgroup where key = 'cases'",
            )
            .await
            .unwrap();
        let mut csv = "email,name,job_title,address,phone,external_id,organization,supervisor,workgroups,tools,password\n".to_owned();
        for (email, organization, supervisor, workgroup, tools) in PEOPLE {
            let mark = if organization == "ACM" { MARKER } else { "Con" };
            writeln!(csv, "{email},{mark} {email},{mark} t,{mark} a,{mark} p,{mark}-{email},{organization},{supervisor},{workgroup},{tools},").unwrap();
        }
        let import = Import { passwords: passwords(Generate::Nobody), ..Import::of(&USER) };
        import.text(&agency.database, csv).await.unwrap();
        let world = Self { agency };
        world.open_sessions().await;
        world
    }

    /// The same with clients in it.
    pub(crate) async fn with_clients() -> Self {
        let world = Self::new().await;
        world.give_clients().await;
        world
    }

    /// A client of each organization, with a case manager, a task and something that is parked.
    async fn give_clients(&self) {
        let sql = "begin; select ct.begin_operation(gen_random_uuid(), 'client import', 'ZZACM', 'x');
            update ct.users set case_manager = true where email in ('worker@con.example', 'zzacm-one@acm.example');
            insert into ct.client (external_id, key, name, preferred_name, date_of_birth, organization_id, created_by)
                select m || '-1', lower(m || '-1'), m || ' Client', m || ' p', '1990-01-01', o.id, ct.current_operation()
                from (values ('CON', 'CON'), ('ACM', 'ZZACM')) v (code, m) join ct.organization o on o.code = v.code;
            insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, created_by)
                select c.id, u.id, c.organization_id, ct.today(), ct.current_operation() from ct.client c join ct.users u
                on u.email = case c.key when 'con-1' then 'worker@con.example' else 'zzacm-one@acm.example' end
                where c.key in ('con-1', 'zzacm-1');
            insert into ct.task (uid, key, title, client_id, organization_id, created_by)
                select c.external_id, c.key, c.name || ' t', c.id, c.organization_id, ct.current_operation() from ct.client c where c.key in ('con-1', 'zzacm-1');
            insert into ct.paused_operation (uid, key, workflow, client_id, organization_id, paused_on, created_by)
                select c.external_id, c.key, c.name || ' w', c.id, c.organization_id, ct.today(), ct.current_operation()
                from ct.client c where c.key in ('con-1', 'zzacm-1'); commit;";
        self.agency.own.connect().await.batch_execute(sql).await.unwrap();
    }

    async fn open_sessions(&self) {
        let mut sql = String::new();
        for (email, ..) in PEOPLE {
            let token = Actor::User(email).token();
            let _ = write!(sql, "insert into ct.session (token_digest, user_id, workgroup_id, organization_id, client, ends_at)
                select sha256(decode('{token}', 'hex')), u.id, (select min(workgroup_id) from ct.user_workgroup where user_id = u.id),
                    u.organization_id, u.name, now() + interval '1 hour' from ct.users u where u.email = '{email}';");
        }
        for (actor, ended) in [(Actor::Ended, "now()"), (Actor::ToChoose, "null")] {
            let token = actor.token();
            let _ = write!(sql, "insert into ct.session (token_digest, user_id, ends_at, ended_at)
                select sha256(decode('{token}', 'hex')), id, now() + interval '1 hour', {ended} from ct.users where email = 'lazy@con.example';");
        }
        // Verifiers and salts that a test recognises, and somebody who has to choose first.
        sql.push_str("insert into ct.credential (user_id, salt, verifier, memory_kib, passes, lanes, must_change)
                select id, sha256('ZZSALT' || login::bytea)::bytea, sha256('ZZVERIFIER' || login::bytea), 8, 1, 1, email like 'lazy%' from ct.users;
            insert into ct.security_question (user_id, question, salt, verifier, memory_kib, passes, lanes)
                select id, 'ZZACM?', sha256('ZZSALT'), sha256('ZZVERIFIER'), 8, 1, 1 from ct.users;
            insert into ct.login_attempt (user_id, verifier) select id, sha256('ZZACM') from ct.users where email like 'zz%';
            insert into ct.login_state (user_id, last_login_at) select id, now() from ct.users;
            begin; select ct.begin_operation(gen_random_uuid(), 'user edit', 'ZZACM went', 'x');
            update ct.users set phone = 'ZZACM q' where email like 'zz%'; commit;");
        sql.push_str(case_doors::WORK);
        sql.push_str(doors_of_notices::NOTICE);
        self.agency.own.connect().await.batch_execute(&sql).await.unwrap();
        // What belongs to a database, and a clone of the template has not.
        ct::db::migrate::close(&self.agency.database).await.unwrap();
    }

    /// The number of a client.
    pub(crate) async fn client(&self, external_id: &str) -> i64 {
        let sql = format!("select id::text from ct.client where external_id = '{external_id}'");
        self.agency.value(&sql).await.parse().unwrap()
    }

    /// A connection with the operator role only, as somebody.
    pub(crate) async fn plain(&self, actor: Actor) -> Plain {
        let client = self.agency.own.connect_as(OPERATOR).await;
        let token = actor.token();
        let sql = format!(
            "set search_path = pg_catalog, ct; set datestyle = 'ISO'; select set_config('ct.session', '{token}', false)"
        );
        client.batch_execute(&sql).await.unwrap();
        Plain { client, actor }
    }

    /// The id of a user.
    pub(crate) async fn id(&self, email: &str) -> i64 {
        let sql = format!("select id::text from ct.users where email = '{email}'");
        self.agency.value(&sql).await.parse().unwrap()
    }
}

/// A connection without the library.
pub(crate) struct Plain {
    client: Client,
    actor: Actor,
}

impl Plain {
    /// All that a statement gives, as text; or the code and the words of its refusal.
    pub(crate) async fn attempt(&self, sql: &str) -> Result<Vec<String>, (String, String)> {
        match self.client.simple_query(sql).await {
            Ok(messages) => Ok(messages
                .iter()
                .filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => {
                        let cells = (0..row.len()).map(|cell| row.get(cell).unwrap_or(""));
                        Some(cells.collect::<Vec<_>>().join("|"))
                    }
                    _ => None,
                })
                .collect()),
            Err(error) => {
                let _ = self.client.batch_execute("rollback").await;
                let told = error.as_db_error().unwrap_or_else(|| panic!("{sql}: {error}"));
                let words =
                    format!("{} {:?} {:?} {:?}", told.message(), told.detail(), told.hint(), told.where_());
                Err((told.code().code().to_owned(), words))
            }
        }
    }

    /// That a statement is refused for want of a right, and tells nothing.
    pub(crate) async fn is_refused(&self, sql: &str, codes: &[&str]) {
        match self.attempt(sql).await {
            Ok(rows) => panic!("{:?} may: {sql}\n{rows:?}", self.actor),
            Err((code, words)) => {
                assert!(codes.contains(&code.as_str()), "{:?}: {sql}\n{code} {words}", self.actor);
                // The caller's own words may come back.
                let own = sql.contains(MARKER) || sql.contains(&MARKER.to_lowercase());
                assert!(own || !tells(&words), "{:?}: {sql}\n{words}", self.actor);
            }
        }
    }
}

/// Whether a text tells of somebody who is out of reach, or any secret.
pub(crate) fn tells(text: &str) -> bool {
    text.to_uppercase().contains(MARKER)
}
