//! The package as it grows.

use std::borrow::Cow;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use super::fault::Unwritten;
use super::name;
use super::options::{Body, Get, Item, Method, Options};
use super::pool::in_order;
use super::sink::{Sink, Stream};
use super::small::{Packed, Packer, Salt};
use crate::bundle::names::Taken;

/// So many small entries are under way: enough to keep the threads busy, and at 1 MiB each no more than 64 MiB.
const AHEAD: usize = 32;

/// Writes a package to `W`. Nothing but [`Writer::finish`] makes it one, and only if every entry was taken.
pub struct Writer<'o, W> {
    sink: Sink<'o, W>,
    entries: usize,
    taken: Taken,
    broken: bool,
}

/// Work for a thread; large content only passes through.
enum Job<'a> {
    Small { name: String, method: Method, get: Get<'a>, salt: Option<Salt> },
    Packed { name: String, packed: Packed, salt: Option<Salt> },
    Large(Stream<'a>),
}

enum Done<'a> {
    Small { name: String, packed: Result<Packed, Unwritten> },
    Large(Stream<'a>),
}

impl<'o, W: Write> Writer<'o, W> {
    #[must_use]
    pub fn new(out: W, options: Options<'o>) -> Self {
        Self { sink: Sink::new(out, options), entries: 0, taken: Taken::default(), broken: false }
    }

    /// Writes one file with the bytes at hand.
    pub fn add(&mut self, name: &str, method: Method, content: &[u8]) -> Result<(), Unwritten> {
        let item = Item { name: name.to_owned(), method, body: Body::Bytes(Cow::Borrowed(content)) };
        self.add_by(NonZeroUsize::MIN, [Ok(item)])
    }

    /// Writes files in the order of `items`, packed by the threads of the options. What `items` fails with is told as [`Unwritten::List`].
    pub fn add_all<'a>(&mut self, items: impl IntoIterator<Item = io::Result<Item<'a>>>) -> Result<(), Unwritten> {
        self.add_by(self.sink.options.threads, items)
    }

    fn add_by<'a>(&mut self, threads: NonZeroUsize, items: impl IntoIterator<Item = io::Result<Item<'a>>>) -> Result<(), Unwritten> {
        if std::mem::replace(&mut self.broken, true) {
            return Err(Unwritten::Unfinished);
        }
        let options = self.sink.options;
        let Options { level, lock, .. } = options;
        let jobs = items.into_iter().map(|item| -> Result<Job<'a>, Unwritten> {
            let Item { name, method, body } = item.map_err(Unwritten::List)?;
            let salt = options.salt()?;
            let get: Get<'a> = match body {
                Body::Bytes(bytes) => Box::new(move || Ok(bytes.into_owned())),
                Body::Packed(packed) => return Ok(Job::Packed { name, packed, salt }),
                Body::Small(get) => get,
                Body::Large(open) => return Ok(Job::Large(Stream { name, method, open, salt })),
            };
            Ok(Job::Small { name, method, get, salt })
        });
        let password = lock.map(|lock| lock.password);
        let worker = || {
            let mut deflate = Packer::new(level);
            move |job| match job {
                Job::Large(stream) => Done::Large(stream),
                Job::Packed { name, packed, salt } => {
                    Done::Small { name, packed: packed.locked(password.zip(salt)).map_err(Unwritten::from) }
                }
                Job::Small { name, method, get, salt } => {
                    let packed = get().map_err(|error| Unwritten::Content { name: name.clone(), error });
                    let packed = packed.and_then(|content| Ok(deflate.pack(content, method, password.zip(salt))?));
                    Done::Small { name, packed }
                }
            }
        };
        in_order(threads, AHEAD, jobs, worker, |done| {
            let mut written = |name: &str| name::write(name, options.names, &mut self.taken, self.entries);
            match done {
                Done::Small { name, packed } => self.sink.small(written(&name)?, &packed?)?,
                Done::Large(stream) => self.sink.large(written(&stream.name)?, stream)?,
            }
            self.entries += 1;
            Ok(())
        })?;
        self.broken = false;
        Ok(())
    }

    /// Writes the directory and gives the writer back, flushed.
    pub fn finish(self) -> Result<W, Unwritten> {
        if self.broken { Err(Unwritten::Unfinished) } else { Ok(self.sink.finish(self.entries as u64)?) }
    }
}
