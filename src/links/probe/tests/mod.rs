//! Looks at real places.

mod config;
mod http;
mod log;
mod others;
mod repeat;

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use super::{Seen, Since, Told, probe};
use crate::model::release::Probe;

/// A server that gives each request, numbered from 0, to `answer`. Its port.
fn serve(answer: impl Fn(usize, &mut TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            request(&mut stream);
            answer(number, &mut stream);
        }
    });
    port
}

/// Reads a request to its empty line.
fn request(stream: &mut impl std::io::Read) {
    let (mut all, mut byte) = (Vec::new(), [0]);
    while !all.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        all.extend(byte);
    }
}

/// A whole answer.
fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A look by what stands in a package, below `root`.
fn look(probe: &str, root: &Path, since: &Since, ms: u64) -> Seen {
    let probe: Probe = serde_json::from_str(probe).unwrap();
    let seen = super::probe(&probe, root, since, Duration::from_millis(ms), None);
    let sent = serde_json::to_string(&seen).unwrap();
    assert_eq!(serde_json::from_str::<Seen>(&sent).unwrap(), seen, "it is the same behind a wire");
    assert_eq!(seen.ok, seen.told.holds());
    assert!(!seen.ok || seen.told.is_judged());
    seen
}
