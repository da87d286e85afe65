//! `release new`: a folder becomes a package.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::refused::{plain, reasons};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::links::files;
use crate::model::Lang;
use crate::release::build::{Built, Order, SPEC, Unbuilt, build};
use crate::text::Msg;

/// What `--init` writes.
const SAMPLE: &str = include_str!("release.toml");

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    #[arg(value_name = "SRC", required_unless_present = "init", help = w("放有 release.toml 的目录", "The folder with release.toml"))]
    source: Option<PathBuf>,
    #[arg(long, short, value_name = "FILE", help = w("写到哪里，不能已存在；默认为当前目录下的 <id>.zip", "Where to, which must not be there; <id>.zip here unless given"))]
    out: Option<PathBuf>,
    #[arg(long, value_name = "PART=DIR", help = w("旧版目录：只打包有变化的文件，并要求目标上是旧版；可多次", "The version before: only what changed is packed, and the target has to have that version; several times"))]
    base: Vec<String>,
    #[arg(long, value_name = "FILE", help = w("用这个 minisign 私钥签名", "Sign with this secret key of minisign"))]
    key: Option<PathBuf>,
    #[arg(long, help = w("写成目录而不是 ZIP", "Write a folder instead of a ZIP"))]
    folder: bool,
    #[arg(long, help = w("允许 setuid/setgid 文件", "Files may have set-uid and set-gid"))]
    allow_setuid: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["source", "out", "base", "key", "folder"], help = w("新建一个可以着手填写的目录，不打包", "Write a folder to start from instead"))]
    init: Option<PathBuf>,
}

pub(super) fn run(app: &App, args: &NewArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let Some(source) = args.source.as_ref().filter(|_| args.init.is_none()) else {
        return args.init.as_ref().map_or(Ok(Exit::UNKNOWN), |dir| init(app, dir));
    };
    let base = args.base.iter().map(|text| pair(text)).collect::<Result<BTreeMap<_, _>>>()?;
    let cannot =
        |path: &Path, e: files::SecretFault| Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(e);
    let key = args.key.as_ref().map(|path| files::read_secret(path).map_err(|e| cannot(path, e))).transpose()?;
    let order = Order {
        source,
        base: &base,
        now: app.ctx()?.now,
        key: key.as_ref(),
        folder: args.folder,
        out: args.out.as_deref(),
        set_id: args.allow_setuid,
    };
    match build(&order) {
        Ok(built) => Ok(tell(app, &built, key.is_some())),
        Err(why) => {
            app.ui.warn(&plain(&unbuilt(source, &why, lang)));
            Ok(Exit::UNKNOWN)
        }
    }
}

fn tell(app: &App, built: &Built, signed: bool) -> Exit {
    let lang = app.ui.lang;
    let path = built.path.display();
    let entries: usize = built.manifest.parts.values().map(Vec::len).sum();
    let (scripts, unchanged, digest) = (built.manifest.sql.len(), built.unchanged, &built.digest);
    app.ui.out(&match lang {
        Lang::Zh => format!("{path}\n包摘要 {digest}\n路径 {entries} 个，脚本 {scripts} 个；与旧版相同、未打包 {unchanged} 个\n"),
        Lang::En => {
            format!("{path}\ndigest {digest}\n{entries} paths, {scripts} scripts; {unchanged} as before and left out\n")
        }
    });
    if !signed {
        app.ui.note(say(lang, "未签名；用 --key 签名。", "Not signed; sign with --key."));
    }
    if built.left_out.is_empty() {
        return Exit::OK;
    }
    let names = built.left_out.join(" ");
    app.ui.warn(&match lang {
        Lang::Zh => format!("没有打包：{names}（只打包 {SPEC}、files、sql、hooks、form）"),
        Lang::En => format!("Not in the package: {names} (only {SPEC}, files, sql, hooks, form are looked at)"),
    });
    Exit::WARNING
}

/// What stopped it, a line each, and what to do now.
fn unbuilt(source: &Path, why: &Unbuilt, lang: Lang) -> String {
    let (error, hint) = (say(lang, "错误：", "error: "), say(lang, "提示：", "hint: "));
    let mut lines = vec![format!("{error}{}", why.say(lang))];
    match why {
        Unbuilt::Source(all) => lines.extend(all.iter().map(|one| format!("  {}", one.say(lang)))),
        Unbuilt::Refused(refused) => {
            lines.extend(reasons(&source.display().to_string(), refused, lang).lines(lang).lines().map(str::to_owned));
        }
        Unbuilt::Spec { near: Some(near), .. } => lines.push(format!("{hint}{}", Msg::DidYouMean { name: near.clone() }.to(lang))),
        Unbuilt::Read { path, cause } if path.ends_with(SPEC) && cause.kind() == std::io::ErrorKind::NotFound => {
            let source = source.display();
            lines.push(match lang {
                Lang::Zh => format!("{hint}opsctl release new --init {source} 写一份样例"),
                Lang::En => format!("{hint}opsctl release new --init {source} writes a sample"),
            });
        }
        Unbuilt::Exists(_) => {
            lines.push(format!("{hint}{}", say(lang, "用 -o 换一个名字，或先移走它", "give another name with -o, or move it away first")));
        }
        _ => {}
    }
    lines.join("\n")
}

/// `app=old/webapp`.
fn pair(text: &str) -> Result<(String, PathBuf)> {
    let parts = text.split_once('=').filter(|(part, dir)| !part.is_empty() && !dir.is_empty());
    let (part, dir) = parts.ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--base {text} (PART=DIR)") }))?;
    Ok((part.to_owned(), PathBuf::from(dir)))
}

/// A folder to start from; nothing that is there is touched.
fn init(app: &App, dir: &Path) -> Result<Exit> {
    let path = dir.join(SPEC);
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(dir)?;
        std::io::Write::write_all(&mut std::fs::File::create_new(&path)?, SAMPLE.as_bytes())?;
        ["files/app", "sql", "hooks"].into_iter().try_for_each(|folder| std::fs::create_dir_all(dir.join(folder)))
    };
    write().map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e))?;
    let (spec, dir) = (path.display(), dir.display());
    app.ui.out(&match app.ui.lang {
        Lang::Zh => format!(
            "{spec}\n\n接下来：\n  1. 填写 {spec}\n  2. 把文件放进 {dir}/files/<部分>/，脚本放进 {dir}/sql/<序号_名称>/\n  3. opsctl release new {dir} --base app=旧版目录 --key 私钥\n  4. opsctl release check <包>\n"
        ),
        Lang::En => format!(
            "{spec}\n\nNext:\n  1. fill in {spec}\n  2. put files into {dir}/files/<part>/, scripts into {dir}/sql/<number_name>/\n  3. opsctl release new {dir} --base app=OLD --key KEY\n  4. opsctl release check <package>\n"
        ),
    });
    Ok(Exit::OK)
}
