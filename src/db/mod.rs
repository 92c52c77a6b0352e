//! The database: settings, connection, the embedded server, migrations, transactions.

mod connect;
mod dial;
pub mod embedded;
mod failure;
pub mod migrate;
mod present;
mod refusal;
pub mod roles;
pub mod settings;
pub mod status;
mod tls;
mod transaction;

pub use connect::Database;
pub use failure::{is_conflict, is_connection_lost, is_retriable};
pub(crate) use refusal::{HINT_OF_RIGHTS, from_database as failed};
pub use transaction::{Operation, Parameter, Transaction, is_committing};
