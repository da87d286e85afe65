//! The floor under `opsctl inspect host`: libssh2 and nothing else. Connects to every address, runs the bytes of a script by
//! `/bin/sh`, reads until they end. Used by `benches/hosts.py`; prints how many answered whole.
//!
//! `ssh_floor PORT USER KEY SCRIPT THREADS ADDRESS…`
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [port, user, key, script, threads, addresses @ ..] = args.as_slice() else {
        println!("usage: ssh_floor PORT USER KEY SCRIPT THREADS ADDRESS...");
        return;
    };
    let (port, threads): (u16, usize) = (port.parse().unwrap(), threads.parse().unwrap());
    let script = std::fs::read(script).unwrap();
    let (next, whole) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads.min(addresses.len()) {
            scope.spawn(|| {
                while let Some(address) = addresses.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let output = look(address, port, user, Path::new(key), &script);
                    whole.fetch_add(usize::from(output.is_ok_and(|bytes| ends(&bytes))), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} of {} whole", whole.into_inner(), addresses.len());
}

/// The last line of the script has come.
fn ends(output: &[u8]) -> bool {
    output.windows(8).any(|part| part == b" finish ")
}

fn look(address: &str, port: u16, user: &str, key: &Path, script: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let tcp = TcpStream::connect((address, port))?;
    tcp.set_nodelay(true)?;
    let mut session = ssh2::Session::new()?;
    session.set_tcp_stream(tcp);
    session.handshake()?;
    session.userauth_pubkey_file(user, None, key, None)?;
    let mut channel = session.channel_session()?;
    channel.exec("exec /bin/sh")?;
    channel.write_all(script)?;
    channel.send_eof()?;
    let (mut output, mut block) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        let n = channel.read(&mut block)?;
        output.extend_from_slice(&block[..n]);
        if n == 0 || ends(&output[output.len().saturating_sub(n + 80)..]) {
            return Ok(output);
        }
    }
}
