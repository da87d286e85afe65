//! One trip: through the jump hosts to the target, the command, and back out.

use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ssh2::{Channel, Session};

use super::deadline::{Deadline, Stage, Watch};
use super::exec::{self, Job};
use super::jump::Tunnel;
use super::key::OfferedKey;
use super::route::Hop;
use super::talk::Start;
use super::wire::Wire;
use super::{Done, SshLogin, address, auth, failure, kexinit, session};
use crate::ctx::Stopwatch;
use crate::links::folder::{Folder, Remote};
use crate::model::{AskError, AskErrorKind, Host};

/// Of a session that nobody says anything on, in seconds.
const KEEP_ALIVE_S: u32 = 15;

/// One way through all machines, owned by the thread that goes it.
pub(super) struct Trip {
    hops: Vec<Hop>,
    login: SshLogin,
    wire: Wire,
    connect_s: u32,
    pub watch: Arc<Watch>,
}

impl Trip {
    pub(super) fn new(hops: Vec<Hop>, host: &Host, login: &SshLogin, stream: TcpStream) -> Self {
        let watch = Watch::new(Deadline::after(Duration::from_secs(host.timeout_s.into())));
        let wire = Wire::from(stream);
        watch.hold(&wire);
        Self { hops, login: login.clone(), wire, connect_s: host.connect_timeout_s, watch }
    }

    /// Logs in to every jump host; gives the tunnels, which must outlive what goes through the last.
    fn jumps(&self) -> Result<Vec<Tunnel>, AskError> {
        let mut tunnels: Vec<Tunnel> = Vec::new();
        for (hop, next) in self.hops.iter().zip(self.hops.iter().skip(1)) {
            let wire = tunnels.last().map_or(&self.wire, |t| &t.wire).clone();
            let login = SshLogin { password: None, ..self.login.clone() };
            let session = session::open(&wire, hop, Some(&hop.name), &self.watch, || self.hear(tunnels.last()))
                .and_then(|session| self.logon(&session, &wire, hop, &login, Some(&hop.name)).map(|()| session))
                .map_err(|error| failure::at_jump(&hop.name, error))?;
            let tunnel = Tunnel::open(session, wire, &hop.name, next, self.connect_s.saturating_mul(1000), &self.watch)?;
            tunnels.push(tunnel);
        }
        Ok(tunnels)
    }

    fn logon(&self, session: &Session, wire: &Wire, hop: &Hop, login: &SshLogin, jump: Option<&str>) -> Result<(), AskError> {
        self.watch.reach(Stage::Logon, jump);
        session.set_timeout(self.watch.deadline.left_ms());
        auth::logon(session, wire, hop, login)
    }

    /// What the server at the end of the tunnel, or of a new connection, offers.
    fn hear(&self, tunnel: Option<&Tunnel>) -> Option<kexinit::Offer> {
        if let Some(tunnel) = tunnel {
            return kexinit::parse(&tunnel.first());
        }
        let first = self.hops.first()?;
        let limit = self.watch.deadline.left().min(Duration::from_secs(self.connect_s.into()));
        address::connect(&first.host, first.port, limit, &Arc::default()).ok().and_then(kexinit::ask)
    }

    /// Logs in and opens a folder by SFTP for `work`.
    pub(super) fn folder<T>(self, path: &Path, work: impl FnOnce(&dyn Folder) -> T) -> Result<T, AskError> {
        let tunnels = self.jumps()?;
        let wire = tunnels.last().map_or(&self.wire, |t| &t.wire).clone();
        let Some(hop) = self.hops.last() else { return Err(failure::config("no address")) };
        let session = session::open(&wire, hop, None, &self.watch, || self.hear(tunnels.last()))?;
        self.logon(&session, &wire, hop, &self.login, None)?;
        self.watch.reach(Stage::Command, None);
        session.set_timeout(self.watch.deadline.left_ms());
        let refused = |e: std::io::Error| {
            let kind = if e.kind() == std::io::ErrorKind::NotFound { AskErrorKind::Absent } else { AskErrorKind::Server };
            failure::failed(kind, failure::SESSION, format!("{}: {e}", path.display()))
        };
        let folder = Remote::open(session.clone(), &hop.name, path).map_err(refused)?;
        let done = work(&folder);
        drop(folder);
        close(&session, &wire);
        // What was read after the connection was gone is no answer.
        self.watch.ended().map_or(Ok(done), Err)
    }

    pub(super) fn run(self, job: &Job) -> Result<Done, AskError> {
        let clock = Stopwatch::start();
        let tunnels = self.jumps()?;
        let wire = tunnels.last().map_or(&self.wire, |t| &t.wire).clone();
        let Some(hop) = self.hops.last() else { return Err(failure::config("no address")) };
        let session = session::open(&wire, hop, None, &self.watch, || self.hear(tunnels.last()))?;
        self.logon(&session, &wire, hop, &self.login, None)?;
        let logon_ms = clock.ms();
        let server = session.banner_bytes().map(|b| String::from_utf8_lossy(b).into_owned()).unwrap_or_default();
        let ended = exec::run(&session, &wire, &self.watch, job);
        close(&session, &wire);
        let ended = ended?;
        Ok(Done {
            stdout: ended.stdout,
            stderr: ended.stderr,
            exit: ended.exit,
            signal: ended.signal,
            truncated: ended.truncated,
            cut: ended.cut.is_some(),
            cut_by: ended.cut,
            connect_ms: 0,
            logon_ms,
            took_ms: clock.ms() - logon_ms,
            server,
        })
    }

    /// Logs in and starts what is to be talked with.
    pub(super) fn start(self, start: &Start) -> Result<Line, AskError> {
        let tunnels = self.jumps()?;
        let wire = tunnels.last().map_or(&self.wire, |t| &t.wire).clone();
        let Some(hop) = self.hops.last() else { return Err(failure::config("no address")) };
        let session = session::open(&wire, hop, None, &self.watch, || self.hear(tunnels.last()))?;
        self.logon(&session, &wire, hop, &self.login, None)?;
        self.watch.reach(Stage::Command, None);
        let channel = exec::open(&session, &self.watch, start)?;
        session.set_keepalive(true, KEEP_ALIVE_S);
        Ok(Line { channel, session, wire, tunnels })
    }

    pub(super) fn host_key(self) -> Result<OfferedKey, AskError> {
        let tunnels = self.jumps()?;
        let wire = tunnels.last().map_or(&self.wire, |t| &t.wire).clone();
        let Some(hop) = self.hops.last() else { return Err(failure::config("no address")) };
        let key = session::offered(&wire, hop, &self.watch, || self.hear(tunnels.last()));
        wire.cut();
        key
    }
}

/// A session with what was started in it, and all that it goes through.
pub(super) struct Line {
    pub channel: Channel,
    pub session: Session,
    pub wire: Wire,
    pub tunnels: Vec<Tunnel>,
}

/// Says goodbye where that does not have to wait, then takes the socket away, so that nothing waits when it is dropped.
pub(super) fn close(session: &Session, wire: &Wire) {
    session.set_blocking(false);
    let _ = session.disconnect(None, "done", None);
    wire.cut();
    session.set_blocking(true);
}
