//! From a name to a TCP connection: all its addresses, one time limit for all of it.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};
use rustix::net::sockopt::socket_error;
use rustix::net::{AddressFamily, Shutdown, SocketFlags, SocketType, shutdown, socket_with};

use super::deadline::Deadline;
use super::failure::{self, failed};
use super::stop::on_stop;
use crate::model::{AskError, AskErrorKind};

/// Connects within `limit`.
pub(super) fn connect(host: &str, port: u16, limit: Duration, stop: &Arc<AtomicBool>) -> Result<TcpStream, AskError> {
    let deadline = Deadline::after(limit);
    let all = match host.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) => resolve(host, port, deadline, stop)?,
    };
    let failed =
        |failures: Vec<_>| if stop.load(Ordering::Relaxed) { failure::stopped() } else { told_of(&place(host, port), limit, &failures) };
    dial(&all, deadline, stop).map_err(failed)
}

/// What came of a name.
enum Told {
    Found(io::Result<Vec<SocketAddr>>),
    Stop,
}

/// The addresses of a name. That has no timeout of its own, so the thread it runs in may be left behind.
fn resolve(host: &str, port: u16, deadline: Deadline, stop: &Arc<AtomicBool>) -> Result<Vec<SocketAddr>, AskError> {
    let unknown = |why: String| failed(AskErrorKind::Config, failure::NAME, format!("{host}: {why}"));
    let (tell, told) = sync_channel(2);
    let wake = tell.clone();
    let _waiter = on_stop(stop, move || drop(wake.try_send(Told::Stop)))?;
    let name = host.to_owned();
    let asked = std::thread::Builder::new().name("ssh-resolve".into()).spawn(move || {
        let _ = tell.send(Told::Found((name.as_str(), port).to_socket_addrs().map(Iterator::collect)));
    });
    asked.map_err(|e| AskError::new(AskErrorKind::Internal, e.to_string()))?;
    match told.recv_timeout(deadline.left()) {
        Ok(Told::Found(found)) => found.map_err(|e| unknown(e.to_string())),
        Ok(Told::Stop) => Err(failure::stopped()),
        Err(_) => Err(unknown(format!("name resolution did not end within {} s", deadline.seconds()))),
    }
}

/// Tries the addresses in the order of the resolver; each gets an equal share of what is left, so that one that is filtered
/// does not eat the time of the next.
fn dial(all: &[SocketAddr], deadline: Deadline, stop: &Arc<AtomicBool>) -> Result<TcpStream, Vec<(SocketAddr, io::Error)>> {
    let mut failures = Vec::new();
    for (index, address) in all.iter().enumerate() {
        let share = deadline.left() / u32::try_from(all.len() - index).unwrap_or(1);
        match reach(address, Deadline::after(share.max(Duration::from_millis(1))), stop) {
            Ok(stream) => return Ok(stream),
            Err(e) => failures.push((*address, e)),
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
    }
    Err(failures)
}

/// Connects to one address. A connection that is not there in time is an error of the kind `TimedOut`; so it may be when `stop` is set.
fn reach(address: &SocketAddr, deadline: Deadline, stop: &Arc<AtomicBool>) -> io::Result<TcpStream> {
    let late = || io::Error::from(ErrorKind::TimedOut);
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let socket = Arc::new(socket_with(family, SocketType::STREAM, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC, None)?);
    match rustix::net::connect(&socket, address) {
        Ok(()) => {}
        Err(Errno::INPROGRESS | Errno::INTR) => {
            let half = Arc::downgrade(&socket);
            // Whoever polls a socket that is shut down while it connects is told so.
            let end = move || {
                let _ = half.upgrade().map(|socket| shutdown(&socket, Shutdown::Both));
            };
            let _waiter = on_stop(stop, end).map_err(|e| io::Error::other(e.message))?;
            loop {
                let left = Timespec::try_from(deadline.left()).map_err(io::Error::other)?;
                match poll(&mut [PollFd::new(&socket, PollFlags::OUT)], Some(&left)) {
                    Ok(1..) => break,
                    Ok(0) => return Err(late()),
                    Err(Errno::INTR) => {}
                    Err(e) => return Err(e.into()),
                }
            }
        }
        Err(e) => return Err(e.into()),
    }
    socket_error(&socket)??;
    // Nobody else has it, unless it is being shut down this moment.
    let socket = Arc::into_inner(socket).ok_or_else(late)?;
    ioctl_fionbio(&socket, false)?;
    let stream = TcpStream::from(socket);
    stream.set_nodelay(true)?;
    Ok(stream)
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
