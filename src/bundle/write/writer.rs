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

/// So many handfuls are under way: enough to keep the threads busy, and with 1 MiB files no more than some 40 MiB.
const AHEAD: usize = 32;
/// Small entries go to a thread together, up to so many or so many bytes: handing one over costs as much as packing it.
const HANDFUL: (usize, u64) = (32, 256 << 10);

/// Writes a package to `W`. Nothing but [`Writer::finish`] makes it one, and only if every entry was taken.
pub struct Writer<'o, W> {
    sink: Sink<'o, W>,
    entries: usize,
    taken: Taken,
    broken: bool,
}

/// Work for a thread; large content only passes through.
enum Job<'a> {
    Small(Vec<Small<'a>>),
    Large(Stream<'a>),
}

struct Small<'a> {
    name: String,
    salt: Option<Salt>,
    body: Whole<'a>,
}

enum Whole<'a> {
    Got { method: Method, get: Get<'a> },
    Packed(Packed),
}

enum Done<'a> {
    Small(Vec<(String, Result<Packed, Unwritten>)>),
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
        let password = options.lock.map(|lock| lock.password);
        let worker = || {
            let mut packer = Packer::default();
            move |job| match job {
                Job::Large(stream) => Done::Large(stream),
                Job::Small(entries) => Done::Small(entries.into_iter().map(|entry| entry.packed(&mut packer, password)).collect()),
            }
        };
        in_order(threads, AHEAD, jobs(items.into_iter(), &options), worker, |done| {
            let mut written = |name: &str| {
                self.entries += 1;
                name::write(name, options.names, &mut self.taken, self.entries - 1)
            };
            match done {
                Done::Small(entries) => {
                    entries.into_iter().try_for_each(|(name, packed)| Ok(self.sink.small(written(&name)?, &packed?)?))
                }
                Done::Large(stream) => self.sink.large(written(&stream.name)?, stream),
            }
        })?;
        self.broken = false;
        Ok(())
    }

    /// Writes the directory and gives the writer back, flushed.
    pub fn finish(self) -> Result<W, Unwritten> {
        if self.broken { Err(Unwritten::Unfinished) } else { Ok(self.sink.finish(self.entries as u64)?) }
    }
}

impl Small<'_> {
    fn packed(self, by: &mut Packer, password: Option<&[u8]>) -> (String, Result<Packed, Unwritten>) {
        let lock = password.zip(self.salt);
        let done = match self.body {
            Whole::Packed(packed) => packed.locked(lock).map_err(Unwritten::from),
            Whole::Got { method, get } => match get() {
                Ok(content) => by.pack(content, method, lock).map_err(Unwritten::from),
                Err(error) => Err(Unwritten::Content { name: self.name.clone(), error }),
            },
        };
        (self.name, done)
    }
}

/// Items as work: small ones by the handful.
fn jobs<'a>(
    mut items: impl Iterator<Item = io::Result<Item<'a>>>,
    options: &Options<'_>,
) -> impl Iterator<Item = Result<Job<'a>, Unwritten>> {
    let mut large = None;
    std::iter::from_fn(move || {
        let (mut handful, mut bytes) = (Vec::new(), 0);
        while large.is_none() && handful.len() < HANDFUL.0 && bytes < HANDFUL.1 {
            let Some(item) = items.next() else { break };
            let (Item { name, method, body }, salt) = match item.map_err(Unwritten::List).and_then(|item| Ok((item, options.salt()?))) {
                Ok(both) => both,
                Err(why) => return Some(Err(why)),
            };
            let (size, body) = match body {
                Body::Bytes(content) => (content.len() as u64, Whole::Got { method, get: Box::new(move || Ok(content.into_owned())) }),
                Body::Packed(packed) => (packed.bytes.len() as u64, Whole::Packed(packed)),
                Body::Small { size, get } => (size, Whole::Got { method, get }),
                Body::Large(open) => {
                    large = Some(Stream { name, method, open, salt });
                    break;
                }
            };
            bytes += size;
            handful.push(Small { name, salt, body });
        }
        if handful.is_empty() { large.take().map(|stream| Ok(Job::Large(stream))) } else { Some(Ok(Job::Small(handful))) }
    })
}
