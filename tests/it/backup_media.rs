//! The register of media through the binary: registered, imported, listed, looked for.

use serde_json::Value;

use crate::env::World;
use crate::office::{xlsx_text, *};

const HEAD: &str = "编号,类型,备份集,内容,制作日期,存放地点,保管人,级别,加密,下次盘点,状态,备注\n";
const ROWS: &str = "T-001,磁带,hx,9月全备,2026-09-01,异地库房,李四,重要,是,2026-11-10,在库,\n\
    T-002,磁带,hx,10月全备,2026-10-01,异地库房,李四,重要,是,2026-12-10,在库,\n\
    D-001,光盘,,归档,2026年1月5日,本局档案室,王五,一般,否,2027-06-01,借出,借给审计\n";

fn world() -> World {
    let world = empty_office();
    world
        .write("backups.toml", "[set.hx]\nproducer = \"expdp\"\nplace = \"bk\"\nfiles = [\"hx_{date}.dmp\"]\nschedule = \"daily 22:00\"\n");
    world
}

fn imported() -> World {
    let world = world();
    world.write("media.csv", format!("{HEAD}{ROWS}"));
    let done = world.run(&["backup", "media", "import", "media.csv"]);
    assert_eq!((done.code, done.out.as_str()), (0, "media.csv：新登记 3 件，修改 0 件，没有变化 0 件\n"), "{done:?}");
    world
}

fn list(world: &World, args: &[&str]) -> Vec<Value> {
    let done = world.run(&[&["backup", "media", "list", "--format", "json"], args].concat());
    assert_eq!(done.code, 0, "{done:?}");
    serde_json::from_str(&done.out).unwrap()
}

fn taken(world: &World) -> Vec<opsctl::store::Stocktake> {
    world.store().stocktakes("2000-01-01T00:00:00Z".parse().unwrap(), "2100-01-01T00:00:00Z".parse().unwrap()).unwrap()
}

fn column(rows: &[Value], key: &str) -> Vec<String> {
    rows.iter().map(|row| row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned)).collect()
}

#[test]
fn a_file_is_taken_over_once_in_every_form_it_may_have() {
    let world = imported();
    let rows = list(&world, &[]);
    assert_eq!(column(&rows, "label"), ["D-001", "T-001", "T-002"]);
    assert_eq!(column(&rows, "kind"), ["光盘", "磁带", "磁带"]);
    assert_eq!(column(&rows, "made_on"), ["2026-01-05", "2026-09-01", "2026-10-01"]);
    assert_eq!(column(&rows, "state"), ["借出", "在库", "在库"]);
    assert_eq!(column(&rows, "due"), ["", "逾期 12 天", "18 天内到期"]);
    assert_eq!(column(&rows, "found"), ["没有盘点过", "没有盘点过", "没有盘点过"]);
    // The same again, in GBK, in English, and as the workbook that we write ourselves.
    let gbk = encoding_rs::GBK.encode(&format!("{HEAD}{ROWS}")).0.into_owned();
    world.write("gbk.csv", gbk);
    world.write(
        "en.csv",
        "label\tkind\tmade-on\tplace\tcustodian\nT-001\ttape\t2026/9/1\t异地库房\t李四\nT-002\tTape\t20261001\t异地库房\t李四\n",
    );
    assert_eq!(world.run(&["backup", "media", "list", "-o", "own.xlsx", "-o", "own.csv"]).code, 0);
    for file in ["media.csv", "gbk.csv", "en.csv", "own.xlsx", "own.csv"] {
        let done = world.run(&["backup", "media", "import", file]);
        assert_eq!(done.code, 0, "{file}: {done:?}");
        assert!(done.out.contains("新登记 0 件，修改 0 件"), "{file}: {}", done.out);
    }
    assert_eq!(list(&world, &[]), rows);
    assert!(xlsx_text(&world.bytes("own.xlsx"))["介质台账"].contains("T-001\t磁带\thx"));
}

#[test]
fn faults_are_told_by_line_and_nothing_is_taken_over_by_halves() {
    let world = world();
    world.write(
        "media.csv",
        format!("{HEAD}T-001,磁带,hx,,2026-09-01,库房,李四,重要,是,,在库,\nT-002,磁碟,hy,,昨天,库房,,绝密,也许,,在,\nT-001,磁带,hx,,2026-09-01,库房,李四,,,,,\n"),
    );
    let done = world.run(&["backup", "media", "import", "media.csv"]);
    assert_eq!(done.code, 3, "{done:?}");
    for words in [
        "media.csv:3",
        "磁碟 (磁带 光盘 硬盘 异地副本)",
        "没有名为 hy 的备份集",
        "昨天",
        "保管人: 没有填写",
        "绝密 (重要 一般)",
        "也许 (是 否)",
        "在 (在库 借出 丢失 已销毁)",
        "media.csv:4",
        "编号 T-001 和第 2 行重复",
        "什么也没有导入",
    ] {
        assert!(done.err.contains(words), "{words}: {}", done.err);
    }
    assert_eq!(world.store().media().unwrap(), []);
    world.write("bare.csv", "编号,名称\nT-001,x\n");
    let done = world.run(&["backup", "media", "import", "bare.csv"]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains("没有这些列: 类型 制作日期 存放地点 保管人"), "{}", done.err);
}

#[test]
fn one_is_registered_by_options_and_changed_only_on_purpose() {
    let world = world();
    let add = |more: &[&str]| world.run(&[&["backup", "media", "add", "H-001"], more].concat());
    let new = ["--kind", "硬盘", "--set", "hx", "--place", "机房", "--custodian", "王五", "--class", "重要", "--encrypted"];
    assert_eq!(add(&["--kind", "硬盘"]).code, 3, "without a place");
    let done = add(&new);
    assert_eq!((done.code, done.out.as_str()), (0, "已登记: H-001\n"), "{done:?}");
    let rows = list(&world, &[]);
    assert_eq!(
        (&rows[0]["made_on"], &rows[0]["next_check"], &rows[0]["encrypted"]),
        (&"2026-11-22".into(), &"2027-05-21".into(), &true.into())
    );
    let done = add(&new);
    assert!(done.code == 3 && done.err.contains("--change"), "{done:?}");
    assert_eq!(add(&["--change", "--state", "destroyed", "--note", "消磁"]).code, 0);
    assert_eq!(list(&world, &[]), [] as [Value; 0], "what was destroyed is not looked for");
    let rows = list(&world, &["--all"]);
    assert_eq!((&rows[0]["state"], &rows[0]["note"], &rows[0]["place"]), (&"已销毁".into(), &"消磁".into(), &"机房".into()));
    assert_eq!(world.run(&["backup", "media", "add", "Z", "--change"]).code, 3);
    let entries = world.run(&["log", "list"]).out;
    assert_eq!(entries.matches("登记或修改介质 H-001").count(), 2, "{entries}");
}

#[test]
fn a_stock_taking_asks_for_every_medium_and_keeps_what_nobody_answered() {
    let world = imported();
    assert_eq!(world.run(&["backup", "media", "stocktake", "--blank", "-o", "list.csv"]).code, 0);
    let text = String::from_utf8(world.bytes("list.csv")).unwrap();
    assert!(text.starts_with("\u{feff}编号,类型,备份集,内容,存放地点,保管人,级别,状态,结果,备注\r\n"), "{text}");
    assert!(text.contains("T-001,磁带,hx,9月全备,异地库房,李四,重要,在库,,\r\n"), "{text}");
    // Nobody filled it in.
    let done = world.run(&["backup", "media", "stocktake", "list.csv"]);
    assert!(done.code == 3 && done.err.contains("什么也没有登记"), "{done:?}");
    let filled = text.replace("重要,在库,,\r\nT-002", "重要,在库,在位,\r\nT-002").replace("9月全备", "9 月");
    let filled =
        filled.replace("T-002,磁带,hx,10月全备,异地库房,李四,重要,在库,,", "T-002,磁带,hx,10月全备,异地库房,李四,重要,在库,不在,找过两遍");
    world.write("filled.csv", filled + "N-009,磁带,,,异地库房,,,,账外,没有标签的\r\n");
    let done = world.run(&["backup", "media", "stocktake", "filled.csv", "--next", "90d"]);
    assert_eq!((done.code, done.out.as_str()), (1, "在位 1\n不在 1: T-002\n损坏 0\n账外 1: N-009\n未盘点 1: D-001\n"), "{done:?}");
    let rows = list(&world, &[]);
    assert_eq!(column(&rows, "state"), ["借出", "在库", "丢失"]);
    assert_eq!(column(&rows, "next_check"), ["2027-06-01", "2027-02-20", "2027-02-20"], "what nobody looked at is not put off");
    assert_eq!(column(&rows, "found"), ["未盘点", "在位", "不在"]);
    assert_eq!(column(&list(&world, &["--due"]), "due"), ["丢失，待查找"]);
    // Taken back twice is taken back once.
    let before = taken(&world);
    let again = world.run(&["backup", "media", "stocktake", "filled.csv", "--next", "90d"]);
    assert!(again.code == 1 && again.out.contains("没有再登记"), "{again:?}");
    assert_eq!(taken(&world), before);
    // Found after all, at another day.
    world.write("found.csv", "编号,结果\nT-002,在位\nT-001,损坏\nD-001,不在\n");
    let done = world.at("2026-12-01T08:00:00+08:00", &["backup", "media", "stocktake", "found.csv"]);
    assert_eq!((done.code, done.out.as_str()), (1, "在位 1\n不在 1: D-001\n损坏 1: T-001\n账外 0\n未盘点 0\n"), "{done:?}");
    let rows = list(&world, &[]);
    assert_eq!(column(&rows, "state"), ["借出", "在库", "在库"], "one that is lent is not there, and not lost");
    assert_eq!(column(&rows, "found"), ["不在", "损坏", "在位"]);
}

#[test]
fn a_list_with_faults_records_nothing() {
    let world = imported();
    world.write("bad.csv", "编号,结果,备注\nT-001,在位,\nT-001,不在,\nT-0O2,不在,\nT-002,大概在,\n,在位,\n");
    let done = world.run(&["backup", "media", "stocktake", "bad.csv"]);
    assert_eq!(done.code, 3);
    for words in ["bad.csv:3", "T-001: 重复，见行 2", "T-0O2: 台账里没有这个编号", "大概在 (在位 不在 损坏 账外)", "编号: 没有填写"]
    {
        assert!(done.err.contains(words), "{words}: {}", done.err);
    }
    assert_eq!(taken(&world), []);
    for args in [&["--next", "soon", "bad.csv"][..], &["--blank", "bad.csv"], &["--blank", "-o", "x.txt"], &[]] {
        assert_eq!(world.run(&[&["backup", "media", "stocktake"], args].concat()).code, 3, "{args:?}");
    }
    let done = world.run(&["backup", "media", "stocktake", "--blank", "--place", "本局档案室"]);
    assert!(done.out.contains("D-001") && !done.out.contains("T-001"), "{}", done.out);
}
