//! Foreign packages: what is read, what is written, and what is refused.

use std::collections::BTreeMap;

use encoding_rs::GBK;
use rust_xlsxwriter::Workbook;

use super::super::{
    Adapter, Attached, EXAMPLE, Outgoing, PackageFault, Table, WriteFault, WriteWhy, Written, read_package, told as words, write_package,
};
use super::{gbk, said, told, zone};
use crate::model::ticket::{Field, Status};
use crate::model::{Lang, Scrubber};

/// Entries by name, as a ZIP would have them.
type Entries = BTreeMap<String, Vec<u8>>;

fn example() -> Adapter {
    Adapter::read(EXAMPLE.as_bytes()).unwrap()
}

/// A list with an attachment column, to be read and written.
fn list(encoding: &str) -> Adapter {
    let text = r#"
name = "清单平台"
number = { column = "单号" }
[fields]
title = { column = "标题", required = true }
kind = { column = "类型", values = { "BUG" = "bug", "缺陷" = "bug", "故障" = "fault" } }
level = { column = "级别", values = { "紧急" = "1", "高" = "2" } }
symptom = { column = "描述" }
system = { column = "系统/模块", split = "/", part = 1 }
occurred = { column = "时间" }
[status]
column = "状态"
[attachments]
column = "附件"
[package]
read = { files = "list.csv", format = "csv" }
[write]
file = "list.csv"
encoding = "utf-8-bom"
time = "%Y%m%d%H%M%S"
order = ["标题"]
constants = { "来源" = "opsctl" }
"#;
    Adapter::read(text.replace("utf-8-bom", encoding).as_bytes()).unwrap()
}

pub(super) fn back(adapter: &Adapter, entries: &Entries) -> Result<Table, Vec<PackageFault>> {
    let names: Vec<String> = entries.keys().cloned().collect();
    read_package(adapter, &|name| entries.get(name).cloned(), &names, &zone())
}

fn one(xml: &[u8]) -> Entries {
    [("tickets/1.xml".to_owned(), xml.to_vec())].into()
}

/// What is said of a package with this document in it.
fn refused(xml: &[u8]) -> String {
    let faults = back(&example(), &one(xml)).unwrap_err();
    words::package("a.zip", &faults).unwrap().lines(Lang::Zh, &Scrubber::default()).join("\n")
}

fn ticket() -> Outgoing {
    let fields = [
        (Field::Title, "申报提交 <报错> & \"超时\""),
        (Field::Kind, "bug"),
        (Field::Level, "2"),
        (Field::Symptom, "第一行\n第二行 😀"),
        (Field::Occurred, "2026-11-02T00:30:00Z"),
        (Field::Phone, "13900000000"),
    ];
    Outgoing {
        number: "YW-2026-00001".into(),
        fields: fields.map(|(field, value)| (field, value.to_owned())).into(),
        status: Some(Status::Assigned),
        opened: Some("2026-11-02T01:00:00Z".parse().unwrap()),
        files: vec![Attached { name: "截图.png".into(), entry: "files/0001.png".into() }],
    }
}

fn written(adapter: &Adapter, tickets: &[Outgoing]) -> Result<Written, Vec<WriteFault>> {
    write_package(adapter, tickets, &zone()).unwrap()
}

#[test]
fn the_worked_example_writes_and_reads_this() {
    let Written { entries, left_out } = written(&example(), &[ticket()]).unwrap();
    assert_eq!(left_out.into_iter().collect::<Vec<_>>(), [Field::Phone], "what has no place is said");
    assert_eq!(entries[0].0, "tickets/YW-2026-00001.xml");
    insta::assert_snapshot!(GBK.decode(&entries[0].1).0, @r#"
    <?xml version="1.0" encoding="GBK"?>
    <Problems version="1.0">
      <Problem id="YW-2026-00001" source="opsctl">
        <Base level="2">
          <Title>申报提交 &lt;报错&gt; &amp; "超时"</Title>
          <Kind>程序BUG</Kind>
          <Module/>
          <Reporter/>
          <State>已分派</State>
          <CreateTime>2026-11-02 09:00:00</CreateTime>
        </Base>
        <Detail>
          <Description>第一行
    第二行 &#128512;</Description>
          <OccurTime>2026-11-02 08:30:00</OccurTime>
        </Detail>
        <Plan>
          <Cause/>
          <Solution/>
          <FinishTime/>
        </Plan>
        <Files>
          <File href="files/0001.png">
            <Name>截图.png</Name>
          </File>
        </Files>
      </Problem>
    </Problems>
    "#);
    let mut package: Entries = entries.into_iter().collect();
    let faults = back(&example(), &package).unwrap().faults;
    assert_eq!(said(&faults), ["第 tickets/YW-2026-00001.xml:23 行：包里没有附件“files/0001.png”。"]);
    package.insert("files/0001.png".into(), b"\x89PNG".to_vec());
    let table = back(&example(), &package).unwrap();
    let (row, sent) = (&table.rows[0], ticket());
    assert_eq!((row.number.as_str(), row.status, row.opened), ("YW-2026-00001", sent.status, sent.opened));
    assert_eq!(row.files, sent.files);
    let mut fields = sent.fields;
    fields.remove(&Field::Phone);
    assert_eq!(row.fields, fields);
}

#[test]
fn prefixes_cdata_references_and_attributes_are_read() {
    let xml = r#"<?xml version="1.0" encoding="GBK"?>
<!-- 导出 -->
<p:Problems xmlns:p="http://example.com/p" xmlns="http://example.com/q">
  <p:Problem p:id=" A&#45;1 "><Base level="二级"><Title><![CDATA[a < b]]> &amp; &#x4E2D;</Title><State>未解决</State></Base></p:Problem>
  <Problem id="A-2"><Base><Title>二</Title><Kind/></Base></Problem>
</p:Problems>"#;
    let table = back(&example(), &one(&gbk(xml))).unwrap();
    assert_eq!(told(&table, &[Field::Title, Field::Level]), ["4 A-1: a < b & 中 | 2", "5 A-2: 二 | -"]);
    assert_eq!((table.rows[0].status, &table.rows[1].blank[..]), (Some(Status::Open), &[Field::Kind][..]));
    let wide: Vec<u8> = format!("\u{feff}{}", xml.replace("GBK", "UTF-16")).encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(back(&example(), &one(&wide)).unwrap().rows, table.rows);
}

#[test]
fn an_element_with_faults_is_left_out() {
    let xml = "<Problems>
<Problem id='1'><Base><Title>a</Title><Title>a</Title></Base></Problem>
<Problem id='2'><Base><Title><b>a</b></Title></Base></Problem>
<Problem><Base><Title>a</Title></Base></Problem>
<Problem id='4'><Base><Title>a</Title></Base><Files><File><Name>x</Name></File></Files></Problem>
<Problem id='5'><Base><Title>a</Title><State>已丢失</State></Base></Problem>
<Problem id='6'><Base><Title>a</Title></Base></Problem>
</Problems>";
    let table = back(&example(), &one(xml.as_bytes())).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["7 6: a"]);
    insta::assert_snapshot!(said(&table.faults).join("\n"), @r#"
    第 tickets/1.xml:2 行：Base/Title 出现了两次，不知道以哪一个为准。
    第 tickets/1.xml:3 行：Base/Title 里应为文字，却还有下级元素。
    第 tickets/1.xml:4 行：“@id”没有填写。
    第 tickets/1.xml:5 行：“Files/File/@href”没有填写。
    第 tickets/1.xml:6 行“Base/State”：不认识状态“已丢失”；写在映射文件的 [status] values 里。
    "#);
}

#[test]
fn what_is_no_such_document_or_may_do_harm_is_refused() {
    insta::assert_snapshot!(refused(b"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<Problems>&b;</Problems>"), @"错误：a.zip/tickets/1.xml:1 ：含有 DOCTYPE ，可能有害，没有读。");
    insta::assert_snapshot!(refused(b"<Problems>\n&b;</Problems>"), @"错误：a.zip/tickets/1.xml:2 ：不认识实体 &b; 。");
    insta::assert_snapshot!(refused("<a>".repeat(100).as_bytes()), @"错误：a.zip/tickets/1.xml:1 ：元素套了超过 64 层，没有读。");
    insta::assert_snapshot!(refused(b"<Problems><Problem>"), @"错误：a.zip/tickets/1.xml:1 ：文件不完整，到这里就断了。");
    insta::assert_snapshot!(refused(b"<Problems>\n<Problem></Title></Problems>"), @r#"
    错误：a.zip/tickets/1.xml:2 ：不是正确的 XML 。
    原因：ill-formed document: expected `</Problem>`, but `</Title>` was found
    "#);
    insta::assert_snapshot!(refused(b"<Orders/>"), @"错误：a.zip/tickets/1.xml:1 ：没有适配文件所说的 /Problems/Problem ，可能是另一种文件。");
    insta::assert_snapshot!(refused(b"<Problems>\n\n\x01</Problems>"), @"错误：a.zip/tickets/1.xml:3 ：有 XML 不允许的字符 U+0001 。");
    insta::assert_snapshot!(refused(b"<Problems>&#1;</Problems>"), @"错误：a.zip/tickets/1.xml:1 ：有 XML 不允许的字符 U+0001 。");
    insta::assert_snapshot!(refused(b"<Problems/><Problems/>"), @r#"
    错误：a.zip/tickets/1.xml:1 ：不是正确的 XML 。
    原因：a second root element
    "#);
    insta::assert_snapshot!(refused(&gbk("<Problems>标题</Problems>")), @"错误：a.zip/tickets/1.xml:1 ：内容不是它所说的 UTF-8 编码。");
    insta::assert_snapshot!(refused(b"<?xml version=\"1.0\" encoding=\"klingon\"?><Problems/>"), @"错误：a.zip/tickets/1.xml:1 ：不认识编码 klingon 。");
    insta::assert_snapshot!(refused(b""), @"错误：a.zip/tickets/1.xml:1 ：文件不完整，到这里就断了。");
    let none = back(&example(), &[("readme.txt".to_owned(), Vec::new())].into()).unwrap_err();
    let told = words::package("a.zip", &none).unwrap().msg.to(Lang::Zh);
    assert_eq!(told, "数据包 a.zip 里没有名为 tickets/*.xml 的文件，可能是另一种格式的包。");
}

#[test]
fn a_number_in_two_files_is_one_ticket_or_a_fault() {
    let xml = |title: &str| format!("<Problems><Problem id='1'><Base><Title>{title}</Title></Base></Problem></Problems>").into_bytes();
    let two = |other: &str| -> Entries { [("tickets/a.xml".into(), xml("a")), ("tickets/b.xml".into(), xml(other))].into() };
    let table = back(&example(), &two("a")).unwrap();
    assert_eq!((table.rows.len(), table.repeated), (1, 1));
    assert_eq!(back(&example(), &two("b")).unwrap().faults.len(), 2);
}

#[test]
fn a_list_is_written_and_read() {
    for encoding in ["utf-8", "utf-8-bom", "gbk"] {
        let adapter = list(encoding);
        let mut sent = ticket();
        sent.fields.insert(Field::Symptom, "=1+1\n第二行".into());
        sent.fields.insert(Field::System, "金税".into());
        let Written { entries, left_out } = written(&adapter, &[sent]).unwrap();
        let bytes = &entries[0].1;
        let text = if encoding == "gbk" { GBK.decode(bytes).0.into_owned() } else { String::from_utf8(bytes.clone()).unwrap() };
        assert_eq!(
            text.trim_start_matches('\u{feff}'),
            "标题,单号,类型,级别,描述,时间,状态,附件,来源\r\n\"申报提交 <报错> & \"\"超时\"\"\",YW-2026-00001,BUG,高,\"=1+1\n第二行\",\
             20261102083000,已分派,files/0001.png,opsctl\r\n"
        );
        assert_eq!(text.starts_with('\u{feff}'), encoding == "utf-8-bom");
        assert_eq!(left_out.into_iter().collect::<Vec<_>>(), [Field::System, Field::Phone], "a part of a cell is not written");
        let package: Entries = entries.into_iter().chain([("files/0001.png".to_owned(), Vec::new())]).collect();
        let table = back(&adapter, &package).unwrap();
        assert_eq!(told(&table, &[Field::Kind, Field::Level, Field::Symptom]), ["2 YW-2026-00001: bug | 2 | =1+1\n第二行"]);
        assert_eq!(table.rows[0].files, [Attached { name: "0001.png".into(), entry: "files/0001.png".into() }]);
        assert_eq!(table.unused[0].heading, "来源");
    }
}

#[test]
fn a_workbook_in_a_package_is_read() {
    let text = "name = \"x\"\nnumber = { column = \"单号\" }\n[fields]\ntitle = { column = \"标题\" }\n[package]\nread = { files = \"*.xlsx\", format = \"xlsx\" }\n";
    let adapter = Adapter::read(text.as_bytes()).unwrap();
    let mut book = Workbook::new();
    book.add_worksheet().write_row_matrix(0, 0, [["单号", "标题"], ["1", "a"]]).unwrap();
    let table = back(&adapter, &[("单.xlsx".to_owned(), book.save_to_buffer().unwrap())].into()).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["2 1: a"]);
    assert!(write_package(&adapter, &[], &zone()).is_none(), "it has no [write]");
}

#[test]
fn what_the_other_side_could_not_read_is_not_written() {
    let whys = |adapter: &Adapter, change: &dyn Fn(&mut Outgoing)| -> Vec<WriteWhy> {
        let mut ticket = ticket();
        change(&mut ticket);
        written(adapter, &[ticket]).unwrap_err().into_iter().map(|fault| fault.why).collect()
    };
    let set = |field: Field, value: &'static str| move |ticket: &mut Outgoing| _ = ticket.fields.insert(field, value.into());
    assert_eq!(whys(&list("utf-8"), &set(Field::Level, "5")), [WriteWhy::NoWord { value: "5".into() }]);
    assert_eq!(whys(&list("utf-8"), &set(Field::Title, "")), [WriteWhy::Missing]);
    assert_eq!(whys(&list("utf-8"), &set(Field::Occurred, "昨天")), [WriteWhy::Time { value: "昨天".into() }]);
    assert_eq!(whys(&list("gbk"), &set(Field::Title, "藏文 བོད")), [WriteWhy::Character('བ'), WriteWhy::Character('😀')]);
    assert_eq!(whys(&example(), &set(Field::Title, "a\u{1}b")), [WriteWhy::Character('\u{1}')]);
    let twins =
        [ticket(), Outgoing { number: "YW/2026/00001".into(), ..ticket() }, Outgoing { number: "YW:2026:00001".into(), ..ticket() }];
    let faults = written(&example(), &twins).unwrap_err();
    let told = words::write(&faults).unwrap().lines(Lang::Zh, &Scrubber::default());
    assert_eq!(told, ["错误：YW:2026:00001 ：与另一张单写到同一个文件 tickets/YW_2026_00001.xml 里。"]);
}

#[test]
fn no_tickets_are_a_document_without_any() {
    assert_eq!(written(&example(), &[]).unwrap().entries, []);
    let empty = written(&list("utf-8"), &[]).unwrap().entries;
    assert_eq!(String::from_utf8(empty[0].1.clone()).unwrap(), "标题,单号,类型,级别,描述,时间,状态,附件,来源\r\n");
}

pub(super) fn adapters() -> Vec<Adapter> {
    let all = EXAMPLE.replace("tickets/{number}.xml", "tickets/all.xml").replace("\"gbk\"", "\"utf-8\"");
    vec![example(), Adapter::read(all.as_bytes()).unwrap(), list("utf-8-bom")]
}
