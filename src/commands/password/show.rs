//! Who somebody is, before a password is given; and the password, to be read out.

use std::io::{IsTerminal, Write};

use anyhow::Result;

use crate::Error;
use crate::commands::app::App;
use crate::commands::passwords;
use crate::db::Database;
use crate::noun::Found;
use crate::noun::stage::Outcome;
use crate::output::{CannotWrite, Format, Page, standard_output};
use crate::prompt::Prompt;
use crate::record::{Heading, Value};
use crate::user::{USER, details};

/// What is shown of somebody, to be asked back on the phone.
const FIELDS: [&str; 15] = [
    "email",
    "standing",
    "status_since",
    "status_reason",
    "ends_reason",
    "inactivity_locked_at",
    "organization",
    "supervisor",
    "job_title",
    "phone",
    "password_state",
    "password_set_at",
    "password_expires_at",
    "last_login_at",
    "locked",
];

/// Shows who it is where somebody is there, and refuses those whom a password would not let in.
pub(super) async fn who(app: &App, database: &Database, found: &Found) -> Result<()> {
    let id = found.id.to_string();
    let user = database.read(async |transaction| details(transaction, &id).await).await?;
    if app.can_ask() {
        let mut page = Page::new(user.id).section(user.name.as_str());
        for name in FIELDS {
            let field = user.fields.iter().find(|(heading, value)| {
                let is_remark = matches!(
                    name,
                    "status_since"
                        | "status_reason"
                        | "ends_reason"
                        | "inactivity_locked_at"
                        | "password_set_at"
                        | "password_expires_at"
                        | "locked"
                );
                heading.name == name && !(is_remark && *value == Value::Null)
            });
            if let Some((heading, value)) = field {
                page = page.field(Heading::new(heading.name, heading.title), value.clone());
            }
        }
        page.write(&mut std::io::stderr(), Format::Table, app.talk.style())?;
    }
    let told = |name: &str| {
        user.fields.iter().find(|(heading, _)| heading.name == name).map_or(&Value::Null, |(_, value)| value)
    };
    let status = match told("status").as_text().into_owned() {
        status if status != "active" => status,
        _ if *told("inactivity_locked_at") == Value::Null => return Ok(()),
        _ => "locked for inactivity".to_owned(),
    };
    let hint = match status.as_str() {
        "pending" => format!("approve the user first: ct user approve {}", found.label),
        "inactive" => format!("ct {} show {} tells since when and why", USER.name, found.label),
        _ => format!("unlock the user first: ct user unlock {}", found.label),
    };
    let why = format!("{} is {status}: a new password would not let them in", found.label);
    Err(Error::refused(why, hint).into())
}

/// Whether there is a terminal that a password can be shown on and taken away from.
pub(super) fn can_hide() -> bool {
    std::io::stdout().is_terminal() && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Shows the new password once: to a person large and in groups, to a program as it is.
pub(crate) fn password(app: &App, found: &Found, outcome: &Outcome, words: bool, hide: bool) -> Result<()> {
    let Some((_, secret)) = outcome.shown.first() else {
        return if app.format == Format::Table {
            Ok(())
        } else {
            passwords::show(app, &USER, found, outcome)
        };
    };
    if app.format != Format::Table || !std::io::stdout().is_terminal() {
        return passwords::show(app, &USER, found, outcome);
    }
    let page = large(secret.reveal(), words);
    if hide {
        return hidden(&page);
    }
    let mut out = standard_output();
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(CannotWrite::from)?;
    Ok(())
}

/// A password to be read out: each group in a line of its own, what is between them, and the whole.
fn large(password: &str, words: bool) -> zeroize::Zeroizing<String> {
    let mut text = zeroize::Zeroizing::new(String::with_capacity(512));
    text.push('\n');
    let last = password.split('-').count();
    for (number, group) in password.split('-').enumerate() {
        text.push_str("      ");
        for letter in group.chars() {
            text.push(letter);
            text.push(' ');
        }
        text.push_str(if number + 1 < last { "   -\n" } else { "\n" });
    }
    text.push_str("\n  all of it:  ");
    text.push_str(password);
    text.push_str(if words {
        "\n  The first letter is a capital, the others are small; hyphens between.\n\n"
    } else {
        "\n  Only the C is a capital; a hyphen stands between the groups.\n\n"
    });
    text
}

/// Shows a page on the terminal's other screen, which goes when a key is pressed: it is in no scrollback.
fn hidden(page: &str) -> Result<()> {
    /// Leaves the other screen, whatever comes.
    struct OtherScreen;
    impl Drop for OtherScreen {
        fn drop(&mut self) {
            // Wiped before it goes: some terminals keep it.
            let _ = write!(std::io::stdout(), "\u{1b}[2J\u{1b}[H\u{1b}[?1049l");
            let _ = std::io::stdout().flush();
        }
    }
    let mut out = std::io::stdout();
    let shown = {
        let _back = OtherScreen;
        write!(out, "\u{1b}[?1049h\u{1b}[2J\u{1b}[H{page}")
            .and_then(|()| out.flush())
            .map_err(CannotWrite::from)?;
        Prompt::instead_of("leaving out --hide")
            .key("  Press a key when it has been noted: it is not shown again.")
    };
    // Ctrl-C is a key, too: the password is set.
    match shown {
        Err(Error::Interrupted { .. }) => Ok(()),
        shown => Ok(shown?),
    }
}

#[cfg(test)]
mod tests {
    use super::large;

    #[test]
    fn groups_stand_by_themselves() {
        insta::assert_snapshot!(large("Maple-otter-47", true).as_str(), @r"

              M a p l e    -
              o t t e r    -
              4 7 

          all of it:  Maple-otter-47
          The first letter is a capital, the others are small; hyphens between.
        ");
    }
}
