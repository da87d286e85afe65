//! Dumps of `exp` and Data Pump by their form, small ones for tests and a big one for the benchmark; always the same.
//! Written from the description of the formats, not with the readers' code: the two are held against each other.

use encoding_rs::GB18030;
use std::io::{self, Write};

/// A dump of `exp`.
#[derive(Clone, Debug)]
pub(crate) struct Exp<'a> {
    pub(crate) client: u16,
    pub(crate) database: u16,
    pub(crate) direct: bool,
    pub(crate) version: &'a str,
    /// With the letter before it.
    pub(crate) user: &'a str,
    /// With the letter before it.
    pub(crate) mode: &'a str,
    pub(crate) record: usize,
    pub(crate) date: &'a str,
    pub(crate) file: &'a str,
    /// What stands between header and `EXIT`.
    pub(crate) body: Vec<u8>,
}

impl Default for Exp<'_> {
    fn default() -> Self {
        Exp {
            client: 852,
            database: 873,
            direct: false,
            version: "V19.00.00",
            user: "USCOTT",
            mode: "RUSERS",
            record: 2048,
            date: "Tue Apr 16 17:30:46 2019",
            file: "expdat.dmp",
            body: Vec::new(),
        }
    }
}

/// A column: its type, its length, and whether it has a character set.
type Column = (u16, u16, bool);
/// NUMBER, VARCHAR2(40), DATE.
const PLAIN: [Column; 3] = [(2, 22, false), (1, 40, true), (12, 7, false)];

impl Exp<'_> {
    /// Lines of text, in the client's character set.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.body.extend(gbk(text));
        self.body.push(b'\n');
        self
    }

    /// A text of pieces with their lengths, as those of views and procedures.
    pub(crate) fn source(mut self, text: &str) -> Self {
        for piece in gbk(text).chunks(30_000) {
            self.body.extend(short(piece.len()));
            self.body.extend(piece);
        }
        self.body.extend(b"\0\0\n");
        self
    }

    /// A table with so many rows of a number, a text and a date; every fifth text is NULL.
    pub(crate) fn table(self, name: &str, rows: u64) -> Self {
        self.create(name).section(&insert(name, "", 3), rows)
    }

    /// A table of partitions with so many rows each.
    pub(crate) fn partitions(self, name: &str, rows: &[u64]) -> Self {
        let parts = rows.iter().zip(1..);
        parts.fold(self.create(name), |dump, (&n, part)| dump.section(&insert(name, &format!("PARTITION (\"P{part}\") "), 3), n))
    }

    pub(crate) fn create(self, name: &str) -> Self {
        self.text(&format!("TABLE \"{name}\"\nCREATE TABLE \"{name}\" (\"C1\" NUMBER, \"C2\" VARCHAR2(40), \"C3\" DATE)  PCTFREE 10"))
    }

    fn section(mut self, insert: &str, rows: u64) -> Self {
        self = self.text(insert);
        self.body.extend(description(&PLAIN, self.direct, self.database));
        for n in 0..rows {
            row(&mut self.body, n, self.direct);
        }
        self.body.extend(b"\xFF\xFF\n");
        self
    }

    /// A table whose second column has that type (112: CLOB, 8: LONG, 121: an object), and rows that only Oracle can read.
    pub(crate) fn unreadable(mut self, name: &str, kind: u16) -> Self {
        self = self.create(name).text(&insert(name, "", 2));
        self.body.extend(description(&[(2, 22, false), (kind, 4000, kind == 112)], self.direct, self.database));
        self.body.extend(b"\x02\0\xC1\x02\xFF\xFF and lengths of another form\xFF\xFF\nnot a line that follows rows\x00\x01\xFF\xFF\n");
        self
    }

    /// The whole dump.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = self.head();
        out.extend(&self.body);
        out.extend(self.end(out.len()));
        out
    }

    /// The header, as long as a record, and what of the body does not depend on tables.
    fn head(&self) -> Vec<u8> {
        let mut out = vec![3];
        out.extend(self.client.to_be_bytes());
        out.extend(if self.direct { &b"D\n"[..] } else { b"" });
        out.extend(format!("EXPORT:{}\n{}\n{}\n{}\n0\n72\n0\n", self.version, self.user, self.mode, self.record).bytes());
        for charset in [self.client, self.database, 2000] {
            out.extend(charset.to_be_bytes());
        }
        out.extend(b"\0\x01\0\0\0\0\0\0\0\0");
        out.extend(short(self.file.len()).iter().rev());
        out.push(0);
        let date = gbk(self.date);
        let blanks = 0x80_usize.saturating_sub(out.len() + date.len()).max(1);
        out.extend(std::iter::repeat_n(b' ', blanks));
        out.extend(date);
        out.extend(self.file.bytes());
        out.resize(out.len().next_multiple_of(self.record), 0);
        // Settings of the session, some of them text.
        out.extend(b"\x64\0\0\0\0\x60\x01\x24\x0F\x05#G#G\0\x06\0+00:00\0\0\x04\0BYTE\0\0\nMETRICST\n");
        out
    }

    /// The end of a dump that has `length` bytes so far.
    fn end(&self, length: usize) -> Vec<u8> {
        let mut out = b"METRICET 1\nMETRICETG0\nEXIT\nEXIT\n".to_vec();
        out.resize((length + out.len()).next_multiple_of(self.record) - length, 0);
        out
    }

    /// Writes a dump of at least so many bytes, row by row; how many rows it has.
    pub(crate) fn write_big(&self, out: &mut dyn Write, bytes: usize) -> io::Result<u64> {
        let mut piece = self.clone().create("BIG").text(&insert("BIG", "", 3));
        piece.body.extend(description(&PLAIN, self.direct, self.database));
        let head = [self.head(), piece.body].concat();
        out.write_all(&head)?;
        let (mut length, mut rows) = (head.len(), 0);
        let mut buffer = Vec::new();
        while length < bytes {
            buffer.clear();
            for n in rows..rows + 1000 {
                row(&mut buffer, n, self.direct);
            }
            rows += 1000;
            length += buffer.len();
            out.write_all(&buffer)?;
        }
        out.write_all(b"\xFF\xFF\nENDTABLE\n")?;
        out.write_all(&self.end(length + 12))?;
        Ok(rows)
    }
}

fn insert(name: &str, part: &str, columns: u8) -> String {
    let names: Vec<String> = (1..=columns).map(|n| format!("\"C{n}\"")).collect();
    let values: Vec<String> = (1..=columns).map(|n| format!(":{n}")).collect();
    format!("INSERT INTO \"{name}\" {part}({}) VALUES ({})", names.join(", "), values.join(", "))
}

/// Little-endian, in two bytes.
fn short(n: usize) -> [u8; 2] {
    u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes()
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn description(columns: &[Column], direct: bool, charset: u16) -> Vec<u8> {
    let mut out = short(columns.len()).to_vec();
    for &(kind, length, text) in columns {
        out.extend(kind.to_le_bytes());
        out.extend(length.to_le_bytes());
        if text {
            out.extend(charset.to_le_bytes());
            out.extend([1, 0]);
        }
    }
    out.extend([0, 0, u8::from(direct), 0]);
    out
}

fn row(out: &mut Vec<u8>, n: u64, direct: bool) {
    let [.., high, low] = n.to_be_bytes();
    out.extend([4, 0, 0xC3, high % 100 + 1, low % 100 + 1, 2]);
    if n.is_multiple_of(5) {
        out.extend([0xFE, 0xFF]);
    } else {
        let text = format!("NSRMC-{n:012}-{}", "abcdefghijklmnopqrst".get(..usize::from(low) % 20).unwrap_or_default());
        out.extend(short(text.len()));
        out.extend(text.bytes());
    }
    out.extend([7, 0, 120, 119, 4, 16, 18, 31, 47]);
    if !direct {
        out.extend([0, 0]);
    }
}

/// A dump of Data Pump.
#[derive(Clone, Debug)]
pub(crate) struct Pump<'a> {
    pub(crate) version: (u8, u8),
    pub(crate) guid: [u8; 16],
    pub(crate) numbers: [u16; 3],
    pub(crate) job: &'a str,
    pub(crate) block: u16,
    pub(crate) position: u32,
    pub(crate) length: u64,
    pub(crate) pieces: &'a str,
    /// Whether the master table begins with its own lengths, as in 21c.
    pub(crate) stream: bool,
}

impl Default for Pump<'_> {
    fn default() -> Self {
        Pump {
            version: (5, 1),
            guid: [7; 16],
            numbers: [1, 0, 1],
            job: "\"SWZJ\".\"SYS_EXPORT_SCHEMA_01\"",
            block: 4096,
            position: 7,
            length: 5000,
            pieces: "001:001:000001:000001",
            stream: true,
        }
    }
}

impl Pump<'_> {
    /// The header alone, a kilobyte.
    pub(crate) fn head(&self) -> Vec<u8> {
        let mut out = vec![0; 1024];
        let [byte, high, low] = self.numbers;
        let shift = if self.version.0 >= 5 { 0x17B } else { 0 };
        put(&mut out, 0, &[self.version.0, self.version.1, 0xEF, 0x9E, 0xA7, 0xA8, 0, 0x67, 0x80, 0xBC, 0, 2, 5, 0xEE]);
        put(&mut out, 14, &byte.to_be_bytes()[1..]);
        put(&mut out, 15, &self.guid);
        put(&mut out, 0x1F, &[high.to_be_bytes(), low.to_be_bytes(), [0, 0], self.block.to_be_bytes(), 852_u16.to_be_bytes()].concat());
        put(&mut out, 0x29, &[0x07, 0xE8, 5, 4, 22, 30, 5]);
        put(&mut out, 0x36, &self.position.to_be_bytes());
        put(&mut out, 0x3A, &self.length.to_be_bytes());
        put(&mut out, 0x43, self.job.as_bytes());
        for (at, text) in
            [(0x85, "x86_64/Linux 2.4.xx"), (0xEA, "db1:tax1"), (0x127, "ZHS16GBK"), (0x1DD, "19.00.00.00.00"), (0x21A, self.pieces)]
        {
            put(&mut out, at + shift, text.as_bytes());
        }
        out
    }

    /// The whole file: blocks of `x` up to the master table, which ends in a NUL or two before its end.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let block = usize::from(self.block.max(1));
        let begin = usize::try_from(self.position).unwrap_or(1).saturating_sub(1).max(1) * block;
        let length = usize::try_from(self.length).unwrap_or_default();
        let mut out = vec![b'x'; begin];
        let head = self.head();
        put(&mut out, 0, &head);
        let padding = length.min(10);
        let mut master = vec![b'm'; length - padding];
        if self.stream && length > 256 {
            let field = |n: usize| (n as u64).to_be_bytes();
            let (rows, last) = (length - padding - 128, length - 8);
            let pairs = [[field(64), field(64)], [field(rows), field(128)], [field(8), field(last)]].concat().concat();
            put(&mut master, 0, &[&b"\xFF\xFF\x24\x24\x0A\0"[..], &pairs].concat());
        }
        out.extend(master);
        out.resize((begin + length).next_multiple_of(block), 0);
        out
    }
}

fn put(into: &mut [u8], at: usize, what: &[u8]) {
    for (to, from) in into.iter_mut().skip(at).zip(what) {
        *to = *from;
    }
}
