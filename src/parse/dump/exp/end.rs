//! The same proof as `whole`, for a dump that comes as a stream: out of gzip, out of a tar.

use super::whole::{EXIT, Whole, judge};

/// Takes the bytes of a dump in order and remembers its end.
#[derive(Clone, Debug)]
pub struct End {
    record: u64,
    length: u64,
    /// NULs since the last other byte.
    nuls: u64,
    /// The last bytes before these, without a NUL among them; at most as many as the closing mark has.
    last: Vec<u8>,
}

impl End {
    /// For a dump of that record length.
    #[must_use]
    pub fn new(record_length: u32) -> Self {
        Self { record: record_length.max(1).into(), length: 0, nuls: 0, last: Vec::new() }
    }

    /// The next bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let Some(end) = bytes.iter().rposition(|&b| b != 0) else {
            self.nuls += bytes.len() as u64;
            return;
        };
        let (set, nuls) = bytes.split_at_checked(end + 1).unwrap_or((bytes, &[]));
        let tail = set.get(set.len().saturating_sub(EXIT.len())..).unwrap_or_default();
        let unbroken = tail.rsplit(|&b| b == 0).next().unwrap_or_default();
        if self.nuls > 0 || unbroken.len() < set.len() {
            self.last.clear();
        }
        self.last.extend(unbroken);
        let surplus = self.last.len().saturating_sub(EXIT.len());
        self.last.drain(..surplus);
        self.nuls = nuls.len() as u64;
    }

    /// What the end proves, now that nothing more comes. A stream is not looked through again: `no_table` is never set (the tables tell),
    /// and bytes behind an `EXIT` are told as a cut or a doubt of another kind.
    #[must_use]
    pub fn whole(&self) -> Whole {
        judge(self.length - self.nuls, self.nuls, self.last == EXIT, self.record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::dump::exp::{Cut, Head, whole};
    use crate::parse::dump::make::Exp;

    fn streamed(bytes: &[u8], size: usize) -> Whole {
        let mut end = End::new(512);
        bytes.chunks(size).for_each(|chunk| end.feed(chunk));
        end.whole()
    }

    #[test]
    fn a_stream_in_pieces_of_any_size_is_judged_as_the_file() {
        let dump = Exp { record: 512, ..Exp::default() }.table("EMP", 14).bytes();
        let head = Head::parse(&dump).unwrap();
        for size in [1, 2, 3, 5, 10, 11, 12, 100, 511, 512, dump.len()] {
            for cut in (600..=dump.len()).rev().step_by(7) {
                let file = &dump[..cut];
                assert_eq!(streamed(file, size), whole(&file, &head).unwrap(), "{cut} bytes in pieces of {size}");
            }
        }
        assert!(matches!(streamed(&dump, 64), Whole::Whole { no_table: false, .. }));
    }

    #[test]
    fn what_follows_the_end_is_no_whole_dump() {
        let mut dump = Exp { record: 512, ..Exp::default() }.table("EMP", 14).bytes();
        dump.push(b'x');
        assert_eq!(streamed(&dump, 100), Whole::Cut(Cut::InRecord { length: dump.len() as u64, over: 1 }));
        assert!(matches!(streamed(b"\nEXIT\nEXI\0T\n", 20), Whole::Cut(_)), "a NUL inside the mark");
    }
}
