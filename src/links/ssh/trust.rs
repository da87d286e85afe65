//! Adds a key to `known_hosts`, after a person has compared it.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding};

use super::failure::{self, failed};
use super::key::{OfferedKey, fingerprint};
use super::known_hosts::{Entry, KnownHosts, Verdict, hash_of};
use super::route;
use crate::model::{AskError, AskErrorKind, Host, LocalUser};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trusted {
    pub file: PathBuf,
    /// It was known before; nothing was written.
    pub already: bool,
    /// Lines of other keys that gave way.
    pub replaced: usize,
}

/// Writes the key of a host to the first of its `known_hosts` files. Another key of the same host gives way only with `replace`,
/// and only where it stands in that file in a line of its own; a revoked key is never written.
pub fn trust(host: &Host, local: &LocalUser, key: &OfferedKey, replace: bool) -> Result<Trusted, AskError> {
    let hops = route::plan(host, local)?;
    let files = hops.last().map(|hop| hop.known_hosts.clone()).unwrap_or_default();
    let Some(file) = files.first().cloned() else { return Err(failure::config("no known_hosts file is configured, and there is no home")) };
    let known = KnownHosts::read(&files)?;
    let refused = |code, message: String| Err(failed(AskErrorKind::HostKey, code, message));
    let blob = key.blob();
    let old = match known.check(&key.name, None, &blob) {
        Verdict::Known => return Ok(Trusted { file, already: true, replaced: 0 }),
        Verdict::Unknown | Verdict::Authority(_) => Vec::new(),
        Verdict::Revoked(entry) => {
            return refused(failure::KEY_REVOKED, format!("{}: this key is revoked at {}", key.name, known.place(entry)));
        }
        Verdict::Changed(others) => others,
    };
    let told: Vec<String> = old.iter().map(|e| format!("{} {} at {}", e.algorithm, fingerprint(&e.blob), known.place(e))).collect();
    if !old.is_empty() && !replace {
        return refused(failure::KEY_CHANGED, format!("{}: known by another key: {}", key.name, told.join(", ")));
    }
    let own_line = |e: &&&Entry| e.file == 0 && (e.names.starts_with('|') || e.names.eq_ignore_ascii_case(&key.name));
    if old.iter().filter(own_line).count() < old.len() {
        let what = "the old key stands in another file or in a line for several names; take it out by hand";
        return refused(failure::KEY_CHANGED, format!("{}: {what}: {}", key.name, told.join(", ")));
    }
    let lines: Vec<usize> = old.iter().map(|e| e.line).collect();
    let hashed = known.entries.iter().any(|e| e.file == 0 && e.names.starts_with('|'));
    let line = if hashed { hashed_line(key)? } else { key.line.clone() };
    let written = if lines.is_empty() { append(&file, &line) } else { rewrite(&file, &lines, &line) };
    written.map_err(|e| failure::config(format!("{}: {e}", file.display())))?;
    Ok(Trusted { file, already: false, replaced: lines.len() })
}

/// The line with the name hashed, as the other lines of the file have it.
fn hashed_line(key: &OfferedKey) -> Result<String, AskError> {
    let mut salt = [0; 20];
    let internal = |text: String| AskError::new(AskErrorKind::Internal, text);
    rustix::rand::getrandom(&mut salt, rustix::rand::GetRandomFlags::empty()).map_err(|e| internal(e.to_string()))?;
    let hash = hash_of(&salt, &key.name).ok_or_else(|| internal("HMAC".into()))?;
    let rest = key.line.split_once(' ').map_or("", |(_, rest)| rest);
    Ok(format!("|1|{}|{} {rest}", Base64::encode_string(&salt), Base64::encode_string(&hash)))
}

/// Adds a line in one write, so that two programs at once lose none.
fn append(file: &Path, line: &str) -> std::io::Result<()> {
    if let Some(dir) = file.parent().filter(|dir| !dir.as_os_str().is_empty() && !dir.exists()) {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    }
    let mut open = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(file)?;
    let mut last = [b'\n'];
    if open.seek(SeekFrom::End(0))? > 0 {
        open.seek(SeekFrom::End(-1))?;
        open.read_exact(&mut last)?;
    }
    let start = if last == [b'\n'] { "" } else { "\n" };
    open.write_all(format!("{start}{line}\n").as_bytes())?;
    open.sync_all()
}

/// Writes the file anew without some lines, beside it and renamed; a link to it stays a link.
fn rewrite(file: &Path, without: &[usize], line: &str) -> std::io::Result<()> {
    let file = fs::canonicalize(file)?;
    let bytes = fs::read(&file)?;
    let dir = file.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(dir)?;
    for (index, old) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        if !without.contains(&(index + 1)) {
            beside.write_all(old)?;
            if !old.ends_with(b"\n") {
                beside.write_all(b"\n")?;
            }
        }
    }
    beside.write_all(format!("{line}\n").as_bytes())?;
    let mode = fs::metadata(&file)?.permissions().mode() & 0o777;
    beside.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    beside.as_file().sync_all()?;
    beside.persist(&file)?;
    Ok(())
}

#[cfg(test)]
#[path = "trust_tests.rs"]
mod tests;
