//! From a name to a TCP connection: all its addresses, one time limit for all of it.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};
use rustix::net::sockopt::socket_error;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};

use super::deadline::Deadline;
use super::failure::{self, failed};
use super::tick::Waiter;
use crate::model::{AskError, AskErrorKind};

/// Connects within `limit`.
pub(super) fn connect(host: &str, port: u16, limit: Duration, stop: &AtomicBool) -> Result<TcpStream, AskError> {
    let (deadline, waiter) = (Deadline::after(limit), Waiter::new());
    let all = match host.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) => resolve(host, port, deadline, stop, &waiter)?,
    };
    dial(&all, deadline, stop, &waiter)
        .map_err(|failures| if stop.load(Ordering::Relaxed) { stopped() } else { told_of(&place(host, port), limit, &failures) })
}

fn stopped() -> AskError {
    failed(AskErrorKind::Stopped, failure::STOPPED, "stopped")
}

/// The addresses of a name. That has no timeout of its own, so the thread it runs in may be left behind.
fn resolve(host: &str, port: u16, deadline: Deadline, stop: &AtomicBool, waiter: &Waiter) -> Result<Vec<SocketAddr>, AskError> {
    let internal = |text: String| AskError::new(AskErrorKind::Internal, text);
    let unknown = |why: String| failed(AskErrorKind::Config, failure::NAME, format!("{host}: {why}"));
    let (tell, told) = sync_channel(1);
    let name = host.to_owned();
    let asked = std::thread::Builder::new().name("ssh-resolve".into()).spawn(move || {
        let _ = tell.send((name.as_str(), port).to_socket_addrs().map(Iterator::collect));
    });
    asked.map_err(|e| internal(e.to_string()))?;
    loop {
        match told.recv_timeout(waiter.pause().min(deadline.left())) {
            Ok(found) => return found.map_err(|e: io::Error| unknown(e.to_string())),
            Err(RecvTimeoutError::Disconnected) => return Err(internal("the resolving thread panicked".into())),
            Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Err(stopped()),
            Err(RecvTimeoutError::Timeout) if deadline.left().is_zero() => {
                return Err(unknown(format!("name resolution did not end within {} s", deadline.seconds())));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Tries the addresses in the order of the resolver; each gets an equal share of what is left, so that one that is filtered
/// does not eat the time of the next.
fn dial(all: &[SocketAddr], deadline: Deadline, stop: &AtomicBool, waiter: &Waiter) -> Result<TcpStream, Vec<(SocketAddr, io::Error)>> {
    let mut failures = Vec::new();
    for (index, address) in all.iter().enumerate() {
        let share = deadline.left() / u32::try_from(all.len() - index).unwrap_or(1);
        match reach(address, Deadline::after(share.max(Duration::from_millis(1))), stop, waiter) {
            Ok(stream) => return Ok(stream),
            Err(e) => failures.push((*address, e)),
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
    }
    Err(failures)
}

/// Connects to one address. A connection that is not there in time is an error of the kind `TimedOut`; so it is when `stop` is set.
fn reach(address: &SocketAddr, deadline: Deadline, stop: &AtomicBool, waiter: &Waiter) -> io::Result<TcpStream> {
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let socket = socket_with(family, SocketType::STREAM, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC, None)?;
    match rustix::net::connect(&socket, address) {
        Ok(()) => {}
        Err(Errno::INPROGRESS | Errno::INTR) => loop {
            let pause = Timespec::try_from(waiter.pause().min(deadline.left())).map_err(io::Error::other)?;
            match poll(&mut [PollFd::new(&socket, PollFlags::OUT)], Some(&pause)) {
                Ok(1..) => break,
                Ok(0) if stop.load(Ordering::Relaxed) || deadline.left().is_zero() => return Err(ErrorKind::TimedOut.into()),
                Ok(0) | Err(Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            }
        },
        Err(e) => return Err(e.into()),
    }
    socket_error(&socket)??;
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
