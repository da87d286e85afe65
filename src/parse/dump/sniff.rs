//! What a file is, by its first bytes.

use super::bytes::{Bytes, be, last_set, take};
use super::{datapump, exp};
use std::io::Result;

/// How much of the beginning is looked at, and how much of either end before a file is called all NUL.
const HEAD: usize = 64 * 1024;

/// What a file turned out to be. A format is told only by bytes that nothing else begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// A dump of the original Export, see [`exp`].
    Exp,
    /// A dump of Data Pump, see [`datapump`].
    DataPump,
    /// The number of Data Pump stands in the header but no job name does: a file of an external table
    /// (`TYPE ORACLE_DATAPUMP`), or a shape that was never seen.
    DataPumpWithoutJob,
    /// gzip (`1F 8B 08`).
    Gzip,
    /// `compress` (`1F 9D`), as on AIX.
    Compress,
    Zip,
    Xz,
    Zstd,
    Bzip2,
    SevenZip,
    Tar,
    /// No bytes at all.
    Empty,
    /// NULs. `all` where every byte was looked at; else the first and the last 64 KiB were.
    Zeros {
        all: bool,
    },
    /// None of these. What it begins with, at most 32 bytes.
    Unknown {
        first: Vec<u8>,
    },
}

/// Looks at the first 64 KiB of a file (and at the last, where these are NUL).
///
/// Dumps of 达梦 `dexp` have no sign of their own that is known here; they are [`Format::Unknown`].
pub fn sniff(bytes: &dyn Bytes) -> Result<Format> {
    const SIGNS: [(&[u8], Format); 8] = [
        (b"\x1F\x8B\x08", Format::Gzip),
        (b"\x1F\x9D", Format::Compress),
        (b"PK\x03\x04", Format::Zip),
        (b"PK\x05\x06", Format::Zip),
        (b"PK\x07\x08PK\x03\x04", Format::Zip),
        (b"\xFD7zXZ\0", Format::Xz),
        (b"\x28\xB5\x2F\xFD", Format::Zstd),
        (b"7z\xBC\xAF\x27\x1C", Format::SevenZip),
    ];
    if bytes.is_empty() {
        return Ok(Format::Empty);
    }
    let head = take(bytes, 0, HEAD)?;
    if exp::is_exp(&head) {
        return Ok(Format::Exp);
    }
    if datapump::is_datapump(&head) {
        return Ok(if datapump::names_a_job(&head) { Format::DataPump } else { Format::DataPumpWithoutJob });
    }
    if let Some((_, format)) = SIGNS.into_iter().find(|(sign, _)| head.starts_with(sign)) {
        return Ok(format);
    }
    if is_bzip2(&head) {
        return Ok(Format::Bzip2);
    }
    if is_tar(&head) {
        return Ok(Format::Tar);
    }
    let quiet = head.iter().all(|&b| b == 0) && last_set(bytes, bytes.len(), HEAD as u64)?.is_none();
    if quiet {
        return Ok(Format::Zeros { all: bytes.len() <= 2 * HEAD as u64 });
    }
    Ok(Format::Unknown { first: head.into_iter().take(32).collect() })
}

/// `BZh`, a digit, and the mark of a block or of the end, as letters alone may begin a text.
fn is_bzip2(head: &[u8]) -> bool {
    let Some((&[b'B', b'Z', b'h', b'1'..=b'9'], rest)) = head.split_first_chunk::<4>() else { return false };
    rest.starts_with(b"1AY&SY") || rest.starts_with(b"\x17\x72\x45\x38\x50\x90")
}

/// `ustar` in its place, or, for archives of old tars, a first header whose checksum is right.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.first_chunk::<512>() else { return false };
    if block.iter().all(|&b| b == 0) {
        return false;
    }
    if be::<5>(block, 257) == be::<5>(b"ustar", 0) {
        return true;
    }
    // The sum of all bytes, that of the field itself as blanks.
    let sum: u32 = block.iter().enumerate().map(|(i, &b)| if (148..156).contains(&i) { 32 } else { u32::from(b) }).sum();
    let field = block.get(148..156).unwrap_or_default();
    let digits: String = field.iter().map(|&b| char::from(b)).filter(char::is_ascii_digit).collect();
    digits.len() >= 4 && u32::from_str_radix(&digits, 8) == Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::dump::make;

    fn of(bytes: &[u8]) -> Format {
        sniff(&bytes).unwrap()
    }

    #[test]
    fn dumps_and_wrappers_tell_themselves() {
        assert_eq!(of(&make::Exp::default().table("T", 1).bytes()), Format::Exp);
        assert_eq!(of(&make::Exp { direct: true, ..make::Exp::default() }.bytes()), Format::Exp);
        assert_eq!(of(&make::Pump::default().bytes()), Format::DataPump);
        assert_eq!(of(&make::Pump { job: "", ..make::Pump::default() }.bytes()), Format::DataPumpWithoutJob);
        for (first, format) in [
            (&b"\x1F\x8B\x08\0"[..], Format::Gzip),
            (b"\x1F\x9D\x90", Format::Compress),
            (b"PK\x03\x04\x14", Format::Zip),
            (b"\xFD7zXZ\0\0", Format::Xz),
            (b"\x28\xB5\x2F\xFD\0", Format::Zstd),
            (b"BZh91AY&SY", Format::Bzip2),
            (b"", Format::Empty),
            (b"\0\0\0", Format::Zeros { all: true }),
            (b"BZh9 is a name", Format::Unknown { first: b"BZh9 is a name".to_vec() }),
            (b"PK", Format::Unknown { first: b"PK".to_vec() }),
            (b"EXPORT:V19", Format::Unknown { first: b"EXPORT:V19".to_vec() }),
        ] {
            assert_eq!(of(first), format, "{first:?}");
        }
    }

    #[test]
    fn tars_of_both_ages() {
        let mut block = vec![0; 1024];
        block[..5].copy_from_slice(b"a.dmp");
        let sum: u32 = block[..512].iter().map(|&b| u32::from(b)).sum::<u32>() + 8 * 32;
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(of(&block), Format::Tar);
        block[0] = b'b';
        assert!(matches!(of(&block), Format::Unknown { .. }), "the checksum is wrong");
        block[257..262].copy_from_slice(b"ustar");
        assert_eq!(of(&block), Format::Tar);
    }

    #[test]
    fn zeros_are_told_by_both_ends() {
        let mut big = vec![0; 3 * HEAD];
        assert_eq!(of(&big), Format::Zeros { all: false });
        *big.last_mut().unwrap() = 1;
        assert_eq!(of(&big), Format::Unknown { first: vec![0; 32] });
    }
}
