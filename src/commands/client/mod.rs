//! The commands that clients have in a way of their own.

pub(crate) mod add;
pub(crate) mod show;
