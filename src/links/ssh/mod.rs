//! SSH: one command on one host, by libssh2, or a talk with what runs there. LEVEL 2.
//!
//! Host keys are checked strictly, passwords are sent once, deadlines end whatever the server does, output is bounded.

mod address;
mod algorithms;
mod auth;
mod config;
mod deadline;
mod exec;
pub(super) mod failure;
mod gate;
mod jump;
mod kexinit;
mod key;
mod keyfile;
mod known_hosts;
mod pattern;
mod route;
mod session;
pub mod sftp;
mod stop;
mod talk;
mod trip;
mod trust;
mod wire;
mod worker;

use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub use exec::Job;
pub use gate::Gate;
pub use key::OfferedKey;
pub use talk::{End, Start, Talk, talk};
pub use trust::{Trusted, trust};

use crate::ctx::Stopwatch;
use crate::links::folder::Folder;
use crate::model::{AskError, Host, LocalUser, Secret};
use deadline::supervise;
use route::Hop;
use trip::Trip;

/// What a logon needs beside the configuration (secrets already resolved).
#[derive(Debug, Clone, Default)]
pub struct SshLogin {
    /// For the target only: jump hosts are never sent it.
    pub password: Option<Secret>,
    /// For encrypted key files.
    pub passphrase: Option<Secret>,
    pub local: LocalUser,
}

/// What a command gave.
#[derive(Debug, Clone, Default)]
pub struct Done {
    pub stdout: Vec<u8>,
    /// At most 64 KiB.
    pub stderr: Vec<u8>,
    /// `None` when a signal ended it, or it was cut or truncated.
    pub exit: Option<i32>,
    pub signal: Option<String>,
    /// The output cap was reached.
    pub truncated: bool,
    /// Ended before the command ended.
    pub cut: bool,
    /// Why: connection lost, deadline, or stopped.
    pub cut_by: Option<AskError>,
    /// Name resolution and TCP.
    pub connect_ms: u64,
    /// Handshakes and logons, of jump hosts too.
    pub logon_ms: u64,
    pub took_ms: u64,
    /// The server's own words: `SSH-2.0-OpenSSH_9.2`.
    pub server: String,
}

/// A connection that waited longer than this for the gate is made anew: servers close those that do not log in.
const HELD: Duration = Duration::from_secs(10);

/// Connects, checks the host key, logs in, runs one command, reads until its end, the cap or the deadline, and closes. Connecting
/// happens outside of the gate, everything else inside.
pub fn run(host: &Host, login: &SshLogin, job: Job, stop: &Arc<AtomicBool>, gate: &Gate) -> Result<Done, AskError> {
    let hops = route::plan(host, &login.local)?;
    let (waited, mut connect_ms) = (Stopwatch::start(), 0);
    // Many targets share a jump host, which only lets a few connections wait for their logon: those are made inside.
    let early = if hops.len() == 1 { Some(connect(&hops, host, stop, &mut connect_ms)?) } else { None };
    let _place = gate.enter(stop)?;
    let fresh = early.filter(|_| waited.ms() < connect_ms + u64::try_from(HELD.as_millis()).unwrap_or(u64::MAX));
    let stream = fresh.map_or_else(|| connect(&hops, host, stop, &mut connect_ms), Ok)?;
    let trip = Trip::new(hops, host, login, stream);
    let watch = Arc::clone(&trip.watch);
    let done = supervise(&watch, stop, move || trip.run(&job))?;
    Ok(Done { connect_ms, ..done })
}

/// Connects as [`run`] does, and lets `work` look at a folder by SFTP in the session's own thread, until the host's time limit.
pub fn with_folder<T: Send + 'static>(
    host: &Host,
    login: &SshLogin,
    path: &Path,
    stop: &Arc<AtomicBool>,
    work: impl FnOnce(&dyn Folder) -> T + Send + 'static,
) -> Result<T, AskError> {
    let hops = route::plan(host, &login.local)?;
    let stream = connect(&hops, host, stop, &mut 0)?;
    let trip = Trip::new(hops, host, login, stream);
    let watch = Arc::clone(&trip.watch);
    let path = path.to_owned();
    supervise(&watch, stop, move || trip.folder(&path, work))
}

/// Shows the key a server offers, without logging in there (jump hosts before it are logged in to, and theirs are checked).
pub fn host_key(host: &Host, login: &SshLogin) -> Result<OfferedKey, AskError> {
    let go = Arc::default();
    let hops = route::plan(host, &login.local)?;
    let stream = connect(&hops, host, &go, &mut 0)?;
    let trip = Trip::new(hops, host, login, stream);
    let watch = Arc::clone(&trip.watch);
    supervise(&watch, &go, move || trip.host_key())
}

/// The jump hosts before a host, each as a host that can be asked for its key by itself.
pub fn jump_hosts(host: &Host, local: &LocalUser) -> Result<Vec<Host>, AskError> {
    let hops = route::plan(host, local)?;
    let written = |hop: &Hop| format!("{}@{}", hop.user, address::place(&hop.name, hop.port));
    let jumps = hops.iter().take(hops.len().saturating_sub(1)).enumerate();
    Ok(jumps
        .map(|(index, hop)| Host {
            address: hop.name.clone(),
            port: Some(hop.port),
            user: Some(hop.user.clone()),
            password: None,
            jump: hops[..index].iter().map(written).collect(),
            algorithms: Vec::new(),
            ..host.clone()
        })
        .collect())
}

/// Connects to the first machine on the way.
fn connect(hops: &[Hop], host: &Host, stop: &Arc<AtomicBool>, took_ms: &mut u64) -> Result<TcpStream, AskError> {
    let Some(first) = hops.first() else { return Err(failure::config("no address")) };
    let watch = Stopwatch::start();
    let stream = address::connect(&first.host, first.port, Duration::from_secs(host.connect_timeout_s.into()), stop);
    *took_ms = watch.ms();
    stream.map_err(|error| if hops.len() > 1 { failure::at_jump(&first.name, error) } else { error })
}
