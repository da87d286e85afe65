//! The socket under a session: TCP, or the near end of a tunnel through a jump host.

use std::io;
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{Shutdown, shutdown};
use ssh2::{BlockDirections, Session};

/// A socket that the session, its watchdog and whoever waits for it share.
#[derive(Debug, Clone)]
pub(super) struct Wire(Arc<RwLock<Socket>>);

#[derive(Debug)]
struct Socket {
    fd: OwnedFd,
    /// The other end, once the socket was hushed.
    other: Option<UnixStream>,
}

impl From<TcpStream> for Wire {
    fn from(stream: TcpStream) -> Self {
        Self::new(stream.into())
    }
}

impl From<UnixStream> for Wire {
    fn from(stream: UnixStream) -> Self {
        Self::new(stream.into())
    }
}

impl Wire {
    fn new(fd: OwnedFd) -> Self {
        Self(Arc::new(RwLock::new(Socket { fd, other: None })))
    }

    fn socket(&self) -> RwLockReadGuard<'_, Socket> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends whatever waits on this socket, at once.
    pub(super) fn cut(&self) {
        // An error here means that it is already gone.
        let _ = shutdown(&self.socket().fd, Shutdown::Both);
    }

    /// Puts a silent socket in the place of one whose other side is gone. libssh2 gives out nothing of what it has already
    /// received once it has seen the end; of a silent one it says that nothing more is there, and gives out the rest.
    pub(super) fn hush(&self) -> io::Result<()> {
        let (silent, other) = UnixStream::pair()?;
        silent.set_nonblocking(true)?;
        let mut socket = self.0.write().unwrap_or_else(PoisonError::into_inner);
        rustix::io::dup2(&silent, &mut socket.fd)?;
        socket.other = Some(other);
        Ok(())
    }

    /// Waits until it is ready, or `patience` is over; so for another socket with it.
    pub(super) fn wait(&self, flags: PollFlags, also: Option<(BorrowedFd<'_>, PollFlags)>, patience: Duration) -> io::Result<()> {
        let socket = self.socket();
        let all = [Some((socket.fd.as_fd(), flags)), also];
        let mut polled: Vec<PollFd<'_>> = all.iter().flatten().map(|(fd, flags)| PollFd::from_borrowed_fd(*fd, *flags)).collect();
        let limit = Timespec { tv_sec: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX), tv_nsec: patience.subsec_nanos().into() };
        match poll(&mut polled, Some(&limit)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }
}

impl AsRawFd for Wire {
    fn as_raw_fd(&self) -> RawFd {
        self.socket().fd.as_raw_fd()
    }
}

/// What a session waits for.
pub(super) fn wanted(session: &Session) -> PollFlags {
    match session.block_directions() {
        BlockDirections::Outbound => PollFlags::OUT,
        BlockDirections::Both => PollFlags::IN | PollFlags::OUT,
        BlockDirections::None | BlockDirections::Inbound => PollFlags::IN,
    }
}
