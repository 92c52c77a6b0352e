//! Normal forms: what e-mails and codes are compared by.

use std::borrow::Cow;

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

/// The longest e-mail address that mail can be sent to (RFC 5321, RFC 3696 erratum 1690), in bytes.
const LONGEST_EMAIL: usize = 254;

/// An e-mail's normal form, by which it is unique: trimmed, NFKC, lower case, domain in ASCII (REQUIREMENTS U3).
///
/// # Errors
/// What is wrong with it, where it is no e-mail address.
pub fn normal_email(text: &str) -> Result<String, String> {
    let text = nfkc(text.trim());
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Err("is no e-mail address: it has no @".to_owned());
    };
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err("is no e-mail address: there is a space or a control character in it".to_owned());
    }
    let domain = idna::domain_to_ascii_strict(domain)
        .map_err(|_| format!("is no e-mail address: {domain:?} is no domain"))?;
    let login = format!("{}@{domain}", lower_case(local));
    if login.len() > LONGEST_EMAIL {
        return Err(format!("is longer than an e-mail address can be ({LONGEST_EMAIL} bytes)"));
    }
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    match EmailAddress::parse_with_options(&login, options) {
        Ok(_) => Ok(login),
        Err(cause) => Err(format!("is no e-mail address: {}", lower_first(&cause.to_string()))),
    }
}

/// A code's normal form: trimmed, NFKC, lower case.
#[must_use]
pub fn normal_code(text: &str) -> String {
    lower_case(&nfkc(text.trim()))
}

/// What is ASCII has one form only, and most is.
fn nfkc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

fn lower_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfkc().collect() }
}

fn lower_first(text: &str) -> String {
    let mut rest = text.trim_end_matches('.').chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::{normal_code, normal_email};

    #[test]
    fn the_same_address_however_it_is_written() {
        for text in
            ["maria@example.org", " Maria@Example.ORG ", "ｍaria@example.org", "maria@ＥＸＡＭＰＬＥ.org"]
        {
            assert_eq!(normal_email(text).as_deref(), Ok("maria@example.org"), "{text}");
        }
        assert_eq!(normal_email("jörg@bücher.example").as_deref(), Ok("jörg@xn--bcher-kva.example"));
        assert_eq!(normal_email("JÖRG@BÜCHER.example"), normal_email("jo\u{308}rg@xn--bcher-kva.example"));
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "maria",
            "maria@",
            "@example.org",
            "a b@example.org",
            "maria@exa mple.org",
            "a@b@c.org",
            "maria@example..org",
            "maria@localhost",
            "Maria <maria@example.org>",
            "maria@example.org\u{0}",
        ] {
            assert!(normal_email(text).is_err(), "{text}");
        }
        assert!(normal_email(&format!("{}@example.org", "a".repeat(300))).is_err());
    }

    #[test]
    fn codes_ignore_case_and_form() {
        assert_eq!(normal_code(" Con "), "con");
        assert_eq!(normal_code("ＣＯＮ"), "con");
    }
}
