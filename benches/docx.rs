//! `docx make KIND N DIR`: a template and its data, always the same, in DIR: `ours.docx`, `peer.docx` (with docxtpl's prefixes), `data.json`.
//! `docx fill TEMPLATE DATA OUT [NAME=PICTURE]…`: fills a template as a report would, looks for faults, tells seconds and memory.
//! `scripts/bench` puts it beside docxtpl (`benches/docx_peer.py`).
//!
//! KIND is `rows` (N rows in one table, and 20 sections with small tables) or `fields` (N placeholders, two a paragraph).

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use opsctl::model::Lang;
use opsctl::ooxml::Fault;
use opsctl::ooxml::docx::{About, Assets, Template};
use opsctl::ooxml::lint::{Braces, lint};
use opsctl::ooxml::package::{Package, Part};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["make", kind, n, dir] => make(kind, n.parse()?, Path::new(dir)),
        ["fill", template, data, out, ref pictures @ ..] => fill(template, data, out, pictures),
        _ => Err("usage: docx make KIND N DIR | docx fill TEMPLATE DATA OUT [NAME=PICTURE]…".into()),
    }
}

fn sentences(faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault.to(Lang::En)).collect::<Vec<_>>().join("\n")
}

fn fill(template: &str, data: &str, out: &str, pictures: &[&str]) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let mut assets = Assets::default();
    for picture in pictures {
        let (name, path) = picture.split_once('=').ok_or("NAME=PICTURE")?;
        assets.add(name, std::fs::read(path)?);
    }
    let template = Template::read(&std::fs::read(template)?).map_err(|faults| sentences(&faults))?;
    let data: Value = serde_json::from_slice(&std::fs::read(data)?)?;
    let read = began.elapsed().as_secs_f64();
    let about = About { title: "测量".into(), properties: vec![("template".into(), "bench".into())], ..About::default() };
    let document = template.render(&data, &assets, &about).map_err(|faults| sentences(&faults))?;
    let filled = began.elapsed().as_secs_f64();
    let faults = lint(&document.bytes, Braces::Allowed);
    let looked = began.elapsed().as_secs_f64();
    std::fs::write(out, &document.bytes)?;
    println!("{:.4} s: read {read:.4}, fill {:.4}, look for faults {:.4}", looked, filled - read, looked - filled);
    for line in document.notes.iter().map(|note| note.to(Lang::En)).chain(faults.iter().map(|fault| fault.to(Lang::En))) {
        println!("{line}");
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM unknown"));
    Ok(())
}

fn p(text: &str) -> String {
    // As an editor leaves it: in pieces.
    let chars: Vec<char> = text.chars().collect();
    let runs = chars.chunks(7).map(|piece| {
        let piece: String = piece.iter().collect();
        format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{piece}</w:t></w:r>")
    });
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

/// docxtpl cleans only what is in one run, or what its expressions know.
fn tag(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|c| format!("<w:tc><w:tcPr><w:tcW w:w=\"1400\" w:type=\"dxa\"/></w:tcPr>{c}</w:tc>")).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &str, columns: usize) -> String {
    let grid = "<w:gridCol w:w=\"1400\"/>".repeat(columns);
    format!("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

fn looped(list: &str, fields: &[&str], peer: bool) -> String {
    let cells = |first: &str| -> Vec<String> { (0..fields.len()).map(|i| tag(if i == 0 { first } else { "" })).collect() };
    let prefix = if peer { "tr " } else { "" };
    let values: Vec<String> = fields.iter().map(|f| tag(&format!("{{{{ r.{f} }}}}"))).collect();
    let rows = [row(&cells(&format!("{{%{prefix}for r in {list} %}}"))), row(&values), row(&cells(&format!("{{%{prefix}endfor %}}")))];
    table(&rows.concat(), fields.len())
}

const FIELDS: [&str; 6] = ["id", "name", "host", "used", "free", "note"];

fn rows_body(peer: bool) -> String {
    let mark = if peer { "p " } else { "" };
    [
        p("{{ title }} 巡检报告 {{ day }}"),
        looped("rows", &FIELDS, peer),
        tag(&format!("{{%{mark}for s in sections %}}")),
        p("{{ s.name }}：共 {{ s.rows|length }} 项"),
        looped("s.rows", &FIELDS[..3], peer),
        tag(&format!("{{%{mark}endfor %}}")),
    ]
    .concat()
}

fn make(kind: &str, n: usize, dir: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(dir)?;
    let line = |i: usize| json!({ "id": i, "name": format!("表空间 {i}"), "host": format!("zs-db-{:02}", i % 20), "used": 42.5, "free": 57.5, "note": "正常，无须处理" });
    let (ours, peer, data) = match kind {
        "rows" => {
            let sections: Vec<Value> =
                (0..20).map(|i| json!({ "name": format!("目标 {i}"), "rows": (0..5).map(line).collect::<Vec<_>>() })).collect();
            let data =
                json!({ "title": "金税三期", "day": "2026-11-22", "rows": (0..n).map(line).collect::<Vec<_>>(), "sections": sections });
            (rows_body(false), rows_body(true), data)
        }
        "fields" => {
            let body: String = (0..n / 2).map(|i| tag(&format!("第 {i} 项 {{{{ a{} }}}}：{{{{ b.c }}}}", i % 10))).collect();
            let mut data = json!({ "b": { "c": "值" } });
            for i in 0..10 {
                data[format!("a{i}")] = json!(format!("名称 {i}"));
            }
            (body.clone(), body, data)
        }
        _ => return Err("KIND is rows or fields".into()),
    };
    std::fs::write(dir.join("ours.docx"), docx(&ours)?)?;
    std::fs::write(dir.join("peer.docx"), docx(&peer)?)?;
    std::fs::write(dir.join("data.json"), serde_json::to_vec(&data)?)?;
    Ok(())
}

fn docx(body: &str) -> Result<Vec<u8>, String> {
    let part = |name: &str, text: String| Part { name: name.to_owned(), data: text.into_bytes() };
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = format!(
        "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
    );
    let parts = vec![part("[Content_Types].xml", types), part("_rels/.rels", relations), part("word/document.xml", document)];
    Package { parts }.write().map_err(|fault| fault.to(Lang::En))
}
