//! The description of columns between an `INSERT` line and its rows (all numbers little-endian): how many; for each a type and a length,
//! for text also the character set and its form; then `00 00 00 00` before conventional rows, `00 00 01 00` before rows of the direct path.

use super::report::Uncounted;

/// More bytes than the longest description: 1,000 columns of 8 bytes, the count and the mark.
pub(super) const LONGEST: usize = 16 * 1024;

/// What a value of a column may be, other than NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// How few and how many bytes it has.
    pub(super) least: u16,
    pub(super) most: u16,
    /// A NUMBER has no byte that is 0: a length that is wrong, and so runs into the next, is most often seen by that.
    pub(super) number: bool,
}

/// The form of the rows that follow.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) each: Vec<Column>,
    pub(super) direct: bool,
    /// The character set of the first column of text, those of national text apart.
    pub(super) charset: Option<u16>,
    /// Length of the description.
    pub(super) size: usize,
}

/// What is not a description.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Not {
    /// It is one, of columns whose rows are of another form.
    Counted(Uncounted),
    /// It is none: the byte at this place is wrong.
    Columns { at: usize },
    /// The bytes end inside.
    Short,
}

/// Codes of types whose values are a length and bytes, as everywhere in Oracle (OCI).
const NUMBER: u16 = 2;
const LONG: u16 = 8;
const DATE: u16 = 12;
const LONG_RAW: u16 = 24;
const CLOB: u16 = 112;
const BFILE: u16 = 114;
/// The form of NCHAR and NVARCHAR2, whose character set is another.
const NATIONAL: u16 = 2;

/// Reads a description that must have `values` columns; `direct`: whether the dump may have rows of the direct path at all.
pub(super) fn columns(bytes: &[u8], values: u16, direct: bool) -> Result<Columns, Not> {
    let mut rest = Reader { bytes, at: 0 };
    if rest.short()? != values || values == 0 {
        return Err(Not::Columns { at: 0 });
    }
    let mut out = Columns { each: Vec::with_capacity(values.into()), direct: false, charset: None, size: 0 };
    let mut other = None;
    for _ in 0..values {
        let at = rest.at;
        let (kind, length) = (rest.short()?, rest.short()?);
        match kind {
            // VARCHAR2, CHAR.
            1 | 96 => {
                let (charset, form) = (rest.short()?, rest.short()?);
                if form != NATIONAL {
                    out.charset = out.charset.or(Some(charset));
                }
                // A client of 8i converts rows, which then need more room than their column; and the length may be meant in characters.
                out.each.push(Column::upto(length.saturating_mul(4).min(32_767)));
            }
            NUMBER => out.each.push(Column { least: 1, most: 22, number: true }),
            DATE => out.each.push(Column { least: 7, most: 7, number: false }),
            // RAW, BINARY_FLOAT and _DOUBLE, TIMESTAMPs and INTERVALs.
            23 | 100 | 101 | 180..=183 | 231 => out.each.push(Column::upto(length.max(22))),
            // ROWID and UROWID; how long they are written was not seen.
            11 | 69 | 104 | 208 => out.each.push(Column::upto(32_767)),
            LONG | LONG_RAW => other = other.or(Some(Uncounted::Long)),
            CLOB..=BFILE => other = other.or(Some(Uncounted::Lob)),
            // Types of objects have a name or more behind the code.
            58 | 108..=111 | 121..=123 => other = other.or(Some(Uncounted::Type(kind))),
            _ => return Err(Not::Columns { at }),
        }
        // What stands between this column and the next was not read, so neither is the next.
        if let Some(why) = other {
            return Err(Not::Counted(why));
        }
    }
    let at = rest.at;
    out.direct = match (rest.short()?, rest.short()?) {
        (0, 0) => false,
        (0, 1) if direct => true,
        _ => return Err(Not::Columns { at }),
    };
    out.size = rest.at;
    Ok(out)
}

impl Column {
    /// Any bytes, up to so many.
    pub(super) fn upto(most: u16) -> Self {
        Self { least: 0, most, number: false }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn short(&mut self) -> Result<u16, Not> {
        let field = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk()).ok_or(Not::Short)?;
        self.at += 2;
        Ok(u16::from_le_bytes(*field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `DEPT` of the well-known schema, conventional.
    const DEPT: &[u8] = b"\x03\0\x02\0\x16\0\x01\0\x0E\0\x69\x03\x01\0\x01\0\x0D\0\x69\x03\x01\0\0\0\0\0\x02\0\xC1\x0B";

    #[test]
    fn a_description_says_path_and_character_set() {
        let read = columns(DEPT, 3, false).unwrap();
        let number = Column { least: 1, most: 22, number: true };
        let each = vec![number, Column::upto(56), Column::upto(52)];
        assert_eq!(read, Columns { each, direct: false, charset: Some(873), size: 26 });
        let mut direct = DEPT.to_vec();
        direct[24] = 1;
        assert!(columns(&direct, 3, true).unwrap().direct);
        assert_eq!(columns(&direct, 3, false), Err(Not::Columns { at: 22 }), "not in a conventional dump");
    }

    #[test]
    fn what_is_not_one_is_told() {
        assert_eq!(columns(DEPT, 2, false), Err(Not::Columns { at: 0 }), "another number of values");
        assert_eq!(columns(b"\x01\0\xFA\0\0\0", 1, false), Err(Not::Columns { at: 2 }), "no such type");
        assert_eq!(columns(b"\x01\0\x02\0\x16\0\0\0\x07\0", 1, false), Err(Not::Columns { at: 6 }), "no such mark");
        assert_eq!(columns(b"\x01\0\x70\0\xA0\x0F", 1, false), Err(Not::Counted(Uncounted::Lob)));
        assert_eq!(columns(b"\x02\0\x02\0\x16\0\x08\0\0\0", 2, false), Err(Not::Counted(Uncounted::Long)));
        assert_eq!(columns(b"\x01\0\x79\0\0\0", 1, false), Err(Not::Counted(Uncounted::Type(121))));
        for cut in 0..26 {
            assert_eq!(columns(&DEPT[..cut], 3, false), Err(Not::Short), "{cut} bytes");
        }
    }
}
