//! Passwords of new users: hashed on all cores beside the writing of the users, and handed out.

mod handing_out;
mod passwords;
mod settings;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use futures_util::TryStreamExt;
use postgres_types::Type;
use tokio::sync::{OnceCell, mpsc};
use tokio_postgres::Row;

use self::handing_out::HandingOut;
pub(super) use self::handing_out::settle;
pub use self::passwords::{Form, Generate, Passwords};
use self::settings::half_of_the_cores;
pub(crate) use self::settings::read_settings;
use super::planned::Counts;
use super::{Request, copy};
use crate::db::{Database, Transaction, failed};
use crate::password::{Choice, Hashed, Job, Made, Secret, Settings, Terms, hash_all};
use crate::sealed::Sealed;
use crate::{Error, Result};

/// How many users may be on their way to the hashing threads.
const ON_THE_WAY: usize = 4096;

/// Passwords that rows gave, by line, in the order of lines.
#[derive(Default)]
pub(super) struct Given(Vec<(u64, Secret)>);

impl Given {
    pub(super) fn insert(&mut self, line: u64, secret: Secret) {
        self.0.push((line, secret));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn get(&self, line: u64) -> Option<&Secret> {
        self.0.binary_search_by_key(&line, |(at, _)| *at).ok().map(|index| &self.0[index].1)
    }
}

/// The passwords of one operation, from hashing to handing out.
pub(super) struct Hashing<'a> {
    database: &'a Database,
    request: &'a Request,
    given: Given,
    settings: Option<Settings>,
    handout: RefCell<Option<HandingOut>>,
    sealed: RefCell<Option<Sealed>>,
    shown: RefCell<Vec<(String, Secret)>>,
    /// How many users may get a generated one.
    generates: Cell<u64>,
    done: OnceCell<()>,
}

/// Who a password on its way is for.
struct Recipient {
    /// The e-mail's normal form.
    login: String,
    email: String,
    name: String,
}

impl<'a> Hashing<'a> {
    /// Opens what generated passwords go to passwords, where there will be any.
    pub(super) async fn new(
        database: &'a Database,
        request: &'a Request,
        plan: Counts,
        given: Given,
    ) -> Result<Self> {
        let generates = request.passwords.generate != Generate::Nobody;
        let needed = request.noun.name == "user" && (generates || !given.is_empty());
        let threads = given.is_empty().then(half_of_the_cores);
        let settings = if needed { Some(read_settings(database, threads).await?) } else { None };
        let hashing = Self {
            database,
            request,
            given,
            settings,
            handout: RefCell::default(),
            sealed: RefCell::default(),
            shown: RefCell::default(),
            generates: Cell::default(),
            done: OnceCell::new(),
        };
        let returning = database.read(async |transaction| hashing.returning(transaction).await).await?;
        hashing.open(plan, returning)?;
        Ok(hashing)
    }

    /// How many come back by a roster, and get a password as new ones do.
    async fn returning(&self, transaction: &Transaction<'_>) -> Result<u64> {
        if self.settings.is_none() {
            return Ok(0);
        }
        let sql = "-- stage::returning\nselect count(*) from stage_plan where operation_id = $1 and returns";
        let row =
            transaction.row("stage::returning", sql, &[(&self.request.operation.id, Type::UUID)]).await?;
        Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
    }

    fn open(&self, plan: Counts, returning: u64) -> Result<()> {
        let passwords = &self.request.passwords;
        let others = if passwords.reset { plan.change + plan.keep } else { 0 };
        self.generates.set(plan.create + others + returning);
        if self.settings.is_some() && self.generates.get() > 0 {
            let terms =
                Terms { expires_at: passwords.expires_at, change_required: passwords.change_required };
            let operation = self.request.operation.id;
            *self.handout.borrow_mut() = HandingOut::begin(&passwords.generate, operation, terms)?;
        }
        Ok(())
    }

    /// Hashes all once more, for a plan that only the writing transaction sees: somebody else may have made some of the
    /// users meanwhile, and nobody is told a password that does not open.
    pub(super) async fn again(&self, transaction: &Transaction<'_>, plan: Counts) -> Result<()> {
        let Some(settings) = self.settings else { return Ok(()) };
        let sql = "-- stage::forget_credentials\nselect stage_forget_credentials($1)";
        transaction
            .rows("stage::forget_credentials", sql, &[(&self.request.operation.id, Type::UUID)])
            .await?;
        self.shown.borrow_mut().clear();
        drop(self.handout.borrow_mut().take());
        if let Some(sealed) = self.sealed.borrow_mut().take() {
            sealed.discard()?;
        }
        self.open(plan, self.returning(transaction).await?)?;
        self.hash(settings, Some(transaction)).await?;
        // If it is done already, it was for the other plan.
        let _ = self.done.set(());
        Ok(())
    }

    /// Whether there are chosen or readable passwords, which take some 20 ms each.
    pub(super) fn is_slow(&self) -> bool {
        !self.given.is_empty() || (self.settings.is_some() && self.request.passwords.form != Form::Long)
    }

    /// Hashes all, once, however often it is called.
    pub(super) async fn finish(&self) -> Result<()> {
        let Some(settings) = self.settings else { return Ok(()) };
        self.done.get_or_try_init(|| self.hash(settings, None)).await.copied()
    }

    /// Hashes the passwords of a plan: of the one that is committed, or of the one that a transaction sees.
    async fn hash(&self, settings: Settings, seen_by: Option<&Transaction<'_>>) -> Result<()> {
        let (sender, mut receiver) = mpsc::channel::<Job>(ON_THE_WAY);
        let jobs = std::iter::from_fn(move || receiver.blocking_recv());
        let mut hashes = hash_all(jobs, settings, &mut *self.request.passwords.rng.borrow_mut())?;
        let recipients = RefCell::new(VecDeque::new());
        let id = self.request.operation.id;
        let send = async {
            match seen_by {
                Some(transaction) => self.send(transaction, sender, &recipients).await,
                None => {
                    let send = async |transaction: &Transaction<'_>| {
                        self.send(transaction, sender, &recipients).await
                    };
                    self.database.read_once(send).await
                }
            }
        };
        let receive = self.database.stage(async |transaction| {
            copy::credentials(transaction, id, &mut hashes, |hashed| self.hand_out(hashed, &recipients)).await
        });
        tokio::try_join!(send, receive).map(drop)
    }

    /// Sends to the hashing threads whoever gets a password.
    async fn send(
        &self,
        transaction: &Transaction<'_>,
        sender: mpsc::Sender<Job>,
        recipients: &RefCell<VecDeque<Recipient>>,
    ) -> Result<()> {
        let users = if transaction.is_as_user() { "user_seen" } else { "users" };
        let sql = format!(
            "-- stage::recipients\n\
             declare recipients no scroll cursor for \
             select s.line, coalesce(s.email, u.email), coalesce(s.name, u.name), p.action = 'create' or p.returns is true, s.match_key \
             from stage_plan p join stage_user s on s.operation_id = $1 and s.line = p.line \
             left join {users} u on u.id = p.row_id \
             where p.operation_id = $1 and (p.action = 'create' or p.returns or $2) order by s.line"
        );
        self.begin_counting(transaction).await?;
        let replace = self.request.passwords.replace;
        let parameters = [(&self.request.operation.id as _, Type::UUID), (&replace as _, Type::BOOL)];
        // All of them will be read, some at a time: a single statement that waits for slow hashing would outlive its
        // time limit.
        transaction.batch("stage::recipients", "set local cursor_tuple_fraction = 1").await?;
        transaction.rows("stage::recipients", &sql, &parameters).await?;
        let some = if self.is_slow() { 256 } else { 4096 };
        let fetch = format!("-- stage::fetch_recipients\nfetch {some} from recipients");
        loop {
            let rows = transaction.rows("stage::fetch_recipients", &fetch, &[]).await?;
            if rows.is_empty() {
                // Where this is the transaction that writes, it cannot clear what an open cursor reads.
                let close = "-- stage::close_recipients\nclose recipients";
                return transaction.batch("stage::close_recipients", close).await;
            }
            for job in rows.iter().filter_map(|row| self.job(row, recipients)) {
                if sender.send(job).await.is_err() {
                    return Ok(());
                }
            }
        }
    }

    /// What is to be hashed for a row, if anything is; notes who it is for.
    fn job(&self, row: &Row, recipients: &RefCell<VecDeque<Recipient>>) -> Option<Job> {
        let line = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        let password = match self.given.get(line) {
            Some(secret) => Choice::Given(secret.clone()),
            None => self.generated(row.get(3))?,
        };
        let recipient = Recipient { login: row.get(4), email: row.get(1), name: row.get(2) };
        recipients.borrow_mut().push_back(recipient);
        Some(Job { id: line, password })
    }

    /// The kind of generated password that a user gets, if any.
    fn generated(&self, is_new: bool) -> Option<Choice> {
        let passwords = &self.request.passwords;
        if passwords.generate == Generate::Nobody || !(is_new || passwords.reset) {
            return None;
        }
        Some(match passwords.form {
            Form::Long => Choice::Generated,
            Form::Readable(minimum_length) => Choice::Readable(minimum_length),
        })
    }

    /// So that somebody who waits for given passwords knows for how long.
    async fn begin_counting(&self, transaction: &Transaction<'_>) -> Result<()> {
        let passwords = &self.request.passwords;
        if self.given.is_empty() {
            passwords.hashed.begin(self.generates.get());
            return Ok(());
        }
        let sql = "-- stage::recipient_lines\n\
            select line from stage_plan where operation_id = $1 and (action = 'create' or returns or $2)";
        let parameters =
            [(&self.request.operation.id as _, Type::UUID), (&passwords.replace as _, Type::BOOL)];
        let rows = transaction.stream("stage::recipient_lines", sql, &parameters).await?;
        let mut rows = std::pin::pin!(rows);
        let mut given = 0;
        while let Some(row) =
            rows.try_next().await.map_err(|cause| failed("stage::recipient_lines", cause))?
        {
            let line = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
            given += u64::from(self.given.get(line).is_some());
        }
        passwords.hashed.begin(given);
        Ok(())
    }

    fn hand_out(&self, hashed: &Hashed, recipients: &RefCell<VecDeque<Recipient>>) -> Result<()> {
        let recipient = recipients
            .borrow_mut()
            .pop_front()
            .ok_or_else(|| Error::Fault("a password was hashed that is nobody's".to_owned()))?;
        if matches!(hashed.made, Made::Given(_)) || self.given.is_empty() {
            self.request.passwords.hashed.add();
        }
        let Made::Generated(secret, _) = &hashed.made else { return Ok(()) };
        if let Some(handout) = self.handout.borrow_mut().as_mut() {
            return handout.write(&recipient, secret);
        }
        self.shown.borrow_mut().push((recipient.email, secret.clone()));
        Ok(())
    }

    /// Writes the hashed passwords; gives how many.
    pub(super) async fn write(&self, transaction: &Transaction<'_>) -> Result<u64> {
        if self.settings.is_none() {
            return Ok(0);
        }
        let passwords = &self.request.passwords;
        // Whoever comes back by a roster had one before.
        let sql = "-- credential::write\nselect credential_write($1, \
            $2 or exists (select from stage_plan where operation_id = $1 and returns), $3, $4)";
        let parameters = [
            (&self.request.operation.id as _, Type::UUID),
            (&passwords.replace as _, Type::BOOL),
            (&passwords.change_required as _, Type::BOOL),
            (&passwords.expires_at as _, Type::TIMESTAMPTZ),
        ];
        let written: i64 = transaction.row("credential::write", sql, &parameters).await?.get(0);
        Ok(u64::try_from(written).unwrap_or_default())
    }

    /// Brings what is handed out to the disk, before the commit, on a thread of its own: a disk may keep us waiting.
    pub(super) async fn seal(&self) -> Result<()> {
        let handout = self.handout.borrow_mut().take();
        // Where every new user was given a password, there is nothing to hand out: it goes as it is dropped.
        if let Some(handout) = handout.filter(|handout| handout.users() > 0) {
            let sealed = tokio::task::spawn_blocking(|| handout.seal()).await;
            let ended = |cause| Error::Fault(format!("bringing passwords to the disk ended: {cause}"));
            *self.sealed.borrow_mut() = Some(sealed.map_err(ended)??);
        }
        Ok(())
    }

    /// Removes the file, after a failure that is known to have written nothing.
    pub(super) fn discard(&self, error: &Error) {
        if super::write::is_in_doubt(error) {
            return;
        }
        if let Some(sealed) = self.sealed.borrow_mut().take() {
            // What cannot be removed is recognised by its operation's id at the next run.
            let _ = sealed.discard();
        }
    }

    /// Gives the file its name, after the commit; gives the passwords that are to be shown.
    pub(super) fn publish(self) -> Result<Vec<(String, Secret)>> {
        if let Some(sealed) = self.sealed.into_inner() {
            sealed.publish()?;
        }
        Ok(self.shown.into_inner())
    }
}
