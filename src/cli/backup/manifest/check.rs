//! A folder against the manifest that lies in it.

use std::io::ErrorKind;
use std::path::Path;

use super::super::super::Exit;
use super::super::super::words::say;
use super::super::verify::trusted;
use super::{Desk, by};
use crate::error::{Error, Kind, Result};
use crate::links::files::{self, Beside, LoadFault, Loaded, Signature, Verify};
use crate::links::folder::shown;
use crate::model::Lang;
use crate::seal::{BLAKE3SUMS, Cycle, MANIFEST, MINISIG, SHA256SUMS, State, Turn, Verified, What};
use crate::text::Msg;

/// Lines about files with something wrong; a manifest of another folder would have a hundred thousand.
const MOST: usize = 200;

/// How bad something is, by the exit code that it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Fine,
    Warning,
    Unknown,
    Critical,
}

pub(super) fn run(desk: &Desk<'_>, dir: &Path) -> Result<Exit> {
    let (app, args, lang) = (desk.app, desk.args, desk.lang());
    let today = app.ctx()?.now.to_zoned(app.ctx()?.zone.clone()).date();
    let bad = |text: &String| Error::new(Kind::Usage, Msg::Usage { text: format!("--rotate {text} (daily/week weekly/month daily/14)") });
    let cycle = args.rotate.as_ref().map(|text| Cycle::parse(text).ok_or_else(|| bad(text))).transpose()?;
    let turn = cycle.map_or(Turn::ALL, |cycle| cycle.on(today));
    let keys = trusted(app)?;
    let (loaded, checked) = desk.with(|effort| -> Result<_> {
        let loaded = files::load(dir, &keys, &effort).map_err(|fault| unloaded(dir, &fault))?;
        let options = Verify { by: by(args), turn, extra: true, effort, resume: desk.resume() };
        let checked = files::verify(dir, &loaded.manifest, &options).map_err(|e| super::cannot_read(dir, &e))?;
        Ok((loaded, checked))
    })?;
    let mut told = seal(&loaded, !keys.is_empty(), lang);
    let of_files = checked.files.iter().filter(|file| !matches!(file.state, State::Same | State::NotThisTime));
    let weigh = |file: &Verified| match file.state {
        // In place of a file.
        State::NotAFile(_) if loaded.manifest.get(&file.name).is_some() => Weight::Critical,
        _ => weight(&file.state),
    };
    told.extend(of_files.map(|file| (weigh(file), shown(file.name.bytes()), words(&file.state, lang))));
    told.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    let count = |wanted: &State| checked.files.iter().filter(|file| file.state == *wanted).count();
    let (same, waiting) = (count(&State::Same), count(&State::NotThisTime));
    let worst = told.iter().map(|(weight, ..)| *weight).max().unwrap_or(Weight::Fine);
    if checked.stopped {
        desk.told_stopped(checked.unkept, ("核对没有做完", "the comparison is not complete"));
    } else {
        desk.forget();
    }
    if args.json {
        app.ui.out(&format!("{}\n", json(&checked.files, &loaded, turn)));
    } else {
        for (_, name, what) in told.iter().take(MOST) {
            app.ui.out(&format!("{what}  {name}\n"));
        }
        if told.len() > MOST {
            let more = told.len() - MOST;
            app.ui.out(say(lang, &format!("…另有 {more} 个\n"), &format!("… {more} more\n")));
        }
        app.ui.out(&sum(lang, (same, told.len(), waiting), turn));
    }
    Ok(match worst {
        Weight::Critical => Exit::CRITICAL,
        // Nothing at all was compared: no proof of anything.
        Weight::Fine if same == 0 && waiting == 0 && !loaded.manifest.entries.is_empty() => Exit::UNKNOWN,
        Weight::Unknown => Exit::UNKNOWN,
        Weight::Warning => Exit::WARNING,
        Weight::Fine => Exit::OK,
    })
}

fn sum(lang: Lang, (same, told, waiting): (usize, usize, usize), turn: Turn) -> String {
    let (part, parts) = turn.number();
    let rest = match (parts, lang) {
        (1, _) => String::new(),
        (_, Lang::Zh) => format!("；今天轮到第 {part} 份（共 {parts} 份），另有 {waiting} 个没有读"),
        (_, Lang::En) => format!("; today is part {part} of {parts}, {waiting} more were not read"),
    };
    match lang {
        Lang::Zh => format!("与清单相同 {same} 个，有问题 {told} 个{rest}\n"),
        Lang::En => format!("{same} as in the manifest, {told} with something to tell{rest}\n"),
    }
}

/// What is to be said of the seal itself.
fn seal(loaded: &Loaded, has_keys: bool, lang: Lang) -> Vec<(Weight, String, String)> {
    let mut told = Vec::new();
    let mut tell = |weight, name: &str, what: String| told.push((weight, name.to_owned(), what));
    match &loaded.signature {
        Signature::None if has_keys => {
            tell(Weight::Unknown, MANIFEST, say(lang, "没有签名，而配置了 trusted-keys", "not signed, and there are trusted-keys").into());
        }
        Signature::Good(_) | Signature::None => {}
        Signature::Bad(_) if !has_keys => {
            tell(Weight::Unknown, MINISIG, say(lang, "有签名，而没有配置 trusted-keys", "signed, and no trusted-keys tell by whom").into());
        }
        Signature::Bad(why) => tell(Weight::Critical, MINISIG, format!("{}: {why}", say(lang, "签名不对", "bad signature"))),
        Signature::Unreadable(kind) => tell(Weight::Unknown, MINISIG, format!("{}: {kind}", say(lang, "读不了", "unreadable"))),
    }
    for (name, beside) in [(SHA256SUMS, loaded.sums), (BLAKE3SUMS, loaded.blake3sums)] {
        match beside {
            Beside::NotSaid | Beside::Same => {}
            // The manifest counts; but somebody changed what others compare with.
            Beside::Differs => tell(Weight::Critical, name, say(lang, "与清单不是同一次做的", "not made with the manifest").into()),
            Beside::Missing => tell(Weight::Warning, name, say(lang, "缺失", "missing").into()),
            Beside::Unreadable(kind) => tell(Weight::Warning, name, format!("{}: {kind}", say(lang, "读不了", "unreadable"))),
        }
    }
    told
}

fn unloaded(dir: &Path, fault: &LoadFault) -> Error {
    match fault {
        LoadFault::None => {
            let msg = Msg::ReadFile { path: dir.join(MANIFEST).display().to_string() };
            Error::new(Kind::Input, msg).because(std::io::Error::from(ErrorKind::NotFound)).hint(Msg::HintManifest {})
        }
        fault => super::cannot_read(dir, fault),
    }
}

fn weight(state: &State) -> Weight {
    match state {
        State::Same | State::NotThisTime => Weight::Fine,
        State::Changed { .. } | State::SizeDiffers { .. } | State::Missing => Weight::Critical,
        State::Extra | State::NotAFile(_) => Weight::Warning,
        State::Unreadable(_) | State::Moving | State::NotReached => Weight::Unknown,
    }
}

/// The state in a word, for scripts.
fn word(state: &State) -> &'static str {
    match state {
        State::Same => "same",
        State::Changed { .. } => "changed",
        State::Missing => "missing",
        State::Extra => "extra",
        State::Unreadable(_) => "unreadable",
        State::SizeDiffers { .. } => "size-differs",
        State::Moving => "moving",
        State::NotAFile(_) => "not-a-file",
        State::NotThisTime => "not-this-time",
        State::NotReached => "not-reached",
    }
}

fn words(state: &State, lang: Lang) -> String {
    let say = |zh: &str, en: &str| say(lang, zh, en).to_owned();
    match state {
        State::Same => say("相同", "same"),
        State::Changed { .. } => say("内容已改变", "changed"),
        State::Missing => say("缺失", "missing"),
        State::Extra => say("清单里没有", "not in the manifest"),
        State::Unreadable(kind) => format!("{}: {kind}", say("读不了", "unreadable")),
        State::SizeDiffers { expected, found } => {
            say(&format!("大小不同：应为 {expected}，实为 {found}"), &format!("size {found}, not {expected}"))
        }
        State::Moving => say("读的时候在变", "changed while it was read"),
        State::NotAFile(What::Link) => say("是链接，没有读", "a link, not read"),
        State::NotAFile(What::Dir) => say("是目录", "a folder"),
        State::NotAFile(What::Special) => say("不是普通文件", "no regular file"),
        State::NotThisTime => say("轮到其他日子", "another day's turn"),
        State::NotReached => say("没有做到", "not reached"),
    }
}

fn json(files: &[Verified], loaded: &Loaded, turn: Turn) -> serde_json::Value {
    let (part, parts) = turn.number();
    let file = |file: &Verified| {
        let (expected, found) = match &file.state {
            State::Changed { expected, found } => (Some(expected.as_ref()), Some(found.as_ref())),
            _ => (None, None),
        };
        let sum = |digests: Option<&crate::seal::Digests>| digests.and_then(|d| d.sha256.or(d.blake3)).map(|digest| digest.to_string());
        serde_json::json!({
            "file": shown(file.name.bytes()), "state": word(&file.state), "expected": sum(expected), "found": sum(found),
        })
    };
    let signature = match &loaded.signature {
        Signature::None => "none".to_owned(),
        Signature::Good(signed) => format!("good {}", signed.by),
        Signature::Bad(why) => format!("bad: {why}"),
        Signature::Unreadable(kind) => format!("unreadable: {kind}"),
    };
    serde_json::json!({
        "part": part, "parts": parts, "signature": signature, "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}
