//! A transaction presents a session: who it acts as.

use futures_util::future::try_join;
use postgres_types::Type;

use super::Transaction;
use super::connect::{Presented, Purpose};
use crate::Result;

impl Transaction<'_> {
    /// Presents a session, if there is one: as a bind parameter, since a statement's text may be logged.
    ///
    /// Where there is an operator role and this connection may take it on, it does: so an administrator who is logged in
    /// sees no more than the user may.
    pub(super) async fn present(&self, schema: &str, presented: Option<&Presented>) -> Result<()> {
        let Some(presented) = presented else { return Ok(()) };
        try_join(self.take_role(schema, presented.takes_role), self.present_token(presented)).await.map(drop)
    }

    async fn take_role(&self, schema: &str, takes: bool) -> Result<()> {
        if !takes {
            return Ok(());
        }
        let role = format!(
            "-- session::role\nselect set_config('role', '{schema}_operator', true) from to_regrole('{schema}_operator') role \
             where role is not null and pg_has_role(session_user, role, \
             case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)"
        );
        self.rows("session::role", &role, &[]).await.map(drop)
    }

    async fn present_token(&self, presented: &Presented) -> Result<()> {
        let token = presented.token.reveal();
        if presented.purpose == Purpose::Leaving {
            let sql = "-- session::leave\nselect set_config('ct.session', $1, true)";
            return self.rows("session::leave", sql, &[(&token, Type::TEXT)]).await.map(drop);
        }
        let sql = "-- session::present\nselect session_present($1, $2)";
        let to_choose = presented.purpose == Purpose::Choosing;
        let parameters = [(&token as _, Type::TEXT), (&to_choose as _, Type::BOOL)];
        self.rows("session::present", sql, &parameters).await.map(drop)
    }

    /// Whether it presents a session: then tables are read under row level security, and filled by functions.
    #[must_use]
    pub const fn is_as_user(&self) -> bool {
        self.as_user
    }
}
