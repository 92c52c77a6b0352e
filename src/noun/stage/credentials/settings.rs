//! How passwords are hashed: on how many threads, and at what cost.

use std::num::NonZeroUsize;

use uuid::Uuid;

use crate::Result;
use crate::db::Database;
use crate::password::{Parameters, Settings};

/// Generated passwords are hashed beside the writing of the users, and several times faster on one core: the others are
/// for the server, which may run on this machine.
pub(super) fn half_of_the_cores() -> NonZeroUsize {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    NonZeroUsize::new(cores / 2).unwrap_or(NonZeroUsize::MIN)
}

/// The instance's id and what chosen passwords cost.
pub(crate) async fn read_settings(database: &Database, threads: Option<NonZeroUsize>) -> Result<Settings> {
    let sql = "-- credential::settings\nselect i.id, \
        (select value from setting where name = 'password_memory_kib'), \
        (select value from setting where name = 'password_passes') from instance i";
    let row =
        database.read(async |transaction| transaction.row("credential::settings", sql, &[]).await).await?;
    let number = |index: usize, otherwise: u32| {
        row.get::<_, Option<i64>>(index).and_then(|value| u32::try_from(value).ok()).unwrap_or(otherwise)
    };
    let default = Parameters::DEFAULT;
    Ok(Settings {
        instance: row.get::<_, Uuid>(0),
        parameters: Parameters {
            memory_kib: number(1, default.memory_kib),
            passes: number(2, default.passes),
            lanes: default.lanes,
        },
        threads,
    })
}
