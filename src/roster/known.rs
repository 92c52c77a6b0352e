//! The active users of a roster's scope, read once to compare its rows with. A row that says of one of them what is so
//! already is passed over: it does not wait to be planned, which takes longer than all else. Mostly that is nearly all of them.
//!
//! What passing over must not change is what the others come to. So a row waits after all, with nothing but whom it is
//! about, if a later row names the same user or has the same external id, or if the supervisor whom it names leaves.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

use futures_util::TryStreamExt;
use postgres_types::{FromSql, Type};
use uuid::Uuid;

use super::Scope;
use super::compared::{Compared, What, compared};
use super::seen::{Seen, Tells, User, Waiting};
use crate::csv_io::Row;
use crate::db::{Transaction, failed};
use crate::noun::stage::{Conflict, Request};
use crate::noun::{Content, Field};
use crate::{Error, Result};

/// Users by their logins, with a digest for each column that the file tells: by keys that are new for each run, so that
/// nobody can write what only seems the same.
pub(crate) struct Known {
    keys: RandomState,
    compared: Vec<Compared>,
    /// The SQL for who belongs to the scope.
    holds: &'static str,
    /// Whether rows that say nothing new are passed over.
    passes: bool,
    names_supervisors: bool,
    places: HashMap<u64, usize>,
    users: Vec<User>,
    /// As many for each user as there are columns to compare.
    digests: Vec<u64>,
    passed: u64,
    /// External ids that waiting rows tell.
    external: HashSet<u64>,
    /// Whether a waiting row tells somebody to be inactive.
    is_someone_inactive: bool,
    /// Rows that were passed over, and wait after all.
    waiting: Waiting,
}

/// A value as it comes.
struct Raw<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(
        _: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + std::marker::Sync + Send>> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Known {
    /// Reads them.
    pub(crate) async fn read(
        transaction: &Transaction<'_>,
        request: &Request,
        scope: &Scope,
    ) -> Result<Self> {
        let is_alone = matches!(request.conflict, Conflict::Update | Conflict::Skip);
        let told = compared(&request.columns);
        let mut known = Self {
            keys: RandomState::new(),
            holds: if scope.is_everybody() { EVERYBODY } else { HOLDS },
            passes: is_alone && !request.passwords.replace && told.is_some(),
            compared: told.unwrap_or_default(),
            names_supervisors: request.columns.iter().any(|column| column.content == Content::Supervisor),
            places: HashMap::new(),
            users: Vec::new(),
            digests: Vec::new(),
            passed: 0,
            external: HashSet::new(),
            is_someone_inactive: false,
            waiting: Waiting::default(),
        };
        known.fill(transaction, request.operation.id).await?;
        Ok(known)
    }

    async fn fill(&mut self, transaction: &Transaction<'_>, operation: Uuid) -> Result<()> {
        let told: String =
            self.compared.iter().filter_map(Compared::sql).map(|sql| format!(", {sql}")).collect();
        let sql = format!(
            "-- roster::known\nselect u.id, u.login, coalesce(u.organization_id, 0), coalesce(u.ends_at <= now(), false){told} \
             from stage_roster r join users u on u.deactivated_at is null and u.pending_since is null \
                 and u.login not like '%@placeholder.invalid' and {} left join users s on s.id = u.supervisor_id \
             where r.operation_id = $1",
            self.holds
        );
        let rows = transaction.stream("roster::known", &sql, &[(&operation as _, Type::UUID)]).await?;
        let mut rows = std::pin::pin!(rows);
        while let Some(row) = rows.try_next().await.map_err(|cause| failed("roster::known", cause))? {
            let place = self.users.len();
            let (id, organization, is_out) = (row.get(0), row.get(2), row.get(3));
            self.users.push(User { id, organization, is_out, seen: Seen::Nothing });
            let login: Raw<'_> = row.get(1);
            if let Some(other) = self.places.insert(self.digest(usize::MAX, login.0), place) {
                // Two whom the digest does not tell apart: neither is compared.
                self.users[other].seen = Seen::Waits;
                self.users[place].seen = Seen::Waits;
            }
            let mut at = 4;
            for (index, column) in self.compared.iter().enumerate() {
                self.digests.push(if column.is_value() {
                    let value: Option<Raw<'_>> = row.get(at);
                    at += 1;
                    self.digest(index, value.map_or(&[][..], |value| value.0))
                } else {
                    0
                });
            }
        }
        for index in 0..self.compared.len() {
            if let What::Set { table, item } = self.compared[index].what {
                self.fill_set(transaction, index, (table, item)).await?;
            }
        }
        Ok(())
    }

    /// A set is the sum of its items, whatever their order.
    async fn fill_set(
        &mut self,
        transaction: &Transaction<'_>,
        index: usize,
        (table, item): (&str, &str),
    ) -> Result<()> {
        if self.users.is_empty() {
            return Ok(());
        }
        let mut by_id: Vec<_> = self.users.iter().enumerate().map(|(place, user)| (user.id, place)).collect();
        by_id.sort_unstable();
        // Of a small scope only what is asked for is read.
        let ids: Vec<_> = by_id.iter().map(|(id, _)| *id).filter(|_| by_id.len() <= FEW).collect();
        let of = if ids.is_empty() { "cardinality($1::bigint[]) = 0" } else { "m.user_id = any ($1)" };
        let sql = format!("-- roster::sets\nselect m.user_id, {item} from {table} m where {of}");
        let rows = transaction.stream("roster::sets", &sql, &[(&ids as _, Type::INT8_ARRAY)]).await?;
        let mut rows = std::pin::pin!(rows);
        let mut last = 0;
        while let Some(row) = rows.try_next().await.map_err(|cause| failed("roster::sets", cause))? {
            let id: i64 = row.get(0);
            // Mostly it is the same user's, or the next one's.
            let near = (last..by_id.len()).take(2).find(|at| by_id[*at].0 == id);
            let found = near.or_else(|| by_id.binary_search_by_key(&id, |(id, _)| *id).ok());
            if let Some(found) = found {
                last = found;
                let item: Raw<'_> = row.get(1);
                let at = by_id[found].1 * self.compared.len() + index;
                self.digests[at] = self.digests[at].wrapping_add(self.digest(index, item.0));
            }
        }
        Ok(())
    }

    fn digest(&self, index: usize, bytes: &[u8]) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write_usize(index);
        hasher.write(bytes);
        hasher.finish()
    }

    /// How many there are.
    pub(crate) fn active(&self) -> u64 {
        self.users.len() as u64
    }

    /// How many rows were passed over.
    pub(crate) const fn passed(&self) -> u64 {
        self.passed
    }

    /// Whether a row says nothing new, and is passed over.
    pub(crate) fn passes_over(&mut self, row: &Row) -> bool {
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        let place = self.places.get(&self.digest(usize::MAX, row.key.as_bytes())).copied();
        if let Some(place) = place {
            let is_same = self.passes && !row.is_flawed && row.secret.is_none() && self.is_same(place, row);
            let user = &mut self.users[place];
            match user.seen {
                Seen::Nothing if is_same => {
                    let tells = |what: What| {
                        self.compared.iter().any(|column| column.what == what && column.tells(row))
                    };
                    let tells =
                        Tells { supervisor: tells(What::Supervisor), external_id: tells(What::ExternalId) };
                    user.seen = Seen::Same { line, tells };
                    self.passed += 1;
                    return true;
                }
                Seen::Same { line, tells } => {
                    self.waiting.push(line, user.id, tells);
                    self.passed -= 1;
                }
                Seen::Nothing | Seen::Waits => {}
            }
            user.seen = Seen::Waits;
        }
        for (index, column) in self.compared.iter().enumerate() {
            match (column.what, &row.fields[column.at]) {
                (What::Status, Field::Text(status)) if status == "inactive" => {
                    self.is_someone_inactive = true;
                }
                (What::ExternalId, Field::Text(told)) if !told.is_empty() => {
                    self.external.insert(self.digest(index, without_mark(told).as_bytes()));
                }
                _ => {}
            }
        }
        false
    }

    /// Whether all that a row tells is so.
    fn is_same(&self, place: usize, row: &Row) -> bool {
        let (user, first) = (&self.users[place], place * self.compared.len());
        if user.is_out {
            return false;
        }
        self.compared.iter().enumerate().all(|(index, column)| {
            let (there, field) = (self.digests[first + index], &row.fields[column.at]);
            let items = |items: &mut dyn Iterator<Item = u64>| items.fold(0, u64::wrapping_add) == there;
            match (column.what, field) {
                (_, Field::Keep) => true,
                (What::Status, Field::Text(status)) => status == "active",
                // For a new user only.
                (_, Field::Text(text)) if text.starts_with('\u{1}') => true,
                (What::ExternalId, Field::Text(text)) => {
                    self.digest(index, without_mark(text).as_bytes()) == there
                        // Whoever has no external id is exported under the own number.
                        || (there == self.digest(index, &[]) && *text == user.id.to_string())
                }
                (_, Field::Text(text)) => self.digest(index, without_mark(text).as_bytes()) == there,
                (_, Field::Id(0)) => self.digest(index, &[]) == there,
                (_, Field::Id(id)) => self.digest(index, &id.to_be_bytes()) == there,
                (_, Field::Flag(flag)) => self.digest(index, &[u8::from(*flag)]) == there,
                (_, Field::Ids(ids)) => {
                    let owning = [user.organization];
                    let owning =
                        owning.iter().filter(|id| column.has_owning && **id != 0 && !ids.contains(*id));
                    items(&mut ids.iter().chain(owning).map(|id| self.digest(index, &id.to_be_bytes())))
                }
                (_, Field::Texts(texts)) => {
                    items(&mut texts.iter().map(|text| self.digest(index, text.as_bytes())))
                }
                (_, Field::Date(_) | Field::Moment(_) | Field::Count(_)) => false,
            }
        })
    }

    /// When all rows have been read: remembers who may be missing, and lets rows wait that the others depend on.
    pub(crate) async fn settle(&mut self, transaction: &Transaction<'_>, operation: Uuid) -> Result<()> {
        let missing: Vec<_> =
            self.users.iter().filter(|user| user.seen == Seen::Nothing).map(|user| user.id).collect();
        let teams = self.teams(transaction, operation, &missing).await?;
        let external = self.compared.iter().position(|column| column.what == What::ExternalId);
        for place in 0..self.users.len() {
            let user = &self.users[place];
            let Seen::Same { line, tells } = user.seen else { continue };
            let shares_id = external.is_some_and(|index| {
                !self.external.is_empty()
                    && self.external.contains(&self.digests[place * self.compared.len() + index])
            });
            if shares_id || (tells.supervisor && teams.contains(&user.id)) {
                self.waiting.push(line, user.id, tells);
                self.users[place].seen = Seen::Waits;
                self.passed -= 1;
            }
        }
        let waiting = std::mem::take(&mut self.waiting);
        let sql = "-- roster::compared\nselect roster_compared($1, $2, $3, $4, $5, $6)";
        let parameters = [
            (&operation as _, Type::UUID),
            (&missing as _, Type::INT8_ARRAY),
            (&waiting.lines as _, Type::INT8_ARRAY),
            (&waiting.users as _, Type::INT8_ARRAY),
            (&waiting.supervised as _, Type::BOOL_ARRAY),
            (&waiting.identified as _, Type::BOOL_ARRAY),
        ];
        transaction.rows("roster::compared", sql, &parameters).await.map(drop)
    }

    /// Who is on the team of somebody who may leave, if the file tells supervisors at all.
    async fn teams(
        &self,
        transaction: &Transaction<'_>,
        operation: Uuid,
        missing: &[i64],
    ) -> Result<HashSet<i64>> {
        if !self.names_supervisors || (missing.is_empty() && !self.is_someone_inactive) {
            return Ok(HashSet::new());
        }
        let sql = "-- roster::teams\nselect user_id from roster_teams($1, $2)";
        let parameters = [(&operation as _, Type::UUID), (&missing as _, Type::INT8_ARRAY)];
        let rows = transaction.rows("roster::teams", sql, &parameters).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Behind the guard, where users have been written since: those who were passed over have to be as they were. Says who
    /// is missing now; gives how many are active.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if somebody is not.
    pub(crate) async fn settle_again(&self, transaction: &Transaction<'_>, operation: Uuid) -> Result<u64> {
        let mut now = Self {
            keys: self.keys.clone(),
            compared: self.compared.clone(),
            places: HashMap::new(),
            users: Vec::new(),
            digests: Vec::new(),
            external: HashSet::new(),
            is_someone_inactive: false,
            waiting: Waiting::default(),
            ..*self
        };
        now.fill(transaction, operation).await?;
        let width = self.compared.len();
        let mut missing: HashSet<_> = now.users.iter().map(|user| user.id).collect();
        let mut moved = 0_usize;
        for (login, place) in &self.places {
            let user = &self.users[*place];
            let is_passed = matches!(user.seen, Seen::Same { .. });
            if user.seen != Seen::Nothing {
                missing.remove(&user.id);
            }
            let is_as_it_was = now.places.get(login).is_some_and(|there| {
                now.users[*there].id == user.id
                    && !now.users[*there].is_out
                    && now.digests[there * width..][..width] == self.digests[place * width..][..width]
            });
            moved += usize::from(is_passed && !is_as_it_was);
        }
        if moved > 0 {
            let some = if moved == 1 { "a user" } else { "users" };
            return Err(Error::unreachable(
                format!(
                    "{some} whom the roster would have left unchanged changed while this ran; nothing was done"
                ),
                "run the same command again: it plans anew",
            ));
        }
        let missing: Vec<_> = missing.into_iter().collect();
        let sql = "-- roster::missing\nselect roster_compared($1, $2, '{}', '{}', '{}', '{}')";
        let parameters = [(&operation as _, Type::UUID), (&missing as _, Type::INT8_ARRAY)];
        transaction.rows("roster::missing", sql, &parameters).await?;
        Ok(now.active())
    }
}

/// For how many users it pays to ask for theirs alone.
const FEW: usize = 10_000;

/// The text behind a mark that says when it counts.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches(['\u{1}', '\u{2}', '\u{3}'])
}

/// All of the staff: what [`HOLDS`] says where a scope tells nothing, and quicker.
const EVERYBODY: &str = "u.kind = 'staff'";
const HOLDS: &str = "roster_holds(r, u.kind, u.organization_id, u.provider_id, u.location_id, \
    case when r.workgroup_ids is not null then array(select m.workgroup_id from user_workgroup m where m.user_id = u.id) end, \
    u.external_id)";
