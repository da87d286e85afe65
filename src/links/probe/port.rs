//! Whether something listens.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::trouble::{Trouble, said};
use crate::ctx::Stopwatch;
use crate::model::Lang;

/// A connection that is not made by then is tried anew; packets that get lost are sent again before.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a port was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortFact {
    /// Accepted at this address.
    Listens {
        address: String,
    },
    Closed {
        address: String,
        why: Trouble,
    },
}

impl PortFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Listens { address } => said(lang, format!("{address} 正在监听"), format!("{address} listens")),
            Self::Closed { address, why } => {
                let why = why.say(lang);
                said(lang, format!("{address} 连接失败：{why}"), format!("{address} cannot be connected to: {why}"))
            }
        }
    }
}

/// Connects, once to each address of the host, and hangs up.
pub(super) fn look(host: &str, port: u16, limit: Duration) -> PortFact {
    let (host, address) = (bare(host), address(host, port));
    let watch = Stopwatch::start();
    let Ok(addresses) = (host, port).to_socket_addrs() else {
        return PortFact::Closed { address, why: Trouble::Unresolved };
    };
    let mut why = Trouble::Unresolved;
    for one in addresses {
        let left = limit.saturating_sub(Duration::from_millis(watch.ms())).min(PATIENCE);
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(&one, left) {
            Ok(stream) if is_itself(&stream) => why = Trouble::Refused,
            Ok(_) => return PortFact::Listens { address: one.to_string() },
            Err(error) => why = Trouble::from(&error),
        }
    }
    PortFact::Closed { address, why }
}

fn bare(host: &str) -> &str {
    if host.is_empty() { "127.0.0.1" } else { host.trim_matches(['[', ']']) }
}

/// As people write it.
pub(super) fn address(host: &str, port: u16) -> String {
    let host = bare(host);
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// The kernel may give us the very port that we connect to; then TCP connects it to itself, and nobody listens.
fn is_itself(stream: &TcpStream) -> bool {
    matches!((stream.local_addr(), stream.peer_addr()), (Ok(ours), Ok(theirs)) if ours == theirs)
}
