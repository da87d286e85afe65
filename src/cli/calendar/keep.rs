//! Files into the site's folder: under which name, beside what, and whole or not at all.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::calendar::{File, Layer};
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::text::Msg;
use crate::ui::Consent;

/// A file to be stored, and what its place holds now.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// As the user gave it.
    pub given: String,
    /// In the site's folder, without folders.
    pub name: String,
    pub file: File,
    pub bytes: Vec<u8>,
    pub before: Option<Vec<u8>>,
}

/// The name in the folder. A year has one national document, `2027.json`; of others there may be several a year, so they keep their
/// name, with layer, region and year before it where it does not say them: `region-拉萨-2025-雪顿节.json`. The name of a stored file
/// is its own.
pub(super) fn name(file: &File, given: &str) -> String {
    if file.layer == Layer::National {
        return format!("{}.json", file.year);
    }
    let safe = |text: &str| -> String { text.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect() };
    let stem = safe(Path::new(given).file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default().trim_start_matches('.'));
    let year = file.year.to_string();
    let parts = [Some(file.layer.word()), file.region.as_deref(), Some(&year)];
    let missing = parts.into_iter().flatten().map(safe).filter(|part| !stem.contains(part.as_str()));
    let all: Vec<String> = missing.chain((!stem.is_empty()).then_some(stem.clone())).collect();
    format!("{}.json", all.join("-"))
}

/// Stores the slots one after the other; gives those that are stored, and what stopped it. Each is renamed into its place when all are
/// on disk, and what it replaces is kept as `NAME.DAY-DIGEST.bak`, so that no moment is without the one or the other.
pub(super) fn store<'a>(dir: &Path, slots: &'a [Slot], day: &str, _agreed: &Consent) -> (Vec<&'a Slot>, Option<Error>) {
    let mut done = Vec::new();
    let ready: Result<Vec<(NamedTempFile, &Slot)>> = fs::create_dir_all(dir).map_err(|e| cannot(dir, e)).and_then(|()| {
        slots.iter().map(|slot| Ok((beside(dir, &slot.bytes).map_err(|e| cannot(&dir.join(&slot.name), e))?, slot))).collect()
    });
    let result = ready.and_then(|ready| {
        for (new, slot) in ready {
            put(dir, new, slot, day)?;
            done.push(slot);
        }
        fs::File::open(dir).and_then(|dir| dir.sync_all()).map_err(|e| cannot(dir, e))
    });
    (done, result.err())
}

fn put(dir: &Path, new: NamedTempFile, slot: &Slot, day: &str) -> Result<()> {
    let path = dir.join(&slot.name);
    let now = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.kind() == ErrorKind::NotFound => None,
        Err(e) => return Err(cannot(&path, e)),
    };
    if now != slot.before {
        return Err(Error::new(Kind::Output, Msg::CalendarMoved { path: path.display().to_string() }));
    }
    let Some(old) = now else {
        // Somebody may have made one since.
        return new.persist_noclobber(&path).map(drop).map_err(|e| cannot(&path, e.error));
    };
    let digest = sha256(&old);
    let kept = dir.join(format!("{}.{day}-{}.bak", slot.name, digest.get(..8).unwrap_or(&digest)));
    match beside(dir, &old).and_then(|file| file.persist_noclobber(&kept).map(drop).map_err(|e| e.error)) {
        // The same bytes were kept before.
        Err(e) if e.kind() == ErrorKind::AlreadyExists && fs::read(&kept).is_ok_and(|bytes| bytes == old) => {}
        Err(e) => return Err(cannot(&kept, e)),
        Ok(()) => {}
    }
    new.persist(&path).map(drop).map_err(|e| cannot(&path, e.error))
}

/// A whole file on disk, still without its name. Everybody may read a calendar.
fn beside(dir: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".opsctl-").tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn cannot(path: &Path, cause: std::io::Error) -> Error {
    Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(cause).hint(Msg::HintDisk {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;
    use crate::model::{Lang, Scrubber};
    use crate::ui::Ui;

    fn file(keys: &str) -> File {
        read("x", format!(r#"{{"year": 2025, {keys} "days": []}}"#).as_bytes()).unwrap()
    }

    fn slot(text: &str, before: Option<&str>) -> Slot {
        let bytes = |text: &str| text.as_bytes().to_vec();
        Slot { given: "g".into(), name: "2025.json".into(), file: file(""), bytes: bytes(text), before: before.map(bytes) }
    }

    fn agreed() -> Consent {
        Consent::ask(&Ui::new(Lang::Zh, true, true, None, Scrubber::default()), true, "x").unwrap()
    }

    #[test]
    fn a_name_says_what_the_file_is_and_stays() {
        let lhasa = file(r#""layer": "region", "region": "拉萨","#);
        for (given, wanted) in [
            ("/tmp/2025.json", "region-拉萨-2025.json"),
            ("拉萨-2025.json", "region-拉萨-2025.json"),
            ("雪顿节.json", "region-拉萨-2025-雪顿节.json"),
            ("..json", "region-拉萨-2025.json"),
            ("a b.json", "region-拉萨-2025-a_b.json"),
        ] {
            assert_eq!(name(&lhasa, given), wanted, "{given}");
            assert_eq!(name(&lhasa, wanted), wanted);
        }
        assert_eq!(name(&file(""), "whatever.json"), "2025.json");
        let odd = file(r#""layer": "org", "region": "../../etc","#);
        assert!(!name(&odd, "x.json").contains('/'));
    }

    #[test]
    fn the_old_file_stays_beside_the_new_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        let slots = [slot("one", None), slot("two", Some("one"))];
        for slot in &slots {
            assert_eq!(store(dir.path(), std::slice::from_ref(slot), "20261122", &agreed()).1, None);
        }
        assert_eq!(fs::read(path("2025.json")).unwrap(), b"two");
        assert_eq!(fs::metadata(path("2025.json")).unwrap().permissions().mode() & 0o777, 0o644);
        let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(names.len(), 2);
        assert!(
            names.iter().any(|name| name.starts_with("2025.json.20261122-") && name.split('.').next_back() == Some("bak")),
            "{names:?}"
        );
    }

    #[test]
    fn what_changed_meanwhile_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("2025.json"), "somebody's").unwrap();
        for before in [None, Some("what was compared")] {
            let slots = [slot("ours", before)];
            let (done, error) = store(dir.path(), &slots, "20261122", &agreed());
            assert!(done.is_empty() && matches!(error.unwrap().msg, Msg::CalendarMoved { .. }));
        }
        assert_eq!(fs::read(dir.path().join("2025.json")).unwrap(), b"somebody's");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside");
    }
}
