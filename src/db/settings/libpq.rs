//! Settings for PostgreSQL's own programs, such as `pg_dump`.

use super::host::Place;
use super::{RootCertificates, ServerSettings, SslMode};

impl ServerSettings {
    /// The environment variables by which libpq's programs reach the same server in the same way. One may hold a
    /// password: they are for a child process only.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let joined =
            |of: &dyn Fn(&super::Host) -> String| self.hosts.iter().map(of).collect::<Vec<_>>().join(",");
        let mut variables = vec![
            (
                "PGHOST",
                joined(&|host| match &host.place {
                    Place::Tcp { name, .. } => name.clone(),
                    Place::Socket(folder) => folder.display().to_string(),
                }),
            ),
            ("PGPORT", joined(&|host| host.port.to_string())),
            ("PGDATABASE", self.dbname.clone()),
            ("PGUSER", self.user.clone()),
            ("PGAPPNAME", self.application_name.clone()),
            ("PGTARGETSESSIONATTRS", self.target_session.word().to_owned()),
        ];
        // The strictest mode that any host needs: none gets less than it should.
        if let Some(mode) = self.hosts.iter().map(|host| SslMode::effective(self.sslmode, host)).max() {
            variables.push(("PGSSLMODE", mode.word().to_owned()));
        }
        match &self.tls.roots {
            Some(RootCertificates::File(path)) => {
                variables.push(("PGSSLROOTCERT", path.display().to_string()));
            }
            Some(RootCertificates::System) => variables.push(("PGSSLROOTCERT", "system".to_owned())),
            None => {}
        }
        if let Some((certificate, key)) = &self.tls.client {
            variables.push(("PGSSLCERT", certificate.display().to_string()));
            variables.push(("PGSSLKEY", key.display().to_string()));
        }
        if let Some(password) = self.hosts.iter().find_map(|host| self.password_for(host)) {
            variables.push(("PGPASSWORD", password.reveal().to_owned()));
        }
        if let Some(options) = &self.options {
            variables.push(("PGOPTIONS", options.clone()));
        }
        variables
    }
}
