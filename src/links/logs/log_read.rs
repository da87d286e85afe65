//! An open file and a stretch of it → its bytes, block by block and already searched, in constant memory.
//!
//! The file is copied, not mapped into memory: a log may be cut while it is read, which would kill us. A block is small
//! enough to be searched while it is in the cache of the core that copied it. Two threads share a large stretch, each
//! takes every other block, and they take turns in giving them to the caller. More threads would only take from the
//! database beside us.

use crate::parse::oralog::log_needles::Needles;
use std::fs::File;
use std::io;
use std::iter::StepBy;
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Below this a thread is not worth its start.
const LARGE: u64 = 4 << 20;

/// Processors copy several times slower to an address just after the beginning of a page, where large allocations lie.
const PAGE: usize = 4096;

/// Bytes of the file, and where in them the needles are.
#[derive(Debug)]
struct Block {
    buffer: Vec<u8>,
    bytes: Range<usize>,
    found: Vec<usize>,
}

impl Block {
    fn new(size: u64) -> io::Result<Block> {
        let buffer = vec![0; usize::try_from(size).map_err(io::Error::other)? + PAGE];
        let start = buffer.as_ptr().align_offset(PAGE).min(PAGE);
        Ok(Block { buffer, bytes: start..start, found: Vec::new() })
    }

    /// Becomes this stretch, or what the file has of it.
    fn read(&mut self, file: &File, stretch: Range<u64>, needles: &Needles) -> io::Result<()> {
        let Block { buffer, bytes, found } = self;
        let most = bytes.start + usize::try_from(stretch.end - stretch.start).map_err(io::Error::other)?;
        bytes.end = bytes.start;
        while bytes.end < most {
            match read_at(file, &mut buffer[bytes.end..most], stretch.start + bytes.len() as u64) {
                Ok(0) => break,
                Ok(n) => bytes.end += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        found.clear();
        needles.find_all(&buffer[bytes.clone()], found);
        Ok(())
    }
}

/// Takes a block, and where in it the needles are.
pub(crate) type Sink<'a> = &'a mut (dyn FnMut(&[u8], &[usize]) + Send);

/// Reads a stretch in blocks of `size` bytes, up to where the file ends if that is earlier. Returns how many bytes.
pub(crate) fn pump<'a>(file: &File, stretch: &Range<u64>, size: u64, needles: &Needles, sink: Sink<'a>) -> io::Result<u64> {
    let blocks = (stretch.end - stretch.start).div_ceil(size);
    // Whoever has the sink has the turn. It is gone once the file ends, and so is the other thread's hope for it.
    let share = |numbers: StepBy<Range<u64>>, turn: Receiver<Sink<'a>>, next: Sender<Sink<'a>>| -> io::Result<u64> {
        let (mut block, mut done) = (Block::new(size.min(stretch.end - stretch.start))?, 0);
        for number in numbers {
            let start = stretch.start + number * size;
            let read = block.read(file, start..stretch.end.min(start + size), needles);
            let Ok(sink) = turn.recv() else { break };
            read?;
            sink(&block.buffer[block.bytes.clone()], &block.found);
            done += block.bytes.len() as u64;
            if (block.bytes.len() as u64) < size {
                break;
            }
            let _ = next.send(sink);
        }
        Ok(done)
    };
    let (to_us, ours) = channel();
    let _ = to_us.send(sink);
    if stretch.end - stretch.start < LARGE {
        return share((0..blocks).step_by(1), ours, to_us);
    }
    std::thread::scope(|scope| {
        let (to_other, others) = channel();
        let other = scope.spawn(|| share((1..blocks).step_by(2), others, to_us));
        let done = share((0..blocks).step_by(2), ours, to_other)?;
        match other.join() {
            Ok(more) => Ok(done + more?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    /// Letters with needles in places that no size of a block is a multiple of.
    fn text(length: usize) -> Vec<u8> {
        let mut text: Vec<u8> = (0..length).map(|i| b'a' + (i / 251 % 26) as u8).collect();
        for at in (0..length.saturating_sub(23)).step_by(4099) {
            text[at..at + 4].copy_from_slice(b"ORA-");
        }
        text
    }

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn blocks_come_whole_searched_and_in_order(extra in 0..LARGE, start in 0u64..10_000, ahead in 0u64..10_000, size in 4096u64..300_000) {
            // On both sides of the size from which on there are threads, and beyond the end.
            let bytes = text((LARGE / 2 + extra) as usize);
            let (length, needles) = (bytes.len() as u64, Needles::new(&["ORA-"]));
            let stretch = start..(length + 5000 - ahead).max(start);
            let mut seen = Vec::new();
            let done = pump(&file(&bytes), &stretch, size, &needles, &mut |block, found| {
                let mut expect = Vec::new();
                needles.find_all(block, &mut expect);
                assert_eq!(found, expect);
                assert!(block.len() as u64 <= size);
                seen.extend_from_slice(block);
            });
            let expect = &bytes[start as usize..stretch.end.min(length) as usize];
            prop_assert_eq!(done.unwrap(), expect.len() as u64);
            prop_assert!(seen == expect);
        }

        #[test]
        fn a_file_that_is_cut_meanwhile_gives_what_was_before_the_cut_and_one_that_grows_no_more(cut in 0..3 * LARGE, at in 0..2 * LARGE) {
            let bytes = text(2 * LARGE as usize);
            let (file, mut seen, mut changed) = (file(&bytes), Vec::new(), false);
            let done = pump(&file, &(0..2 * LARGE), 10_000, &Needles::new(&[]), &mut |block, _| {
                seen.extend_from_slice(block);
                if !changed && seen.len() as u64 > at {
                    changed = true;
                    file.set_len(cut).unwrap();
                }
            });
            prop_assert_eq!(done.unwrap(), seen.len() as u64);
            prop_assert!(bytes.starts_with(&seen));
            prop_assert!(seen.len() as u64 >= cut.min(2 * LARGE).min(at));
        }
    }

    #[test]
    fn an_empty_stretch_and_an_empty_file() {
        for stretch in [0..0, 7..7, 0..10, 0..LARGE * 2] {
            assert_eq!(pump(&file(b""), &stretch, 4096, &Needles::new(&[]), &mut |block, _| assert!(block.is_empty())).unwrap(), 0);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_in_both_ways() {
        let dir = tempfile::tempdir().unwrap();
        let closed = File::create(dir.path().join("x")).unwrap();
        for stretch in [0..10, 0..LARGE * 2] {
            assert!(pump(&closed, &stretch, 4096, &Needles::new(&[]), &mut |_, _| {}).is_err());
        }
    }
}
