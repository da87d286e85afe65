//! Forms and registers through the binary: blank, filled, from a finding; mistakes all at once; nothing written when refused.

use opsctl::model::{Finding, Kind, Level, NewState, State, Table, Value, Words};
use opsctl::report::contract::Shape;
use opsctl::report::definition::{Definition, Templates};

use crate::env::{Output, World};
use crate::office::*;

fn of_shape(shape: Shape) -> Vec<Definition> {
    Templates::load(None).unwrap().iter().filter(|one| one.shape == shape).cloned().collect()
}

/// A run and what it must have refused without writing anything.
fn refused(world: &World, args: &[&str]) -> String {
    let Output { code, err, .. } = world.run(&[&["report"], args, &["-o", "refused"]].concat());
    assert_eq!(code, 3, "{args:?}: {err}");
    assert_eq!(world.files("refused"), Vec::<String>::new(), "{args:?}");
    err
}

#[test]
fn every_form_can_be_printed_blank_and_needs_no_history() {
    let world = empty_office();
    let forms = of_shape(Shape::Form);
    assert!(forms.len() > 25, "{}", forms.len());
    for form in &forms {
        let output = world.run(&["report", &form.id, "--blank", "-o", "blank"]);
        assert_eq!(output.code, 0, "{}: {output:?}", form.id);
    }
    let files = world.files("blank");
    assert_eq!(files.len(), forms.iter().map(|form| form.outputs.len()).sum::<usize>(), "{files:?}");
    for file in files {
        sound(&world.path(&format!("blank/{file}")));
        let text = if file.ends_with("docx") { docx_text(&world.bytes(&format!("blank/{file}"))) } else { String::new() };
        assert!(!text.contains("{{") && !text.contains("{%") && !text.contains("未知"), "{file}: {text}");
    }
    assert!(!world.path("data").exists());
}

#[test]
fn every_form_takes_a_value_in_each_field() {
    let world = empty_office();
    for form in of_shape(Shape::Form) {
        let (mut toml, mut texts) = (String::new(), Vec::new());
        let mut rows = String::new();
        for (at, field) in form.fields.iter().enumerate() {
            // Keys and Chinese names in turn.
            let name = if at % 2 == 0 { field.key.clone() } else { format!("\"{}\"", field.name) };
            let text = format!("值{at}号");
            match field.kind.as_str() {
                "text" => {
                    toml += &format!("{name} = \"{text}\"\n");
                    texts.push(text);
                }
                "date" => toml += &format!("{name} = 2026-10-08\n"),
                "time" => toml += &format!("{name} = \"2026-10-08 09:30\"\n"),
                "number" => toml += &format!("{name} = 12.5\n"),
                "integer" => toml += &format!("{name} = 12\n"),
                "flag" => toml += &format!("{name} = true\n"),
                "choice" => toml += &format!("{name} = \"{}\"\n", field.options[0]),
                "rows" => {
                    rows += &format!("[[{name}]]\n");
                    for column in &field.columns {
                        let value = match column.kind.as_str() {
                            "date" | "time" => "2026-10-08".to_owned(),
                            "number" | "integer" => "3".to_owned(),
                            "flag" => "是".to_owned(),
                            "choice" => column.options[0].clone(),
                            _ => {
                                texts.push(format!("行{at}{}", column.key));
                                format!("行{at}{}", column.key)
                            }
                        };
                        rows += &format!("{} = \"{value}\"\n", column.key);
                    }
                }
                other => panic!("{}: {other}", form.id),
            }
        }
        world.write("form.toml", toml + &rows);
        let output = world.run(&["report", &form.id, "--data", "form.toml", "-o", "full"]);
        assert_eq!(output.code, 0, "{}: {output:?}", form.id);
        assert!(!output.err.contains("没有填写"), "{}: {}", form.id, output.err);
        for path in output.out.lines().filter(|path| path.contains(".docx")) {
            let bytes = world.bytes(path);
            assert_eq!(lint(&bytes), Vec::<String>::new(), "{}", form.id);
            let text = docx_text(&bytes);
            let lost: Vec<&String> = texts.iter().filter(|value| !text.contains(value.as_str())).collect();
            assert_eq!(lost, Vec::<&String>::new(), "{}: what was filled in is not on the form\n{text}", form.id);
        }
    }
}

#[test]
fn a_field_that_a_form_does_not_have_is_refused_with_the_one_that_was_meant() {
    let world = empty_office();
    world.write("form.toml", "\"故障原困\" = \"磁盘\"\n");
    let err = refused(&world, &["fault", "--data", "form.toml"]);
    assert!(err.contains("没有名为 故障原困 的字段") && err.contains("是否要写 故障原因 ？"), "{err}");
    assert!(refused(&world, &["fault", "--data", "nowhere.toml"]).contains("nowhere.toml"));
    world.write("broken.toml", "title = \"x\nlevel = 1\n");
    assert!(refused(&world, &["fault", "--data", "broken.toml"]).contains("broken.toml"));
}

#[test]
fn all_mistakes_of_a_form_come_at_once() {
    let world = empty_office();
    world.write(
        "form.toml",
        "level = \"9级\"\nbegan_at = \"昨天\"\nminutes = \"很久\"\nmade_on = \"2026-02-30\"\ntitle = \"对\"\nprocess = [{ at = \"x\", who = \"y\" }]\n",
    );
    let err = refused(&world, &["fault", "--data", "form.toml"]);
    for words in ["故障级别", "9级", "1级 / 2级", "发生时间", "昨天", "中断时长", "很久", "填表日期", "2026-02-30", "处理过程"]
    {
        assert!(err.contains(words), "{words}: {err}");
    }
    world.write("form.toml", "process = [{ wann = \"2026-10-08\" }]\n");
    assert!(refused(&world, &["fault", "--data", "form.toml"]).contains("wann"));
}

/// A history whose last run found host001's processors busy.
pub(crate) fn with_finding() -> World {
    let world = empty_office();
    let at = "2026-10-08T09:00:00+08:00".parse().unwrap();
    let finding = |level, says: &str| Finding {
        level,
        subject: "cpu0".into(),
        topic: says.into(),
        says: Words::new(says, says),
        advice: Words::new("查看占用最高的进程。", "Look at the top."),
        row: None,
        since: Some("2026-10-08T07:00:00+08:00".parse().unwrap()),
        new: false,
    };
    let column = opsctl::model::Column { name: "used".into(), kind: Kind::Number, unit: None, title: Words::new("使用率", "Used") };
    let table = Table { columns: vec![column].into(), rows: vec![vec![Value::Num(97.0)]], truncated: false };
    let findings = vec![finding(Level::Warning, "负载偏高"), finding(Level::Critical, "CPU 使用率 97%，达到 95%")];
    let busy = outcome("host.cpu", "CPU 使用率", at, State::Judged { table, findings });
    world.store().save(&look("2026-10-08T09:00:00+08:00", "host001", false, vec![busy]), &NewState::default()).unwrap();
    world
}

#[test]
fn a_form_about_a_finding_knows_what_the_history_knows_and_names_the_rest() {
    let world = with_finding();
    let output = world.run(&["report", "fault", "--finding", "last:host001:host.cpu", "-o", "f.docx"]);
    assert_eq!(output.code, 0, "{output:?}");
    let text = docx_text(&world.bytes("f.docx"));
    for words in ["host001", "CPU 使用率 97%，达到 95%", "2026年10月8日 07:00", "查看占用最高的进程。", "张工", "2026年11月22日"]
    {
        assert!(text.contains(words), "the worst of the check's findings: {words}\n{text}");
    }
    for open in ["没有填写的字段", "故障原因", "处理结果", "故障级别"] {
        assert!(output.err.contains(open), "{open}: {}", output.err);
    }
    for filled in ["故障对象", "故障现象"] {
        assert!(!output.err.contains(filled), "{filled}: {}", output.err);
    }
    // What a person writes stands over what the history says.
    world.write("form.toml", "phenomenon = \"网上申报慢\"\n");
    assert_eq!(world.run(&["report", "fault", "--finding", "last:host001:host.cpu:cpu0", "--data", "form.toml", "-o", "f.docx"]).code, 0);
    let text = docx_text(&world.bytes("f.docx"));
    assert!(text.contains("网上申报慢") && !text.contains("达到 95%"), "{text}");
    for name in
        ["last:host001:host.disk", "last:host009:host.cpu", "last", "last:host001:host.cpu:cpu9", "20200101-000000-ffff:host001:host.cpu"]
    {
        refused(&world, &["fault", "--finding", name]);
    }
}

#[test]
fn a_register_is_read_from_csv_in_either_encoding() {
    let world = empty_office();
    let text = "序号,模块,问题描述,提出时间,是否当场解决\n1,申报,点击“提交”没有反应,2026/10/8 9:05,否\n2,发票,=HYPERLINK(\"x\"),2026年10月9日,是\n";
    world.write("utf8.csv", text);
    world.write("bom.csv", format!("\u{feff}{text}"));
    world.write("gbk.csv", encoding_rs::GBK.encode(text).0);
    world.write("tab.csv", text.replace(',', "\t"));
    let mut all = Vec::new();
    for name in ["utf8", "bom", "gbk", "tab"] {
        let file = format!("{name}.csv");
        let output = world.run(&["report", "bug-list", "--data", &file, "-o", &format!("{name}.xlsx")]);
        assert_eq!(output.code, 0, "{name}: {output:?}");
        let bytes = world.bytes(&format!("{name}.xlsx"));
        assert_eq!(lint(&bytes), Vec::<String>::new());
        let cells = xlsx_cells(&bytes);
        for words in ["点击“提交”没有反应", "=HYPERLINK(\"x\")", "申报"] {
            assert!(cells.iter().any(|cell| *cell == calamine::Data::String(words.into())), "{name}: {words}: {cells:?}");
        }
        all.push(xlsx_text(&bytes).into_values().collect::<String>().replace(&file, ""));
    }
    assert!(all.iter().all(|one| *one == all[0]), "the same from each");
    let output = world.run(&["report", "bug-list", "--data", "utf8.csv", "--format", "csv", "--encoding", "gbk", "-o", "out.csv"]);
    assert_eq!(output.code, 0, "{output:?}");
    let bytes = world.bytes("out.csv");
    let (back, _, wrong) = encoding_rs::GBK.decode(&bytes);
    assert!(!wrong && back.contains("点击“提交”没有反应"), "{back}");
    assert!(
        !back.lines().any(|line| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))),
        "no formula for who opens it: {back}"
    );
}

#[test]
fn mistakes_in_a_register_are_told_by_line_all_at_once() {
    let world = empty_office();
    world.write("a.csv", "序号,模快,提出时间,是否当场解决\n一,申报,2026-13-08,也许\n2,申报,2026-10-08,是\n\n4,发票,下周,否\n");
    let err = refused(&world, &["bug-list", "--data", "a.csv"]);
    for words in ["a.csv:1", "模快", "模块", "a.csv:2", "`一`", "`2026-13-08`", "`也许`", "a.csv:5", "`下周`"] {
        assert!(err.contains(words), "{words}: {err}");
    }
    world.write("b.csv", "序号,模块\n1,申报,多余\n");
    assert!(refused(&world, &["bug-list", "--data", "b.csv"]).contains("b.csv:2"));
    world.write("c.csv", b"a,b\n\xff\xfe\xff\xff,1\n");
    assert!(refused(&world, &["bug-list", "--data", "c.csv"]).contains("neither UTF-8 nor GBK"));
}

#[test]
fn every_register_is_printed_blank_and_takes_its_own_headings() {
    let world = empty_office();
    let lists = of_shape(Shape::List);
    assert!(lists.len() > 5);
    for list in lists {
        assert_eq!(world.run(&["report", &list.id, "-o", "blank"]).code, 0, "{}", list.id);
        let heads: Vec<String> = list.fields.iter().map(|field| format!("\"{}\"", field.name)).collect();
        let row: Vec<&str> = list
            .fields
            .iter()
            .map(|field| match field.kind.as_str() {
                "date" | "time" => "2026-10-08",
                "number" | "integer" => "3",
                "flag" => "是",
                "choice" => &field.options[0],
                _ => "内容",
            })
            .collect();
        world.write("r.csv", format!("{}\n{}\n", heads.join(","), row.join(",")));
        let output = world.run(&["report", &list.id, "--data", "r.csv", "-o", "full"]);
        assert_eq!(output.code, 0, "{}: {output:?}", list.id);
    }
    for folder in ["blank", "full"] {
        for file in world.files(folder) {
            sound(&world.path(&format!("{folder}/{file}")));
        }
    }
}
