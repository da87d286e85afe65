//! `opsctl util` (hidden): manual pages and completions from the command tree, report templates from outlines; `scripts/gen` calls it.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, Subcommand};
use clap_complete::Shell;

use super::words::w;
use super::{App, Exit, tree};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::text::Msg;

#[derive(Debug, Subcommand)]
pub(super) enum UtilCommand {
    #[command(about = w("生成手册页和补全脚本", "Write manual pages and completions"))]
    Gen(GenArgs),
    #[command(about = w("由大纲生成报告模板", "Make the report templates from their outlines"))]
    Templates(GenArgs),
}

#[derive(Debug, Args)]
pub(super) struct GenArgs {
    #[arg(value_name = "DIR", help = w("写到哪个目录", "Folder to write to"))]
    dir: PathBuf,
}

pub(super) fn run(app: &App, command: &UtilCommand) -> Result<Exit> {
    let args = match command {
        UtilCommand::Gen(args) => {
            generate(&args.dir)?;
            args
        }
        UtilCommand::Templates(args) => {
            templates(&args.dir)?;
            args
        }
    };
    app.ui.note(&args.dir.display().to_string());
    Ok(Exit::OK)
}

/// Makes `<name>/<language>.docx` of each `<name>/<language>.md` below a folder.
fn templates(dir: &Path) -> Result<()> {
    for (path, docx) in authored(dir)? {
        write(&path, &docx)?;
    }
    Ok(())
}

/// What the outlines below a folder make now, and where it belongs.
pub fn authored(dir: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let below = walkdir::WalkDir::new(dir).min_depth(2).max_depth(2).sort_by_file_name();
    let paths = below.into_iter().filter_map(|entry| Some(entry.ok()?.into_path()));
    let outlines = paths.filter(|path| path.extension().is_some_and(|x| x == "md"));
    let make = |path: PathBuf| {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|e| Error::new(Kind::Input, Msg::ReadFile { path: name.clone() }).because(e))?;
        Ok((path.with_extension("docx"), crate::author::docx(&name, &text)?))
    };
    outlines.map(make).collect()
}

/// Writes `man1/`, `zh_CN/man1/` and `completions/` below a folder.
pub fn generate(dir: &Path) -> Result<()> {
    for (lang, folder) in [(Lang::En, "man1"), (Lang::Zh, "zh_CN/man1")] {
        let folder = dir.join(folder);
        make(&folder)?;
        let mut command = tree(lang);
        command.build();
        pages(&command, "opsctl", lang, &folder)?;
    }
    let folder = dir.join("completions");
    make(&folder)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        let mut bytes = Vec::new();
        clap_complete::generate(shell, &mut tree(Lang::En), "opsctl", &mut bytes);
        write(&folder.join(format!("opsctl.{shell}")), &bytes)?;
    }
    Ok(())
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: folder.display().to_string() }).because(e))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e))
}

/// One page a command, `opsctl-inspect-db.1` for `opsctl inspect db`.
fn pages(command: &Command, name: &str, lang: Lang, folder: &Path) -> Result<()> {
    let mut bytes = Vec::new();
    let titled = command.clone().name(name.to_owned()).display_name(name.to_owned());
    let man = clap_mangen::Man::new(titled).date("").source(concat!("opsctl ", env!("CARGO_PKG_VERSION")));
    man.render(&mut bytes).map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: e.to_string() }))?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.push_str(sections(name, lang));
    write(&folder.join(format!("{name}.1")), text.as_bytes())?;
    for sub in command.get_subcommands().filter(|s| !s.is_hide_set() && s.get_name() != "help") {
        pages(sub, &format!("{name}-{}", sub.get_name()), lang, folder)?;
    }
    Ok(())
}

/// What the tree does not say: exit codes, files, environment; once, in the first page.
fn sections(name: &str, lang: Lang) -> &'static str {
    match (name, lang) {
        ("opsctl", Lang::En) => include_str!("man_en.roff"),
        ("opsctl", Lang::Zh) => include_str!("man_zh.roff"),
        (_, Lang::En) => ".SH \"SEE ALSO\"\n\\fBopsctl\\fR(1): exit codes, files and environment.\n",
        (_, Lang::Zh) => ".SH 参见\n\\fBopsctl\\fR(1)：退出码、文件、环境变量。\n",
    }
}
