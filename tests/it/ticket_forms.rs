//! Forms, lists and statistics of tickets as documents: what a ticket knows is on them, what it does not is left open and said.

use std::collections::BTreeMap;

use jiff::Timestamp;
use opsctl::catalog::Catalog;
use opsctl::ctx::Ctx;
use opsctl::model::Lang;
use opsctl::model::ticket::{Event, Field, Fields, FindingRef, Mark, Move, Origin, PackageKind, Side, Ticket, What};
use opsctl::render::Encoding;
use opsctl::report::contract;
use opsctl::report::definition::{Definition, Output, Templates};
use opsctl::report::facts::Site;
use opsctl::report::make::{self, Data, Gathered, Given, Tickets};
use opsctl::report::period::{Length, Period};
use opsctl::report::records::Records;
use opsctl::text::Msg;
use opsctl::ticket::forms::{Reader, Source, answers, lists, lists::List};
use opsctl::ticket::{fold, stats};
use serde_json::{Map, Value as Json};

use crate::office::{ctx, docx_text, lint};

/// What one platform writes of one ticket, an hour between two events.
#[derive(Default)]
struct History(BTreeMap<Side, Vec<Event>>);

impl History {
    fn write(&mut self, side: Side, no: &str, at: &str, hour: i64, what: What) -> &mut Self {
        let seen = self.0.get(&side.other()).map_or(0, Vec::len);
        let own = self.0.entry(side).or_default();
        let event = Event {
            ticket: no.into(),
            side,
            rev: u32::try_from(own.len()).unwrap() + 1,
            seen: u32::try_from(seen).unwrap(),
            before: own.last().map(|event| event.id.clone()).unwrap_or_default(),
            at: at.parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_hours(hour),
            author: if side == Side::Ops { "李四" } else { "赵六" }.into(),
            role: None,
            what,
            id: String::new(),
            masked: false,
        };
        own.push(event.sealed());
        self
    }

    fn events(&self) -> Vec<Event> {
        self.0.values().flatten().cloned().collect()
    }

    fn ticket(&self) -> Ticket {
        fold(Side::Ops, &self.events()).unwrap()
    }
}

fn fields(all: &[(Field, &str)]) -> Fields {
    all.iter().map(|(field, value)| (*field, (*value).to_owned())).collect()
}

fn step(step: Move, all: &[(Field, &str)], reason: &str) -> What {
    What::Move { step, fields: fields(all), reason: reason.into() }
}

fn mark(mark: Mark) -> What {
    What::Note { text: String::new(), mark: Some(mark), when: None }
}

fn package(kind: PackageKind) -> What {
    What::Received { package: "pkg-1".into(), kind, round: 1 }
}

/// The `n`th ticket of October, as far as it got: of four, one is only registered and one is closed.
fn history(n: i64) -> History {
    let no = format!("YW-2026-{n:05}");
    let at = format!("2026-10-{:02}T01:00:00Z", 1 + n % 28);
    let pick = |all: &[&'static str]| all[usize::try_from(n).unwrap() % all.len()];
    let mut all = History::default();
    let origin = (n % 5 == 1).then(|| {
        Origin::Finding(FindingRef {
            run: "20261008-0800-ab12".into(),
            target: "核心征管库".into(),
            check: "db.tablespace".into(),
            subject: "USERS".into(),
        })
    });
    let mut known = fields(&[
        (Field::Title, "申报保存时报 ORA-01653，表空间无法扩展"),
        (Field::Kind, pick(&["bug", "fault", "performance", "operation", "request", "complaint"])),
        (Field::Module, pick(&["申报", "征收", "登记", "发票", "查询统计"])),
        (Field::System, "核心征管"),
        (Field::Channel, pick(&["inspection", "phone", "platform", "chat"])),
        (Field::Unit, pick(&["城关区税务局", "日喀则市税务局", "林芝市税务局"])),
        (Field::Reporter, "王五"),
        (Field::Phone, "0891-1234567"),
        (Field::Symptom, "点击“保存”后约 20 秒提示“ORA-01653: unable to extend table”，重新登录后仍然出现。"),
        (Field::Steps, "登录 → 增值税申报 → 填写附表一 → 保存"),
        (Field::Impact, "城关区 37 户纳税人当日无法申报"),
        (Field::Occurred, &at),
        (Field::Assignee, pick(&["李四", "张三", "周七"])),
    ]);
    if n % 4 != 0 {
        known.insert(Field::Level, (1 + n % 5).to_string());
    }
    let (ops, problem) = (Side::Ops, Side::Problem);
    all.write(ops, &no, &at, 0, What::Create { fields: known, origin, reopens: None });
    if n % 4 == 0 {
        return all;
    }
    all.write(ops, &no, &at, 1, mark(Mark::Responded)).write(ops, &no, &at, 2, step(Move::Dispatch, &[], ""));
    all.write(problem, &no, &at, 3, package(PackageKind::Dispatch)).write(problem, &no, &at, 4, step(Move::Accept, &[], ""));
    let plan = [
        (Field::Cause, "日志表 SB_LOG 没有按月清理，占满表空间 USERS。"),
        (Field::Solution, "1. 扩容 20 GB；2. 归档三个月以前的日志；3. 增加每月清理的作业。"),
        (Field::Planned, "2026-10-12T10:00:00Z"),
        (Field::Developer, "赵六"),
    ];
    all.write(problem, &no, &at, 5, step(Move::Plan, &plan, ""));
    let later = [(Field::Planned, "2026-10-14T10:00:00Z")];
    all.write(problem, &no, &at, 6, step(Move::Plan, &later, "等待停机窗口"));
    let how = opsctl::model::ticket::How::Receipt;
    let arrived = What::Acknowledged { package: "pkg-1".into(), kind: PackageKind::Dispatch, round: 1, how, reason: String::new() };
    all.write(ops, &no, &at, 7, arrived).write(ops, &no, &at, 7, package(PackageKind::Plan));
    if n % 4 == 1 {
        return all;
    }
    all.write(problem, &no, &at, 20, step(Move::Develop, &[], "")).write(problem, &no, &at, 22, step(Move::Test, &[], ""));
    all.write(
        problem,
        &no,
        &at,
        24,
        step(Move::Report, &[(Field::Result, "已扩容并归档，申报恢复正常。"), (Field::Release, "V3.2.17")], ""),
    );
    all.write(ops, &no, &at, 25 + n, package(PackageKind::Report)).write(ops, &no, &at, 26 + n, mark(Mark::Restored));
    if n % 4 == 2 {
        return all;
    }
    let said = pick(&["very", "satisfied", "fair", "not", ""]);
    all.write(ops, &no, &at, 30 + n, step(Move::Verify, &[], "")).write(
        ops,
        &no,
        &at,
        31 + n,
        step(Move::Close, &[(Field::Satisfaction, said)], ""),
    );
    all.write(ops, &no, &at, 32 + n, What::Attach { name: "扩容记录.docx".into(), sha256: "ab".repeat(32), size: 20_480 });
    all
}

fn reader(ctx: &Ctx) -> Reader {
    Reader { zone: ctx.zone.clone(), lang: Lang::Zh }
}

fn answered(ctx: &Ctx, history: &History) -> Map<String, Json> {
    answers(&Source { ticket: &history.ticket(), events: Some(&history.events()), due: None }, &reader(ctx))
}

/// The data of a report and its document, which has nothing wrong and is under its contract.
fn made(ctx: &Ctx, definition: &Definition, tickets: Tickets<'_>, output: Output) -> (Data, Vec<u8>) {
    let site = Site {
        customer: "省税务局".into(), provider: "运维公司".into(), project: "税务信息系统运维".into(), ..Site::default()
    };
    let (catalog, records) = (Catalog::new(Vec::new()), Records::default());
    let sources = make::Sources { ctx, catalog: &catalog, site: &site, records: &records, store: None };
    let period =
        Period::around(if definition.period == Length::Event { Length::Event } else { Length::Month }, "2026-10-31".parse().unwrap(), None);
    let given = Given { tickets, ..Given::default() };
    let data = make::data(&sources, &mut Gathered::default(), definition, &period, &given).unwrap();
    if definition.shape != contract::Shape::Form {
        assert_eq!(contract::faults(&definition.contract_fields(), &data.json), Vec::<String>::new(), "{}", definition.id);
    }
    let document = make::document(definition, output, &data.json, ctx, Encoding::default()).unwrap();
    assert_eq!(lint(&document.bytes), Vec::<String>::new(), "{}", definition.id);
    if let Ok(folder) = std::env::var("OPSCTL_TEST_KEEP") {
        std::fs::write(format!("{folder}/{}.{}", definition.id, output.ending()), &document.bytes).unwrap();
    }
    (data, document.bytes)
}

fn open(data: &Data) -> String {
    let names = data.notes.iter().filter_map(|note| if let Msg::FieldsOpen { names } = note { Some(names.clone()) } else { None });
    names.collect()
}

#[test]
fn a_ticket_fills_the_forms_of_the_contract_and_what_it_does_not_know_is_open() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let answers = answered(&ctx, &history(11));
    let forms = [
        "problem",
        "fault",
        "fault-record",
        "major-request-approval",
        "major-request-record",
        "service-report",
        "service-report-escalated",
        "on-site-report",
        "adjustment-record",
        "contact",
        "complaint",
        "resolution-schedule",
        "feedback-register",
        "fault-handling",
        "ticket-plan",
        "ticket-sheet",
    ];
    for form in forms {
        let (data, bytes) = made(&ctx, templates.find(form).unwrap(), Tickets::One(&answers), Output::Docx);
        let text = docx_text(&bytes);
        assert!(text.contains("YW-2026-00011") && !text.contains("未知"), "{form}: {text}");
        assert!(open(&data).split('、').all(|name| name != "编号"), "{form}: {}", open(&data));
        if !["major-request-approval", "contact", "ticket-plan"].contains(&form) {
            assert!(
                !open(&data).is_empty() || form == "ticket-sheet",
                "{form} is never whole: losses, places, devices are not in a ticket"
            );
        }
    }
}

#[test]
fn the_fault_report_cites_the_finding_and_invents_nothing() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let (data, bytes) = made(&ctx, templates.find("fault").unwrap(), Tickets::One(&answered(&ctx, &history(11))), Output::Docx);
    let text = docx_text(&bytes);
    for said in ["核心征管库", "20261008-0800-ab12", "db.tablespace", "USERS", "ORA-01653", "日志表 SB_LOG"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(open(&data), "改进措施", "nobody wrote one");
    let (data, _) = made(&ctx, templates.find("fault").unwrap(), Tickets::One(&answered(&ctx, &history(4))), Output::Docx);
    assert_eq!(open(&data), "故障级别、响应时间、恢复时间、处理结束时间、中断时长、故障原因、故障处理方法、处理结果、改进措施");
}

#[test]
fn the_plan_keeps_what_it_replaced() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let (data, bytes) = made(&ctx, templates.find("ticket-plan").unwrap(), Tickets::One(&answered(&ctx, &history(11))), Output::Docx);
    let text = docx_text(&bytes);
    assert!(text.contains("2026-10-12 18:00") && text.contains("等待停机窗口"), "{text}");
    assert_eq!(data.json["history"].as_array().map(Vec::len), Some(2));
}

#[test]
fn lists_hold_the_tickets_of_their_kind() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let all: Vec<History> = (0..24).map(history).collect();
    let tickets: Vec<Ticket> = all.iter().map(History::ticket).collect();
    let (from, to) = ("2026-09-30T16:00:00Z".parse().unwrap(), "2026-10-31T16:00:00Z".parse().unwrap());
    for list in List::ALL {
        let held = lists::of(&tickets, *list, from, to);
        let rows: Vec<_> = held.iter().map(|ticket| answers(&Source { ticket, events: None, due: None }, &reader(&ctx))).collect();
        let (data, _) = made(&ctx, templates.find(list.template()).unwrap(), Tickets::Many(&rows), Output::Xlsx);
        assert_eq!(data.json["summary"]["count"], held.len(), "{list:?}");
        assert_eq!(data.json["rows"].as_array().map(Vec::len), Some(held.len()), "{list:?}");
    }
    assert_eq!(lists::of(&tickets, List::Bugs, from, to).len(), 4);
}

#[test]
fn statistics_become_a_document_and_a_workbook() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let tickets: Vec<Ticket> = (0..40).map(|n| history(n).ticket()).collect();
    let period = stats::Period { from: "2026-08-31T16:00:00Z".parse().unwrap(), to: "2026-10-31T16:00:00Z".parse().unwrap() };
    let clocks = |ticket: &Ticket| {
        let figures = stats::wall(ticket);
        let late = match ticket.level() {
            None => stats::Late::Unknown,
            Some(level) if level > 3 && figures.solution.wall_s.is_none_or(|s| s > 40 * 3600) => stats::Late::Yes,
            Some(_) => stats::Late::No,
        };
        stats::Figures { late, due: Some(ticket.opened + jiff::SignedDuration::from_hours(40)), ..figures }
    };
    let counted = stats::of(&tickets, &clocks, period, &ctx.zone);
    let data = stats::data(&counted, &stats::counted_rows(&tickets, &clocks, period, &reader(&ctx)), &reader(&ctx));
    let definition = templates.find("ticket-statistics").unwrap();
    let (_, bytes) = made(&ctx, definition, Tickets::Counted(&data), Output::Docx);
    let text = docx_text(&bytes);
    assert!(text.contains("本期新增问题单 40 件") && text.contains("是否超时未知 10 件"), "{text}");
    made(&ctx, definition, Tickets::Counted(&data), Output::Xlsx);
}

#[test]
fn without_tickets_the_statistics_are_refused_with_the_way_to_them() {
    let (ctx, templates) = (ctx("2026-11-02T02:00:00Z"), Templates::load(None).unwrap());
    let (catalog, records, site) = (Catalog::new(Vec::new()), Records::default(), Site::default());
    let sources = make::Sources { ctx: &ctx, catalog: &catalog, site: &site, records: &records, store: None };
    let period = Period::around(Length::Month, "2026-10-31".parse().unwrap(), None);
    let definition = templates.find("ticket-statistics").unwrap();
    let error = make::data(&sources, &mut Gathered::default(), definition, &period, &Given::default()).unwrap_err();
    assert!(matches!(error.msg, Msg::ReportWantsTickets { .. }), "{error:?}");
}

#[test]
fn the_monthly_chapter_takes_kept_tickets_as_they_stood_at_the_end_of_the_period() {
    let (ctx, templates) = (ctx("2026-11-20T02:00:00Z"), Templates::load(None).unwrap());
    let dir = tempfile::tempdir().unwrap();
    let store = opsctl::store::Store::open(dir.path()).unwrap();
    let tickets: Vec<Ticket> = [3, 8, 27].into_iter().map(|n| history(n).ticket()).collect();
    // The third was registered on 28 October and closed in November; it was late from then on.
    let clocks = |ticket: &Ticket| stats::Figures {
        late: if ticket.no.ends_with('7') { stats::Late::Yes } else { stats::Late::No },
        due: Some("2026-11-01T00:00:00Z".parse().unwrap()),
        ..stats::wall(ticket)
    };
    let mut rows = stats::register_rows(&tickets, &clocks, &reader(&ctx));
    rows[2].insert("closed".into(), "2026-11-02T09:00:00".into());
    let (catalog, site, records) = (Catalog::new(Vec::new()), Site::default(), Records::default().with_tickets(rows));
    let sources = make::Sources { ctx: &ctx, catalog: &catalog, site: &site, records: &records, store: Some(&store) };
    let period = Period::around(Length::Month, "2026-10-31".parse().unwrap(), None);
    let definition = templates.find("problem-management").unwrap();
    let data = make::data(&sources, &mut Gathered::default(), definition, &period, &Given::default()).unwrap();
    let told = &data.json["tickets"];
    assert_eq!((&told["opened"], &told["closed"], &told["left"], &told["overdue"]), (&3.into(), &1.into(), &2.into(), &0.into()), "{told}");
    assert_eq!((&told["rows"][2]["state"], &told["rows"][2]["closed"]), (&Json::from("期末未关闭"), &Json::Null));
    assert_eq!(contract::faults(&definition.contract_fields(), &data.json), Vec::<String>::new());
}
