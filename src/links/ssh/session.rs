//! Handshake and host key: no session leaves here whose server was not recognized.

use ssh2::Session;

use super::deadline::{Stage, Watch};
use super::failure::{self, failed, vendor};
use super::kexinit::{self, Offer};
use super::key::{OfferedKey, algorithm, fingerprint};
use super::known_hosts::{KnownHosts, Verdict};
use super::route::Hop;
use super::wire::Wire;
use crate::model::{AskError, AskErrorKind};

/// Shakes hands and checks the key. `hear` gives what the server offers, in case nothing is in common.
pub(super) fn open(
    wire: &Wire,
    hop: &Hop,
    jump: Option<&str>,
    watch: &Watch,
    hear: impl FnOnce() -> Option<Offer>,
) -> Result<Session, AskError> {
    let known = KnownHosts::read(&hop.known_hosts)?;
    let session = shake(wire, hop, &known, jump, watch, hear)?;
    recognize(hop, &known, host_key(&session)?)?;
    Ok(session)
}

/// Shakes hands only, for the key.
pub(super) fn offered(wire: &Wire, hop: &Hop, watch: &Watch, hear: impl FnOnce() -> Option<Offer>) -> Result<OfferedKey, AskError> {
    let known = KnownHosts::read(&hop.known_hosts)?;
    let session = shake(wire, hop, &known, None, watch, hear)?;
    Ok(OfferedKey::new(&hop.known_as, host_key(&session)?))
}

fn host_key(session: &Session) -> Result<&[u8], AskError> {
    let none = || failed(AskErrorKind::Server, failure::HANDSHAKE, "the server sent no host key");
    session.host_key().map(|(blob, _)| blob).ok_or_else(none)
}

fn shake(
    wire: &Wire,
    hop: &Hop,
    known: &KnownHosts,
    jump: Option<&str>,
    watch: &Watch,
    hear: impl FnOnce() -> Option<Offer>,
) -> Result<Session, AskError> {
    let internal = |e: ssh2::Error| AskError::new(AskErrorKind::Internal, e.message());
    watch.reach(Stage::Banner, jump);
    let mut session = Session::new().map_err(internal)?;
    session.set_timeout(watch.deadline.left_ms());
    session.set_tcp_stream(wire.clone());
    let mut algorithms = hop.algorithms.clone();
    // A host known by one type must not be asked for another and then seem unknown.
    algorithms.prefer(&known.algorithms(&hop.known_as, hop.bare.as_deref()));
    algorithms.apply(&session).map_err(|e| failure::config(format!("{}: list of algorithms: {e}", hop.name)))?;
    let Err(error) = session.handshake() else { return Ok(session) };
    let place = super::address::place(&hop.host, hop.port);
    let banner = session.banner_bytes().map(|b| String::from_utf8_lossy(b).into_owned()).unwrap_or_default();
    let (code, text) = (failure::number(&error), error.message());
    if banner.starts_with("SSH-") {
        watch.reach(Stage::Handshake, jump);
    }
    Err(if banner.is_empty() && code == vendor::BANNER {
        failed(AskErrorKind::Config, failure::NOT_SSH, format!("{place}: what answers there is no SSH server ({text})"))
    } else if banner.is_empty() {
        let what = "the connection was accepted and closed before the SSH banner (MaxStartups, hosts.deny, or sshd is failing)";
        failed(AskErrorKind::Disconnected, failure::CLOSED, format!("{place}: {what}: {text}"))
    } else if !banner.starts_with("SSH-") {
        let said: String = banner.chars().filter(|c| !c.is_control()).take(80).collect();
        failed(AskErrorKind::Config, failure::NOT_SSH, format!("{place}: what answers there is no SSH server; it says: {said}"))
    } else if banner.starts_with("SSH-1.") && !banner.starts_with("SSH-1.99") {
        failed(AskErrorKind::Client, failure::ALGORITHM, format!("{place}: the server speaks only SSH 1 ({banner})"))
    } else {
        let missing = hear().filter(|_| code == vendor::KEX).map(|offer| kexinit::missing(&offer, &algorithms)).unwrap_or_default();
        if missing.is_empty() {
            let kind = if failure::gone(&error) || code == vendor::KEX { AskErrorKind::Disconnected } else { AskErrorKind::Server };
            failed(kind, failure::HANDSHAKE, format!("{place}: the handshake with {banner} failed: {text}"))
        } else {
            failed(AskErrorKind::Client, failure::ALGORITHM, format!("{place}: {} ({banner}): {text}", missing.join("; ")))
        }
    })
}

/// Compares the key with what is known; nothing is ever accepted that is not there.
fn recognize(hop: &Hop, known: &KnownHosts, blob: &[u8]) -> Result<(), AskError> {
    let name = &hop.known_as;
    let offers = format!("{name}: the host offers {} {}", algorithm(blob), fingerprint(blob));
    let accept = "compare the fingerprint with the host's administrator, then accept it: opsctl host trust NAME";
    let host_key = |code, message: String| Err(failed(AskErrorKind::HostKey, code, message));
    match known.check(name, hop.bare.as_deref(), blob) {
        Verdict::Known => Ok(()),
        Verdict::Unknown if known.there == 0 => {
            let files: Vec<String> = known.files.iter().map(|f| f.display().to_string()).collect();
            host_key(failure::NO_KNOWN_HOSTS, format!("{offers}; no known_hosts file is there ({}); {accept}", files.join(", ")))
        }
        Verdict::Unknown => host_key(failure::KEY_UNKNOWN, format!("{offers}, which is not in known_hosts; {accept}")),
        Verdict::Authority(entry) => host_key(
            failure::KEY_AUTHORITY,
            format!("{offers}; {} is a @cert-authority, which opsctl does not support; {accept}", known.place(entry)),
        ),
        Verdict::Revoked(entry) => {
            host_key(failure::KEY_REVOKED, format!("{offers}, which is REVOKED at {}; do not log in", known.place(entry)))
        }
        Verdict::Changed(others) => {
            let old: Vec<String> =
                others.iter().map(|e| format!("{} {} at {}", e.algorithm, fingerprint(&e.blob), known.place(e))).collect();
            let what = "THE HOST KEY HAS CHANGED – someone may be in between, or the host was installed anew";
            host_key(failure::KEY_CHANGED, format!("{offers}, but is known by {}; {what}", old.join(", ")))
        }
    }
}
