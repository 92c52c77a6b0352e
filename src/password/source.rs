//! Reads a password from standard input or from a file: `--password-stdin`, `--password-file`.
//!
//! A prompt is the command line's; arguments and the environment are no places for passwords, since others can read
//! them.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use zeroize::Zeroizing;

use super::{MAXIMUM_BYTES, Secret};
use crate::{Error, Result};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// The mark, the password, CR and LF, and one byte more to see that there is more.
const ROOM: usize = BYTE_ORDER_MARK.len() + MAXIMUM_BYTES + 3;

/// Reads the one line of standard input, to its end.
///
/// It goes past the buffer of [`io::stdin`], which keeps what it has read and is never wiped; so nothing may have
/// been read from that before.
///
/// # Errors
/// Those of [`from_reader`].
pub fn from_standard_input() -> Result<Secret> {
    struct StandardInput;

    impl Read for StandardInput {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            Ok(rustix::io::read(rustix::stdio::stdin(), buffer)?)
        }
    }

    from_reader(&mut StandardInput, Path::new("standard input"))
}

/// Reads the one line of a file: UTF-8, with or without a byte order mark, a line end or not.
///
/// The file must be readable by its owner alone. A pipe will do (`<(pass show ct)`).
///
/// # Errors
/// [`Error::Usage`] for `-`, which is `--password-stdin`'s to mean; [`Error::Refused`] if others can get at the file;
/// [`Error::File`] if it cannot be read; else those of [`from_reader`].
pub fn from_file(path: &Path) -> Result<Secret> {
    if path == Path::new("-") {
        return Err(Error::usage(
            "a password file cannot be -",
            "for standard input there is --password-stdin; a file of that name is ./-",
        ));
    }
    let mut file = File::open(path).map_err(|cause| Error::file("read", path, cause))?;
    // Of the open file, not of the name: what is checked is what is read.
    let metadata = file.metadata().map_err(|cause| Error::file("read", path, cause))?;
    if metadata.is_dir() {
        return Err(Error::file("read", path, io::ErrorKind::IsADirectory.into()));
    }
    let mode = metadata.mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Error::refused(
            format!(
                "others than its owner can get at the password file {} (mode {mode:04o})",
                path.display()
            ),
            format!("chmod 600 {}", path.display()),
        ));
    }
    from_reader(&mut file, path)
}

/// Reads one line to the end of `reader`, without its line end (LF or CRLF). `name` is what it is called in messages.
///
/// # Errors
/// [`Error::BadInput`] if there is nothing, more than one line, more than [`MAXIMUM_BYTES`], a NUL, or something that
/// is not UTF-8; [`Error::File`] if it cannot be read. No message holds any of what was read.
pub fn from_reader(reader: &mut impl Read, name: &Path) -> Result<Secret> {
    let bad = |what: &str| {
        let told = format!("{} {what}", name.display());
        Err(Error::bad_input(told, "it must hold one password, on one line"))
    };
    let read = read_up_to(reader, ROOM).map_err(|cause| Error::file("read", name, cause))?;
    let all = read.as_slice();
    let all = all.strip_prefix(BYTE_ORDER_MARK).unwrap_or(all);
    let line = all.strip_suffix(b"\n").unwrap_or(all);
    let line = if line.len() < all.len() { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
    if line.is_empty() {
        return bad("holds no password");
    }
    if line.contains(&b'\n') {
        return bad("holds more than one line");
    }
    if line.len() > MAXIMUM_BYTES {
        return bad(&format!("holds more than {MAXIMUM_BYTES} bytes"));
    }
    if line.contains(&0) {
        return bad("is no text");
    }
    match std::str::from_utf8(line) {
        Ok(text) => Ok(Secret::new(text)),
        Err(_) => bad("is not in UTF-8"),
    }
}

/// Reads to the end or until `room` bytes are there, into memory that is wiped and never moved.
fn read_up_to(reader: &mut impl Read, room: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; room]);
    let mut length = 0;
    while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use proptest::prelude::*;

    use super::*;
    use crate::Kind;

    fn read(bytes: &[u8]) -> Result<Secret> {
        from_reader(&mut &bytes[..], Path::new("standard input"))
    }

    #[test]
    fn line_ends_and_marks_go() {
        for bytes in ["Passw0r!", "Passw0r!\n", "Passw0r!\r\n", "\u{feff}Passw0r!\r\n"] {
            assert_eq!(read(bytes.as_bytes()).unwrap().reveal(), "Passw0r!");
        }
        // Whatever else is there belongs to the password.
        for bytes in [" Passw0r! ", "Passw0r!\r", "Pass\tw0r!", "é"] {
            assert_eq!(read(bytes.as_bytes()).unwrap().reveal(), bytes);
        }
    }

    #[test]
    fn refuses() {
        let at_most = "a".repeat(MAXIMUM_BYTES);
        for (bytes, message) in [
            (b"".as_slice(), "holds no password"),
            (b"\n", "holds no password"),
            (b"\r\n", "holds no password"),
            (b"one\ntwo", "holds more than one line"),
            (b"one\n\n", "holds more than one line"),
            (b"\none\n", "holds more than one line"),
            (b"one\0", "is no text"),
            (b"\xff\xfeo\0n\0", "is no text"),
            (b"caf\xe9", "is not in UTF-8"),
            (format!("{at_most}a").as_bytes(), "holds more than 1024 bytes"),
            (format!("{at_most}{at_most}").as_bytes(), "holds more than 1024 bytes"),
        ] {
            let error = read(bytes).unwrap_err();
            assert_eq!(error.to_string(), format!("standard input {message}"));
            assert_eq!(error.kind(), Kind::BadInput);
        }
        assert_eq!(read(format!("{at_most}\r\n").as_bytes()).unwrap().reveal(), at_most);
        assert_eq!(read(format!("\u{feff}{at_most}\r\n").as_bytes()).unwrap().reveal(), at_most);
    }

    #[test]
    fn a_file_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        fs::write(&path, "Passw0r!\n").unwrap();
        for (mode, good) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o620, false)] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            match from_file(&path) {
                Ok(secret) => assert!(good && secret.reveal() == "Passw0r!"),
                Err(error) => {
                    assert!(!good);
                    assert_eq!(error.kind(), Kind::Refused);
                    assert_eq!(error.hints(), [format!("chmod 600 {}", path.display())]);
                }
            }
        }
    }

    #[test]
    fn files_that_are_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(from_file(Path::new("-")).unwrap_err().kind(), Kind::Usage);
        assert!(matches!(from_file(folder.path()), Err(Error::File { .. })));
        assert!(matches!(from_file(&folder.path().join("none")), Err(Error::File { .. })));
    }

    proptest! {
        #[test]
        fn gives_what_was_there(password in "[^\n\r\0\u{feff}]{1,200}", end in "\n|\r\n|") {
            let read = read(format!("{password}{end}").as_bytes()).unwrap();
            prop_assert_eq!(read.reveal(), password);
        }

        #[test]
        fn any_bytes_are_taken_calmly(bytes in any::<Vec<u8>>()) {
            if let Ok(secret) = read(&bytes) {
                prop_assert!(!secret.reveal().is_empty() && !secret.reveal().contains('\n'));
            }
        }
    }
}
