//! `release check`: everything that can be known of a package without a target.

use std::path::PathBuf;

use clap::Args;

use super::gate;
use super::refused::{Reasons, plain, reasons};
use super::scripts::{self, Looked};
use super::{check_json, check_text};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::model::Lang;
use crate::parse::sqlscript::Level;
use crate::release::package::{Given, Package, Signing};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[arg(value_name = "PKG", help = w("发布包：ZIP 或目录", "The package: a ZIP or a folder"))]
    package: PathBuf,
    #[arg(long, value_name = "FILE", help = w("受信的 minisign 公钥文件，可多次；给出后，没有其签名的包被拒绝", "Public key of minisign that is trusted, several times; then a package without its signature is refused"))]
    trust: Vec<PathBuf>,
    #[arg(long, help = w("允许 setuid/setgid 文件", "Files may have set-uid and set-gid"))]
    allow_setuid: bool,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Judged {
    Good,
    Warnings,
    Refused,
}

/// A package that was read, and what is to be said of it.
pub(super) struct Checked<'a> {
    pub package: &'a Package,
    pub scripts: Vec<Looked<'a>>,
    pub warnings: Vec<String>,
    pub reasons: Reasons,
}

impl Checked<'_> {
    pub(super) fn judged(&self) -> Judged {
        match (self.reasons.all.is_empty(), self.warnings.is_empty()) {
            (false, _) => Judged::Refused,
            (true, false) => Judged::Warnings,
            (true, true) => Judged::Good,
        }
    }
}

pub(super) fn run(app: &App, args: &CheckArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let trusted = gate::trusted(app, &args.trust)?;
    let given = Given { set_id: args.allow_setuid, ..Given::new(&trusted) };
    let path = args.package.display().to_string();
    let package = match Package::open(&args.package, &given) {
        Ok(package) => package,
        Err(refused) => {
            let reasons = reasons(&path, &refused, lang);
            app.ui.out(&if args.json { check_json::refused(&reasons)? } else { plain(&check_text::refused(&path, &reasons, lang)) });
            return Ok(Exit::UNKNOWN);
        }
    };
    let checked = look(&package, !trusted.is_empty(), lang);
    app.ui.out(&if args.json { check_json::checked(&checked)? } else { plain(&check_text::checked(&checked, &app.ctx()?.zone, lang)) });
    Ok(match checked.judged() {
        Judged::Good => Exit::OK,
        Judged::Warnings => Exit::WARNING,
        Judged::Refused => Exit::UNKNOWN,
    })
}

fn look(package: &Package, trusted: bool, lang: Lang) -> Checked<'_> {
    let manifest = package.manifest();
    let scripts: Vec<Looked<'_>> = manifest.sql.iter().map(|script| scripts::look(package, script, lang)).collect();
    let (mut warnings, mut reasons) = (Vec::new(), Reasons::default());
    match package.signing() {
        Signing::Unsigned => warnings.push(say(lang, "没有签名", "not signed").to_owned()),
        Signing::Strangers(_) if !trusted => {
            warnings.push(
                say(lang, "签名没有核对：未给受信公钥（--trust）", "signatures were not checked: no key is trusted (--trust)").to_owned(),
            );
        }
        Signing::Strangers(_) | Signing::Signed { .. } => {}
    }
    for one in &scripts {
        let name = &one.script.name;
        if one.commits > 0 {
            warnings.push(match lang {
                Lang::Zh => format!("sql/{name}：{} 条语句自动提交，中途失败不能靠事务回滚，由 rollback.sql 恢复", one.commits),
                Lang::En => format!("sql/{name}: statements that commit by themselves: {}; no transaction takes them back", one.commits),
            });
        }
        if one.script.rollback.is_none() {
            warnings.push(match lang {
                Lang::Zh => format!("sql/{name}：不可逆（{}）", one.script.irreversible),
                Lang::En => format!("sql/{name}: cannot be taken back ({})", one.script.irreversible),
            });
        }
        for finding in &one.findings {
            let text = format!("{} {}", finding.place(), finding.text);
            match finding.level {
                Level::Note => {}
                Level::Warn => warnings.push(text),
                Level::Refuse => reasons.all.push(text),
            }
        }
    }
    if !reasons.all.is_empty() {
        reasons.advice.push(say(lang, "改正脚本后重新打包", "put the scripts right and make the package again").to_owned());
    }
    if manifest.verify.is_empty() {
        warnings.push(
            say(
                lang,
                "没有验证步骤，新版是否正常只看目标自己的验证",
                "no looks of its own: only those of the target tell whether it works",
            )
            .to_owned(),
        );
    }
    Checked { package, scripts, warnings, reasons }
}
