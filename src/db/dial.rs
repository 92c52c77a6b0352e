//! Makes one connection: host after host, address after address, each encrypted as it must be.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{Client, Config, NoTls, SimpleQueryMessage, Socket, config};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::failure::{Failure, Remedy, combined};
use super::settings::{ChannelBinding, Host, Place, ServerSettings, SslMode, TargetSession, is_loopback};
use super::tls;
use crate::{Error, Result};

/// The longest path of a Unix socket that the system takes, in bytes.
const LONGEST_SOCKET_PATH: usize = 107;

/// A connection and the task that moves its bytes.
pub(crate) type Connected = (Client, JoinHandle<()>);

/// Makes connections by the settings.
pub(crate) struct Dialer {
    settings: ServerSettings,
    /// What was set up for a mode, since reading certificates takes time.
    connectors: Mutex<BTreeMap<SslMode, MakeRustlsConnect>>,
}

impl Dialer {
    pub(crate) const fn new(settings: ServerSettings) -> Self {
        Self { settings, connectors: Mutex::new(BTreeMap::new()) }
    }

    /// Makes a connection to the first host that can be used. With several hosts, one that is about to take
    /// over gets time to do so.
    pub(crate) async fn dial(&self) -> Result<Connected> {
        let deadline = Instant::now() + self.settings.failover_patience;
        let mut pause = Duration::from_millis(200);
        loop {
            let failures = match self.dial_in_turn().await {
                Ok(connected) => return Ok(connected),
                Err(failures) => failures,
            };
            let several = self.settings.hosts.len() > 1;
            let hopeful = failures.iter().all(|failure| failure.remedy != Remedy::None)
                && failures.iter().any(|failure| failure.remedy == Remedy::Later);
            if !several || !hopeful || Instant::now() + pause > deadline {
                return Err(combined(failures));
            }
            sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }

    async fn dial_in_turn(&self) -> std::result::Result<Connected, Vec<Failure>> {
        let mut failures = Vec::new();
        for host in &self.settings.hosts {
            match self.dial_host(host).await {
                Ok(connected) => return Ok(connected),
                Err(failure) => {
                    let over = failure.remedy == Remedy::None;
                    failures.push(failure);
                    if over {
                        break;
                    }
                }
            }
        }
        Err(failures)
    }

    async fn dial_host(&self, host: &Host) -> std::result::Result<Connected, Failure> {
        match &host.place {
            Place::Socket(folder) => {
                check_socket_path(folder, host)?;
                let mut config = self.config(host);
                config.host_path(folder).ssl_mode(config::SslMode::Disable);
                self.attempt(&config, NoTls, host).await
            }
            Place::Tcp { name, address: Some(address) } => self.dial_address(host, name, *address).await,
            Place::Tcp { name, address: None } => {
                let mut last = None;
                for address in self.look_up(host, name).await? {
                    match self.dial_address(host, name, address).await {
                        Ok(connected) => return Ok(connected),
                        Err(failure) if failure.remedy == Remedy::None => return Err(failure),
                        Err(failure) => last = Some(failure),
                    }
                }
                let nowhere = || std::io::Error::from(std::io::ErrorKind::NotFound);
                Err(last.unwrap_or_else(|| Failure::unknown_host(host, nowhere())))
            }
        }
    }

    async fn look_up(&self, host: &Host, name: &str) -> std::result::Result<Vec<IpAddr>, Failure> {
        let found = self.in_time(host, tokio::net::lookup_host((name, host.port))).await?;
        let found = found.map_err(|cause| Failure::unknown_host(host, cause))?;
        Ok(found.map(|address| address.ip()).collect())
    }

    async fn dial_address(
        &self,
        host: &Host,
        name: &str,
        address: IpAddr,
    ) -> std::result::Result<Connected, Failure> {
        // `localhost` counts as local only if it is.
        let local = host.is_local() && is_loopback(address);
        let mode = SslMode::effective_where(self.settings.sslmode, local);
        let mut config = self.config(host);
        config.host(name).hostaddr(address);
        config.ssl_mode(match mode {
            SslMode::Disable => config::SslMode::Disable,
            SslMode::Prefer => config::SslMode::Prefer,
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => config::SslMode::Require,
        });
        if mode == SslMode::Disable {
            return self.attempt(&config, NoTls, host).await;
        }
        let connector = self.connector(mode).map_err(|error| Failure { error, remedy: Remedy::None })?;
        self.attempt(&config, connector, host).await
    }

    fn connector(&self, mode: SslMode) -> Result<MakeRustlsConnect> {
        let mut connectors = self.connectors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connector) = connectors.get(&mode) {
            return Ok(connector.clone());
        }
        let connector = tls::connector(&self.settings.tls, mode)?;
        connectors.insert(mode, connector.clone());
        Ok(connector)
    }

    /// What holds for every way to the host.
    fn config(&self, host: &Host) -> Config {
        let settings = &self.settings;
        let mut config = Config::new();
        config.user(&settings.user).dbname(&settings.dbname).application_name(&settings.application_name);
        config.port(host.port);
        if let Some(password) = settings.password_for(host) {
            config.password(password.reveal());
        }
        if let Some(options) = &settings.options {
            config.options(options);
        }
        config.channel_binding(match settings.channel_binding {
            ChannelBinding::Disable => config::ChannelBinding::Disable,
            ChannelBinding::Prefer => config::ChannelBinding::Prefer,
            ChannelBinding::Require => config::ChannelBinding::Require,
        });
        let keepalives = &settings.keepalives;
        config.keepalives(keepalives.enabled);
        keepalives.idle.map(|time| config.keepalives_idle(time));
        keepalives.interval.map(|time| config.keepalives_interval(time));
        keepalives.count.map(|count| config.keepalives_retries(count));
        keepalives.user_timeout.map(|time| config.tcp_user_timeout(time));
        config
    }

    /// One attempt at one address, login included.
    async fn attempt<T>(
        &self,
        config: &Config,
        tls: T,
        host: &Host,
    ) -> std::result::Result<Connected, Failure>
    where
        T: MakeTlsConnect<Socket>,
        T::Stream: Send + 'static,
        T::TlsConnect: Send,
        <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    {
        let connected = self.in_time(host, config.connect(tls)).await?;
        let (client, connection) = connected.map_err(|error| Failure::of(error, host, &self.settings))?;
        let told = {
            let state = |name| connection.parameter(name).map(|value| value == "on");
            (state("in_hot_standby"), state("default_transaction_read_only"))
        };
        // How it ends is seen by whoever uses the client.
        let task = tokio::spawn(async move { drop(connection.await) });
        self.check_session(host, &client, told).await?;
        Ok((client, task))
    }

    /// Whether the server is what it shall be. It tells so while logging in; some poolers do not pass that on,
    /// and are asked.
    async fn check_session(
        &self,
        host: &Host,
        client: &Client,
        told: (Option<bool>, Option<bool>),
    ) -> std::result::Result<(), Failure> {
        let wanted = self.settings.target_session;
        if wanted == TargetSession::Any {
            return Ok(());
        }
        let (standby, read_only) = match told {
            (Some(standby), Some(read_only)) => (standby, read_only),
            _ => self
                .in_time(host, ask_session(client))
                .await?
                .map_err(|error| Failure::of(error, host, &self.settings))?,
        };
        let fits = match wanted {
            TargetSession::Any => true,
            TargetSession::ReadWrite => !standby && !read_only,
            TargetSession::ReadOnly => standby || read_only,
            TargetSession::Primary => !standby,
            TargetSession::Standby => standby,
        };
        if fits {
            return Ok(());
        }
        let message = format!("{host} is not {}", wanted.word());
        let hint = "target_session_attrs says what the server must be; any takes each";
        Err(Failure::plain(message, hint, Remedy::Later))
    }

    async fn in_time<F: Future>(&self, host: &Host, work: F) -> std::result::Result<F::Output, Failure> {
        match self.settings.connect_timeout {
            None => Ok(work.await),
            Some(limit) => timeout(limit, work).await.map_err(|_| Failure::timeout(host, limit.as_secs())),
        }
    }
}

/// Whether the server is a standby, and whether it is read-only.
async fn ask_session(client: &Client) -> std::result::Result<(bool, bool), tokio_postgres::Error> {
    let statement = "-- db::session_state\n\
        SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')::boolean";
    let messages = client.simple_query(statement).await?;
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let is_true = |index| row.and_then(|row| row.get(index)) == Some("t");
    Ok((is_true(0), is_true(1)))
}

fn check_socket_path(folder: &Path, host: &Host) -> std::result::Result<(), Failure> {
    let length = host.to_string().len();
    if length <= LONGEST_SOCKET_PATH {
        return Ok(());
    }
    let message = format!("the socket's path {host} is too long: {length} bytes");
    let hint = format!(
        "the system takes {LONGEST_SOCKET_PATH} at most: use another unix_socket_directories than {}",
        folder.display()
    );
    Err(Failure { error: Error::usage(message, hint), remedy: Remedy::OtherHost })
}
