//! The folder of `--passwords-dir`: a small text for each generated password, for handing out one by one
//! (REQUIREMENTS P7). It is written in step with the transaction that stores them: see [`crate::sealed`].

use std::fmt;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::{PASSWORDS, Secret, Terms};
use crate::sealed::{DraftFolder, Sealed};
use crate::{Error, Result};

/// More than any slip needs, so that the buffer does not grow, which would leave an unwiped copy: a name may be long,
/// but is cut at [`NAME_AT_MOST`].
const ROOM: usize = 4096;
/// In bytes. A longer name is cut: the slip is for somebody who knows the own name.
const NAME_AT_MOST: usize = 1024;
/// The longest name of a file without its ending, in bytes.
const STEM_AT_MOST: usize = 255 - ".txt".len();

/// A folder with a file for each user that is being written. It goes away when this is dropped before it is sealed.
pub struct Slips {
    folder: DraftFolder,
    terms: Terms,
    buffer: Zeroizing<Vec<u8>>,
}

impl Slips {
    /// Begins the folder that will be `path`, for the operation of that id. The folder that it lies in must exist.
    ///
    /// # Errors
    /// Those of [`DraftFolder::create`].
    pub fn create(path: &Path, operation: Uuid, terms: Terms) -> Result<Self> {
        let folder = DraftFolder::create(path, operation, PASSWORDS)?;
        Ok(Self { folder, terms, buffer: Zeroizing::new(Vec::with_capacity(ROOM)) })
    }

    /// Adds a user's file. It is named after `login`, the normal form of the e-mail, which no two of them share.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk. Nothing can be sealed any more after that.
    pub fn write(&mut self, login: &str, email: &str, name: &str, password: &Secret) -> Result<()> {
        let mut slip = std::mem::take(&mut *self.buffer);
        let written = write_slip(&mut slip, self.terms, [email, name, password.reveal()]);
        *self.buffer = slip;
        let added = written
            .map_err(|cause| Error::Fault(format!("a password could not be written out: {cause}")))
            .and_then(|()| self.folder.add(&file_stem(login), &self.buffer));
        self.buffer.zeroize();
        added
    }

    /// How many users were written.
    #[must_use]
    pub const fn users(&self) -> u64 {
        self.folder.files()
    }

    /// Brings all of it to the disk, before the commit. It waits for the disk: keep it off the threads of async code.
    ///
    /// # Errors
    /// Those of [`DraftFolder::seal`].
    pub fn seal(self) -> Result<Sealed> {
        self.folder.seal()
    }

    /// Removes it.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.folder.discard()
    }
}

impl fmt::Debug for Slips {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slips").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn write_slip(slip: &mut Vec<u8>, terms: Terms, [email, name, password]: [&str; 3]) -> std::io::Result<()> {
    let mut line = |label: &str, text: &str| writeln!(slip, "{label:<21} {text}");
    line("Name:", &one_line(name))?;
    line("E-mail (login name):", email)?;
    line(if terms.change_required { "Temporary password:" } else { "Password:" }, password)?;
    if let Some(end) = terms.expires_at {
        line("Holds until:", &end.format("%Y-%m-%d %H:%M UTC").to_string())?;
    }
    if terms.change_required {
        slip.extend_from_slice(b"\nAt the first login a new password is asked for.\n");
    }
    Ok(())
}

/// A name may have line breaks; a slip has a line for it.
fn one_line(name: &str) -> String {
    let cut = &name[..name.floor_char_boundary(NAME_AT_MOST)];
    cut.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// What a login's file is called, without its ending: the login, percent-encoded where it holds anything but
/// `A-Z a-z 0-9 . _ @ + -`. It is never hidden, never a path, and no two logins share one. What would be too long is
/// cut and ends in `~` and a SHA-256.
fn file_stem(login: &str) -> String {
    let mut stem = String::with_capacity(login.len());
    for (place, byte) in login.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"._@+-".contains(&byte);
        if is_plain && !(place == 0 && byte == b'.') {
            stem.push(char::from(byte));
        } else {
            stem.push_str(&format!("%{byte:02X}"));
        }
    }
    if stem.len() > STEM_AT_MOST {
        let hash = crate::hexadecimal::of(&Sha256::digest(login));
        stem.truncate(STEM_AT_MOST - hash.len() - 1);
        stem.push('~');
        stem.push_str(&hash);
    }
    stem
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use proptest::prelude::*;

    use super::*;

    const OPERATION: Uuid = Uuid::from_u128(7);

    fn slip(terms: Terms, name: &str) -> String {
        let home = tempfile::tempdir().unwrap();
        let mut slips = Slips::create(&home.path().join("new"), OPERATION, terms).unwrap();
        let password = Secret::new("Ct-24kfp-vm3av-2quh7-bep8e-ny7yu-y7");
        slips.write("a.nowak@example.org", "A.Nowak@example.org", name, &password).unwrap();
        assert_eq!(slips.users(), 1);
        assert!(!format!("{slips:?}").contains("Ct-"));
        let folder = slips.seal().unwrap().publish().unwrap();
        let file = folder.join("a.nowak@example.org.txt");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o600);
        fs::read_to_string(file).unwrap()
    }

    #[test]
    fn what_a_person_is_handed() {
        let terms = Terms { expires_at: "2026-12-01T06:36:12Z".parse().ok(), change_required: true };
        insta::assert_snapshot!(slip(terms, "Anna Nowak"), @"
        Name:                 Anna Nowak
        E-mail (login name):  A.Nowak@example.org
        Temporary password:   Ct-24kfp-vm3av-2quh7-bep8e-ny7yu-y7
        Holds until:          2026-12-01 06:36 UTC

        At the first login a new password is asked for.
        ");
        let terms = Terms { expires_at: None, change_required: false };
        insta::assert_snapshot!(slip(terms, "Anna\nNowak"), @"
        Name:                 Anna Nowak
        E-mail (login name):  A.Nowak@example.org
        Password:             Ct-24kfp-vm3av-2quh7-bep8e-ny7yu-y7
        ");
        assert!(slip(terms, &"é".repeat(2000)).len() < ROOM);
    }

    #[test]
    fn names_of_files() {
        for (login, stem) in [
            ("ann+b_c-d@example.org", "ann+b_c-d@example.org"),
            (".ann@example.org", "%2Eann@example.org"),
            ("..", "%2E."),
            ("a/../b@example.org", "a%2F..%2Fb@example.org"),
            ("o'neil@example.org", "o%27neil@example.org"),
            ("a%2F@example.org", "a%252F@example.org"),
            ("jörg@example.org", "j%C3%B6rg@example.org"),
        ] {
            assert_eq!(file_stem(login), stem);
        }
        let long = file_stem(&"ö".repeat(100));
        assert_eq!((long.len(), long.rsplit_once('~').unwrap().1.len()), (STEM_AT_MOST, 64));
        assert_ne!(long, file_stem(&"ö".repeat(101)));
    }

    proptest! {
        #[test]
        fn a_name_is_safe_and_nobody_elses(one in ".{0,120}", two in "[.~%/a]{0,3}") {
            let stem = file_stem(&one);
            prop_assert!(stem.len() <= STEM_AT_MOST && !stem.starts_with('.'));
            prop_assert!(stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._@+-%~".contains(&byte)));
            prop_assert_eq!(file_stem(&two) == stem, one == two);
        }
    }
}
