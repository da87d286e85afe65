//! `opsctl backup manifest`: digests of a folder's files, made where the backup is made; verify reads them.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::sync::Mutex;

use clap::Args;

use super::super::words::{say, w};
use super::super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::links::files::{self, Effort, Make, Pace, Resume};
use crate::seal::{By, Head, State};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct ManifestArgs {
    #[arg(value_name = "DIR", required_unless_present = "new_key", help = w("备份所在目录", "The folder with the backups"))]
    dir: Option<PathBuf>,
    #[arg(long, help = w("另做 BLAKE3（快，适合大文件）", "BLAKE3 as well: fast, for large files"))]
    blake3: bool,
    #[arg(long, value_name = "FILE", help = w("minisign 私钥，用来签名；默认为 backups.toml 的 signing-key", "Secret key of minisign to sign with; signing-key of backups.toml unless given"))]
    key: Option<PathBuf>,
    #[arg(long, value_name = "SIZE", help = w("每秒最多读多少，如 100MB", "Read at most so much a second, e.g. 100MB"))]
    io_limit: Option<String>,
    #[arg(long, help = w("目录里已有清单时替换它", "Replace the manifest that is there"))]
    replace: bool,
    #[arg(long, value_name = "FILE", help = w("新建一对密钥：私钥写入 FILE，公钥写入 FILE.pub，不做清单", "Make a new pair of keys instead: the secret one in FILE, the public one in FILE.pub"))]
    new_key: Option<PathBuf>,
    #[arg(long, value_name = "N", help = w("线程数，默认为处理器数", "Threads; as many as there are processors unless given"))]
    threads: Option<NonZeroUsize>,
}

pub(super) fn run(app: &App, args: &ManifestArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    if let Some(secret) = &args.new_key {
        let public = PathBuf::from(format!("{}.pub", secret.display()));
        let key = files::create_pair(secret, &public).map_err(|e| cannot(secret, &e))?;
        app.ui.out(&format!(
            "{}\n{}\ntrusted-keys = [\"{}\"]\n",
            secret.display(),
            public.display(),
            key.text().lines().last().unwrap_or_default()
        ));
        return Ok(Exit::OK);
    }
    let Some(dir) = &args.dir else { return Ok(Exit::UNKNOWN) };
    let ctx = app.ctx()?;
    let configured = app.config()?.backup.signing_key.clone();
    let key = args.key.clone().or(configured);
    let key = key.as_ref().map(|path| files::read_secret(path).map_err(|e| cannot(path, &e))).transpose()?;
    let pace = Pace::new(args.io_limit.as_deref().map(rate).transpose()?);
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let read = Mutex::new(0_u64);
    let progress = |bytes: u64| *read.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += bytes;
    let effort = Effort { threads, pace: &pace, stop: app.stop(), progress: &progress };
    let by = if args.blake3 { By::Both } else { By::Sha256 };
    // What was read is kept beside the history, so that a run that was stopped goes on.
    let state = app.config()?.settings.data_dir.value.join("manifest.state");
    let key_of_run = crate::seal::Digest::sha256(format!("{} {by:?}", dir.display()).as_bytes());
    let resume = state.parent().filter(|parent| parent.is_dir()).map(|_| Resume { path: &state, key: key_of_run });
    let head = Head { tool: format!("opsctl {}", env!("CARGO_PKG_VERSION")), host: ctx.machine.clone(), made: ctx.now };
    let made = files::make(dir, head, &Make { by, effort, resume }).map_err(|e| cannot(dir, &e))?;
    if made.stopped {
        app.ui.note(say(lang, "已中断：没有写清单；再运行一次会接着做。", "Stopped: no manifest was written; run it again to go on."));
        return Ok(Exit::UNKNOWN);
    }
    files::save(dir, &made.manifest, key.as_ref(), args.replace).map_err(|e| {
        let error = cannot(dir, &e);
        if e.kind() == std::io::ErrorKind::AlreadyExists { error.hint(Msg::HintReplace {}) } else { error }
    })?;
    if resume.is_some() {
        let _ = std::fs::remove_file(&state);
    }
    let left_out: Vec<_> = made.left_out.iter().filter(|left| !matches!(left.state, State::NotAFile(_))).collect();
    for left in &made.left_out {
        app.ui.note(&format!("{}: {}", crate::links::folder::shown(left.name.bytes()), state_words(&left.state, lang)));
    }
    let (files, bytes) = (made.manifest.entries.len(), made.manifest.bytes());
    let signed = if key.is_some() { say(lang, "，已签名", ", signed") } else { "" };
    app.ui.out(&match lang {
        crate::model::Lang::Zh => format!("{} 个文件，{bytes} 字节；清单在 {}{signed}\n", files, dir.join(crate::seal::MANIFEST).display()),
        crate::model::Lang::En => {
            format!("{files} files, {bytes} bytes; manifest in {}{signed}\n", dir.join(crate::seal::MANIFEST).display())
        }
    });
    // A manifest that leaves files out is one with reservations.
    Ok(if left_out.is_empty() { Exit::OK } else { Exit::WARNING })
}

fn cannot(path: &std::path::Path, e: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(e)
}

/// `100MB`, `1GB`: bytes a second.
fn rate(text: &str) -> Result<NonZeroU64> {
    let bad = || Error::new(Kind::Usage, Msg::Usage { text: format!("--io-limit {text} (100MB)") });
    crate::config::bytes(text.trim_end_matches("/s")).and_then(NonZeroU64::new).ok_or_else(bad)
}

fn state_words(state: &State, lang: crate::model::Lang) -> String {
    match state {
        State::NotAFile(_) => say(lang, "不是普通文件，没有列入", "no regular file, left out").to_owned(),
        State::Moving => say(lang, "读的时候还在变，没有列入", "it changed while it was read, left out").to_owned(),
        State::Unreadable(kind) => format!("{}: {kind}", say(lang, "读不了，没有列入", "unreadable, left out")),
        other => format!("{other:?}"),
    }
}
