//! How somebody proves that it was him: a key here, a page signed by hand, or a signature made elsewhere.

use std::path::{Path, PathBuf};

use clap::Args;

use super::office::Office;
use super::refusal;
use crate::cli::words::{say, w};
use crate::error::{Error, Kind, Result};
use crate::links::files;
use crate::model::Lang;
use crate::release::form::{Proof, Record, Step};
use crate::release::forms::{Held, unsigned_record};
use crate::seal::minisign::SecretKey;
use crate::text::Msg;
use crate::ui;

/// A signature file is four lines.
const MOST_SIGNATURE: u64 = 16 << 10;
/// A record with a long opinion.
const MOST_RECORD: u64 = 4 << 20;

#[derive(Debug, Args)]
pub(super) struct ProofArgs {
    #[arg(long, value_name = "FILE", group = "proof", help = w("minisign 私钥，用来签名", "Secret key of minisign to sign with"))]
    key: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "proof", help = w("签字页的扫描件（线下签字，效力较弱）", "A scan of the page that was signed by hand; weaker"))]
    page: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "proof", help = w("只把待签内容写入 FILE，带到别处用 minisign -S -m FILE 签名", "Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere"))]
    print_record: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "proof", help = w("交回别处签好的 FILE.minisig", "The FILE.minisig that was made elsewhere"))]
    signature: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "signature", help = w("签的是哪个文件；默认为 --signature 去掉 .minisig", "What was signed; --signature without .minisig unless given"))]
    record: Option<PathBuf>,
}

/// The same, read.
pub(super) enum Prepared {
    Key(SecretKey),
    Page(PathBuf),
    /// To be signed elsewhere, written there.
    Print(PathBuf),
    /// A record that was signed elsewhere, with its signature.
    Signed(Box<Record>, String),
    None,
}

impl ProofArgs {
    /// A signature that was made elsewhere.
    pub(super) fn comes_back(&self) -> bool {
        self.signature.is_some()
    }

    pub(super) fn is_given(&self) -> bool {
        [&self.key, &self.page, &self.print_record, &self.signature].iter().any(|path| path.is_some())
    }

    /// Reads keys and signatures before anything is locked.
    pub(super) fn prepare(&self) -> Result<Prepared> {
        if let Some(path) = &self.key {
            let fault = |why| Error::new(Kind::Input, Msg::FormSecret { path: path.display().to_string() }).because(why);
            return Ok(Prepared::Key(files::read_secret(path).map_err(fault)?));
        }
        if let Some(path) = &self.signature {
            let signature = read(path, MOST_SIGNATURE)?;
            let signature = String::from_utf8(signature).map_err(|error| cannot(path, &error))?;
            let record = self.record.clone().unwrap_or_else(|| path.with_extension(""));
            let bytes = read(&record, MOST_RECORD)?;
            let none =
                || Error::new(Kind::Input, Msg::FormRecordNot { path: record.display().to_string(), why: "--print-record ?".into() });
            return Ok(Prepared::Signed(Box::new(unsigned_record(&bytes).ok_or_else(none)?), signature.replace('\r', "")));
        }
        Ok(match (&self.page, &self.print_record) {
            (Some(path), _) => Prepared::Page(path.clone()),
            (None, Some(path)) => Prepared::Print(path.clone()),
            (None, None) => Prepared::None,
        })
    }
}

impl Prepared {
    /// The proof that the record names, before it is signed.
    pub(super) fn proof(&self, office: &Office<'_>, held: &Held<'_>) -> Result<Proof> {
        let person = &office.ctx.operator;
        match self {
            Self::Key(key) => office.keys.proof(person, key).map_err(|other| {
                let msg = Msg::FormKeyStranger { person: person.clone(), key: other.0.to_string() };
                Error::new(Kind::Usage, msg).hint(Msg::HintReleasePeople {})
            }),
            Self::Page(path) => {
                let page = held.keep_page(path).map_err(|trouble| refusal::page(path, &trouble, office.lang))?;
                Ok(Proof::Offline { page, name: name_of(path) })
            }
            Self::Print(_) => {
                let key = office.keys.of(person).first();
                let key = key.ok_or_else(|| Error::new(Kind::Usage, Msg::FormKeyNone { person: person.clone() }))?;
                Ok(Proof::Key { key: key.id().to_string(), signature: String::new() })
            }
            Self::Signed(record, _) => Ok(record.proof.clone()),
            Self::None => Ok(Proof::None),
        }
    }
}

/// Writes what is to be signed, and says how to go on.
pub(super) fn print(office: &Office<'_>, path: &Path, bytes: &[u8], key: &str) -> Result<()> {
    ui::save(path, bytes)?;
    let (shown, ui) = (path.display(), &office.app.ui);
    ui.out(&format!("{shown}\n"));
    ui.note(&match office.lang {
        Lang::Zh => format!(
            "待签内容已写入，申请表没有改动。用密钥 {key} 签名：minisign -S -m {shown} ；然后以同一命令加 --signature {shown}.minisig 交回。"
        ),
        Lang::En => format!(
            "Written to be signed; the form was not changed. Sign it with key {key} : minisign -S -m {shown} ; then run the same command with --signature {shown}.minisig"
        ),
    });
    Ok(())
}

/// How a decision was proved, in a few words.
pub(super) fn words(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Key { key, .. } => format!("{} {key}", say(lang, "电子签名", "signed by key")),
        Proof::Offline { name, .. } => format!("{} {name}", say(lang, "线下签字", "signed by hand,")),
        Proof::None => say(lang, "无签名", "no signature").to_owned(),
    }
}

/// Whether a step may be written with no more than a name: what is nobody's word, or where the site says so.
pub(super) fn may_be_bare(step: Step, office: &Office<'_>) -> bool {
    !Step::SIGNED.contains(&step) || office.policy.unproven
}

/// The bytes of a file that may not be larger.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(|error| cannot(path, &error))?;
    if bytes.len() as u64 > most { Err(cannot(path, &format!("> {most} B"))) } else { Ok(bytes) }
}

fn cannot(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(why)
}

/// What a page is called, without its folder.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = name.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    match name.trim() {
        "" => "page".to_owned(),
        name => name.to_owned(),
    }
}
