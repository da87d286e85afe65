//! One backup file → what its own bytes prove.

use std::io::{self, Read};
use std::ops::ControlFlow;

use jiff::civil::DateTime;

use super::find::Found;
use super::words;
use crate::model::Words;
use crate::model::backup::Producer;
use crate::parse::archive::{self, Event, Limits};
use crate::parse::dump::version::Version;
use crate::parse::dump::{Bytes, Format, charset, datapump, exp, sniff};

/// What is proved of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Proof {
    Whole,
    /// It ends before it should.
    Cut {
        at: Option<u64>,
        why: Words,
    },
    Corrupt {
        at: Option<u64>,
        why: Words,
    },
    Empty(Words),
    /// Not what this producer makes.
    Foreign(Words),
    /// It may be whole; what would prove it was never seen, or is not looked at.
    Unknown(Words),
    /// It could not be read.
    Unread(String),
}

/// How deep files are looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Name, size and time only.
    Listed,
    /// Header and end; archives are unpacked, as nothing less proves them.
    Proved,
    /// Rows are counted as well: an `exp` dump is read to its end.
    Counted,
}

/// What a file told.
#[derive(Debug, Clone)]
pub struct Dump {
    pub found: Found,
    pub proof: Proof,
    /// `Data Pump 19.0`, `exp 12.2`, `gzip › tar`.
    pub form: String,
    /// Release that made it.
    pub version: Option<Version>,
    /// Character sets of the client and of the database, by number; of Data Pump both are the database's.
    pub charsets: Option<(u16, u16)>,
    /// When it was begun, by the clock of the host that wrote it.
    pub began: Option<DateTime>,
    /// `OWNER.JOB` of Data Pump.
    pub job: Option<String>,
    pub tables: Option<exp::Report>,
    pub pump: Option<(datapump::Head, datapump::Whole)>,
    /// Encrypted, as far as it can be told.
    pub encrypted: Option<bool>,
}

impl Dump {
    fn of(found: &Found, proof: Proof, form: impl Into<String>) -> Self {
        Self {
            found: found.clone(),
            proof,
            form: form.into(),
            version: None,
            charsets: None,
            began: None,
            job: None,
            tables: None,
            pump: None,
            encrypted: None,
        }
    }

    /// Looks at a file. An error of reading is what is told of it, never a panic or a silent pass.
    #[must_use]
    pub fn read(found: &Found, bytes: &io::Result<Box<dyn Bytes + '_>>, producer: Producer, depth: Depth) -> Self {
        let bytes = match bytes {
            Ok(bytes) => bytes.as_ref(),
            Err(e) => return Self::of(found, Proof::Unread(e.to_string()), "?"),
        };
        Self::proved(found, bytes, producer, depth).unwrap_or_else(|e| Self::of(found, Proof::Unread(e.to_string()), "?"))
    }

    fn proved(found: &Found, bytes: &dyn Bytes, producer: Producer, depth: Depth) -> io::Result<Self> {
        let format = sniff(bytes)?;
        let wanted = |of: Producer| producer == of || !producer.is_logical();
        Ok(match format {
            Format::Empty => Self::of(found, Proof::Empty(words::no_bytes()), "0"),
            Format::Zeros { .. } => Self::of(found, Proof::Corrupt { at: Some(0), why: words::zeros() }, "NUL"),
            Format::Exp if wanted(Producer::Exp) => Self::exp(found, bytes, depth)?,
            Format::DataPump if wanted(Producer::Expdp) => Self::pump(found, bytes)?,
            Format::Gzip | Format::Zip | Format::Xz | Format::Zstd | Format::Bzip2 | Format::Tar => Self::packed(found, bytes),
            Format::Compress => Self::of(found, Proof::Unknown(words::not_unpacked("compress (.Z)")), "compress"),
            Format::SevenZip => Self::of(found, Proof::Unknown(words::not_unpacked("7z")), "7z"),
            other if producer.is_logical() => Self::of(found, Proof::Foreign(words::foreign(&other, producer)), words::format_name(&other)),
            // Pieces of RMAN have no structure that is documented: name, size, digest and the catalog speak for them.
            _ if producer == Producer::Rman => Self::of(found, Proof::Unknown(words::rman_piece()), "RMAN"),
            Format::Unknown { .. } if producer == Producer::Tar => {
                Self::of(found, Proof::Foreign(words::foreign(&format, producer)), words::format_name(&format))
            }
            other => Self::of(found, Proof::Unknown(words::custom()), words::format_name(&other)),
        })
    }

    fn exp(found: &Found, bytes: &dyn Bytes, depth: Depth) -> io::Result<Self> {
        let head = match exp::Head::read(bytes)? {
            Ok(head) => head,
            Err(fault) => return Ok(Self::of(found, words::exp_fault(fault), "exp")),
        };
        let tables = if depth == Depth::Counted { Some(exp::tables(bytes, &head)?) } else { None };
        Ok(Self {
            version: head.version,
            charsets: Some((head.client, head.database())),
            began: head.date,
            encrypted: Some(false),
            tables,
            ..Self::of(found, words::exp_whole(exp::whole(bytes, &head)?), format!("exp {}", head.version_text))
        })
    }

    fn pump(found: &Found, bytes: &dyn Bytes) -> io::Result<Self> {
        let head = match datapump::Head::read(bytes)? {
            Ok(head) => head,
            Err(fault) => return Ok(Self::of(found, words::pump_fault(fault), "Data Pump")),
        };
        let whole = datapump::whole(bytes, &head)?;
        let version = head.database_text.clone().unwrap_or_else(|| format!("{}.{}", head.version.0, head.version.1));
        Ok(Self {
            version: head.database,
            charsets: Some((head.charset, head.charset)),
            began: head.created,
            job: Some(head.job.replace('"', "")),
            proof: words::pump_whole(&whole),
            pump: Some((head, whole)),
            ..Self::of(found, Proof::Whole, format!("Data Pump {version}"))
        })
    }

    /// Unpacks all of it into nothing; a dump inside tells its header.
    fn packed(found: &Found, bytes: &dyn Bytes) -> Self {
        let tested = archive::test(Forward::new(bytes), &Limits::default(), &mut |_: Event<'_>| ControlFlow::Continue(()));
        let form: Vec<&str> = tested.layers.iter().map(|layer| words::layer_name(layer.kind)).collect();
        let mut dump = Self::of(found, words::archive_verdict(&tested), form.join(" › "));
        let head = tested.head.as_slice();
        if let Ok(Ok(inner)) = exp::Head::read(&head) {
            dump.form.push_str(&format!(" › exp {}", inner.version_text));
            (dump.version, dump.began) = (inner.version, inner.date);
            dump.charsets = Some((inner.client, inner.database()));
        } else if let Ok(Ok(inner)) = datapump::Head::read(&head) {
            dump.form.push_str(" › Data Pump");
            (dump.version, dump.began, dump.charsets) = (inner.database, inner.created, Some((inner.charset, inner.charset)));
            dump.job = Some(inner.job.replace('"', ""));
        }
        dump
    }

    /// What is lost between the two character sets.
    #[must_use]
    pub fn loss(&self) -> Option<charset::Loss> {
        self.charsets.map(|(client, database)| charset::loss(client, database))
    }
}

/// Reads forward.
pub(super) struct Forward<'a> {
    bytes: &'a dyn Bytes,
    at: u64,
}

impl<'a> Forward<'a> {
    pub(super) fn new(bytes: &'a dyn Bytes) -> Self {
        Self { bytes, at: 0 }
    }
}

impl Read for Forward<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read_at(self.at, into)?;
        self.at += read as u64;
        Ok(read)
    }
}
