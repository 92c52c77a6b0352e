//! The commands that only users have, or have in a way of their own.

pub(crate) mod ask;
pub(crate) mod deactivate;
pub(crate) mod delete;
pub(crate) mod pending;
pub(crate) mod quick_add;
pub(crate) mod reactivate;
pub(crate) mod show;
pub(crate) mod sync;
pub(crate) mod unlock;
