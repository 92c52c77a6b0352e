//! A notice as a mail.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use lettre::{Address, address::AddressError};

use super::MailSettings;
use crate::Error;

/// What is to be written to whom.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What makes it the same mail if it is sent twice: the left part of its Message-ID.
    pub mark: String,
    /// The address.
    pub email: String,
    /// The name, if it is known.
    pub name: Option<String>,
    /// The first line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// What tells other programs that no person has written this, so that none answers.
const AUTOMATIC: [(&str, &str); 3] =
    [("Auto-Submitted", "auto-generated"), ("Precedence", "bulk"), ("X-Auto-Response-Suppress", "All")];

impl Letter {
    /// Whether its address is one.
    ///
    /// # Errors
    /// [`Error::BadInput`] for an address that is none.
    pub fn check(&self) -> Result<(), Error> {
        self.address().map(drop)
    }

    fn address(&self) -> Result<Address, Error> {
        address(&self.email).map_err(|cause| {
            let message = format!("{} is no address that mail can be sent to: {cause}", self.email);
            Error::BadInput { message, hint: None }
        })
    }

    /// As a mail.
    ///
    /// # Errors
    /// [`Error::BadInput`] for an address that is none.
    pub(super) fn message(&self, settings: &MailSettings) -> Result<Message, Error> {
        let name = self.name.as_deref().map(plain).filter(|name| !name.is_empty());
        let to = Mailbox::new(name, self.address()?);
        let mut builder = Message::builder()
            .from(settings.from.clone())
            .to(to)
            .subject(plain(&self.subject))
            .date(SystemTime::from(self.at))
            .header(MIME_VERSION_1_0)
            .message_id(Some(format!("<{}@{}>", self.mark, ascii_domain(&settings.from.email))))
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &settings.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        for (name, value) in AUTOMATIC {
            builder =
                builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()));
        }
        builder
            .body(self.body.clone())
            .map_err(|cause| Error::Fault(format!("a mail cannot be put together: {cause}")))
    }
}

/// The part before the @ as it was typed, the domain in ASCII: that every mail server can read.
fn address(email: &str) -> Result<Address, AddressError> {
    let (user, domain) = email.trim().rsplit_once('@').ok_or(AddressError::MissingParts)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| AddressError::InvalidDomain)?;
    Address::new(user, domain)
}

fn ascii_domain(address: &Address) -> String {
    idna::domain_to_ascii(address.domain()).unwrap_or_else(|_| "localhost".to_owned())
}

/// On one line: a line end in a name or a subject would begin a header of its own.
fn plain(text: &str) -> String {
    let text: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    text.trim().to_owned()
}
