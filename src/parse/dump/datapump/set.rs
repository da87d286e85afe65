//! The files of one export, by their headers and what was proved of each.

use super::head::Head;
use super::whole::{Cut, Doubt, Whole, alone};
use std::collections::BTreeSet;

/// What the files of a set prove together. Files are named by their place in what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub standing: Standing,
    /// What contradicts a whole set, all of it.
    pub against: Vec<Disagreement>,
    /// The files whose headers name a master table.
    pub masters: Vec<usize>,
    /// The numbers of the files, where one of the counters differs from file to file. That it is the number of the file is not documented.
    pub numbers: Option<Vec<u32>>,
}

/// The state of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One file, and whole.
    Whole,
    /// Something contradicts; see [`Set::against`].
    Broken,
    /// Nothing contradicts but that numbers are missing, by a counter of which it is not documented that it numbers the files.
    Gaps,
    /// No file names a master table: the job is running or was killed, or the file with it is missing.
    Unfinished,
    /// Nothing contradicts, and more cannot be proved: of sets of several files none was ever seen. `master_fits`: the file with the
    /// master table is as long as a dump of one file would be.
    Unknown { master_fits: Option<bool> },
}

/// Files that do not go together, or one that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The file is cut.
    Cut { file: usize, cut: Cut },
    /// The file is of another job than the first.
    OtherJob { file: usize },
    /// Its blocks are of another size than those of the first.
    BlockSize { file: usize },
    /// It is the same piece as an earlier one: all numbers are the same, and the checksum too.
    Duplicate { file: usize, of: usize },
    /// More than one file names a master table.
    Masters { files: Vec<usize> },
    /// Numbers between 1 and the highest that no file has.
    Missing { numbers: Vec<u32> },
}

/// At most so many missing numbers are listed.
const MOST_MISSING: usize = 1000;

/// Puts the files of a set together; `None` for no file.
#[must_use]
pub fn set(files: &[(Head, Whole)]) -> Option<Set> {
    let (first, _) = files.first()?;
    let mut against = Vec::new();
    for (file, (head, whole)) in files.iter().enumerate() {
        if let Whole::Cut(cut) = *whole {
            against.push(Disagreement::Cut { file, cut });
        }
        if head.guid != first.guid {
            against.push(Disagreement::OtherJob { file });
        } else if head.block_size != first.block_size {
            against.push(Disagreement::BlockSize { file });
        }
        let same = |other: &Head| other.guid == head.guid && other.checksum == head.checksum && counters(other) == counters(head);
        if let Some(of) = files.iter().take(file).position(|(other, _)| same(other)) {
            against.push(Disagreement::Duplicate { file, of });
        }
    }
    let masters: Vec<usize> = files.iter().enumerate().filter(|(_, (head, _))| head.master.is_some()).map(|(file, _)| file).collect();
    if masters.len() > 1 {
        against.push(Disagreement::Masters { files: masters.clone() });
    }
    let broken = !against.is_empty();
    let numbers = numbers(files);
    let missing = numbers.as_deref().map(missing).unwrap_or_default();
    let gaps = !missing.is_empty();
    if gaps {
        against.push(Disagreement::Missing { numbers: missing });
    }
    let standing = match files {
        _ if broken => Standing::Broken,
        [(_, Whole::Whole { .. })] => Standing::Whole,
        _ if masters.is_empty() => Standing::Unfinished,
        _ if gaps => Standing::Gaps,
        _ => Standing::Unknown { master_fits: masters.first().and_then(|&file| files.get(file)).and_then(|(_, whole)| fits(*whole)) },
    };
    Some(Set { standing, against, masters, numbers })
}

/// All places of a header that may number the files.
fn counters(head: &Head) -> Vec<u32> {
    head.numbers.iter().map(|&n| n.into()).chain(head.pieces.into_iter().flatten()).collect()
}

/// The counter that is another one in each file. Of a single file it cannot be told which counter it is, unless all are as in a dump of one.
fn numbers(files: &[(Head, Whole)]) -> Option<Vec<u32>> {
    let all: Vec<Vec<u32>> = files.iter().map(|(head, _)| counters(head)).collect();
    if let [(head, _)] = files {
        return alone(head).then(|| vec![1]);
    }
    (0..all.first()?.len()).find_map(|place| {
        let column: Vec<u32> = all.iter().filter_map(|counters| counters.get(place).copied()).collect();
        let distinct = column.iter().collect::<BTreeSet<_>>().len();
        (column.len() == files.len() && distinct == files.len() && !column.contains(&0)).then_some(column)
    })
}

fn missing(numbers: &[u32]) -> Vec<u32> {
    let here: BTreeSet<u32> = numbers.iter().copied().collect();
    let highest = here.last().copied().unwrap_or_default();
    (1..highest).filter(|n| !here.contains(n)).take(MOST_MISSING).collect()
}

fn fits(whole: Whole) -> Option<bool> {
    match whole {
        Whole::Whole { .. } => Some(true),
        Whole::Unknown(Doubt::Version { fits } | Doubt::OneOfSet { fits }) => Some(fits),
        Whole::Cut(_) | Whole::Unfinished | Whole::Unknown(Doubt::Lengths) => None,
    }
}
