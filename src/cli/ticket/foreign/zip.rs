//! A foreign ZIP: walked without trust, its entries read by name.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::load::unreadable;
use crate::bundle::{Content, Encoding, Listing, Names, Walk};
use crate::cli::App;
use crate::cli::ticket::zip_words;
use crate::cli::words::w;
use crate::config;
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, Secret, SecretRef};
use crate::text::Msg;

/// The largest file with tickets in it; attachments stream and have no such limit.
const MOST_ENTRY: u64 = 64 << 20;

/// How a package is read.
#[derive(Debug, Args)]
pub(super) struct ZipArgs {
    #[arg(long, value_name = "WORD", help = w("包里文件名的编码：utf-8 gbk big5 cp437；不写则自动判断，判断不了就拒绝", "Encoding of names in the package: utf-8 gbk big5 cp437; found out unless given, or the package is refused"))]
    zip_encoding: Option<String>,
    #[arg(long, value_name = "FILE", help = w("密码文件（只有自己能读），取第一行", "File with the password (readable by you only), its first line"))]
    password_file: Option<PathBuf>,
}

impl ZipArgs {
    /// Tables are in no package: an option that would do nothing is a mistake.
    pub(super) fn only_with_adapter(&self) -> Result<()> {
        let given = match (&self.zip_encoding, &self.password_file) {
            (Some(_), _) => "--zip-encoding",
            (None, Some(_)) => "--password-file",
            (None, None) => return Ok(()),
        };
        Err(Error::new(Kind::Usage, Msg::Usage { text: format!("{given}: --adapter FILE.toml") }))
    }

    fn names(&self) -> Result<Names<'static>> {
        let Some(word) = &self.zip_encoding else { return Ok(Names::Guess) };
        let known = Encoding::ALL.map(zip_words::option);
        let found = Encoding::ALL.into_iter().find(|one| zip_words::option(*one) == word.to_ascii_lowercase());
        let wrong =
            || Error::new(Kind::Usage, Msg::Usage { text: format!("--zip-encoding {word} ({})", known.join(" ")) }).near(word, known);
        found.map(Names::As).ok_or_else(wrong)
    }
}

/// The first line of a private file.
pub(super) fn password(app: &App, path: Option<&PathBuf>) -> Result<Option<Secret>> {
    path.map(|path| config::resolve(&SecretRef::File(path.clone()), &app.env, &app.ui.scrub)).transpose()
}

/// A package in which nothing is doubtful.
pub(super) struct Package {
    path: String,
    listing: Listing<File>,
    places: HashMap<String, usize>,
    password: Option<Secret>,
    lang: Lang,
}

impl Package {
    pub(super) fn open(app: &App, file: &Path, args: &ZipArgs) -> Result<Self> {
        let (path, lang) = (file.display().to_string(), app.ui.lang);
        let (names, password) = (args.names()?, password(app, args.password_file.as_ref())?);
        let source = File::open(file).map_err(|cause| unreadable(&path, &cause))?;
        let listing = Walk::default().open(source, &names).map_err(|refused| zip_words::refused(&path, &refused, lang))?;
        let files = listing.entries().iter().enumerate().filter(|(_, entry)| !entry.folder);
        let places = files.map(|(index, entry)| (entry.name.clone(), index)).collect();
        Ok(Self { path, listing, places, password, lang })
    }

    /// The files in it, in the order of their names.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.places.keys().cloned().collect();
        names.sort_unstable();
        names
    }

    /// What is odd about it.
    pub(super) fn notes(&self) -> Vec<Msg> {
        zip_words::odd(&self.path, self.listing.warnings())
    }

    /// The content of an entry as a stream.
    pub(super) fn content(&self, entry: &str) -> Result<Content<'_, File>> {
        // What has no place has an index that no entry has.
        let index = self.places.get(entry).copied().unwrap_or(usize::MAX);
        let password = self.password.as_ref().map(|secret| secret.reveal().as_bytes());
        self.listing.read(index, password).map_err(|error| self.damaged(entry, &error))
    }

    /// The content of an entry with tickets.
    pub(super) fn bytes(&self, entry: &str) -> Result<Vec<u8>> {
        let size = self.places.get(entry).and_then(|index| self.listing.entries().get(*index)).map_or(0, |entry| entry.size);
        if size > MOST_ENTRY {
            return Err(zip_words::too_large(&self.path, entry, size, MOST_ENTRY));
        }
        let mut bytes = Vec::new();
        self.content(entry)?.read_to_end(&mut bytes).map_err(|error| self.damaged(entry, &error))?;
        Ok(bytes)
    }

    pub(super) fn damaged(&self, entry: &str, error: &io::Error) -> Error {
        zip_words::damaged(&self.path, entry, error, self.lang)
    }
}
