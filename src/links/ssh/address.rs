//! From a name to a TCP connection: all its addresses, one time limit for all of it.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::TICK;
use super::deadline::Deadline;
use super::failure::{self, failed};
use crate::model::{AskError, AskErrorKind};

/// Connects within `limit`. Name resolution has no timeout of its own, so the thread it runs in may be left behind.
pub(super) fn connect(host: &str, port: u16, limit: Duration, stop: &AtomicBool) -> Result<TcpStream, AskError> {
    let deadline = Deadline::after(limit);
    let (tell, told) = sync_channel(2);
    let name = host.to_owned();
    std::thread::Builder::new()
        .name("ssh-connect".into())
        .spawn(move || {
            let found = (name.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
            let resolved = found.as_ref().map(Vec::len).unwrap_or_default();
            let _ = tell.send(Step::Resolved(resolved));
            let _ = tell.send(Step::Done(found.map(|all| dial(&all, deadline))));
        })
        .map_err(|e| AskError::new(AskErrorKind::Internal, e.to_string()))?;
    let (mut resolved, place) = (0, place(host, port));
    loop {
        match told.recv_timeout(TICK.min(deadline.left())) {
            Ok(Step::Resolved(number)) => resolved = number,
            Ok(Step::Done(Err(e))) => return Err(failed(AskErrorKind::Config, failure::NAME, format!("{host}: {e}"))),
            Ok(Step::Done(Ok(Ok(stream)))) => return Ok(stream),
            Ok(Step::Done(Ok(Err(failures)))) => return Err(told_of(&place, limit, &failures)),
            Err(RecvTimeoutError::Disconnected) => return Err(AskError::new(AskErrorKind::Internal, "the connecting thread panicked")),
            Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                return Err(failed(AskErrorKind::Stopped, failure::STOPPED, "stopped"));
            }
            // A moment more than the sockets have, so that they tell what they met.
            Err(RecvTimeoutError::Timeout) if deadline.left().is_zero() => match told.recv_timeout(TICK) {
                Ok(Step::Done(Ok(Ok(stream)))) => return Ok(stream),
                Ok(Step::Done(Ok(Err(failures)))) => return Err(told_of(&place, limit, &failures)),
                _ if resolved == 0 => {
                    let seconds = limit.as_secs();
                    return Err(failed(
                        AskErrorKind::Config,
                        failure::NAME,
                        format!("{host}: name resolution did not end within {seconds} s"),
                    ));
                }
                _ => return Err(told_of(&place, limit, &[])),
            },
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

enum Step {
    Resolved(usize),
    Done(io::Result<Result<TcpStream, Vec<(SocketAddr, io::Error)>>>),
}

/// Tries the addresses in the order of the resolver; each gets an equal share of what is left, so that one that is filtered
/// does not eat the time of the next.
fn dial(all: &[SocketAddr], deadline: Deadline) -> Result<TcpStream, Vec<(SocketAddr, io::Error)>> {
    let mut failures = Vec::new();
    for (index, address) in all.iter().enumerate() {
        let share = deadline.left() / u32::try_from(all.len() - index).unwrap_or(1);
        match TcpStream::connect_timeout(address, share.max(Duration::from_millis(1))) {
            Ok(stream) => {
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(e) => failures.push((*address, e)),
        }
    }
    Err(failures)
}

/// `host:port`, with brackets where the host is IPv6.
pub(super) fn place(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// One error of all that the addresses met: what says most of the host counts.
fn told_of(place: &str, limit: Duration, failures: &[(SocketAddr, io::Error)]) -> AskError {
    let met = |kinds: &[ErrorKind]| failures.iter().any(|(_, e)| kinds.contains(&e.kind()));
    let code = if met(&[ErrorKind::ConnectionRefused, ErrorKind::ConnectionReset]) {
        failure::REFUSED
    } else if failures.is_empty() || met(&[ErrorKind::TimedOut, ErrorKind::WouldBlock]) {
        failure::NO_ANSWER
    } else {
        failure::NO_ROUTE
    };
    // An address that was asked for as such is not said twice.
    let told = |(address, e): &(SocketAddr, io::Error)| match (address.to_string(), e.kind()) {
        (address, ErrorKind::TimedOut | ErrorKind::WouldBlock) if address == place => None,
        (address, ErrorKind::TimedOut | ErrorKind::WouldBlock) => Some(format!("{address}: no answer")),
        (address, _) if address == place => Some(e.to_string()),
        (address, _) => Some(format!("{address}: {e}")),
    };
    let texts: Vec<String> = failures.iter().filter_map(told).collect();
    let message = match code {
        failure::NO_ANSWER => format!("{place}: no answer within {} s (host down, or filtered) {}", limit.as_secs(), texts.join("; ")),
        _ => format!("{place}: {}", texts.join("; ")),
    };
    failed(AskErrorKind::Down, code, message.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(errors: &[i32]) -> String {
        let address = SocketAddr::from(([127, 0, 0, 1], 22));
        let met: Vec<_> = errors.iter().map(|n| (address, io::Error::from_raw_os_error(*n))).collect();
        told_of("db:22", Duration::from_secs(1), &met).code
    }

    #[test]
    fn of_several_failures_the_one_that_says_most_counts() {
        let (refused, unreachable, timed_out) = (111, 113, 110);
        assert_eq!(code(&[timed_out, refused]), failure::REFUSED);
        assert_eq!(code(&[unreachable, timed_out]), failure::NO_ANSWER);
        assert_eq!(code(&[unreachable]), failure::NO_ROUTE);
        assert_eq!(code(&[]), failure::NO_ANSWER);
    }

    #[test]
    fn places_of_ipv6_have_brackets() {
        assert_eq!((place("::1", 22), place("db", 2222)), ("[::1]:22".into(), "db:2222".into()));
    }
}
