//! How a connection is encrypted and what certificates it wants: the parameters, not the work.

use std::fmt;
use std::path::{Path, PathBuf};

use super::host::Host;
use super::parameters::{Given, Parameters};
use crate::Result;
use crate::environment::Environment;

/// libpq's `sslmode`. A Unix socket is never encrypted, whatever is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SslMode {
    /// In clear text.
    Disable,
    /// Encrypted where the server offers it.
    Prefer,
    /// Encrypted; the server's certificate is checked only if there is a root certificate to check it with.
    Require,
    /// Encrypted, and the server's certificate is signed by a trusted one.
    VerifyCa,
    /// The same, and it is the certificate of the host's name.
    VerifyFull,
}

impl SslMode {
    /// What really applies to this server. Nothing set means `prefer` on this machine and `verify-full`
    /// elsewhere; `prefer` elsewhere means `require`, since whoever can listen can also suppress the
    /// server's offer of encryption.
    #[must_use]
    pub fn effective(set: Option<Self>, host: &Host) -> Self {
        Self::effective_where(set, host.is_local())
    }

    pub(crate) const fn effective_where(set: Option<Self>, local: bool) -> Self {
        match (set, local) {
            (None, true) => Self::Prefer,
            (None, false) => Self::VerifyFull,
            (Some(Self::Prefer), false) => Self::Require,
            (Some(mode), _) => mode,
        }
    }

    /// Its name in libpq.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Prefer => "prefer",
            Self::Require => "require",
            Self::VerifyCa => "verify-ca",
            Self::VerifyFull => "verify-full",
        }
    }

    pub(crate) fn read(given: &Given) -> Result<Self> {
        match given.value.as_str() {
            "disable" => Ok(Self::Disable),
            "allow" | "prefer" => Ok(Self::Prefer),
            "require" => Ok(Self::Require),
            "verify-ca" => Ok(Self::VerifyCa),
            "verify-full" => Ok(Self::VerifyFull),
            other => {
                let hint = "it is disable, prefer, require, verify-ca or verify-full".to_owned();
                Err(given.origin.error(format!("there is no sslmode {other:?}"), Some(hint)))
            }
        }
    }
}

impl fmt::Display for SslMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Where the certificates lie that may sign a server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootCertificates {
    /// The operating system's.
    System,
    /// Those of a PEM file.
    File(PathBuf),
}

/// The files of TLS, and its version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsSettings {
    /// The trusted certificates; `None` means the operating system's, where one must be checked.
    pub roots: Option<RootCertificates>,
    /// The client's certificate and its key.
    pub client: Option<(PathBuf, PathBuf)>,
    /// Whether TLS 1.2 is refused.
    pub only_tls13: bool,
}

impl TlsSettings {
    /// Reads `sslrootcert`, `sslcert`, `sslkey` and `ssl_min_protocol_version`, and looks for libpq's usual
    /// files in `~/.postgresql`. Also gives the mode that was set, or that follows from `sslrootcert=system`.
    pub(crate) fn read(
        parameters: &Parameters,
        environment: &Environment,
    ) -> Result<(Option<SslMode>, Self)> {
        let mut mode = parameters.get("sslmode").map(SslMode::read).transpose()?;
        let usual = environment.home().join(".postgresql");
        let file = |name: &str, otherwise: &str| match parameters.value(name) {
            Some(path) => Some(expanded(path, environment)),
            None => Some(usual.join(otherwise)).filter(|path| path.is_file()),
        };
        let roots = if let Some(given) = parameters.get("sslrootcert").filter(|given| given.value == "system")
        {
            // Everybody can have a certificate that the system trusts: only the name tells servers apart.
            match mode {
                None | Some(SslMode::VerifyFull) => mode = Some(SslMode::VerifyFull),
                Some(weak) => {
                    let hint = "use sslmode=verify-full, or name a file in sslrootcert".to_owned();
                    let message = format!("sslrootcert=system is of no use with sslmode={weak}");
                    return Err(given.origin.error(message, Some(hint)));
                }
            }
            Some(RootCertificates::System)
        } else {
            file("sslrootcert", "root.crt").map(RootCertificates::File)
        };
        let client = file("sslcert", "postgresql.crt").map(|certificate| {
            (certificate, file("sslkey", "postgresql.key").unwrap_or_else(|| usual.join("postgresql.key")))
        });
        let only_tls13 = match parameters.get("ssl_min_protocol_version") {
            None => false,
            Some(given) => match given.value.as_str() {
                "TLSv1" | "TLSv1.1" | "TLSv1.2" => false,
                "TLSv1.3" => true,
                _ => {
                    let hint = Some("it is TLSv1.2 or TLSv1.3".to_owned());
                    return Err(given.origin.error("there is no such ssl_min_protocol_version", hint));
                }
            },
        };
        Ok((mode, Self { roots, client, only_tls13 }))
    }
}

/// The path, with a leading `~/` replaced by the home folder.
pub(crate) fn expanded(path: &str, environment: &Environment) -> PathBuf {
    path.strip_prefix("~/")
        .map_or_else(|| Path::new(path).to_path_buf(), |rest| environment.home().join(rest))
}

#[cfg(test)]
mod tests {
    use super::super::conninfo::parse;
    use super::super::origin::Origin;
    use super::*;

    fn read(text: &str, home: &str) -> Result<(Option<SslMode>, TlsSettings)> {
        let parameters = parse(text, &Origin::Variable("DATABASE_URL"))?;
        TlsSettings::read(&parameters, &Environment::with([("HOME", home)]))
    }

    #[test]
    fn a_remote_host_is_verified_by_default_and_never_in_clear_unless_said() {
        use SslMode::{Disable, Prefer, Require, VerifyCa, VerifyFull};
        let (local, remote) = (Host::tcp("localhost", 1), Host::tcp("db.example.org", 1));
        for (set, at_home, abroad) in [
            (None, Prefer, VerifyFull),
            (Some(Prefer), Prefer, Require),
            (Some(Disable), Disable, Disable),
            (Some(Require), Require, Require),
            (Some(VerifyCa), VerifyCa, VerifyCa),
            (Some(VerifyFull), VerifyFull, VerifyFull),
        ] {
            assert_eq!(
                (SslMode::effective(set, &local), SslMode::effective(set, &remote)),
                (at_home, abroad)
            );
        }
        assert_eq!(read("sslmode=allow", "/").unwrap().0, Some(Prefer));
    }

    #[test]
    fn the_systems_certificates_want_the_name_checked() {
        let (mode, settings) = read("sslrootcert=system", "/").unwrap();
        assert_eq!((mode, settings.roots), (Some(SslMode::VerifyFull), Some(RootCertificates::System)));
        assert!(read("sslrootcert=system sslmode=verify-ca", "/").is_err());
        assert!(read("sslmode=full", "/").unwrap_err().to_string().contains("DATABASE_URL"));
    }

    #[test]
    fn the_usual_files_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().display().to_string();
        assert_eq!(read("", &home).unwrap().1, TlsSettings::default());
        let usual = folder.path().join(".postgresql");
        std::fs::create_dir(&usual).unwrap();
        for name in ["root.crt", "postgresql.crt", "postgresql.key"] {
            std::fs::write(usual.join(name), "").unwrap();
        }
        let (_, settings) = read("ssl_min_protocol_version=TLSv1.3", &home).unwrap();
        assert_eq!(settings.roots, Some(RootCertificates::File(usual.join("root.crt"))));
        assert_eq!(settings.client, Some((usual.join("postgresql.crt"), usual.join("postgresql.key"))));
        assert!(settings.only_tls13);
        let (_, settings) = read("sslrootcert=~/a.crt", &home).unwrap();
        assert_eq!(settings.roots, Some(RootCertificates::File(folder.path().join("a.crt"))));
    }
}
