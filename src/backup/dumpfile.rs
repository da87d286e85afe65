//! One backup file → what its own bytes prove.

use std::io::{self, Read};
use std::sync::Arc;

use jiff::civil::DateTime;

use super::find::Found;
use super::{packed, words};
use crate::model::Words;
use crate::model::backup::Producer;
use crate::parse::archive;
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
    /// It may be whole; what would prove it was never seen, or is out of reach.
    Unknown(Words),
    /// By the policy nobody looks inside.
    NotLooked(Words),
    /// It could not be read.
    Unread(String),
}

/// How deep files are looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Header and end; archives are unpacked, as nothing less proves them.
    Proved,
    /// Rows are counted as well: an `exp` dump is read to its end.
    Counted,
}

/// What openssl, gpg and age write first.
fn is_ciphertext(first: &[u8]) -> bool {
    const SIGNS: [&[u8]; 4] = [b"Salted__", b"-----BEGIN PGP MESSAGE", b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED"];
    SIGNS.iter().any(|sign| first.starts_with(sign))
}

/// What the header of a dump says, wherever the dump is.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    form: String,
    version: Option<Version>,
    charsets: Option<(u16, u16)>,
    began: Option<DateTime>,
    job: Option<String>,
    /// Its header was read in clear; `None` where there is no dump.
    encrypted: Option<bool>,
    /// Its tables with their rows, where they were counted.
    pub(super) tables: Option<exp::Report>,
}

impl Inside {
    pub(super) fn exp(head: &exp::Head) -> Self {
        Self {
            form: format!("exp {}", head.version_text),
            version: head.version,
            charsets: Some((head.client, head.database())),
            began: head.date,
            job: None,
            encrypted: Some(false),
            tables: None,
        }
    }

    /// Data Pump may encrypt the data behind a header in clear: nothing is known of that.
    pub(super) fn pump(head: &datapump::Head) -> Self {
        let version = head.database_text.clone().unwrap_or_else(|| format!("{}.{}", head.version.0, head.version.1));
        Self {
            form: format!("Data Pump {version}"),
            version: head.database,
            charsets: Some((head.charset, head.charset)),
            began: head.created,
            job: Some(head.job.replace('"', "")),
            encrypted: None,
            tables: None,
        }
    }
}

/// What a file told.
#[derive(Debug, Clone)]
pub struct Dump {
    /// Shared with the list of what is there.
    pub found: Arc<Found>,
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
    pub pump: Option<Box<(datapump::Head, datapump::Whole)>>,
    /// Encrypted, as far as it can be told.
    pub encrypted: Option<bool>,
}

impl Dump {
    fn of(found: &Arc<Found>, proof: Proof, form: impl Into<String>) -> Self {
        Self::told(found, proof, Inside { form: form.into(), ..Inside::default() })
    }

    fn told(found: &Arc<Found>, proof: Proof, inside: Inside) -> Self {
        let Inside { form, version, charsets, began, job, encrypted, tables } = inside;
        Self { found: Arc::clone(found), proof, form, version, charsets, began, job, tables, pump: None, encrypted }
    }

    /// Looks at a file. An error of reading is what is told of it, never a panic or a silent pass.
    #[must_use]
    pub fn read(found: &Arc<Found>, bytes: &io::Result<Box<dyn Bytes + '_>>, producer: Producer, depth: Depth) -> Self {
        let bytes = match bytes {
            Ok(bytes) => bytes.as_ref(),
            Err(e) => return Self::of(found, Proof::Unread(e.to_string()), "?"),
        };
        Self::proved(found, bytes, producer, depth).unwrap_or_else(|e| Self::of(found, Proof::Unread(e.to_string()), "?"))
    }

    fn proved(found: &Arc<Found>, bytes: &dyn Bytes, producer: Producer, depth: Depth) -> io::Result<Self> {
        let format = sniff(bytes)?;
        let wanted = |of: Producer| producer == of || !producer.is_logical();
        Ok(match format {
            Format::Empty => Self::of(found, Proof::Empty(words::no_bytes()), "0"),
            Format::Zeros { .. } => Self::of(found, Proof::Corrupt { at: Some(0), why: words::zeros() }, "NUL"),
            Format::Exp if wanted(Producer::Exp) => Self::exp(found, bytes, depth)?,
            Format::DataPump if wanted(Producer::Expdp) => Self::pump(found, bytes)?,
            Format::Gzip | Format::Zip | Format::Xz | Format::Zstd | Format::Bzip2 | Format::Tar => {
                Self::packed(found, bytes, producer, depth)
            }
            Format::Compress => Self::of(found, Proof::Unknown(words::not_unpacked("compress (.Z)")), "compress"),
            Format::SevenZip => Self::of(found, Proof::Unknown(words::not_unpacked("7z")), "7z"),
            Format::Unknown { ref first } if is_ciphertext(first) => {
                let encrypted = Inside { form: "encrypted".into(), encrypted: Some(true), ..Inside::default() };
                Self::told(found, Proof::Unknown(words::encrypted()), encrypted)
            }
            other if producer.is_logical() => Self::of(found, Proof::Foreign(words::foreign(&other, producer)), words::format_name(&other)),
            // Pieces of RMAN have no structure that is documented: name, size, digest and the catalog speak for them.
            _ if producer == Producer::Rman => Self::of(found, Proof::NotLooked(words::rman_piece()), "RMAN"),
            Format::Unknown { .. } if producer == Producer::Tar => {
                Self::of(found, Proof::Foreign(words::foreign(&format, producer)), words::format_name(&format))
            }
            other => Self::of(found, Proof::NotLooked(words::custom()), words::format_name(&other)),
        })
    }

    fn exp(found: &Arc<Found>, bytes: &dyn Bytes, depth: Depth) -> io::Result<Self> {
        let head = match exp::Head::read(bytes)? {
            Ok(head) => head,
            Err(fault) => return Ok(Self::of(found, words::exp_fault(fault), "exp")),
        };
        let tables = if depth == Depth::Counted { Some(exp::tables(bytes, &head)?) } else { None };
        Ok(Self::told(found, words::exp_whole(exp::whole(bytes, &head)?), Inside { tables, ..Inside::exp(&head) }))
    }

    fn pump(found: &Arc<Found>, bytes: &dyn Bytes) -> io::Result<Self> {
        let head = match datapump::Head::read(bytes)? {
            Ok(head) => head,
            Err(fault) => return Ok(Self::of(found, words::pump_fault(fault), "Data Pump")),
        };
        let whole = datapump::whole(bytes, &head)?;
        Ok(Self { pump: Some(Box::new((head.clone(), whole))), ..Self::told(found, words::pump_whole(&whole), Inside::pump(&head)) })
    }

    fn packed(found: &Arc<Found>, bytes: &dyn Bytes, producer: Producer, depth: Depth) -> Self {
        let (tested, mut inside, proof) = packed::test(bytes, producer, depth);
        let layers: Vec<&str> = tested.layers.iter().map(|layer| words::layer_name(layer.kind)).collect();
        let dump = std::mem::take(&mut inside.form);
        inside.form = layers.into_iter().chain((!dump.is_empty()).then_some(dump.as_str())).collect::<Vec<_>>().join(" › ");
        // Whoever can read an archive to its end without a key has read it in clear; an entry that is encrypted is told.
        inside.encrypted = match tested.verdict {
            archive::Verdict::Whole => Some(false),
            archive::Verdict::Unknown { why: archive::Doubt::Encrypted, .. } => Some(true),
            _ => None,
        };
        Self::told(found, proof, inside)
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
