//! `opsctl backup manifest`: digests of a folder's files, made where the backup is made; compared here or by `backup verify`.

mod check;
mod make;

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::words::{say, w};
use super::super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::links::files::{self, Effort, Pace, Resume};
use crate::model::Lang;
use crate::seal::{By, Digest};
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "options of a command line")]
pub(in crate::cli) struct ManifestArgs {
    #[arg(value_name = "DIR", required_unless_present = "new_key", help = w("备份所在目录", "The folder with the backups"))]
    dir: Option<PathBuf>,
    #[arg(long, help = w("按目录里的清单核对，不改动目录里的任何东西", "Compare the folder with the manifest in it; writes nothing there"))]
    verify: bool,
    #[arg(long, value_name = "CYCLE", requires = "verify", help = w("今天只读轮到的一部分：daily/week daily/month weekly/month weekly/quarter monthly/year 或 daily/N", "Read only the part whose turn it is today: daily/week daily/month weekly/month weekly/quarter monthly/year or daily/N"))]
    rotate: Option<String>,
    #[arg(long, help = w("另做 BLAKE3（快，适合大文件）；与 --verify 同用时按 BLAKE3 核对", "BLAKE3 as well: fast, for large files; with --verify compare by it"))]
    blake3: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "verify", help = w("minisign 私钥，用来签名；默认为 backups.toml 的 signing-key", "Secret key of minisign to sign with; signing-key of backups.toml unless given"))]
    key: Option<PathBuf>,
    #[arg(long, value_name = "SIZE", help = w("每秒最多读多少，如 100MB", "Read at most so much a second, e.g. 100MB"))]
    io_limit: Option<String>,
    #[arg(long, conflicts_with = "verify", help = w("目录里已有清单时替换它", "Replace the manifest that is there"))]
    replace: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dir", "verify"], help = w("新建一对密钥：私钥写入 FILE，公钥写入 FILE.pub，不做清单", "Make a new pair of keys instead: the secret one in FILE, the public one in FILE.pub"))]
    new_key: Option<PathBuf>,
    #[arg(long, value_name = "N", help = w("线程数，默认为处理器数", "Threads; as many as there are processors unless given"))]
    threads: Option<NonZeroUsize>,
    #[arg(long, requires = "verify", help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, args: &ManifestArgs) -> Result<Exit> {
    if let Some(secret) = &args.new_key {
        let public = PathBuf::from(format!("{}.pub", secret.display()));
        let key = files::create_pair(secret, &public).map_err(|e| cannot_write(secret, &e))?;
        let line = key.text().lines().last().unwrap_or_default().to_owned();
        app.ui.out(&format!("{}\n{}\ntrusted-keys = [\"{line}\"]\n", secret.display(), public.display()));
        return Ok(Exit::OK);
    }
    let Some(dir) = &args.dir else { return Ok(Exit::UNKNOWN) };
    let desk = Desk::new(app, args, dir)?;
    if args.verify { check::run(&desk, dir) } else { make::run(&desk, dir) }
}

/// What making and comparing share.
struct Desk<'a> {
    app: &'a App,
    args: &'a ManifestArgs,
    pace: Pace,
    threads: NonZeroUsize,
    read: ui::Flow,
    /// What was read is kept beside the history, so that a run that was stopped goes on; none where there is no such folder.
    state: Option<PathBuf>,
    /// Of this folder and this work only.
    key: Digest,
}

impl<'a> Desk<'a> {
    fn new(app: &'a App, args: &'a ManifestArgs, dir: &Path) -> Result<Self> {
        let is_folder = std::fs::metadata(dir).map_err(|e| cannot_read(dir, &e))?.is_dir();
        if !is_folder {
            return Err(cannot_read(dir, &std::io::Error::from(std::io::ErrorKind::NotADirectory)));
        }
        // However the folder is written, it is the same one.
        let full = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
        let work = if args.verify { "verify" } else { "make" };
        let key = Digest::sha256(format!("{work} {} {:?}", full.display(), by(args)).as_bytes());
        let data = &app.config()?.settings.data_dir.value;
        Ok(Self {
            app,
            args,
            pace: Pace::new(args.io_limit.as_deref().map(super::rate).transpose()?),
            threads: args.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
            read: ui::Flow::new(&app.ui),
            // Two folders at the same time do not write into one file.
            state: data.is_dir().then(|| data.join(format!("manifest-{}.state", key.to_string().get(..12).unwrap_or_default()))),
            key,
        })
    }

    fn lang(&self) -> Lang {
        self.app.ui.lang
    }

    fn resume(&self) -> Option<Resume<'_>> {
        self.state.as_deref().map(|path| Resume { path, key: self.key })
    }

    /// Works with all that was asked for.
    fn with<R>(&self, work: impl FnOnce(Effort<'_>) -> R) -> R {
        let progress = |bytes: u64| self.read.add(bytes);
        let done = work(Effort { threads: self.threads, pace: &self.pace, stop: self.app.stop(), progress: &progress });
        self.read.done();
        done
    }
}

impl Desk<'_> {
    /// It ended before its end: what is there of it, and how to go on.
    fn told_stopped(&self, unkept: Option<std::io::ErrorKind>, (zh, en): (&str, &str)) {
        let lang = self.lang();
        self.app.ui.note(&match (unkept, self.state.is_some()) {
            (None, true) => {
                say(lang, &format!("已中断：{zh}；再运行一次会接着做。"), &format!("Stopped: {en}; run it again to go on.")).to_owned()
            }
            (None, false) => say(lang, &format!("已中断：{zh}。"), &format!("Stopped: {en}.")).to_owned(),
            (Some(kind), _) => say(
                lang,
                &format!("已中断：{zh}；做过的没有能存下（{kind}），下次从头做。"),
                &format!("Stopped: {en}; what was done could not be kept ({kind}), and the next run begins anew."),
            )
            .to_owned(),
        });
    }

    /// The work is done and its result is safe: there is nothing to go on with.
    fn forget(&self) {
        if let Some(Err(e)) = self.resume().map(Resume::forget) {
            let path = self.state.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
            self.app.ui.note(&format!("{path}: {e}"));
        }
    }
}

fn by(args: &ManifestArgs) -> By {
    match (args.blake3, args.verify) {
        (true, true) => By::Blake3,
        (true, false) => By::Both,
        (false, _) => By::Sha256,
    }
}

fn cannot_read(path: &Path, e: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(e)
}

fn cannot_write(path: &Path, e: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e)
}

/// `100MB`, `1GB`: bytes a second.
pub(super) fn rate(text: &str) -> Result<NonZeroU64> {
    let bad = || Error::new(Kind::Usage, Msg::Usage { text: format!("--io-limit {text} (100MB)") });
    crate::config::bytes(text.trim_end_matches("/s")).and_then(NonZeroU64::new).ok_or_else(bad)
}
