//! `opsctl template`: the templates of reports – listed, checked, previewed, compared, begun.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::report::{site, templates};
use super::words::{say, w};
use super::{App, Exit, table::aligned};
use crate::author;
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::ooxml::outline::outline;
use crate::render::Encoding;
use crate::report::contract::{self, Field, Fields};
use crate::report::csvfile;
use crate::report::definition::Definition;
use crate::report::make;
use crate::report::period::Period;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Subcommand)]
pub(super) enum TemplateCommand {
    #[command(about = w("列出模板：版本、来源、摘要", "List the templates: version, origin, digest"))]
    List,
    #[command(about = w("按数据约定检查模板，一次列出所有错误", "Check templates against the contract of their data; all mistakes at once"))]
    Check(CheckArgs),
    #[command(about = w("列出模板可以使用的字段", "List the fields that a template can use"))]
    Fields(FieldsArgs),
    #[command(about = w("用虚构的数据生成样张", "Fill a template with invented data"))]
    Preview(PreviewArgs),
    #[command(about = w("比较两个 docx：文字、标签、样式", "Compare two docx: text, tags, styles"))]
    Diff(DiffArgs),
    #[command(about = w("新建模板：从大纲生成，或复制内置的", "Begin a template: from an outline, or as a copy of an embedded one"))]
    New(NewArgs),
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[arg(value_name = "NAME", help = w("模板名；不写则检查全部", "Templates; all when none is named"))]
    names: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct FieldsArgs {
    #[arg(value_name = "NAME", help = w("模板名", "The template"))]
    name: String,
}

#[derive(Debug, Args)]
pub(super) struct PreviewArgs {
    #[arg(value_name = "NAME", required = true, help = w("模板名，可以写几个", "The template, or several"))]
    names: Vec<String>,
    #[arg(long, short, value_name = "DIR", default_value = ".", help = w("输出目录", "Output folder"))]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "OLD", help = w("旧的 docx，或内置模板的名称", "The old docx, or the name of an embedded template"))]
    old: String,
    #[arg(value_name = "NEW", help = w("新的 docx，或内置模板的名称", "The new docx, or the name of an embedded template"))]
    new: String,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "NAME", help = w("模板名，也是目录名", "Its name, also that of its folder"))]
    name: String,
    #[arg(long, value_name = "FILE", help = w("大纲 .md（写法见 report-templates/README.md）", "The outline, .md (see report-templates/README.md)"))]
    from: Option<PathBuf>,
    #[arg(long, value_name = "NAME", help = w("以这个模板的报告为样", "Like this report"))]
    like: Option<String>,
    #[arg(long, value_name = "DIR", help = w("模板目录；默认配置 report.templates-dir", "Folder of templates; report.templates-dir unless given"))]
    dir: Option<PathBuf>,
    #[arg(long, requires = "from", help = w("已有的模板：由改过的大纲重新生成其中的 docx，别的文件不动", "A template that is there: make its docx of the changed outline again, leave its other files"))]
    again: bool,
}

pub(super) fn run(app: &App, command: &TemplateCommand) -> Result<Exit> {
    match command {
        TemplateCommand::List => list(app),
        TemplateCommand::Check(args) => check(app, args),
        TemplateCommand::Fields(args) => fields(app, args),
        TemplateCommand::Preview(args) => preview(app, args),
        TemplateCommand::Diff(args) => diff(app, args),
        TemplateCommand::New(args) => new(app, args),
    }
}

fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

fn list(app: &App) -> Result<Exit> {
    let lang = app.ui.lang;
    let templates = templates(app)?;
    let head = [
        say(lang, "名称", "Name"),
        say(lang, "标题", "Title"),
        say(lang, "版本", "Version"),
        say(lang, "来源", "Origin"),
        say(lang, "文件与摘要", "Files and digests"),
    ];
    let rows = templates.iter().map(|one| {
        let files: Vec<String> = one
            .files
            .iter()
            .filter(|(name, _)| ends(name, "docx") || *name == "sheet.toml")
            .map(|(name, bytes)| format!("{name} {}", &sha256(bytes)[..12]))
            .collect();
        vec![one.id.clone(), one.title.to(lang).to_owned(), one.version.clone(), one.origin.clone(), files.join("  ")]
    });
    app.ui.out(&aligned(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows)));
    Ok(Exit::OK)
}

fn check(app: &App, args: &CheckArgs) -> Result<Exit> {
    let templates = templates(app)?;
    let wanted: Vec<&Definition> = if args.names.is_empty() {
        templates.iter().collect()
    } else {
        args.names.iter().map(|name| templates.find(name)).collect::<Result<_>>()?
    };
    let mut wrong = 0;
    for definition in &wanted {
        let errors = make::check(definition, app.ctx()?);
        wrong += usize::from(!errors.is_empty());
        for error in &errors {
            app.ui.error(error);
        }
    }
    app.ui.note(&Msg::TemplatesChecked { count: wanted.len().to_string(), wrong: wrong.to_string() }.to(app.ui.lang));
    Ok(if wrong > 0 { Exit::CRITICAL } else { Exit::OK })
}

fn fields(app: &App, args: &FieldsArgs) -> Result<Exit> {
    fn each(fields: &Fields, zh: &str, en: &str, rows: &mut Vec<Vec<String>>) {
        for (key, field) in fields {
            let list = if matches!(field.kind, contract::Kind::List(_)) { "[]" } else { "" };
            let (zh, en) = (format!("{zh}{}{list}", field.name), format!("{en}{key}{list}"));
            let Field { kind, what, .. } = field;
            rows.push(vec![zh.clone(), en.clone(), contract::word(kind), what.clone()]);
            if let contract::Kind::Object(inner) | contract::Kind::List(inner) = kind {
                each(inner, &format!("{zh}."), &format!("{en}."), rows);
            }
        }
    }
    let lang = app.ui.lang;
    let templates = templates(app)?;
    let mut rows = vec![
        [say(lang, "模板中的名称", "In templates"), "JSON", say(lang, "类型", "Type"), say(lang, "含义", "Meaning")]
            .map(str::to_owned)
            .to_vec(),
    ];
    each(&templates.find(&args.name)?.contract_fields(), "", "", &mut rows);
    app.ui.out(&aligned(rows));
    Ok(Exit::OK)
}

fn preview(app: &App, args: &PreviewArgs) -> Result<Exit> {
    let templates = templates(app)?;
    let wanted: Vec<&Definition> = args.names.iter().map(|name| templates.find(name)).collect::<Result<_>>()?;
    std::fs::create_dir_all(&args.output)
        .map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: args.output.display().to_string() }).because(e))?;
    for definition in wanted {
        let ctx = crate::ctx::Ctx { lang: make::language(definition, app.ui.lang), ..app.ctx()?.clone() };
        let period = Period::last_full(definition.period, ctx.now.to_zoned(ctx.zone.clone()).datetime());
        let data = make::invented(&ctx, &site(app)?, definition, &period);
        for output in &definition.outputs {
            let document = make::document(definition, *output, &data, &ctx, Encoding::default())?;
            let path = args.output.join(format!("{}-preview.{}", definition.id, output.ending()));
            ui::save(&path, &document.bytes)?;
            app.ui.out(&format!("{}\n", path.display()));
        }
    }
    Ok(Exit::OK)
}

fn diff(app: &App, args: &DiffArgs) -> Result<Exit> {
    let templates = templates(app)?;
    let lines = |name: &str| -> Result<Vec<String>> {
        let unreadable = |cause: String| Error::new(Kind::Input, Msg::ReadFile { path: name.into() }).because(cause);
        let bytes = match templates.iter().find(|one| one.id == name && !Path::new(name).exists()) {
            Some(one) => one.docx(app.ui.lang).map(<[u8]>::to_vec).ok_or_else(|| unreadable("no docx".into()))?,
            None => std::fs::read(name).map_err(|e| unreadable(e.to_string()))?,
        };
        outline(&bytes).map_err(|fault| unreadable(fault.to(app.ui.lang)))
    };
    let (old, new) = (lines(&args.old)?, lines(&args.new)?);
    let changes = super::lines::changes(&old, &new);
    app.ui.out(&changes);
    if changes.is_empty() {
        app.ui.note(say(app.ui.lang, "文字、标签和样式都相同。", "Text, tags and styles are the same."));
    }
    Ok(if changes.is_empty() { Exit::OK } else { Exit::WARNING })
}

fn new(app: &App, args: &NewArgs) -> Result<Exit> {
    let dir = match (&args.dir, &app.config()?.settings.report.templates_dir) {
        (Some(dir), _) => dir.clone(),
        (None, Some(dir)) => dir.value.clone(),
        (None, None) => return Err(Error::new(Kind::Usage, Msg::NoTemplatesDir {}).hint(Msg::HintTemplatesDir {})),
    };
    let valid = !args.name.is_empty() && args.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !valid {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("{} (a-z 0-9 -)", args.name) }));
    }
    let folder = dir.join(&args.name);
    if folder.exists() != args.again {
        if args.again {
            return Err(Error::new(Kind::Usage, Msg::ReadFile { path: folder.display().to_string() }));
        }
        return Err(Error::new(Kind::Usage, Msg::FileExists { path: folder.display().to_string() }));
    }
    let templates = templates(app)?;
    let like = templates.find(args.like.as_deref().unwrap_or(if templates.find(&args.name).is_ok() { &args.name } else { "monthly" }))?;
    let mut files = like.files.clone();
    if let Some(from) = &args.from {
        // Notepad writes GBK on some desks.
        let text = csvfile::text(from)?;
        let docx = author::docx(&from.display().to_string(), &text)?;
        if args.again {
            files.clear();
        } else {
            files.retain(|name, _| !ends(name, "docx") && !ends(name, "md"));
            if let (Some(title), Some(head)) = (author::title(&text), files.get_mut("report.toml")) {
                *head = titled(&String::from_utf8_lossy(head), &title).into_bytes();
            }
        }
        files.insert("zh-CN.docx".into(), docx);
        files.insert("zh-CN.md".into(), text.into_bytes());
    }
    std::fs::create_dir_all(&folder)
        .map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: folder.display().to_string() }).because(e))?;
    for (name, bytes) in &files {
        ui::save(&folder.join(name), bytes)?;
        app.ui.out(&format!("{}\n", folder.join(name).display()));
    }
    app.ui.note(&Msg::TemplateBegun { name: args.name.clone() }.to(app.ui.lang));
    Ok(Exit::OK)
}

/// `report.toml` under another title: files are named by it.
fn titled(head: &str, title: &str) -> String {
    let line = |line: &str| {
        if line.strip_prefix("title").is_some_and(|rest| rest.trim_start().starts_with('=')) {
            format!("title    = {{ zh-CN = {0}, en = {0} }}\n", toml::Value::from(title))
        } else {
            format!("{line}\n")
        }
    };
    head.lines().map(line).collect()
}
