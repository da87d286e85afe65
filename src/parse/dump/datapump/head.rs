//! The header block.

use crate::parse::dump::bytes::{Bytes, be, take, text_at};
use crate::parse::dump::version::Version;
use jiff::civil::{DateTime, date};
use std::io;

/// As much of a file as holds all fields that are read.
const MOST: usize = 1024;
/// The number of Data Pump itself, in all dumps seen.
const MAGIC: &[u8] = b"\x00\x67\x80\xBC";
const MAGIC_AT: usize = 6;
const JOB_AT: usize = 0x43;

/// The header of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Of the file format: 1.1 for 10.2, 3.1 for 11.2, 5.1 for 21c; by the documentation 0.1 for 10.1, 2.1 for 11.1, 4.1 for 12.1.
    pub version: (u8, u8),
    /// Bytes 2 to 5: another number for each file, said to be a checksum of the header.
    pub checksum: u32,
    /// Of the job that wrote the file, the same in all files of a set.
    pub guid: [u8; 16],
    /// Bytes of a block.
    pub block_size: u32,
    /// The character set of the database, by number.
    pub charset: u16,
    /// The same by name, as the header says it.
    pub charset_name: Option<String>,
    /// When the file was begun, in the clock of the database's host.
    pub created: Option<DateTime>,
    /// `"OWNER"."SYS_EXPORT_SCHEMA_01"`, with the quotes.
    pub job: String,
    /// Where the master table is; `None` while the job runs, where it was killed, and in the files of a set that hold none.
    pub master: Option<Master>,
    /// `x86_64/Linux 2.4.xx`.
    pub platform: Option<String>,
    /// The version that a server needs to import the file (the job's VERSION).
    pub database: Option<Version>,
    /// The same as written: `11.02.00.00.00`.
    pub database_text: Option<String>,
    /// `host:instance`.
    pub instance: Option<String>,
    /// `001:001:000001:000001`: counters of files and pieces, all 1 in a dump of one file. Which counts what is not known.
    pub pieces: Option<[u32; 4]>,
    /// Three more numbers that are 1, 0 and 1 in a dump of one file (at 14, 0x1F and 0x21); one of them should be the number of the file.
    pub numbers: [u16; 3],
}

/// The master table, which a job writes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Master {
    /// Number of its first block; the header is block 1.
    pub position: u32,
    /// Bytes from there.
    pub length: u64,
}

/// Why a header was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The number of Data Pump is not in its place.
    NotDataPump,
    /// No job name: a file of an external table, or a shape that was never seen.
    NoJob,
    /// The file ends inside the header.
    Short { length: u64 },
    /// The block size is no power of two from 512 to 32,768.
    BlockSize { found: u32 },
    /// Position and length of the master table do not go together.
    Master { position: u32, length: u64 },
}

/// Whether a file begins as one of Data Pump does.
pub(in crate::parse::dump) fn is_datapump(head: &[u8]) -> bool {
    head.get(MAGIC_AT..).is_some_and(|rest| rest.starts_with(MAGIC))
}

/// Whether a job name stands in its place.
pub(in crate::parse::dump) fn names_a_job(head: &[u8]) -> bool {
    head.get(JOB_AT) == Some(&b'"')
}

impl Head {
    /// Reads the header; the outer error is that of the file.
    pub fn read(bytes: &dyn Bytes) -> io::Result<Result<Self, Fault>> {
        Ok(Self::parse(&take(bytes, 0, MOST)?))
    }

    /// The same from the first kilobyte of a file.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        if !is_datapump(bytes) {
            return Err(Fault::NotDataPump);
        }
        let fixed = bytes.first_chunk::<MOST>().ok_or(Fault::Short { length: bytes.len() as u64 })?;
        if !names_a_job(fixed) {
            return Err(Fault::NoJob);
        }
        let block_size = u32::from(word(fixed, 0x25));
        if !(512..=32_768).contains(&block_size) || !block_size.is_power_of_two() {
            return Err(Fault::BlockSize { found: block_size });
        }
        let position = long(fixed, 0x36);
        let master = match (position, be::<8>(fixed, 0x3A).unwrap_or_default()) {
            (0, 0) => None,
            (2.., length @ 1..) => Some(Master { position, length }),
            (_, length) => return Err(Fault::Master { position, length }),
        };
        // Identifiers of 128 bytes have moved what follows the job name.
        let shift = [0x17B, 0].into_iter().find(|shift| version_at(fixed, 0x1DD + shift).is_some());
        let text = |at: usize, most: usize| shift.map(|shift| plain(text_at(fixed, at + shift, most))).filter(|text| !text.is_empty());
        let database_text = text(0x1DD, 24);
        Ok(Self {
            version: (byte(fixed, 0), byte(fixed, 1)),
            checksum: long(fixed, 2),
            guid: fixed.get(15..).and_then(|rest| rest.first_chunk().copied()).unwrap_or_default(),
            block_size,
            charset: word(fixed, 0x27),
            charset_name: text(0x127, 32),
            created: created(fixed),
            job: plain(text_at(fixed, JOB_AT, 0x200 - JOB_AT)),
            master,
            platform: text(0x85, 0x60),
            database: database_text.as_deref().and_then(Version::parse),
            database_text,
            instance: text(0xEA, 60).filter(|text| text.contains(':')),
            pieces: text(0x21A, 40).and_then(|text| pieces(&text)),
            numbers: [byte(fixed, 14).into(), word(fixed, 0x1F), word(fixed, 0x21)],
        })
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

fn word(bytes: &[u8], at: usize) -> u16 {
    be::<2>(bytes, at).and_then(|n| u16::try_from(n).ok()).unwrap_or_default()
}

fn long(bytes: &[u8], at: usize) -> u32 {
    be::<4>(bytes, at).and_then(|n| u32::try_from(n).ok()).unwrap_or_default()
}

/// Text of a header, whose character set need not be known: names of hosts and platforms are ASCII.
fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `11.02.00.00.00`.
fn version_at(bytes: &[u8], at: usize) -> Option<Version> {
    let text = str::from_utf8(text_at(bytes, at, 24)).ok()?;
    Version::parse(text).filter(|_| text.split('.').count() == 5)
}

fn created(bytes: &[u8]) -> Option<DateTime> {
    let [month, day, hour, minute, second] = *bytes.get(0x2B..)?.first_chunk::<5>()?;
    let small = |b: u8| i8::try_from(b).ok();
    let year = i16::try_from(word(bytes, 0x29)).ok().filter(|y| (1980..=9999).contains(y))?;
    let day = jiff::civil::Date::new(year, small(month)?, small(day)?).ok()?;
    let time = jiff::civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    (day > date(1980, 1, 1)).then(|| day.to_datetime(time))
}

fn pieces(text: &str) -> Option<[u32; 4]> {
    let mut out = [0; 4];
    let mut words = text.split(':');
    for place in &mut out {
        let word = words.next()?;
        *place = word.parse().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit()))?;
    }
    words.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::dump::make;

    #[test]
    fn headers_of_both_layouts_say_the_same() {
        for version in [(5, 1), (3, 1)] {
            let head = Head::parse(&make::Pump { version, ..make::Pump::default() }.bytes()).unwrap();
            assert_eq!((head.version, head.block_size, head.charset), (version, 4096, 852));
            assert_eq!(head.job, "\"SWZJ\".\"SYS_EXPORT_SCHEMA_01\"");
            assert_eq!(head.created, Some(date(2024, 5, 4).at(22, 30, 5, 0)));
            assert_eq!(head.master, Some(Master { position: 7, length: 5000 }));
            assert_eq!((head.charset_name.as_deref(), head.platform.as_deref()), (Some("ZHS16GBK"), Some("x86_64/Linux 2.4.xx")));
            assert_eq!((head.database_text.as_deref(), head.database), (Some("19.00.00.00.00"), Version::parse("19.0")));
            assert_eq!((head.instance.as_deref(), head.pieces), (Some("db1:tax1"), Some([1; 4])));
            assert_eq!((head.guid, head.numbers), ([7; 16], [1, 0, 1]));
        }
        // 10.2 has no counters of pieces.
        let old = make::Pump { version: (1, 1), pieces: "", ..make::Pump::default() };
        assert_eq!(Head::parse(&old.bytes()).unwrap().pieces, None);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let good = make::Pump::default().bytes();
        let spoil = |at: usize, to: &[u8]| {
            let mut bytes = good.clone();
            bytes[at..at + to.len()].copy_from_slice(to);
            Head::parse(&bytes)
        };
        assert_eq!(spoil(6, b"\x01"), Err(Fault::NotDataPump));
        assert_eq!(spoil(0x43, b"\0"), Err(Fault::NoJob));
        assert_eq!(spoil(0x25, b"\x10\x01"), Err(Fault::BlockSize { found: 0x1001 }));
        assert_eq!(spoil(0x36, &[0; 4]), Err(Fault::Master { position: 0, length: 5000 }));
        assert_eq!(spoil(0x2B, b"\x0D").unwrap().created, None, "no such month");
        assert_eq!(spoil(0x358, &[0; 30]).unwrap().platform, None, "where things stand is not known");
        assert_eq!(Head::parse(&good[..1023]), Err(Fault::Short { length: 1023 }));
    }
}
