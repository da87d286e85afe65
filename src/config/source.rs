//! Turns a file on disk into text with numbered lines and a TOML table, or into every mistake that is in it.

use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use super::origin::Origin;
use crate::error::{Error, Kind};
use crate::text::Msg;

/// No configuration is larger; whoever names a larger file named the wrong one.
const LIMIT_MB: u64 = 10;

/// What is wrong, collected so that a user sees all of it at once.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<(Origin, Error)>>);

impl Problems {
    pub(super) fn add(&self, at: &Origin, error: Error) {
        self.0.borrow_mut().push((at.clone(), error));
    }

    /// A mistake in what the user wrote at this place.
    pub(super) fn config(&self, at: &Origin, say: impl FnOnce(String) -> Msg) {
        self.add(at, Error::new(Kind::Config, say(at.to_string())));
    }

    /// All of them as one, file by file and from top to bottom.
    pub(super) fn into_error(self) -> Option<Error> {
        let mut problems = self.0.into_inner();
        let files: Vec<PathBuf> = problems.iter().filter_map(|(at, _)| at.file().map(|(path, _)| path.to_owned())).collect();
        problems.sort_by_key(|(at, _)| at.file().map(|(path, line)| (files.iter().position(|known| known == path), line)));
        Error::all(problems.into_iter().map(|(_, error)| error).collect())
    }
}

/// A configuration file, read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Where relative paths in it start.
    pub(super) dir: PathBuf,
    text: String,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    embedded: bool,
}

impl File {
    /// Reads a file; a BOM, as Notepad and WPS write it, is passed over.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let shown = || path.display().to_string();
        let unreadable = |e: std::io::Error| Error::new(Kind::Config, Msg::ReadFile { path: shown() }).because(e);
        if !fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(Error::new(Kind::Config, Msg::ConfigNotFile { path: shown() }));
        }
        let mut bytes = Vec::new();
        let limit = LIMIT_MB * 1024 * 1024;
        fs::File::open(path).and_then(|f| f.take(limit + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
        if bytes.len() as u64 > limit {
            return Err(Error::new(Kind::Config, Msg::ConfigTooBig { path: shown(), limit: format!("{LIMIT_MB} MB") }));
        }
        let text = String::from_utf8(bytes).map_err(|e| {
            let good = e.utf8_error().valid_up_to();
            let line = 1 + memchr::memchr_iter(b'\n', &e.as_bytes()[..good]).count();
            let msg = Msg::ConfigNotUtf8 { place: format!("{}:{line}", shown()), found: encoding(e.as_bytes()).into() };
            Error::new(Kind::Config, msg).hint(Msg::HintUtf8 { path: shown() })
        })?;
        Ok(Self::new(path.to_owned(), text, false))
    }

    /// The defaults that are part of the program.
    pub(super) fn embedded(text: &str) -> Self {
        Self::new(PathBuf::from("default.toml"), text.to_owned(), true)
    }

    fn new(path: PathBuf, text: String, embedded: bool) -> Self {
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let dir = path.parent().map(Path::to_owned).unwrap_or_default();
        Self { path, dir, text, lines, embedded }
    }

    /// The table in it; with syntax mistakes there is none, and each is reported once a line.
    pub(super) fn parse(&self, problems: &Problems) -> Option<Spanned<DeTable<'_>>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        let sound = errors.is_empty();
        let mut last = 0;
        for error in errors {
            let line = self.line(error.span().map_or(0, |span| span.start));
            if line != last {
                problems.add(&self.origin(error.span().map_or(0, |span| span.start)), self.syntax(line, &error));
            }
            last = line;
        }
        sound.then_some(table)
    }

    fn syntax(&self, line: usize, error: &toml::de::Error) -> Error {
        let place = format!("{}:{line}", self.path.display());
        if error.message() == "duplicate key" {
            let key = error.span().map(|span| self.excerpt(&span)).unwrap_or_default();
            return Error::new(Kind::Config, Msg::ConfigAgain { place, key });
        }
        let found = Error::new(Kind::Config, Msg::ConfigSyntax { place }).because(error.message());
        match self.full_width(line) {
            Some((sign, want)) => found.hint(Msg::HintFullWidth { found: sign.into(), want: want.into() }),
            None => found,
        }
    }

    /// The line number, from one, of a byte.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).max(1)
    }

    /// The origin of what stands at a byte.
    pub(super) fn origin(&self, at: usize) -> Origin {
        if self.embedded { Origin::Default } else { Origin::File { path: self.path.clone(), line: self.line(at) } }
    }

    /// A value as it is written, cut to one short line.
    pub(super) fn excerpt(&self, span: &Range<usize>) -> String {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        let short: String = line.chars().take(40).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    }

    /// A full-width sign, as a Chinese input method types it, outside comments: it and what TOML wants.
    fn full_width(&self, line: usize) -> Option<(char, char)> {
        let text = self.text.get(*self.lines.get(line - 1)?..)?.lines().next()?;
        let text = text.split('#').next()?;
        let pairs = [
            ('“', '"'),
            ('”', '"'),
            ('＝', '='),
            ('，', ','),
            ('［', '['),
            ('］', ']'),
            ('【', '['),
            ('】', ']'),
            ('｛', '{'),
            ('｝', '}'),
        ];
        text.chars().find_map(|c| pairs.into_iter().find(|(full, _)| *full == c))
    }
}

/// What a file that is not UTF-8 most likely is.
fn encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "UTF-16";
    }
    let (_, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if broken || bytes.contains(&0) { "binary" } else { "GBK" }
}
