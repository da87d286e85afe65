//! A command line client of a database, kept running: it is told one thing at a time, and what it answers ends with a mark.
//!
//! Nothing is told before the answer to what was told before is whole. So when opsctl is killed, the client finishes at most what it was
//! told last, finds its input closed, and ends.

mod heard;
mod pipe;
#[cfg(test)]
mod tests;

pub use heard::Text;
pub use pipe::{Cut, End, Heard, Pipe, Start};

/// A word that nobody can guess: 128 random bits in hex.
pub fn mark() -> std::io::Result<String> {
    let mut bytes = [0_u8; 16];
    rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty())?;
    Ok(crate::model::hex(&bytes))
}
