//! An open file and a length → its bytes, chunk by chunk, in constant memory.
//!
//! A large stretch is read by a thread of its own: copying out of the page cache takes as long as searching what was
//! copied, and so both happen at once. Two buffers go round; whoever is faster waits.

use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::sync_channel;

/// Below this a thread is not worth its start.
const LARGE: u64 = 4 << 20;

/// Reads up to `len` bytes from where the file stands; fewer if it ends before. Returns how many.
pub(crate) fn pump(file: &File, len: u64, chunk: usize, sink: &mut dyn FnMut(&[u8])) -> io::Result<u64> {
    if len < LARGE {
        let mut buffer = vec![0; chunk.min(usize::try_from(len).unwrap_or(chunk)).max(1)];
        let mut done = 0;
        while done < len {
            let n = fill(file, &mut buffer, len - done)?;
            if n == 0 {
                break;
            }
            sink(&buffer[..n]);
            done += n as u64;
        }
        return Ok(done);
    }
    std::thread::scope(|scope| {
        let (full_in, full_out) = sync_channel::<io::Result<(Vec<u8>, usize)>>(2);
        let (free_in, free_out) = sync_channel::<Vec<u8>>(2);
        for _ in 0..2 {
            let _ = free_in.send(vec![0; chunk]);
        }
        scope.spawn(move || {
            let mut done = 0;
            // Either side ends when the other one is gone.
            while let Ok(mut buffer) = free_out.recv() {
                let read = fill(file, &mut buffer, len - done).map(|n| (buffer, n));
                let last = !matches!(read, Ok((_, n)) if n > 0);
                done += read.as_ref().map_or(0, |(_, n)| *n as u64);
                if full_in.send(read).is_err() || last {
                    return;
                }
            }
        });
        let mut done = 0;
        while let Ok(read) = full_out.recv() {
            let (buffer, n) = read?;
            if n == 0 {
                break;
            }
            sink(&buffer[..n]);
            done += n as u64;
            let _ = free_in.send(buffer);
        }
        Ok(done)
    })
}

fn fill(mut file: &File, buffer: &mut [u8], left: u64) -> io::Result<usize> {
    let want = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
    loop {
        match file.read(&mut buffer[..want]) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn small_and_large_stretches_come_whole_and_in_order() {
        let mut file = tempfile::tempfile().unwrap();
        let bytes: Vec<u8> = (0..LARGE as u32 + 100_000).map(|i| (i / 251) as u8).collect();
        file.write_all(&bytes).unwrap();
        let size = bytes.len() as u64;
        for (len, expect) in [(0, 0), (1, 1), (5000, 5000), (LARGE, LARGE), (size - 1, size - 1), (size, size), (size * 2, size)] {
            let mut seen = Vec::new();
            std::io::Seek::rewind(&mut file).unwrap();
            let done = pump(&file, len, 64 << 10, &mut |bytes| seen.extend_from_slice(bytes)).unwrap();
            assert_eq!(done, expect);
            assert!(seen == bytes[..expect as usize], "{len}");
        }
    }
}
