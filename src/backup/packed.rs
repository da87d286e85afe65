//! A packed or archived dump → what the dump inside proves. All of it is unpacked into nothing; the dump's own end must be there too, as a
//! packing that is whole says only that whoever packed it came to his end: `exp | gzip` closes well when exp is killed.

use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use super::dumpfile::{Depth, Forward, Inside, Proof};
use super::words;
use crate::model::backup::Producer;
use crate::parse::archive::{self, Event, Limits, Tested, Verdict};
use crate::parse::dump::{Bytes, datapump, exp};

/// So many first bytes hold the header of either kind of dump.
const HEAD: usize = 4096;

/// So much is unpacked before its rows are counted, and so many such blocks ahead of it.
const BLOCK: usize = 256 << 10;
const AHEAD: usize = 4;

/// Where the rows of a dump are counted, and the way there.
type Counter<'s> = (SyncSender<Vec<u8>>, ScopedJoinHandle<'s, io::Result<exp::Report>>);

/// An `exp` dump that comes out of a packing: its end is looked for here, its rows are counted by another thread meanwhile.
struct Dump<'s> {
    head: exp::Head,
    end: exp::End,
    block: Vec<u8>,
    counter: Option<Counter<'s>>,
}

impl<'s> Dump<'s> {
    fn new(head: exp::Head, scope: &'s Scope<'s, '_>, depth: Depth) -> Self {
        let counter = (depth == Depth::Counted).then(|| {
            let (to, from) = sync_channel(AHEAD);
            let of = head.clone();
            (to, scope.spawn(move || exp::tables(&Piped { from, block: RefCell::default() }, &of)))
        });
        Self { end: exp::End::new(head.record_length), head, block: Vec::new(), counter }
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.end.feed(bytes);
        if self.counter.is_some() {
            self.block.extend_from_slice(bytes);
            if self.block.len() >= BLOCK {
                self.send();
            }
        }
    }

    /// Whoever counts may have come to the end before; what follows is nothing to him.
    fn send(&mut self) {
        if let Some((to, _)) = &self.counter {
            let _ = to.send(std::mem::take(&mut self.block));
        }
    }

    fn counted(&mut self) -> Option<exp::Report> {
        self.send();
        let (to, counter) = self.counter.take()?;
        drop(to);
        // What it reads cannot fail, as whoever unpacks is told first.
        counter.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).ok()
    }
}

/// What another thread unpacks, read onward.
struct Piped {
    from: Receiver<Vec<u8>>,
    block: RefCell<(Vec<u8>, usize)>,
}

impl Bytes for Piped {
    /// Not known before the end; whoever only reads onward does not ask.
    fn len(&self) -> u64 {
        u64::MAX
    }

    fn read_at(&self, _: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut block = self.block.borrow_mut();
        while block.1 == block.0.len() {
            match self.from.recv() {
                Ok(next) => *block = (next, 0),
                Err(_) => return Ok(0),
            }
        }
        let (bytes, at) = &mut *block;
        let rest = bytes.get(*at..).unwrap_or_default();
        let n = rest.len().min(into.len());
        into.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        *at += n;
        Ok(n)
    }
}

/// One file inside, as it goes by.
struct Member<'s, 'e> {
    scope: &'s Scope<'s, 'e>,
    depth: Depth,
    head: Vec<u8>,
    length: u64,
    dump: Option<Dump<'s>>,
}

impl<'s, 'e> Member<'s, 'e> {
    fn new(scope: &'s Scope<'s, 'e>, depth: Depth) -> Self {
        Self { scope, depth, head: Vec::new(), length: 0, dump: None }
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if let Some(dump) = &mut self.dump {
            dump.feed(bytes);
            return;
        }
        let before = self.head.len();
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD.saturating_sub(before)));
        self.head.extend_from_slice(head);
        if self.head.len() == HEAD && before < HEAD {
            self.open();
            if let Some(dump) = &mut self.dump {
                dump.feed(rest);
            }
        }
    }

    /// Knows an `exp` dump by its header, and from then on looks for its end.
    fn open(&mut self) {
        if let Ok(head) = exp::Head::parse(&self.head) {
            let mut dump = Dump::new(head, self.scope, self.depth);
            dump.feed(&self.head);
            self.dump = Some(dump);
        }
    }

    /// What it was, and what it proves.
    fn close(mut self, producer: Producer) -> (Inside, Proof) {
        if self.dump.is_none() {
            self.open();
        }
        if let Some(mut dump) = self.dump {
            let mut inside = Inside::exp(&dump.head);
            inside.tables = dump.counted();
            let whole = dump.end.whole();
            let proof = if producer == Producer::Expdp { Proof::Foreign(words::other_dump("exp")) } else { words::exp_whole(whole) };
            return (inside, proof);
        }
        let Ok(head) = datapump::Head::parse(&self.head) else {
            let none = if self.length == 0 { Proof::Empty(words::no_bytes()) } else { Proof::Foreign(words::no_dump_inside()) };
            return (Inside::default(), none);
        };
        let proof = match head.expected_length() {
            _ if producer == Producer::Exp => Proof::Foreign(words::other_dump("Data Pump")),
            Some(expected) if expected == self.length => Proof::Whole,
            Some(expected) if expected > self.length => {
                Proof::Cut { at: Some(self.length), why: words::length_inside(expected, self.length) }
            }
            Some(expected) => Proof::Corrupt { at: Some(expected), why: words::length_inside(expected, self.length) },
            None => words::pump_whole(&datapump::Whole::Unfinished),
        };
        (Inside::pump(&head), proof)
    }
}

/// Unpacks a file. For a set of dumps, what is inside must be one, and whole.
pub(super) fn test(bytes: &dyn Bytes, producer: Producer, depth: Depth) -> (Tested, Inside, Proof) {
    std::thread::scope(|scope| unpacked(bytes, producer, &|| Member::new(scope, depth)))
}

fn unpacked<'s, 'e>(bytes: &dyn Bytes, producer: Producer, next: &dyn Fn() -> Member<'s, 'e>) -> (Tested, Inside, Proof) {
    let mut member = next();
    let mut worst: Option<(Inside, Proof)> = None;
    let tested = archive::test(Forward::new(bytes), &Limits::default(), &mut |event: Event<'_>| {
        match event {
            Event::Data(data) if producer.is_logical() => member.feed(data),
            Event::Data(_) => {}
            Event::Member { .. } => {
                let before = std::mem::replace(&mut member, next());
                if before.length > 0 {
                    keep(&mut worst, before.close(producer));
                }
            }
        }
        ControlFlow::Continue(())
    });
    let outer = words::archive_verdict(&tested);
    if tested.verdict != Verdict::Whole || !producer.is_logical() {
        return (tested, Inside::default(), outer);
    }
    if member.length > 0 || worst.is_none() {
        keep(&mut worst, member.close(producer));
    }
    let (inside, proof) = worst.unwrap_or((Inside::default(), outer));
    (tested, inside, proof)
}

/// Of several dumps in one archive the first that is not whole speaks for all; tables are those of all.
fn keep(worst: &mut Option<(Inside, Proof)>, (mut inside, proof): (Inside, Proof)) {
    let Some((said, before)) = worst else {
        *worst = Some((inside, proof));
        return;
    };
    let mut tables = said.tables.take();
    match (&mut tables, inside.tables.take()) {
        (Some(tables), Some(more)) => tables.tables.extend(more.tables),
        (tables, more) => *tables = tables.take().or(more),
    }
    if *before == Proof::Whole {
        (*said, *before) = (inside, proof);
    }
    said.tables = tables;
}
