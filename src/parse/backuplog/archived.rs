//! Which archived logs a backup has, and which are missing between them.

use std::collections::BTreeMap;

/// Sequences of archived logs by thread, as ranges: what a backup has, to look for gaps.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ArchivedLogs {
    threads: BTreeMap<u32, BTreeMap<u64, u64>>,
    count: usize,
}

/// Sequences that no backup in view has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Redo thread (RAC).
    pub thread: u32,
    /// First missing.
    pub from: u64,
    /// Last missing.
    pub to: u64,
}

impl ArchivedLogs {
    /// The most ranges that are kept; real logs have one or two a thread.
    pub const RANGES: usize = 10_000;

    /// Adds a sequence; `false` when there is no room for another range.
    pub fn add(&mut self, thread: u32, sequence: u64) -> bool {
        self.add_range(thread, sequence, sequence)
    }

    /// Adds what another log has, for gaps that a night's log cannot see; `false` when not all of it found room.
    pub fn merge(&mut self, other: &ArchivedLogs) -> bool {
        other.ranges().fold(true, |all, (thread, from, to)| self.add_range(thread, from, to) && all)
    }

    fn add_range(&mut self, thread: u32, mut from: u64, mut to: u64) -> bool {
        let full = self.count >= Self::RANGES;
        if full && !self.threads.contains_key(&thread) {
            return false;
        }
        let ranges = self.threads.entry(thread).or_default();
        let before = ranges.len();
        // Every range that touches the new one, up to its end and the one after.
        while let Some((&start, &end)) = ranges.range(..=to.saturating_add(1)).next_back() {
            if end.saturating_add(1) < from {
                break;
            }
            (from, to) = (from.min(start), to.max(end));
            ranges.remove(&start);
        }
        let room = !full || ranges.len() < before;
        if room {
            ranges.insert(from, to);
        }
        self.count = self.count + ranges.len() - before;
        room
    }

    /// Threads, and the first and last sequence of each range.
    pub fn ranges(&self) -> impl Iterator<Item = (u32, u64, u64)> + '_ {
        self.threads.iter().flat_map(|(&thread, ranges)| ranges.iter().map(move |(&from, &to)| (thread, from, to)))
    }

    /// What is missing between the first and the last of each thread. A database opened with RESETLOGS counts from 1
    /// again: compare only logs of one incarnation.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (&thread, ranges) in &self.threads {
            let after = ranges.keys().skip(1);
            for (&end, &next) in ranges.values().zip(after) {
                gaps.push(Gap { thread, from: end + 1, to: next - 1 });
            }
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logs(sequences: &[u64]) -> ArchivedLogs {
        let mut logs = ArchivedLogs::default();
        for &sequence in sequences {
            assert!(logs.add(1, sequence));
        }
        logs
    }

    #[test]
    fn sequences_become_ranges_in_any_order() {
        let all: Vec<_> = logs(&[7, 5, 9, 6, 5, 1]).ranges().collect();
        assert_eq!(all, [(1, 1, 1), (1, 5, 7), (1, 9, 9)]);
        let mut night = logs(&[10, 11]);
        night.merge(&logs(&[8, 9, 12, 3]));
        night.add(2, 1);
        assert_eq!(night.ranges().collect::<Vec<_>>(), [(1, 3, 3), (1, 8, 12), (2, 1, 1)]);
        assert_eq!(night.gaps(), [Gap { thread: 1, from: 4, to: 7 }]);
        assert!(logs(&[u64::MAX, 0, u64::MAX - 1]).gaps().len() == 1);
    }

    #[test]
    fn a_log_full_of_gaps_does_not_fill_the_memory() {
        let mut logs = ArchivedLogs::default();
        let kept = (0..30_000u64).filter(|n| logs.add(1, n * 2)).count();
        assert_eq!(kept, ArchivedLogs::RANGES);
        assert!(logs.add(1, 1), "what joins two ranges still finds room");
    }
}
