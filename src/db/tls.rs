//! TLS with rustls: which server certificate is good enough, by the mode that applies.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_postgres_rustls::MakeRustlsConnect;
use x509_cert::Certificate;
use x509_cert::der::Decode;

use super::settings::{RootCertificates, SslMode, TlsSettings};
use crate::{Error, Result};

/// The TLS side of connections in this mode. Reads the certificates, those of the system only if they are
/// needed: that takes longer than a connection.
///
/// # Errors
///
/// A usage error for a file that is missing, malformed, or a key that others can read.
pub(crate) fn connector(settings: &TlsSettings, mode: SslMode) -> Result<MakeRustlsConnect> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions: &[_] = if settings.only_tls13 {
        &[&rustls::version::TLS13]
    } else {
        &[&rustls::version::TLS13, &rustls::version::TLS12]
    };
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(versions);
    let builder = builder.map_err(|cause| Error::Fault(format!("TLS cannot be set up: {cause}")))?;
    let verifier = verifier(settings, mode, provider)?;
    let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
    let config = match &settings.client {
        None => builder.with_no_client_auth(),
        Some((certificate, key)) => builder
            .with_client_auth_cert(certificates(certificate, "sslcert")?, private_key(key)?)
            .map_err(|cause| wrong_file("sslkey", key, &cause.to_string()))?,
    };
    Ok(MakeRustlsConnect::new(config))
}

fn verifier(settings: &TlsSettings, mode: SslMode, provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>> {
    let with_name = match (mode, &settings.roots) {
        (SslMode::VerifyFull, _) => true,
        // Like libpq: whoever names a root certificate wants it used.
        (SslMode::VerifyCa, _) | (SslMode::Require, Some(_)) => false,
        (SslMode::Disable | SslMode::Prefer | SslMode::Require, _) => {
            return Ok(Arc::new(Verifier { provider, trusted: None }));
        }
    };
    let (roots, pinned) = match &settings.roots {
        Some(RootCertificates::File(path)) => roots_of_file(path)?,
        Some(RootCertificates::System) | None => (roots_of_system()?, Vec::new()),
    };
    Ok(Arc::new(Verifier { provider, trusted: Some(Trusted { roots, pinned, with_name }) }))
}

fn roots_of_file(path: &Path) -> Result<(RootCertStore, Vec<CertificateDer<'static>>)> {
    let mut roots = RootCertStore::empty();
    let pinned = certificates(path, "sslrootcert")?;
    for certificate in pinned.iter().cloned() {
        roots.add(certificate).map_err(|cause| wrong_file("sslrootcert", path, &cause.to_string()))?;
    }
    Ok((roots, pinned))
}

fn roots_of_system() -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    // Single certificates that cannot be read are usual in systems' stores; what counts is that some can.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        let hint =
            "install the package ca-certificates, or name the server's root certificate in sslrootcert";
        return Err(Error::usage("this system has no trusted certificates to check the server's with", hint));
    }
    Ok(roots)
}

fn certificates(path: &Path, parameter: &str) -> Result<Vec<CertificateDer<'static>>> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    let list: Vec<_> = read.map_err(|cause| wrong_file(parameter, path, &cause.to_string()))?;
    if list.is_empty() {
        return Err(wrong_file(parameter, path, "there is no certificate in it"));
    }
    Ok(list)
}

/// The client's key, if nobody else can read it: libpq's rule, by which root may own it and share it with
/// a group.
fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>> {
    let data = std::fs::metadata(path).map_err(|cause| wrong_file("sslkey", path, &cause.to_string()))?;
    let forbidden = if data.uid() == 0 { 0o037 } else { 0o077 };
    if data.permissions().mode() & forbidden != 0 {
        let message = format!("sslkey {} can be read by others", path.display());
        return Err(Error::usage(message, format!("chmod 0600 {}", path.display())));
    }
    PrivateKeyDer::from_pem_file(path).map_err(|cause| wrong_file("sslkey", path, &cause.to_string()))
}

fn wrong_file(parameter: &str, path: &Path, cause: &str) -> Error {
    Error::Usage { message: format!("{parameter} {} cannot be used: {cause}", path.display()), hint: None }
}

/// The check of a server's certificate. The handshake's signature is checked in any case, so that the
/// certificate shown is at least the server's own.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    /// `None` takes every certificate.
    trusted: Option<Trusted>,
}

#[derive(Debug)]
struct Trusted {
    roots: RootCertStore,
    /// Certificates that a server may show as its own: `openssl req -x509`, as in PostgreSQL's manual, makes
    /// one that is its own authority. libpq takes it as `sslrootcert`; the usual check would refuse it.
    pinned: Vec<CertificateDer<'static>>,
    /// Whether the certificate must be for the host's name.
    with_name: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let Some(Trusted { roots, pinned, with_name }) = &self.trusted else {
            return Ok(ServerCertVerified::assertion());
        };
        let certificate = ParsedCertificate::try_from(end_entity)?;
        if pinned.contains(end_entity) {
            check_validity(end_entity, now)?;
        } else {
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&certificate, roots, intermediates, now, algorithms)?;
        }
        if *with_name {
            verify_server_name(&certificate, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn check_validity(
    certificate: &CertificateDer<'_>,
    now: UnixTime,
) -> std::result::Result<(), CertificateError> {
    let parsed = Certificate::from_der(certificate).map_err(|_| CertificateError::BadEncoding)?;
    let validity = parsed.tbs_certificate.validity;
    let seconds = now.as_secs();
    if seconds < validity.not_before.to_unix_duration().as_secs() {
        Err(CertificateError::NotValidYet)
    } else if seconds > validity.not_after.to_unix_duration().as_secs() {
        Err(CertificateError::Expired)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn error_of(settings: &TlsSettings, mode: SslMode) -> String {
        connector(settings, mode).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_root_file_that_is_missing_or_empty_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.crt");
        let settings =
            TlsSettings { roots: Some(RootCertificates::File(path.clone())), ..TlsSettings::default() };
        let shown = format!("sslrootcert {} cannot be used", path.display());
        assert!(error_of(&settings, SslMode::VerifyFull).starts_with(&shown));
        fs::write(&path, "nothing").unwrap();
        for mode in [SslMode::VerifyFull, SslMode::VerifyCa, SslMode::Require] {
            assert!(error_of(&settings, mode).starts_with(&shown), "{mode}");
        }
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let pair = rcgen::generate_simple_self_signed(["alice".to_owned()]).unwrap();
        let (certificate, key) = (folder.path().join("a.crt"), folder.path().join("a.key"));
        fs::write(&certificate, pair.cert.pem()).unwrap();
        fs::write(&key, pair.signing_key.serialize_pem()).unwrap();
        let settings = TlsSettings { client: Some((certificate, key.clone())), ..TlsSettings::default() };
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(error_of(&settings, SslMode::Require).ends_with("can be read by others"));
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(error_of(&settings, SslMode::Require), "");
    }

    /// Makes a certificate that is its own authority, valid between these years, and checks it as a server's.
    fn check_pinned(years: (i32, i32), name: &str, pinned: bool) -> String {
        let mut params = rcgen::CertificateParams::new(["db.example.org".to_owned()]).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        params.not_before = rcgen::date_time_ymd(years.0, 1, 1);
        params.not_after = rcgen::date_time_ymd(years.1, 1, 1);
        let certificate = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
        let der = certificate.der().clone();
        let mut roots = RootCertStore::empty();
        roots.add(der.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let pinned = if pinned { vec![der.clone()] } else { Vec::new() };
        let verifier = Verifier { provider, trusted: Some(Trusted { roots, pinned, with_name: true }) };
        // The year 2025.
        let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(1_750_000_000));
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let checked = verifier.verify_server_cert(&der, &[], &name, &[], now);
        checked.err().map(|error| format!("{error:?}")).unwrap_or_default()
    }

    #[test]
    fn a_pinned_certificate_is_checked_for_name_and_time() {
        assert_eq!(check_pinned((2020, 2030), "db.example.org", true), "");
        assert!(check_pinned((2020, 2030), "other.example.org", true).contains("NotValidForName"));
        assert!(check_pinned((2020, 2021), "db.example.org", true).contains("Expired"));
        assert!(check_pinned((2030, 2031), "db.example.org", true).contains("NotValidYet"));
        assert!(check_pinned((2020, 2030), "db.example.org", false).contains("CaUsedAsEndEntity"));
    }
}
