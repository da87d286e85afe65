//! A packed or archived dump → what the dump inside proves. All of it is unpacked into nothing; the dump's own end must be there too, as a
//! packing that is whole says only that whoever packed it came to his end: `exp | gzip` closes well when exp is killed.

use std::ops::ControlFlow;

use super::dumpfile::{Forward, Inside, Proof};
use super::words;
use crate::model::backup::Producer;
use crate::parse::archive::{self, Event, Limits, Tested, Verdict};
use crate::parse::dump::{Bytes, datapump, exp};

/// So many first bytes hold the header of either kind of dump.
const HEAD: usize = 4096;

/// One file inside, as it goes by.
#[derive(Default)]
struct Member {
    head: Vec<u8>,
    length: u64,
    end: Option<(exp::Head, exp::End)>,
}

impl Member {
    fn feed(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if let Some((_, end)) = &mut self.end {
            end.feed(bytes);
            return;
        }
        let before = self.head.len();
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD.saturating_sub(before)));
        self.head.extend_from_slice(head);
        if self.head.len() == HEAD && before < HEAD {
            self.open();
            if let Some((_, end)) = &mut self.end {
                end.feed(rest);
            }
        }
    }

    /// Knows an `exp` dump by its header, and from then on looks for its end.
    fn open(&mut self) {
        if let Ok(head) = exp::Head::parse(&self.head) {
            let mut end = exp::End::new(head.record_length);
            end.feed(&self.head);
            self.end = Some((head, end));
        }
    }

    /// What it was, and what it proves.
    fn close(mut self, producer: Producer) -> (Inside, Proof) {
        if self.end.is_none() {
            self.open();
        }
        if let Some((head, end)) = self.end {
            let proof = if producer == Producer::Expdp { Proof::Foreign(words::other_dump("exp")) } else { words::exp_whole(end.whole()) };
            return (Inside::exp(&head), proof);
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
pub(super) fn test(bytes: &dyn Bytes, producer: Producer) -> (Tested, Inside, Proof) {
    let mut member = Member::default();
    let mut worst: Option<(Inside, Proof)> = None;
    let tested = archive::test(Forward::new(bytes), &Limits::default(), &mut |event: Event<'_>| {
        match event {
            Event::Data(data) if producer.is_logical() => member.feed(data),
            Event::Data(_) => {}
            Event::Member { .. } => {
                let before = std::mem::take(&mut member);
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

/// Of several dumps in one archive the first that is not whole speaks for all.
fn keep(worst: &mut Option<(Inside, Proof)>, next: (Inside, Proof)) {
    if worst.as_ref().is_none_or(|(_, proof)| *proof == Proof::Whole) {
        *worst = Some(next);
    }
}
