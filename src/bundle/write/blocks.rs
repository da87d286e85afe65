//! Large content, deflated by several threads into one stream (as pigz does): blocks of 1 MiB, each packed with the 32 KiB before it as its
//! dictionary, and joined where a flush ends on a whole byte. The bytes depend on the content alone.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::sync::Arc;

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};

use super::fault::Unwritten;
use super::pool::in_order;

/// Smaller in tests, so that a few bytes are many blocks.
const BLOCK: usize = if cfg!(test) { 64 << 10 } else { 1 << 20 };
/// What zlib-rs makes of logs with this is hardly larger than with 6, and takes less time.
const EFFORT: u32 = 5;
/// What deflate looks back.
const WINDOW: usize = 32 << 10;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    pub crc: u32,
    pub size: u64,
    pub packed: u64,
}

/// One block to be packed; the blocks before and after share their bytes.
struct Job {
    before: Option<Arc<[u8]>>,
    block: Arc<[u8]>,
    last: bool,
}

/// Deflates all of `content` into `out`. `unread` says of an error that it was one of reading.
pub(super) fn deflate(
    content: &mut dyn Read,
    out: &mut impl Write,
    threads: NonZeroUsize,
    unread: &dyn Fn(io::Error) -> Unwritten,
) -> Result<Sizes, Unwritten> {
    let (mut crc, mut size, mut packed) = (Hasher::new(), 0, 0);
    let mut before: Option<Arc<[u8]>> = None;
    // Whether a block is the last is known when the next one was looked for.
    let mut next = Some(block(content).map_err(unread)?);
    let jobs = std::iter::from_fn(|| {
        let block = next.take()?;
        if block.len() == BLOCK {
            match self::block(content) {
                Ok(following) => next = Some(following).filter(|following| !following.is_empty()),
                Err(error) => return Some(Err(unread(error))),
            }
        }
        crc.update(&block);
        size += block.len() as u64;
        let job = Job { before: before.replace(Arc::clone(&block)), block, last: next.is_none() };
        Some(Ok(job))
    });
    let worker = || {
        let mut state = Compress::new(Compression::new(EFFORT), false);
        move |job: Job| pack(&mut state, &job)
    };
    in_order(threads, threads.get() * 2, jobs, worker, |bytes: io::Result<Vec<u8>>| {
        let bytes = bytes?;
        packed += bytes.len() as u64;
        Ok(out.write_all(&bytes)?)
    })?;
    Ok(Sizes { crc: crc.finalize(), size, packed })
}

/// The next block; only the last is shorter, and only after a whole one it may be empty.
fn block(content: &mut dyn Read) -> io::Result<Arc<[u8]>> {
    let mut block = Vec::with_capacity(BLOCK);
    content.take(BLOCK as u64).read_to_end(&mut block)?;
    Ok(block.into())
}

fn pack(state: &mut Compress, job: &Job) -> io::Result<Vec<u8>> {
    state.reset();
    if let Some(before) = &job.before {
        let window = before.get(before.len().saturating_sub(WINDOW)..).unwrap_or_default();
        state.set_dictionary(window).map_err(io::Error::other)?;
    }
    // Nothing that deflate makes is longer than this: five bytes for each 16 KiB that it has to store, and the flush.
    let mut out = Vec::with_capacity(job.block.len() + job.block.len() / 1000 + 64);
    let flush = if job.last { FlushCompress::Finish } else { FlushCompress::Sync };
    let begun = state.total_in();
    loop {
        let input = usize::try_from(state.total_in() - begun).ok().and_then(|read| job.block.get(read..)).unwrap_or_default();
        let status = state.compress_vec(input, &mut out, flush).map_err(io::Error::other)?;
        // With room left, a flush is complete.
        if status == Status::StreamEnd || (!job.last && out.len() < out.capacity()) {
            return Ok(out);
        }
        out.reserve(WINDOW);
    }
}
