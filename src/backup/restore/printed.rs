//! What steps print → counts, objects, sequences. A line that is not understood is told, never passed over. Pure, but for `folders`.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::record::Sequence;
use crate::links::folder::shown;
use crate::parse::archive::{self, Event, Limits};
use crate::store::Counts;

/// Lines that say something, and those that nobody understands.
pub type Lines<T> = (T, Vec<String>);

fn lines(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.split(|b| *b == b'\n').map(|line| shown(line).trim_end_matches('\r').to_owned()).filter(|line| !line.trim().is_empty())
}

/// `NAME<TAB>ROWS` a line; a name that comes twice is added up.
#[must_use]
pub fn counts(bytes: &[u8]) -> Lines<Counts> {
    let (mut found, mut strange) = (Counts::new(), Vec::new());
    for line in lines(bytes) {
        let read = line.rsplit_once('\t').and_then(|(name, rows)| Some((name.trim().to_owned(), rows.trim().parse::<u64>().ok()?)));
        match read {
            Some((name, rows)) if !name.is_empty() => {
                let sum: &mut u64 = found.entry(name).or_default();
                *sum = sum.saturating_add(rows);
            }
            _ => strange.push(line),
        }
    }
    (found, strange)
}

/// `KIND<TAB>COUNT`.
#[must_use]
pub(super) fn objects(bytes: &[u8]) -> Lines<Vec<(String, u64)>> {
    let (found, strange) = counts(bytes);
    (found.into_iter().collect(), strange)
}

/// `NAME<TAB>VALUE<TAB>MAX`; an empty number is not known.
#[must_use]
pub(super) fn sequences(bytes: &[u8]) -> Lines<Vec<Sequence>> {
    let (mut found, mut strange) = (Vec::new(), Vec::new());
    for line in lines(bytes) {
        let mut cells = line.split('\t').map(str::trim);
        let (name, value, max) = (cells.next(), cells.next(), cells.next());
        let number = |cell: Option<&str>| match cell {
            None | Some("") => Some(None),
            Some(text) => text.parse::<i128>().ok().map(Some),
        };
        match (name, number(value), number(max), cells.next()) {
            (Some(name), Some(value), Some(max), None) if !name.is_empty() => found.push(Sequence { name: name.to_owned(), value, max }),
            _ => strange.push(line),
        }
    }
    (found, strange)
}

/// Names of the two counts of a folder.
fn both(folder: &[u8]) -> (String, String) {
    let name = if folder.is_empty() { ".".to_owned() } else { shown(folder) };
    (format!("{name} (files)"), format!("{name} (bytes)"))
}

fn add(counts: &mut Counts, path: &[u8], size: u64) {
    let folder = path.iter().rposition(|b| *b == b'/').and_then(|at| path.get(..at)).unwrap_or_default();
    let (files, bytes) = both(folder);
    for (name, more) in [(files, 1), (bytes, size)] {
        let sum: &mut u64 = counts.entry(name).or_default();
        *sum = sum.saturating_add(more);
    }
}

/// Files of archives by their names, with their sizes.
pub(super) type Members = BTreeMap<Vec<u8>, u64>;

/// Files and bytes by folder below a folder. Links and devices are no files; what cannot be looked at is an error. A file of several
/// names counts once, under the name that the archive has it by.
pub(super) fn folders(root: &Path, members: &Members, over: &dyn Fn() -> bool) -> io::Result<Counts> {
    let mut counts = Counts::new();
    let mut linked: BTreeMap<(u64, u64), (Vec<u8>, u64)> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        if over() {
            return Err(stopped());
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let meta = entry.metadata()?;
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).as_os_str().as_bytes().to_vec();
        if meta.nlink() == 1 {
            add(&mut counts, &path, meta.size());
        } else if members.contains_key(&path) || !linked.contains_key(&(meta.dev(), meta.ino())) {
            linked.insert((meta.dev(), meta.ino()), (path, meta.size()));
        }
    }
    for (path, size) in linked.values() {
        add(&mut counts, path, *size);
    }
    Ok(counts)
}

/// The caller knows why.
fn stopped() -> io::Error {
    io::Error::other("stopped")
}

/// What archives list themselves. `None`: one of them is no whole archive, or does not say every size.
pub(super) fn members(files: &[String], over: &dyn Fn() -> bool) -> io::Result<Option<Members>> {
    let mut found = Members::new();
    let mut unknown = false;
    for file in files {
        let input = io::BufReader::with_capacity(1 << 20, std::fs::File::open(file)?);
        let tested = archive::test(input, &Limits::default(), &mut |event: Event<'_>| {
            if over() {
                return ControlFlow::Break(());
            }
            // A name that ends like this is that of a folder, whatever else its entry says.
            if let Event::Member { name, size, holes } = event
                && !name.ends_with(b"/")
            {
                unknown |= holes || size.is_none();
                let parts: Vec<&[u8]> = name.split(|b| *b == b'/').filter(|part| !part.is_empty() && *part != b".").collect();
                // One that comes twice is written twice, and the later one stays.
                found.insert(parts.join(&b'/'), size.unwrap_or(0));
            }
            ControlFlow::Continue(())
        });
        if tested.verdict == archive::Verdict::Stopped {
            return Err(stopped());
        }
        let is_archive = tested.layers.last().is_some_and(|layer| matches!(layer.kind, archive::Kind::Tar | archive::Kind::Zip));
        if !is_archive || tested.verdict != archive::Verdict::Whole {
            return Ok(None);
        }
    }
    Ok((!unknown).then_some(found))
}

/// Files and bytes by folder, of a list.
#[must_use]
pub(super) fn by_folder(members: &Members) -> Counts {
    let mut counts = Counts::new();
    for (name, size) in members {
        add(&mut counts, name, *size);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of a folder and a file, stored, with the directory that belongs to it.
    fn zip(names: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, data) in names {
            let mut crc = flate2::Crc::new();
            crc.update(data);
            let (at, len) = (u32::try_from(out.len()).unwrap(), u32::try_from(data.len()).unwrap());
            let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
            for number in [crc.sum(), len, len] {
                common.extend(number.to_le_bytes());
            }
            common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            common.extend([0, 0]);
            out.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), data].concat());
            directory.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
        }
        let (at, count) = (u32::try_from(out.len()).unwrap(), u16::try_from(names.len()).unwrap().to_le_bytes());
        let len = u32::try_from(directory.len()).unwrap().to_le_bytes();
        [&out[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &len, &at.to_le_bytes(), &[0, 0]].concat()
    }

    #[test]
    fn folders_of_a_zip_are_no_files_and_a_stop_ends_the_reading() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.zip");
        std::fs::write(&path, zip(&[("etc/", b""), ("etc/a", b"one"), ("empty/", b"")])).unwrap();
        let files = [path.display().to_string()];
        let found = members(&files, &|| false).unwrap().unwrap();
        assert_eq!(found, Members::from([(b"etc/a".to_vec(), 3)]));
        assert!(members(&files, &|| true).is_err());
        assert!(folders(dir.path(), &found, &|| true).is_err() && folders(dir.path(), &found, &|| false).is_ok());
    }

    #[test]
    fn lines_are_read_and_strange_ones_told() {
        let (found, strange) = counts(b"HX.EMP\t14\r\n\nHX.DEPT\t 4\nORA-00942: no\nHX.EMP\t1\n\t3\n");
        assert_eq!(found, Counts::from([("HX.DEPT".into(), 4), ("HX.EMP".into(), 15)]));
        assert_eq!(strange, ["ORA-00942: no", "\t3"]);
        let (found, strange) = sequences(b"S\t10\t9\nT\t\t\nU\tx\t1\n");
        assert_eq!((found.len(), strange.len()), (2, 1));
        assert_eq!(found[0], Sequence { name: "S".into(), value: Some(10), max: Some(9) });
    }
}
