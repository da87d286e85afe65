//! Why a ZIP package, or an entry of it, is not read: what is wrong, why that matters, what to do now.

use std::io;

use crate::bundle::{BadName, Candidate, Damage, Encoding, Part, Refusal, Refused, Warning, Why};
use crate::cli::words::say;
use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::text::{Msg, bytes_mb};

/// A package that is refused: all that is wrong with it, and each advice once.
pub(in crate::cli) fn refused(path: &str, refused: &Refused, lang: Lang) -> Error {
    match refused {
        Refused::Io(cause) => Error::new(Kind::Input, Msg::ReadFile { path: path.to_owned() }).because(cause),
        Refused::Ambiguous { candidates } => ambiguous(path, candidates, lang),
        Refused::Archive { refusals, more } => archive(path, refusals, *more, lang),
    }
}

/// An entry whose content does not come out.
pub(super) fn damaged(path: &str, entry: &str, error: &io::Error, lang: Lang) -> Error {
    let place = within(path, entry);
    let Some(damage) = Damage::of(error) else {
        return Error::new(Kind::Input, Msg::ReadFile { path: place }).because(error);
    };
    let (msg, hint) = match damage {
        Damage::NoEntry => (Msg::BundleNoEntry { place }, Msg::HintBundleCopy {}),
        Damage::Folder => (Msg::BundleFolder { place }, Msg::HintBundleRepack {}),
        Damage::NeedsPassword => (Msg::BundleNeedsPassword { place }, Msg::HintBundlePassword {}),
        Damage::WrongPassword => (Msg::BundleWrongPassword { place }, Msg::HintBundlePassword {}),
        Damage::Authentication => (Msg::BundleAuthentication { place }, Msg::HintBundleCopy {}),
        Damage::Checksum => (Msg::BundleChecksum { place }, Msg::HintBundleCopy {}),
        Damage::Short { bytes, stated } => {
            (Msg::BundleShort { place, got: exact(bytes, lang), stated: exact(stated, lang) }, Msg::HintBundleCopy {})
        }
        Damage::Long { stated } => (Msg::BundleLong { place, stated: exact(stated, lang) }, Msg::HintBundleCopy {}),
        Damage::Deflate => (Msg::BundleDeflate { place }, Msg::HintBundleCopy {}),
        Damage::Trailing => (Msg::BundleTrailing { place }, Msg::HintBundleCopy {}),
    };
    Error::new(Kind::Input, msg).hint(hint)
}

/// An entry that is sound, but more than is held in memory.
pub(super) fn too_large(path: &str, entry: &str, size: u64, limit: u64) -> Error {
    Error::new(Kind::Input, Msg::BundleLarge { place: within(path, entry), size: about(size), limit: about(limit) })
        .hint(Msg::HintBundleSplit {})
}

/// Bytes of a package that belong to no entry: they change nothing, but somebody may have hidden or deleted something.
pub(super) fn odd(path: &str, warnings: &[Warning]) -> Vec<Msg> {
    let told = |warning: &Warning| {
        let (path, count) = (path.to_owned(), warning.bytes().to_string());
        match warning {
            Warning::Before { .. } => Msg::BundleBefore { path, count },
            Warning::Between { .. } => Msg::BundleBetween { path, count },
            Warning::After { .. } => Msg::BundleAfter { path, count },
        }
    };
    warnings.iter().map(told).collect()
}

fn ambiguous(path: &str, candidates: &[Candidate], lang: Lang) -> Error {
    let mut error = Error::new(Kind::Input, Msg::BundleAmbiguous { path: path.to_owned() });
    error.hints = candidates
        .iter()
        .map(|one| Msg::HintBundleEncoding { option: option(one.encoding).into(), names: list(&one.names, lang) })
        .collect();
    error
}

fn archive(path: &str, refusals: &[Refusal], more: usize, lang: Lang) -> Error {
    let place = |refusal: &Refusal| if refusal.entry.is_some() { within(path, &refusal.name) } else { path.to_owned() };
    let told = refusals.iter().map(|refusal| Error::new(Kind::Input, sentence(place(refusal), &refusal.why, lang)));
    let mut told: Vec<Error> = told.collect();
    if more > 0 {
        told.push(Error::new(Kind::Input, Msg::LogMoreFaults { count: more.to_string() }));
    }
    let mut hints: Vec<Msg> = Vec::new();
    for hint in refusals.iter().map(|refusal| advice(&refusal.why)) {
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    let mut error = if told.len() == 1 {
        told.remove(0)
    } else {
        Error::new(Kind::Input, Msg::BundleRefused { path: path.to_owned(), count: (refusals.len() + more).to_string() })
    };
    error.hints = hints;
    error.also = told;
    error
}

/// What is wrong, and why such a package is not read.
fn sentence(place: String, why: &Why, lang: Lang) -> Msg {
    // Entries are counted from 1 for people.
    let other = |with: &usize| (with + 1).to_string();
    match why {
        Why::NotZip => Msg::BundleNotZip { place },
        Why::AmbiguousEnd => Msg::BundleTwoEnds { place },
        Why::MultiDisk => Msg::BundleMultiDisk { place },
        Why::EndDisagrees => Msg::BundleEndDisagrees { place },
        Why::DirectoryOutside => Msg::BundleDirectoryOutside { place },
        Why::DirectoryTooLarge { bytes, limit } => Msg::BundleDirectoryLarge { place, size: about(*bytes), limit: about(*limit) },
        Why::DirectoryBroken { at } => Msg::BundleDirectoryBroken { place, at: at.to_string() },
        Why::CountMismatch { stated, walked } => Msg::BundleCount { place, stated: stated.to_string(), walked: walked.to_string() },
        Why::TooManyEntries { stated, limit } => Msg::BundleMany { place, count: stated.to_string(), limit: limit.to_string() },
        Why::TooLarge { bytes, limit } => Msg::BundleLarge { place, size: about(*bytes), limit: about(*limit) },
        Why::TooDense { packed, bytes, limit } | Why::EntryTooDense { packed, bytes, limit } => {
            Msg::BundleDense { place, packed: about(*packed), size: about(*bytes), limit: limit.to_string() }
        }
        Why::LocalMissing => Msg::BundleLocalMissing { place },
        Why::LocalDiffers(part) => Msg::BundleLocalDiffers { place, part: part_word(*part, lang).into() },
        Why::DescriptorDiffers => Msg::BundleDescriptor { place },
        Why::Outside => Msg::BundleOutside { place },
        Why::Overlap { with } => Msg::BundleOverlap { place, other: other(with) },
        Why::Extra => Msg::BundleExtra { place },
        Why::Method(number) => Msg::BundleMethod { place, number: number.to_string() },
        Why::Encryption => Msg::BundleEncryption { place },
        Why::WeakEncryption => Msg::BundleWeak { place },
        Why::Symlink { mode } => Msg::BundleSymlink { place, mode: format!("{mode:o}") },
        Why::Special { mode } => Msg::BundleSpecial { place, mode: format!("{mode:o}") },
        Why::Kind => Msg::BundleKind { place },
        Why::FolderWithData => Msg::BundleFolderWithData { place },
        Why::Sizes { packed, bytes } => Msg::BundleSizes { place, packed: exact(*packed, lang), size: exact(*bytes, lang) },
        Why::NotUtf8 => Msg::BundleNotUtf8 { place },
        Why::NamesDisagree => Msg::BundleNamesDisagree { place },
        Why::NotIn(encoding) => Msg::BundleNotIn { place, encoding: option(*encoding).into() },
        Why::Name(bad) => bad_name(place, *bad),
        Why::Duplicate { with } => Msg::BundleDuplicate { place, other: other(with) },
        Why::FileAndFolder { with } => Msg::BundleFileAndFolder { place, other: other(with) },
    }
}

fn bad_name(place: String, bad: BadName) -> Msg {
    let code = |character: char| format!("U+{:04X}", u32::from(character));
    match bad {
        BadName::Empty => Msg::BundleNameEmpty { place },
        BadName::Absolute => Msg::BundleNameAbsolute { place },
        BadName::Parent => Msg::BundleNameParent { place },
        BadName::Form => Msg::BundleNameForm { place },
        BadName::Drive => Msg::BundleNameDrive { place },
        BadName::Backslash => Msg::BundleNameBackslash { place },
        BadName::Control(character) => Msg::BundleNameControl { place, code: code(character) },
        BadName::Bidi(character) => Msg::BundleNameBidi { place, code: code(character) },
        BadName::Reserved => Msg::BundleNameReserved { place },
        BadName::TrailingDotOrSpace => Msg::BundleNameTrailing { place },
        BadName::PartTooLong { bytes } => Msg::BundleNameLong { place, count: bytes.to_string() },
        BadName::TooDeep { parts, limit } => Msg::BundleNameDeep { place, count: parts.to_string(), limit: limit.to_string() },
    }
}

/// What to do now.
fn advice(why: &Why) -> Msg {
    match why {
        Why::NotZip
        | Why::EndDisagrees
        | Why::DirectoryOutside
        | Why::DirectoryBroken { .. }
        | Why::CountMismatch { .. }
        | Why::LocalMissing
        | Why::Outside => Msg::HintBundleCopy {},
        Why::DirectoryTooLarge { .. } | Why::TooManyEntries { .. } | Why::TooLarge { .. } => Msg::HintBundleSplit {},
        Why::NotIn(_) | Why::NotUtf8 => Msg::HintBundleOtherEncoding {},
        Why::WeakEncryption | Why::Encryption => Msg::HintBundleAes {},
        Why::MultiDisk
        | Why::Method(_)
        | Why::Symlink { .. }
        | Why::Special { .. }
        | Why::Kind
        | Why::FolderWithData
        | Why::Duplicate { .. }
        | Why::FileAndFolder { .. }
        | Why::Name(
            BadName::Empty
            | BadName::Form
            | BadName::Backslash
            | BadName::Reserved
            | BadName::TrailingDotOrSpace
            | BadName::PartTooLong { .. }
            | BadName::TooDeep { .. },
        ) => Msg::HintBundleRepack {},
        Why::AmbiguousEnd
        | Why::TooDense { .. }
        | Why::EntryTooDense { .. }
        | Why::LocalDiffers(_)
        | Why::DescriptorDiffers
        | Why::Overlap { .. }
        | Why::Extra
        | Why::Sizes { .. }
        | Why::NamesDisagree
        | Why::Name(BadName::Absolute | BadName::Parent | BadName::Drive | BadName::Control(_) | BadName::Bidi(_)) => {
            Msg::HintBundleSuspect {}
        }
    }
}

/// How a person asks for it: `--zip-encoding`.
pub(super) fn option(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Gb18030 => "gbk",
        Encoding::Big5 => "big5",
        Encoding::Cp437 => "cp437",
    }
}

fn part_word(part: Part, lang: Lang) -> &'static str {
    let (zh, en) = match part {
        Part::Name => ("文件名", "name"),
        Part::Flags => ("标志", "flags"),
        Part::Method => ("压缩方法", "method"),
        Part::Crc => ("校验和", "sum"),
        Part::Packed => ("压缩后的大小", "packed size"),
        Part::Size => ("原来的大小", "size"),
        Part::Aes => ("加密参数", "encryption"),
    };
    say(lang, zh, en)
}

fn list(names: &[String], lang: Lang) -> String {
    names.join(say(lang, "、", ", "))
}

/// An entry of a package.
fn within(path: &str, entry: &str) -> String {
    format!("{path}/{entry}")
}

fn exact(count: u64, lang: Lang) -> String {
    format!("{count} {}", say(lang, "字节", "bytes"))
}

/// As limits are told.
#[expect(clippy::cast_precision_loss, reason = "two decimals are shown")]
fn about(count: u64) -> String {
    bytes_mb(count as f64 / 1_048_576.0)
}
