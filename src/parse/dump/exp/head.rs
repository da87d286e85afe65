//! The header: lines of text, three character sets, the date and the name of the file.

use super::date;
use crate::parse::dump::bytes::{Bytes, be, take};
use crate::parse::dump::charset;
use crate::parse::dump::version::Version;
use jiff::civil::DateTime;
use std::io;

/// The header fits into this many bytes in every dump seen; a name of a file has at most 512.
const MOST: usize = 4096;

/// What `exp` was asked to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `TABLES=`.
    Tables,
    /// `OWNER=`: one or more schemas.
    Users,
    /// `FULL=Y`.
    Entire,
    /// Another word.
    Other(String),
}

/// The header of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The character set of the client, as byte 1 says. Statements, names and the date are written in it.
    pub client: u16,
    /// Direct path (`DIRECT=Y`); a table that cannot be read so is exported conventionally all the same.
    pub direct: bool,
    /// The version of `exp`, which is what `imp` must not be older than.
    pub version: Option<Version>,
    /// The same as written: `V19.00.00`.
    pub version_text: String,
    /// Whether the letter before the user is D: one with the rights to export others.
    pub privileged: bool,
    pub user: String,
    pub mode: Mode,
    /// Bytes of a record; a whole file is a multiple of it.
    pub record_length: u32,
    /// Client, database and national character set, as they stand together. The first equals `client` in every dump seen; where it does
    /// not, bytes 1 and 2 were changed by hand, as folklore advises.
    pub charsets: [u16; 3],
    /// As written in the client's language, in its character set.
    pub date_text: String,
    /// The same, where the language is understood; in the client's own time.
    pub date: Option<DateTime>,
    /// The name given as FILE=, perhaps with folders.
    pub file: String,
}

impl Head {
    /// The character set of the database, in which rows are (from 9i on).
    #[must_use]
    pub fn database(&self) -> u16 {
        let [_, database, _] = self.charsets;
        database
    }
}

/// Why a header was not understood: where, and what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No `03`, character set and `EXPORT:V` at the beginning.
    NotExp,
    /// Line ends are CR LF: the file went through a transfer in text mode, which spoils every length in it.
    TextMode { at: u64 },
    /// The file ends inside the header.
    Short { at: u64 },
    /// Neither U nor D before a user.
    User { at: u64 },
    /// No R before a mode.
    Mode { at: u64 },
    /// The record length is not a number from 256 to 65,536.
    RecordLength { at: u64 },
    /// A line of numbers is something else.
    Number { at: u64 },
    /// What follows the lines is not three character sets, `00 01`, a length, a date and a name.
    Tail { at: u64 },
}

/// Whether a file begins as a dump of `exp` does.
pub(in crate::parse::dump) fn is_exp(head: &[u8]) -> bool {
    let Some((&[3, _, _], rest)) = head.split_first_chunk::<3>() else { return false };
    rest.starts_with(b"EXPORT:V") || rest.starts_with(b"D\nEXPORT:V") || rest.starts_with(b"D\r\nEXPORT:V")
}

impl Head {
    /// Reads the header; the outer error is that of the file.
    pub fn read(bytes: &dyn Bytes) -> io::Result<Result<Self, Fault>> {
        Ok(Self::parse(&take(bytes, 0, MOST)?))
    }

    /// The same from the first 4 KiB of a file.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        if !is_exp(bytes) {
            return Err(Fault::NotExp);
        }
        let mut lines = Lines { bytes, at: 3 };
        let client = be::<2>(bytes, 1).map_or(0, short);
        let mut line = lines.next()?;
        let direct = line == b"D";
        if direct {
            line = lines.next()?;
        }
        let version_text = charset::text(client, line.strip_prefix(b"EXPORT:").ok_or(Fault::NotExp)?);
        let at = lines.offset();
        let (privileged, user) = match lines.next()?.split_first() {
            Some((b'U', user)) => (false, user),
            Some((b'D', user)) => (true, user),
            _ => return Err(Fault::User { at }),
        };
        let at = lines.offset();
        let mode = match lines.next()?.split_first() {
            Some((b'R', b"TABLES")) => Mode::Tables,
            Some((b'R', b"USERS")) => Mode::Users,
            Some((b'R', b"ENTIRE")) => Mode::Entire,
            Some((b'R', other)) => Mode::Other(charset::text(client, other)),
            _ => return Err(Fault::Mode { at }),
        };
        let at = lines.offset();
        let record_length = number(lines.next()?).filter(|n| (256..=65_536).contains(n)).ok_or(Fault::RecordLength { at })?;
        for _ in 0..3 {
            let at = lines.offset();
            number(lines.next()?).ok_or(Fault::Number { at })?;
        }
        let at = lines.offset();
        let (charsets, date, file) = tail(bytes.get(lines.at..).unwrap_or_default()).ok_or_else(|| lines.fault(Fault::Tail { at }))?;
        let date_text = charset::text(client, date);
        Ok(Self {
            client,
            direct,
            version: Version::parse(&version_text),
            version_text,
            privileged,
            user: charset::text(client, user),
            mode,
            record_length,
            charsets,
            date: date::parse(&date_text),
            date_text,
            file: charset::text(client, file),
        })
    }
}

/// The lines of the header, one after the other.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    fn offset(&self) -> u64 {
        self.at as u64
    }

    fn next(&mut self) -> Result<&'a [u8], Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).ok_or(Fault::Short { at: self.bytes.len() as u64 })?;
        let line = rest.get(..end).unwrap_or_default();
        if line.ends_with(b"\r") {
            return Err(Fault::TextMode { at: (self.at + end) as u64 - 1 });
        }
        self.at += end + 1;
        Ok(line)
    }

    /// The fault of what follows the lines: a file that is shorter than any header ends there.
    fn fault(&self, otherwise: Fault) -> Fault {
        if self.bytes.len() < 256 { Fault::Short { at: self.bytes.len() as u64 } } else { otherwise }
    }
}

fn short(n: u64) -> u16 {
    u16::try_from(n).unwrap_or_default()
}

/// A line that is a number, or two with a bar between them (`0|4000` in some versions): the first.
fn number(line: &[u8]) -> Option<u32> {
    let mut words = str::from_utf8(line).ok()?.split('|');
    let plain = |word: &str| !word.is_empty() && word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit());
    let first = words.next().filter(|word| plain(word))?;
    words.all(plain).then(|| first.parse().ok())?
}

/// Three character sets, `00 01`, NULs, the length of the name in two bytes and a NUL; then the date, padded with blanks in front, and
/// behind it, without anything between, the name.
fn tail(bytes: &[u8]) -> Option<([u16; 3], &[u8], &[u8])> {
    let charsets = [be::<2>(bytes, 0)?, be::<2>(bytes, 2)?, be::<2>(bytes, 4)?].map(short);
    let rest = bytes.get(6..)?.strip_prefix(b"\x00\x01")?;
    let nuls = rest.iter().take(16).take_while(|&&b| b == 0).count();
    let rest = rest.get(nuls..)?;
    let (length, text) = match *rest.first_chunk::<3>()? {
        // A name of 32 bytes has a length that is a blank itself, but a NUL behind it.
        [high @ 1..=2, 0, 0] => (usize::from(high) << 8, rest.get(3..)?),
        [low, 0, _] => (usize::from(low), rest.get(2..)?),
        [high @ 1..=2, low, 0] => (usize::from(high) << 8 | usize::from(low), rest.get(3..)?),
        [b' ', b' ', _] => (0, rest),
        _ => return None,
    };
    let text = text.get(..text.iter().position(|&b| b == 0)?)?;
    let (date, file) = text.split_at_checked(text.len().checked_sub(length)?)?;
    date.starts_with(b" ").then(|| (charsets, date.trim_ascii(), file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::dump::make;
    use jiff::civil::date;

    #[test]
    fn a_conventional_header_of_a_chinese_client() {
        let dump = make::Exp { date: "星期三 6月 26 17:9:7 2019", file: "d:\\bak\\zs_20190626.dmp", ..make::Exp::default() };
        let head = Head::parse(&dump.bytes()).unwrap();
        assert_eq!((head.client, head.direct, head.privileged, head.user.as_str()), (852, false, false, "SCOTT"));
        assert_eq!((head.version, head.mode.clone(), head.record_length), (Version::parse("19.0"), Mode::Users, 2048));
        assert_eq!((head.charsets, head.database()), ([852, 873, 2000], 873));
        assert_eq!((head.date_text.as_str(), head.date), ("星期三 6月 26 17:9:7 2019", Some(date(2019, 6, 26).at(17, 9, 7, 0))));
        assert_eq!(head.file, "d:\\bak\\zs_20190626.dmp");
    }

    #[test]
    fn a_direct_header_of_a_privileged_user() {
        let dump = make::Exp { direct: true, user: "DSYSTEM", mode: "RENTIRE", file: &"x".repeat(300), ..make::Exp::default() };
        let head = Head::parse(&dump.bytes()).unwrap();
        assert_eq!((head.direct, head.privileged, head.user.as_str(), head.mode), (true, true, "SYSTEM", Mode::Entire));
        assert_eq!(head.file.len(), 300, "a length of two bytes");
        // 32 is a blank, with which the date begins too.
        let dump = make::Exp { file: &"y".repeat(32), ..make::Exp::default() };
        assert_eq!(Head::parse(&dump.bytes()).unwrap().file.len(), 32);
    }

    #[test]
    fn faults_say_where() {
        let good = make::Exp::default().bytes();
        let spoil = |from: &[u8], to: &[u8]| {
            let at = memchr::memmem::find(&good, from).unwrap();
            Head::parse(&[&good[..at], to, &good[at + from.len()..]].concat()).unwrap_err()
        };
        assert_eq!(spoil(b"EXPORT:V", b"IMPORT:V"), Fault::NotExp);
        assert_eq!(spoil(b"USCOTT", b"XSCOTT"), Fault::User { at: 20 });
        assert_eq!(spoil(b"RUSERS", b"USERS"), Fault::Mode { at: 27 });
        assert_eq!(spoil(b"2048", b"20x8"), Fault::RecordLength { at: 34 });
        assert_eq!(spoil(b"\n72\n", b"\n-2\n"), Fault::Number { at: 41 });
        assert_eq!(spoil(b"\x03\x54\x03\x69\x07\xD0\0\x01", b"\x03\x54\x03\x69\x07\xD0\0\x02"), Fault::Tail { at: 46 });
        assert_eq!(spoil(b".00\nU", b".00\r\nU"), Fault::TextMode { at: 19 }, "FTP in text mode");
        for cut in 0..120 {
            assert!(Head::parse(&good[..cut]).is_err(), "{cut} bytes");
        }
    }
}
