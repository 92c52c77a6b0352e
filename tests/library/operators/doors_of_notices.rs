//! The functions for what people are told, called with what is another's, and with SQL in every text.

use super::Actor;
use super::doors::Comes::{Gives, Refused};
use super::doors::{Attack, HELP, HR, WORKER};

/// A notice of another organization's.
pub(super) const NOTICE: &str = "insert into ct.notification (user_id, kind, subject, body)
    select id, 'leaver', 'zzacm-notice', 'zzacm-notice' from ct.users where email = 'zzacm-two@acm.example';";

/// Its number.
pub(super) const THEIRS: &str = "select max(id)::text from ct.notification where subject = 'zzacm-notice'";

#[rustfmt::skip]
pub(super) const ATTACKS: &[Attack] = &[
    ("notification_page", "one's own only", HR, "select * from ct.notification_page({theirs}, false, null, 100)", Refused),
    ("notification_page", "nobody named is oneself", HR, "select subject from ct.notification_page(null, false, null, 100) where subject like 'zz%'", Gives(&[])),
    ("notification_page", "nobody is logged in", Actor::Nobody, "select * from ct.notification_page(null, false, null, 100)", Refused),
    ("notification_show", "one's own only", HR, "select * from ct.notification_show({their_notice})", Gives(&[])),
    ("notification_show", "nobody is logged in", Actor::Nobody, "select * from ct.notification_show({their_notice})", Refused),
    ("notification_unread", "nobody is logged in", Actor::Nobody, "select ct.notification_unread()", Refused),
    ("notification_mark", "one's own only", HR, "select * from ct.notification_mark(array[{their_notice}])", Gives(&[])),
    ("notification_mark", "nobody is logged in", Actor::Nobody, "select * from ct.notification_mark(array[{their_notice}])", Refused),
    ("notification_mark_all", "one's own only", HR, "select ct.notification_mark_all({theirs})", Refused),
    ("notification_mark_all", "nobody is logged in", Actor::Nobody, "select ct.notification_mark_all(null)", Refused),
    ("notice_list", "it takes the tool", HELP, "select * from ct.notice_list()", Refused),
    ("notice_list", "nobody is logged in", Actor::Nobody, "select * from ct.notice_list()", Refused),
    ("notice_set", "it takes the tool", HR, "select ct.notice_set('leaver', 'x', 'x', true)", Refused),
    ("notice_set", "SQL is a text", WORKER, "select ct.notice_set('leaver''; drop table ct.users; --', 'x', 'x', true)", Refused),
    ("notice_reset", "it takes the tool", HR, "select ct.notice_reset('leaver')", Refused),
];
