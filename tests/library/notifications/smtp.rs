//! A small mail server on this machine that speaks as much SMTP as a sender has to bear: TLS, a login, greylisting, refusals,
//! and hanging up in the middle of a mail.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// A mail as it came.
#[derive(Clone, Debug)]
pub(super) struct Mail {
    pub(super) to: String,
    pub(super) text: String,
}

/// The server. It stops with the test.
pub(super) struct Smtp {
    pub(super) port: u16,
    folder: tempfile::TempDir,
    mails: Arc<Mutex<Vec<Mail>>>,
    tries: Arc<Mutex<Vec<String>>>,
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

struct State {
    tls: Arc<ServerConfig>,
    mails: Arc<Mutex<Vec<Mail>>>,
    tries: Arc<Mutex<Vec<String>>>,
}

impl Smtp {
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tls = Arc::new(certificates(folder.path()));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mails, tries) = (Arc::default(), Arc::default());
        let state = Arc::new(State { tls, mails: Arc::clone(&mails), tries: Arc::clone(&tries) });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                std::thread::spawn(move || state.greet(stream));
            }
        });
        Self { port, folder, mails, tries }
    }

    /// The certificate that has signed the server's.
    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// A file with the password of the user ct.
    pub(super) fn password(&self, password: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder.path().join("password");
        std::fs::write(&path, password).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    /// What has come.
    pub(super) fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }

    /// Whom somebody has tried to write to.
    pub(super) fn tries(&self) -> usize {
        self.tries.lock().unwrap().len()
    }
}

fn certificates(folder: &Path) -> ServerConfig {
    let (root_key, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    std::fs::write(folder.join("root.pem"), root.self_signed(&root_key).unwrap().pem()).unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = own.signed_by(&key, &Issuer::new(root, root_key)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    builder.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap()
}

impl State {
    fn greet(&self, mut stream: TcpStream) {
        if stream.write_all(b"220 test ESMTP\r\n").is_err() {
            return;
        }
        // Byte by byte, so that nothing of TLS is read before its time.
        while let Some(line) = line_of(&mut stream) {
            let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
                "EHLO" => b"250-test\r\n250-8BITMIME\r\n250 STARTTLS\r\n",
                "STARTTLS" => b"220 go on\r\n",
                "QUIT" => b"221 bye\r\n",
                _ => b"530 STARTTLS first\r\n",
            };
            if stream.write_all(answer).is_err() {
                return;
            }
            if line == "STARTTLS" {
                let connection = ServerConnection::new(Arc::clone(&self.tls)).unwrap();
                self.serve(&mut BufReader::new(StreamOwned::new(connection, stream)));
                return;
            }
        }
    }

    fn serve<W: Wire>(&self, wire: &mut BufReader<W>) {
        let mut to = String::new();
        let mut line = String::new();
        loop {
            line.clear();
            if wire.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let told = line.trim_end();
            let answer = match told.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n".to_owned(),
                // \0ct\0hunter2
                "AUTH" if told.ends_with("AGN0AGh1bnRlcjI=") => "235 welcome\r\n".to_owned(),
                "AUTH" => "535 5.7.8 wrong user or password\r\n".to_owned(),
                "RCPT" => {
                    to = told.trim_start_matches("RCPT TO:<").split('>').next().unwrap().to_owned();
                    self.tries.lock().unwrap().push(to.clone());
                    let seen = self.tries.lock().unwrap().iter().filter(|one| **one == to).count();
                    match to.split('@').next().unwrap() {
                        "nobody" => "550 5.1.1 no such user\r\n".to_owned(),
                        "later" if seen == 1 => "451 4.7.1 greylisted\r\n".to_owned(),
                        _ => "250 ok\r\n".to_owned(),
                    }
                }
                "DATA" => "354 go on\r\n".to_owned(),
                "QUIT" => "221 bye\r\n".to_owned(),
                _ => "250 ok\r\n".to_owned(),
            };
            let _ = wire.get_mut().write_all(answer.as_bytes());
            let _ = wire.get_mut().flush();
            if told == "QUIT" {
                return;
            }
            if told == "DATA" {
                let first = self.tries.lock().unwrap().iter().filter(|one| **one == to).count() == 1;
                if to.starts_with("drop") && first {
                    return;
                }
                let text = data(wire);
                self.mails.lock().unwrap().push(Mail { to: to.clone(), text });
                let _ = wire.get_mut().write_all(b"250 2.0.0 queued\r\n");
                let _ = wire.get_mut().flush();
            }
        }
    }
}

fn line_of(stream: &mut TcpStream) -> Option<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while stream.read(&mut byte).ok()? == 1 {
        if byte[0] == b'\n' {
            return String::from_utf8(line).ok().map(|line| line.trim_end().to_owned());
        }
        line.push(byte[0]);
    }
    None
}

fn data<W: Wire>(wire: &mut BufReader<W>) -> String {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if wire.read_line(&mut line).unwrap_or(0) == 0 || line == ".\r\n" {
            return text;
        }
        text.push_str(&line);
    }
}
