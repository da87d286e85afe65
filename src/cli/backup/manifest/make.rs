//! A folder → the manifest in it.

use std::path::Path;

use super::super::super::Exit;
use super::super::super::words::say;
use super::{Desk, by, cannot_read, cannot_write};
use crate::error::{Error, Kind, Result};
use crate::links::files::{self, Make};
use crate::links::folder::shown;
use crate::model::Lang;
use crate::seal::{Head, MANIFEST, OWN, State};
use crate::text::Msg;

pub(super) fn run(desk: &Desk<'_>, dir: &Path) -> Result<Exit> {
    let (app, args, lang) = (desk.app, desk.args, desk.lang());
    let ctx = app.ctx()?;
    // Told before hours of reading, not after.
    if let Some(there) = OWN.iter().map(|name| dir.join(name)).find(|path| !args.replace && path.symlink_metadata().is_ok()) {
        let exists = Error::new(Kind::Input, Msg::WriteFile { path: there.display().to_string() });
        return Err(exists.because(std::io::Error::from(std::io::ErrorKind::AlreadyExists)).hint(Msg::HintReplace {}));
    }
    let configured = app.config()?.backup.signing_key.clone();
    let key = args.key.clone().or(configured);
    let key = key.as_ref().map(|path| files::read_secret(path).map_err(|e| cannot_read(path, &e))).transpose()?;
    let head = Head { tool: format!("opsctl {}", env!("CARGO_PKG_VERSION")), host: ctx.machine.clone(), made: ctx.now };
    let made = desk.with(|effort| files::make(dir, head, &Make { by: by(args), effort, resume: desk.resume() }));
    let made = made.map_err(|e| cannot_read(dir, &e))?;
    if made.stopped {
        desk.told_stopped(made.unkept, ("没有写清单", "no manifest was written"));
        return Ok(Exit::UNKNOWN);
    }
    files::save(dir, &made.manifest, key.as_ref(), args.replace).map_err(|e| cannot_write(&dir.join(MANIFEST), &e))?;
    desk.forget();
    for left in &made.left_out {
        app.ui.note(&format!("{}: {}", shown(left.name.bytes()), left_out(&left.state, lang)));
    }
    let (files, bytes) = (made.manifest.entries.len(), made.manifest.bytes());
    let signed = if key.is_some() { say(lang, "，已签名", ", signed") } else { "" };
    let path = dir.join(MANIFEST);
    app.ui.out(&match lang {
        Lang::Zh => format!("{files} 个文件，{bytes} 字节；清单在 {}{signed}\n", path.display()),
        Lang::En => format!("{files} files, {bytes} bytes; manifest in {}{signed}\n", path.display()),
    });
    // A manifest that leaves files out is one with reservations.
    let is_file = |left: &crate::seal::Verified| !matches!(left.state, State::NotAFile(_));
    Ok(if made.left_out.iter().any(is_file) { Exit::WARNING } else { Exit::OK })
}

fn left_out(state: &State, lang: Lang) -> String {
    match state {
        State::NotAFile(_) => say(lang, "不是普通文件，没有列入", "no regular file, left out").to_owned(),
        State::Moving => say(lang, "读的时候还在变，没有列入", "it changed while it was read, left out").to_owned(),
        State::Unreadable(kind) => format!("{}: {kind}", say(lang, "读不了，没有列入", "unreadable, left out")),
        other => format!("{other:?}"),
    }
}
