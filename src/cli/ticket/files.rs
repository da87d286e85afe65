//! The files of a ticket, written into a folder: `ticket show NO --files DIR`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::office::Office;
use crate::bundle::is_safe;
use crate::error::{Error, Kind, Result};
use crate::model::digest::Digesting;
use crate::model::ticket::{Kept, Ticket};
use crate::store::Reading;
use crate::text::Msg;
use crate::ui::Ui;

/// Writes every file under its own name. What is there already stays, and the new one is called otherwise; false where one could not be
/// written, which was told.
pub(super) fn save(office: &Office<'_>, ticket: &Ticket, dir: &Path) -> Result<bool> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |cause: io::Error| Error::new(Kind::Output, Msg::WriteFile { path }).because(cause)
    };
    if ticket.files.is_empty() {
        office.app.ui.note(&Msg::TicketNoFiles { no: ticket.no.clone() }.to(office.lang));
        return Ok(true);
    }
    fs::create_dir_all(dir).map_err(failed(dir))?;
    let (ui, lang): (&Ui, _) = (&office.app.ui, office.lang);
    let mut whole = true;
    for (at, file) in (1..).zip(&ticket.files) {
        let kept = office.blobs.open(&file.sha256);
        let here = kept.is_ok();
        match kept.and_then(|from| put(from, dir, &name(at, file), &file.sha256)) {
            Ok((path, true)) => ui.out(&(Msg::TicketFileSaved { path: path.display().to_string() }.to(lang) + "\n")),
            Ok((path, false)) => ui.out(&(Msg::TicketFileThere { path: path.display().to_string() }.to(lang) + "\n")),
            Err(cause) => {
                let lost = !here || cause.kind() == io::ErrorKind::InvalidData;
                let (entry, path) = (file.name.clone(), dir.display().to_string());
                let kind = if lost { Kind::Store } else { Kind::Output };
                let error = Error::new(kind, Msg::TicketFileUnsaved { entry, path }).because(cause);
                ui.error(&if lost { error.hint(Msg::HintPackageLost {}) } else { error });
                whole = false;
            }
        }
    }
    Ok(whole)
}

/// A name that came from outside is taken where every system takes it.
fn name(at: usize, file: &Kept) -> String {
    let plain = |name: &&str| is_safe(name) && !name.starts_with('.') && !name.contains(['<', '>', ':', '"', '|', '?', '*']);
    Some(file.name.as_str()).filter(plain).map_or_else(|| format!("file-{at:04}"), str::to_owned)
}

/// Gives where it is, and whether it was written now.
fn put(mut from: Reading, dir: &Path, name: &str, sha256: &str) -> io::Result<(PathBuf, bool)> {
    let mut part = tempfile::Builder::new().prefix(".opsctl-").tempfile_in(dir)?;
    io::copy(&mut from, &mut part)?;
    part.as_file().sync_all()?;
    for count in 1.. {
        let path = dir.join(numbered(name, count));
        part = match part.persist_noclobber(&path) {
            Ok(_) => return Ok((path, true)),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                if digest(&path).is_ok_and(|found| found == sha256) {
                    return Ok((path, false));
                }
                error.file
            }
            Err(error) => return Err(error.error),
        };
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// `a.log`, `a (2).log`, `a (3).log`.
fn numbered(name: &str, count: u32) -> String {
    if count == 1 {
        return name.to_owned();
    }
    let (stem, end) = name.rfind('.').map_or((name, ""), |at| name.split_at(at));
    format!("{stem} ({count}){end}")
}

fn digest(path: &Path) -> io::Result<String> {
    let mut into = Digesting::new(io::sink());
    io::copy(&mut File::open(path)?, &mut into)?;
    Ok(into.finish().2)
}
