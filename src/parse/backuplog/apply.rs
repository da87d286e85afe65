//! What the sentences of `exp`, `imp` and Data Pump do to the run.

use super::last_words::ending;
use super::line::{At, short};
use super::machine::Machine;
use super::moment::moment;
use super::open::{Context, Open};
use super::params::params;
use super::run::{Beginning, Job, Language, Mode, Path, Verdict};
use super::sentence::{Product, Sentence};

impl Machine {
    /// Takes a sentence in, in a run of its own where it begins one.
    pub(super) fn apply(&mut self, sentence: &Sentence<'_>, language: Option<Language>, line: &At<'_>) {
        if let Some((beginning, product)) = self.beginning(sentence) {
            self.begin(beginning, product, line);
        }
        let Some(open) = &mut self.open else { return };
        if open.ended() && *sentence != Sentence::Reopened {
            return;
        }
        open.speaks(language);
        let context = open.context;
        open.context = Context::None;
        match *sentence {
            Sentence::Banner(_, version, date) => open.banner(version, date),
            Sentence::Version(version) => open.run.version = Some(short(version)),
            Sentence::Vendor(tool) => open.run.tool = tool,
            Sentence::VendorWord(tool) if open.run.beginning == Beginning::Missing => open.run.tool = tool,
            Sentence::VendorWord(_) => {}
            Sentence::Connected => open.connect(line.number),
            Sentence::Starting(owner, name, command) => {
                open.starting(owner, name);
                open.connect(line.number);
                open.params(params(command), line.number, &mut self.store);
                open.context = Context::Command;
            }
            Sentence::Reopened => {
                open.run.verdict = None;
                open.run.evidence = None;
                open.moves();
            }
            Sentence::JobEnd(verdict, rest) => {
                open.pump = Some(true);
                if verdict != Verdict::Failed {
                    open.moves();
                }
                let (stamp, elapsed) = ending(rest);
                let ended = stamp.and_then(|stamp| stamp.after(open.run.started));
                open.run.elapsed_s = elapsed;
                open.end(verdict, line);
                open.run.ended = ended.or(open.run.ended);
            }
            Sentence::End(product, verdict) => {
                open.product = open.product.or(Some(product));
                open.pump = open.pump.or(Some(false));
                open.end(verdict, line);
            }
            Sentence::DumpSet => {
                // Only exports print it; the name of a job may tell nothing.
                open.product = open.product.or(Some(Product::Export));
                open.pump = Some(true);
                open.context = Context::Dumps;
            }
            Sentence::ObjectType(kind) => {
                open.pump = Some(true);
                open.moves();
                open.object_types += 1;
                open.run.mode = open.run.mode.or(mode_of(kind));
            }
            Sentence::NoRows => open.run.rows_left_out = true,
            Sentence::Help => open.run.help_banner = true,
            Sentence::Known => open.context = if context == Context::Wait { context } else { Context::None },
            ref head => open.head(head, line.number),
        }
        if !matches!(*sentence, Sentence::Known) && open.pump != Some(true) {
            open.finish_begun(&mut self.store);
        }
    }

    /// Whether a sentence begins a run: as what, and of which product.
    fn beginning(&self, sentence: &Sentence<'_>) -> Option<(Beginning, Option<Product>)> {
        let open = self.open.as_ref();
        let none = open.is_none_or(Open::ended);
        match *sentence {
            Sentence::Banner(product, ..) => Some((Beginning::Banner, Some(product))),
            Sentence::Vendor(tool) => {
                let same = open.is_some_and(|open| open.run.tool == tool && !open.ended());
                (!same).then_some((Beginning::Banner, None))
            }
            // Without a banner, a second connection is the next day's.
            Sentence::Connected if none || open.is_some_and(|open| open.run.connected) => Some((Beginning::Connection, None)),
            Sentence::Starting(..) if none || open.is_some_and(|open| open.run.job.is_some() || open.product == Some(Product::Rman)) => {
                Some((Beginning::Job, None))
            }
            Sentence::VendorWord(_) | Sentence::JobEnd(..) if none => Some((Beginning::Missing, None)),
            Sentence::End(product, _) if none || open.is_some_and(|open| open.product == Some(Product::Rman)) => {
                Some((Beginning::Missing, Some(product)))
            }
            Sentence::ObjectType(_) | Sentence::DumpSet | Sentence::Charset(..) | Sentence::Help if open.is_none() => {
                Some((Beginning::Missing, None))
            }
            _ => None,
        }
    }
}

impl Open {
    fn banner(&mut self, version: &str, date: &str) {
        self.run.version = Some(short(version));
        self.run.started = moment(date).or(self.run.started);
        // Up to 11g only Data Pump puts commas into its date.
        let old = version.split('.').next().and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major < 12);
        if self.product != Some(Product::Rman) && old && !date.is_empty() {
            self.pump = Some(date.contains(','));
        }
    }

    fn starting(&mut self, owner: &str, name: &str) {
        self.pump = Some(true);
        if name.contains("SQL_FILE") {
            self.no_work = true;
        }
        let product = if name.contains("_IMPORT_") || name.contains("SQL_FILE") {
            Some(Product::Import)
        } else if name.contains("_EXPORT_") {
            Some(Product::Export)
        } else {
            None
        };
        self.product = self.product.or(product);
        let modes = [
            ("_FULL_", Mode::Full),
            ("_SCHEMA_", Mode::Schemas),
            ("_TABLE_", Mode::Tables),
            ("_TABLESPACE_", Mode::Tablespaces),
            ("_TRANSPORTABLE_", Mode::Transportable),
        ];
        // `SYS_IMPORT_FULL_01` is all of a dump, whatever that has.
        let mode = modes.iter().find(|(word, _)| name.starts_with("SYS_EXPORT") && name.contains(word)).map(|&(_, mode)| mode);
        self.run.mode = self.run.mode.or(mode);
        self.run.job = Some(Job { owner: short(owner), name: short(name) });
    }

    fn head(&mut self, sentence: &Sentence<'_>, line: u64) {
        self.pump = self.pump.or(Some(false));
        let charsets = &mut self.run.charsets;
        let short = |text: &str| Some(short(text));
        match *sentence {
            Sentence::Charset(client, national) => {
                charsets.client = short(client);
                charsets.national = national.and_then(short);
                charsets.line = Some(line);
            }
            Sentence::ServerCharset(server) => {
                charsets.server = short(server);
                charsets.conversion = true;
            }
            Sentence::ExporterCharset(exporter) => {
                charsets.exporter = short(exporter);
                charsets.conversion = true;
            }
            Sentence::Owner(owner, path) => {
                self.owned_by(owner);
                self.way(path);
            }
            Sentence::Into(owner) => self.owned_by(owner),
            Sentence::Mode(mode, path) => {
                self.run.mode = Some(mode);
                self.way(path);
            }
            Sentence::MadeBy(path) => self.way(Some(path)),
            _ => {}
        }
    }

    fn way(&mut self, path: Option<Path>) {
        self.run.path = path.or(self.run.path);
    }

    /// The last words.
    pub(super) fn end(&mut self, verdict: Verdict, line: &At<'_>) {
        self.run.verdict = Some(verdict);
        self.run.evidence = Some(line.evidence());
        self.run.lines.1 = line.number;
        self.run.ended = line.stamp.and_then(moment);
    }
}

/// Of `SCHEMA_EXPORT/TABLE/TABLE`.
fn mode_of(kind: &str) -> Option<Mode> {
    let modes = [
        ("DATABASE_EXPORT/", Mode::Full),
        ("SCHEMA_EXPORT/", Mode::Schemas),
        ("TABLE_EXPORT/", Mode::Tables),
        ("TABLESPACE_EXPORT/", Mode::Tablespaces),
        ("TRANSPORTABLE_EXPORT/", Mode::Transportable),
    ];
    modes.iter().find(|(word, _)| kind.starts_with(word)).map(|&(_, mode)| mode)
}
