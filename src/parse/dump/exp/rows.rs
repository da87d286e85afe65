//! The walk over the rows of a section: a value is a length (little-endian) and as many bytes, `FFFE` is NULL. A conventional row ends in
//! `00 00`; one of the direct path ends with its last value. `FFFF` where a row would begin, and a line end, close the section.

use super::columns::Columns;

const NULL: u16 = 0xFFFE;
const END: u16 = 0xFFFF;
const FOUR_NULLS: [u8; 8] = [0xFE, 0xFF, 0xFE, 0xFF, 0xFE, 0xFF, 0xFE, 0xFF];

/// The place in a section, kept from buffer to buffer.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    columns: &'a Columns,
    /// The next value's column; as many as there are: the end of a conventional row is next.
    column: usize,
    pub(super) rows: u64,
}

/// Why the walk stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end before what comes next does.
    More,
    /// The section is closed.
    End,
    /// What comes next is not of a row.
    Fault,
}

impl<'a> Walk<'a> {
    pub(super) fn new(columns: &'a Columns) -> Self {
        Self { columns, column: 0, rows: 0 }
    }

    /// Walks on through `bytes`; how many of them are done with, and why no more.
    pub(super) fn walk(&mut self, bytes: &[u8]) -> (usize, Stop) {
        let each = self.columns.each.as_slice();
        let mut rest = bytes;
        let stop = loop {
            let Some((length, behind)) = rest.split_first_chunk::<2>() else { break Stop::More };
            let length = u16::from_le_bytes(*length);
            let Some(column) = each.get(self.column) else {
                if length != 0 {
                    break Stop::Fault;
                }
                self.row();
                rest = behind;
                continue;
            };
            if (column.least..=column.most).contains(&length) {
                let Some((value, behind)) = behind.split_at_checked(length.into()) else { break Stop::More };
                if column.number && value.contains(&0) {
                    break Stop::Fault;
                }
                rest = behind;
            } else if length == NULL {
                rest = behind;
                // Wide rows are mostly NULLs.
                while let Some((four, behind)) = rest.split_first_chunk()
                    && *four == FOUR_NULLS
                    && self.column + 4 < each.len()
                {
                    rest = behind;
                    self.column += 4;
                }
            } else if length == END && self.column == 0 {
                match behind.first() {
                    None => break Stop::More,
                    Some(b'\n') => {
                        rest = behind.get(1..).unwrap_or_default();
                        break Stop::End;
                    }
                    Some(_) => break Stop::Fault,
                }
            } else {
                break Stop::Fault;
            }
            self.column += 1;
            if self.columns.direct && self.column == each.len() {
                self.row();
            }
        };
        (bytes.len() - rest.len(), stop)
    }

    fn row(&mut self) {
        self.rows += 1;
        self.column = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::dump::exp::columns::Column;

    fn columns(direct: bool) -> Columns {
        Columns { each: vec![Column { least: 1, most: 22, number: true }, Column::upto(40)], direct, charset: None, size: 0 }
    }

    /// What a walk in pieces of `size` bytes gives; a piece begins with what the one before left.
    fn walked(bytes: &[u8], direct: bool, size: usize) -> (u64, usize, Stop) {
        let columns = columns(direct);
        let (mut walk, mut done, mut end) = (Walk::new(&columns), 0, 0);
        loop {
            let (n, stop) = walk.walk(&bytes[done..end]);
            done += n;
            if stop != Stop::More || end == bytes.len() {
                return (walk.rows, done, stop);
            }
            end = (end + size).min(bytes.len());
        }
    }

    const CONVENTIONAL: &[u8] = b"\x02\0\xC1\x02\x03\0abc\0\0\xFE\xFF\0\0\0\0\x02\0\xC1\x03\xFE\xFF\0\0\xFF\xFF\nTABLE";
    const DIRECT: &[u8] = b"\x02\0\xC1\x02\x03\0abc\xFE\xFF\xFE\xFF\xFF\xFF\nTABLE";

    #[test]
    fn both_paths_are_counted_wherever_the_pieces_are_cut() {
        for size in 1..CONVENTIONAL.len() {
            assert_eq!(walked(CONVENTIONAL, false, size), (3, CONVENTIONAL.len() - 5, Stop::End), "pieces of {size}");
            assert_eq!(walked(DIRECT, true, size), (2, DIRECT.len() - 5, Stop::End), "pieces of {size}");
        }
        assert_eq!(walked(b"\xFF\xFF\n", false, 3), (0, 3, Stop::End), "an empty table");
    }

    #[test]
    fn wide_rows_of_nulls_are_counted_by_their_columns() {
        for width in 1..14 {
            for direct in [false, true] {
                let columns = Columns { each: vec![Column::upto(9); width], direct, charset: None, size: 0 };
                let row = [b"\xFE\xFF".repeat(width), if direct { vec![] } else { vec![0, 0] }].concat();
                let bytes = [row.repeat(3), b"\xFF\xFF\n".to_vec()].concat();
                let mut walk = Walk::new(&columns);
                assert_eq!((walk.walk(&bytes), walk.rows), ((bytes.len(), Stop::End), 3), "{width} columns, direct path {direct}");
            }
        }
    }

    #[test]
    fn what_is_no_row_is_a_fault_where_it_stands() {
        for (bytes, direct, at) in [
            (&b"\x02\0\xC1\x02\x29\0"[..], false, 4),
            (b"\x01\0a\xFF\xFF\n", false, 3),
            (b"\x01\0a\x01\0b\x01\0", false, 6),
            (b"\xFF\xFFx", false, 0),
            (b"\x01\0a\xFF\xFF\n", true, 3),
            (b"\xFD\xFF", false, 0),
            (b"\x05\0\xC1\x02\x03\0a", false, 0),
            (b"\0\0", false, 0),
        ] {
            let (_, done, stop) = walked(bytes, direct, bytes.len());
            assert_eq!((done, stop), (at, Stop::Fault), "{bytes:?}");
        }
    }
}
