//! 常见问题解决手册: the published entries as a document.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::shelf::{Shelf, guard};
use super::show::versions;
use super::{book, words};
use crate::cli::report::templates;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{Entry, Labels, State, to_markdown};
use crate::model::Lang;
use crate::model::ticket::{Field, UserType};
use crate::report::definition::Output;
use crate::store::EntryFilter;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    #[arg(long, short, value_name = "FILE", required = true, help = w("输出文件 .docx .xlsx .md，可写多个", "Files to write, .docx .xlsx .md; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", value_delimiter = ',', help = w("只要面向这些人的：纳税人 税务人员 运维人员", "Only entries for these: taxpayer officer operator"))]
    user_type: Vec<String>,
    #[arg(long = "program", value_name = "VERSION", default_value = "", help = w("软件现在的版本：适用版本低于它的标为待复核", "Version of the program now: entries that hold up to an older one are marked as due"))]
    version: String,
}

/// What a handbook is written as.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Report(Output),
    Markdown,
}

pub(super) fn run(app: &App, args: &ExportArgs) -> Result<Exit> {
    let outputs: Vec<(&Path, Shape)> = args.output.iter().map(|path| Ok((path.as_path(), shape(path)?))).collect::<Result<_>>()?;
    let user_types = args.user_type.iter().map(|word| words::parse_reader("--user-type", word)).collect::<Result<Vec<UserType>>>()?;
    let rules = masking::rules(app)?;
    let shelf = Shelf::open_read(app)?;
    let lang = shelf.lang;
    let states = vec![State::Published, State::Due];
    let mut entries = shelf.store.entries(&EntryFilter { states, user_types, ..EntryFilter::default() })?;
    // Rules may have been added since they were published.
    let faults: Vec<Error> = entries.iter().filter_map(|entry| guard(entry, &rules, lang).err()).collect();
    if let Some(error) = Error::all(faults) {
        return Err(error);
    }
    for entry in &mut entries {
        entry.state = shelf.shown_state(entry, &args.version);
    }
    entries.sort_by(|a, b| chapter(a).cmp(&chapter(b)).then_with(|| a.id.cmp(&b.id)));
    for (path, shape) in outputs {
        match shape {
            Shape::Report(output) => {
                let rows: Vec<Map<String, Json>> = entries.iter().map(|entry| row(&shelf, entry)).collect();
                book::save(&shelf, "handbook", output, path, &rows)?;
            }
            Shape::Markdown => {
                let title = templates(app)?.find("handbook")?.title.to(lang).to_owned();
                ui::save(path, to_markdown(&entries, &title, &labels(lang)).as_bytes())?;
            }
        }
        app.ui.out(&format!("{}\n", path.display()));
    }
    let due = entries.iter().filter(|entry| entry.state == State::Due).count();
    app.ui.note(&Msg::KbExported { count: entries.len().to_string(), due: due.to_string() }.to(lang));
    Ok(Exit::OK)
}

fn shape(path: &Path) -> Result<Shape> {
    let ending = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).unwrap_or_default();
    match ending.as_str() {
        "docx" => Ok(Shape::Report(Output::Docx)),
        "xlsx" => Ok(Shape::Report(Output::Xlsx)),
        "md" => Ok(Shape::Markdown),
        _ => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.docx .xlsx .md)", path.display()) })
            .near(&ending, ["docx", "xlsx", "md"])),
    }
}

/// Its place among the chapters: that of entries without a category is the last.
fn chapter(entry: &Entry) -> (bool, &str) {
    let category = entry.category.trim();
    (category.is_empty(), category)
}

/// What an entry answers to the columns of the template, whose choices are Chinese.
fn row(shelf: &Shelf<'_>, entry: &Entry) -> Map<String, Json> {
    let lang = Lang::Zh;
    let category = if entry.category.trim().is_empty() { "其他" } else { entry.category.trim() };
    let answers = [
        ("entry.category", category.to_owned()),
        ("entry.id", entry.id.clone()),
        ("entry.title", entry.title.clone()),
        ("entry.user_type", entry.user_type.to(lang).to_owned()),
        ("entry.kind", Field::Kind.shown(&entry.kind, lang)),
        ("entry.symptom", entry.symptom.clone()),
        ("entry.environment", entry.environment.clone()),
        ("entry.versions", versions(entry)),
        ("entry.cause", entry.cause.clone()),
        ("entry.steps", entry.steps.clone()),
        ("entry.keywords", entry.keywords.join("、")),
        ("entry.sources", entry.sources.join("、")),
        ("entry.state", words::state(entry.state).to(lang).to_owned()),
        ("entry.updated", shelf.day(entry.updated)),
    ];
    answers.into_iter().map(|(key, value)| (key.to_owned(), json!(value))).collect()
}

fn labels(lang: Lang) -> Labels<'static> {
    Labels {
        contents: say(lang, "目录", "Contents"),
        other: say(lang, "其他", "Other"),
        symptom: say(lang, "现象", "Symptom"),
        environment: say(lang, "环境", "Environment"),
        cause: say(lang, "原因", "Cause"),
        steps: say(lang, "解决步骤", "Steps"),
        keywords: say(lang, "关键词", "Keywords"),
        sources: say(lang, "来源工单", "Tickets"),
        versions: say(lang, "适用版本", "Versions"),
        comma: say(lang, "、", ", "),
        colon: say(lang, "：", ": "),
        none: say(lang, "没有已发布的知识。", "There are no published entries."),
        due: say(
            lang,
            "本条待复核，使用前请先核实是否仍然适用。",
            "This entry is due for review: see whether it still holds before it is used.",
        ),
    }
}
