//! A folder, a ZIP or a text that a collection script printed → a capture. Everything in it comes from outside and may be cut, huge or hostile.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::write::piece_name;
use super::{Capture, CapturedTarget, FORMAT, Held, MANIFEST, Manifest, Piece, SHELL, SQLPLUS};
use crate::error::{Error, Kind, Result};
use crate::model::{Os, TargetKind, sha256};
use crate::parse::frames::{self, FrameError, Frames};
use crate::parse::spool;
use crate::text::Msg;

/// One file of a capture may have this many bytes.
const MAX_FILE: u64 = 512 << 20;

/// Where the files are.
enum Store {
    Dir(PathBuf),
    Zip(Box<zip::ZipArchive<File>>),
}

/// Opens whatever `path` is. `now` is the time of a text that tells none, and the latest that one may tell, in `zone`.
pub fn open(path: &Path, now: Timestamp, zone: &TimeZone) -> Result<Capture> {
    let invalid = |why: String| Error::new(Kind::Input, Msg::CaptureInvalid { path: path.display().to_string() }).because(why);
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    if path.is_dir() {
        if path.join(MANIFEST).exists() {
            return sealed(Store::Dir(path.to_owned()), name, path);
        }
        return brought(text_files(path).map_err(|e| invalid(e.to_string()))?, name, path, now, zone);
    }
    let mut head = [0_u8; 4];
    let read = File::open(path).and_then(|mut f| f.read(&mut head)).map_err(|e| invalid(e.to_string()))?;
    if read == 4 && head.starts_with(b"PK") {
        let file = File::open(path).map_err(|e| invalid(e.to_string()))?;
        let zip = zip::ZipArchive::new(file).map_err(|e| invalid(e.to_string()))?;
        return sealed(Store::Zip(Box::new(zip)), name, path);
    }
    brought(vec![path.to_owned()], name, path, now, zone)
}

impl Store {
    fn read(&mut self, name: &str) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut limited: Box<dyn Read> = match self {
            Self::Dir(dir) => Box::new(File::open(dir.join(name))?.take(MAX_FILE + 1)),
            Self::Zip(zip) => Box::new(zip.by_name(name).map_err(|e| std::io::Error::other(e.to_string()))?.take(MAX_FILE + 1)),
        };
        limited.read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(std::io::Error::other(format!("larger than {} MiB", MAX_FILE >> 20)));
        }
        Ok(bytes)
    }
}

/// A capture that opsctl wrote: each piece is compared with its digest.
fn sealed(mut store: Store, name: String, path: &Path) -> Result<Capture> {
    let invalid = |why: String| Error::new(Kind::Input, Msg::CaptureInvalid { path: path.display().to_string() }).because(why);
    let bytes = store.read(MANIFEST).map_err(|e| invalid(format!("{MANIFEST}: {e}")))?;
    let format = serde_json::from_slice::<serde_json::Value>(&bytes).ok().and_then(|v| v.get("format")?.as_u64()).unwrap_or(0);
    if format > u64::from(FORMAT) {
        let msg = Msg::CaptureNewer { path: path.display().to_string(), found: format.to_string(), known: FORMAT.to_string() };
        return Err(Error::new(Kind::Input, msg).hint(Msg::HintUpgrade {}));
    }
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|e| invalid(format!("{MANIFEST}: {e}")))?;
    let mut pieces = BTreeMap::new();
    for (number, target) in manifest.targets.iter().enumerate() {
        let held = target.pieces.iter().map(|(check, digest)| (check.clone(), piece(&mut store, number, check, digest))).collect();
        pieces.insert(target.name.clone(), held);
    }
    Ok(Capture { name, manifest, pieces, outputs: BTreeMap::new() })
}

fn piece(store: &mut Store, number: usize, check: &str, digest: &str) -> Held {
    let bytes = match store.read(&piece_name(number, check)) {
        Ok(bytes) => bytes,
        Err(e) => return Held::Damaged(e.to_string()),
    };
    if sha256(&bytes) != digest {
        return Held::Damaged("its digest is not the one in the manifest".into());
    }
    serde_json::from_slice::<Piece>(&bytes).map_or_else(|e| Held::Damaged(e.to_string()), Held::Piece)
}

fn text_files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|x| ["txt", "lst", "log", "out"].iter().any(|k| x.eq_ignore_ascii_case(k))) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What a text holds.
enum Text {
    Spool(spool::Spool),
    Host(Frames),
}

/// What the collection scripts printed, one target a file. Files that hold nothing of ours are passed over.
fn brought(files: Vec<PathBuf>, name: String, path: &Path, now: Timestamp, zone: &TimeZone) -> Result<Capture> {
    let invalid = |why: String| Error::new(Kind::Input, Msg::CaptureInvalid { path: path.display().to_string() }).because(why);
    let mut capture = Capture {
        name,
        manifest: Manifest { format: FORMAT, opsctl: String::new(), now, operator: String::new(), targets: Vec::new() },
        pieces: BTreeMap::new(),
        outputs: BTreeMap::new(),
    };
    let mut taken = None;
    for file in files {
        let mut bytes = Vec::new();
        File::open(&file).and_then(|f| f.take(MAX_FILE).read_to_end(&mut bytes)).map_err(|e| invalid(e.to_string()))?;
        let Some(text) = understood(bytes, &file)? else { continue };
        // Two files of one name beside each other (db1.txt, db1.log) are two targets.
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let known = capture.manifest.targets.iter().any(|t| t.name == stem);
        let name = if known { file.file_name().unwrap_or_default().to_string_lossy().into_owned() } else { stem };
        let target = CapturedTarget {
            name: name.clone(),
            kind: TargetKind::Oracle,
            description: String::new(),
            group: String::new(),
            tags: Vec::new(),
            packs: Vec::new(),
            address: file.display().to_string(),
            driver: String::new(),
            user: String::new(),
            version: None,
            down: None,
            pieces: BTreeMap::new(),
        };
        match text {
            Text::Spool(spool) => {
                capture.manifest.targets.push(CapturedTarget {
                    driver: SQLPLUS.into(),
                    user: spool.head.get("user").cloned().unwrap_or_default(),
                    version: spool.head.get("release").cloned(),
                    pieces: spool.pieces.iter().map(|p| (p.check.clone(), p.sha256.clone())).collect(),
                    ..target
                });
                taken = taken.max(taken_at(&spool, zone));
                capture.pieces.insert(name, spool.pieces.into_iter().map(|p| (p.check.clone(), Held::Spooled(p))).collect());
            }
            Text::Host(frames) => {
                capture.manifest.targets.push(CapturedTarget {
                    kind: TargetKind::Host,
                    driver: SHELL.into(),
                    version: frames.head.get("os").and_then(|os| Os::of(os)).map(|os| os.uname().to_owned()),
                    pieces: frames.probes.iter().map(|(id, p)| (id.clone(), p.sha256.clone())).collect(),
                    ..target
                });
                let at = frames.head.get("at").and_then(|at| Timestamp::from_second(at.parse().ok()?).ok());
                taken = taken.max(at);
                capture.outputs.insert(name, frames);
            }
        }
    }
    if capture.manifest.targets.is_empty() {
        return Err(invalid("neither capture.json nor the output of a collection script".into()));
    }
    capture.manifest.now = taken.unwrap_or(now).min(now);
    Ok(capture)
}

/// A text of ours; `None` when it is something else. The error is one that a newer opsctl has made.
fn understood(bytes: Vec<u8>, file: &Path) -> Result<Option<Text>> {
    let newer = |found: u32, known: u32| {
        let msg = Msg::CaptureNewer { path: file.display().to_string(), found: found.to_string(), known: known.to_string() };
        Error::new(Kind::Input, msg).hint(Msg::HintUpgrade {})
    };
    match frames::parse(&bytes, None) {
        Ok(frames) => return Ok(Some(Text::Host(frames))),
        Err(FrameError::Newer(found)) => return Err(newer(found, frames::FORMAT)),
        Err(FrameError::Missing) => {}
    }
    match spool::parse(&decoded(bytes)) {
        Ok(spool) => Ok(spool.map(Text::Spool)),
        Err(found) => Err(newer(found, spool::FORMAT)),
    }
}

/// SQL*Plus writes in the code page of its NLS_LANG, which in an office is often GBK. A text that is only cut is still UTF-8.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| match e.utf8_error().error_len() {
        None => String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]).into_owned(),
        Some(_) => encoding_rs::GB18030.decode(e.as_bytes()).0.into_owned(),
    })
}

/// When the script ran, by the database's clock: ages and trends count from there, not from the day the spool is judged.
fn taken_at(spool: &spool::Spool, zone: &TimeZone) -> Option<Timestamp> {
    let piece = spool.pieces.iter().find(|p| p.check == "db.identity")?;
    let column = piece.columns.iter().position(|c| c == "db_time")?;
    let time: DateTime = piece.rows.as_ref().ok()?.first()?.get(column)?.as_ref()?.parse().ok()?;
    Some(time.to_zoned(zone.clone()).ok()?.timestamp())
}
