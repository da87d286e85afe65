//! The life of entries, search, clusters, and what is told of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::mask;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn source() -> Source {
    Source {
        no: "T-2026-0107".into(),
        title: "申报表保存失败".into(),
        symptom: "保存申报表时报ORA-1555，页面提示HTTP 502，日志中有java.lang.OutOfMemoryError".into(),
        environment: "金三 生产".into(),
        version: "3.9".into(),
        cause: "回滚段过小，申报表保存时间过长".into(),
        solution: "1. 扩大UNDO表空间\n2. 重新保存申报表".into(),
        result: "已恢复".into(),
        kind: "程序".into(),
        user_type: None,
        module: "申报".into(),
        closed: at("2026-01-10T08:00:00Z"),
    }
}

fn entry() -> Entry {
    draft("K-2026-0001", "张工", &source())
}

fn actor<'a>(name: &'a str, roles: &'a [Role]) -> Actor<'a> {
    Actor { name, roles }
}

const ALL: &[Role] = &[Role::Author, Role::Reviewer, Role::Publisher];

#[test]
fn a_draft_holds_what_the_ticket_says() {
    let entry = entry();
    assert_eq!((entry.state, entry.version, entry.sources.as_slice()), (State::Draft, 1, &["T-2026-0107".to_owned()][..]));
    assert_eq!(entry.steps, "1. 扩大UNDO表空间\n2. 重新保存申报表\n已恢复");
    assert_eq!(
        entry.keywords,
        ["ORA-01555", "HTTP 502", "OutOfMemoryError", "申报", "申报表", "保存申报表", "申报表保存", "保存"].map(str::to_owned)
    );
    let json = serde_json::to_string(&entry).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
}

#[test]
fn codes_are_told_in_one_form() {
    assert_eq!(
        codes("ora01555 ORA-1555 tns-12541 <BEA-141281> SP2-0640 http 200 HTTP 404 SQLException oracle.jdbc.X$FooException INC-2026-1"),
        ["ORA-01555", "TNS-12541", "BEA-141281", "SP2-0640", "HTTP 404", "SQLException", "FooException"]
    );
    assert_eq!(codes("2026-11-26 19.3.0.0 500元 K-2026-0001"), Vec::<String>::new());
}

/// All states × all moves.
#[test]
fn every_move_leads_where_the_table_says_and_nowhere_else() {
    let table: BTreeMap<(State, Move), State> = BTreeMap::from([
        ((State::Draft, Move::Review), State::Reviewed),
        ((State::Draft, Move::Withdraw), State::Void),
        ((State::Reviewed, Move::Return), State::Draft),
        ((State::Reviewed, Move::Publish), State::Published),
        ((State::Reviewed, Move::Revise), State::Draft),
        ((State::Reviewed, Move::Withdraw), State::Void),
        ((State::Published, Move::Expire), State::Due),
        ((State::Published, Move::Revise), State::Draft),
        ((State::Published, Move::Withdraw), State::Void),
        ((State::Due, Move::Confirm), State::Published),
        ((State::Due, Move::Revise), State::Draft),
        ((State::Due, Move::Withdraw), State::Void),
    ]);
    let now = at("2026-02-01T00:00:00Z");
    for state in State::ALL {
        for go in Move::ALL {
            let start = Entry { state, ..entry() };
            let mut made = start.clone();
            let done = made.make(go, &actor("李工", ALL), now, "原因");
            let Some(to) = table.get(&(state, go)) else {
                assert_eq!((done, made), (Err(Refused::State { state, go }), start));
                continue;
            };
            assert_eq!((done, made.state), (Ok(()), *to), "{state:?} {go:?}");
            let logged = made.log.last().unwrap();
            assert_eq!((logged.from, logged.to, logged.go, logged.by.as_str()), (state, *to, go, "李工"));
            // Without the one role, or what else it needs, nothing is changed.
            let others: Vec<Role> = ALL.iter().copied().filter(|role| *role != go.role(state)).collect();
            let mut refused = start.clone();
            assert_eq!(refused.make(go, &actor("李工", &others), now, "原因"), Err(Refused::Role(go.role(state))));
            let own = refused.make(go, &actor("张工", ALL), now, "原因");
            assert_eq!(own.is_err(), matches!(go, Move::Review | Move::Confirm), "nobody reviews what they wrote: {go:?}");
            let silent = start.clone().make(go, &actor("李工", ALL), now, " ");
            assert_eq!(silent.is_err(), matches!(go, Move::Return | Move::Withdraw), "{go:?}");
        }
    }
}

#[test]
fn a_published_entry_is_due_when_it_is_old_or_its_version_passed() {
    let mut entry = Entry { state: State::Published, valid_to_version: "V3.9".into(), ..entry() };
    let due = |entry: &Entry, now: &str, version: &str| review_due(entry, at(now), 12, version);
    assert_eq!(due(&entry, "2027-01-10T07:59:59Z", "3.9.0"), None);
    assert_eq!(due(&entry, "2027-01-10T08:00:00Z", ""), Some(Due::Age));
    assert_eq!(due(&entry, "2026-02-01T00:00:00Z", "3.10"), Some(Due::Version), "3.10 is after 3.9");
    entry.state = State::Draft;
    assert_eq!(due(&entry, "2030-01-01T00:00:00Z", "9"), None);
}

#[test]
fn texts_become_tokens() {
    for (text, expected) in [
        ("申报失败", "申报 报失 失败"),
        ("省 局", "省 局"),
        ("ＯＲＡ－０１５５５错误", "ora01555 01555 错误"),
        ("ORA-1555 ora01555 BEA-141281", "ora01555 01555 ora01555 01555 bea141281 141281"),
        ("T-2026-0107", "t 2026 0107 t20260107"),
        ("19.3.0.0 2026-11-26", "19 3 0 0 2026 11 26"),
        ("java.lang.NullPointerException: x", "java lang nullpointerexception javalangnullpointerexception x"),
        ("V$SESSION a--b-", "v session a b"),
        ("བོད", "x0f56x0f7cx0f51"),
        ("é①㎡", "x00e9 1 m2"),
        ("", ""),
    ] {
        let text_tokens = if text == "é①㎡" { tokens("é ① ㎡") } else { tokens(text) };
        assert_eq!(text_tokens.join(" "), expected, "{text}");
    }
}

#[test]
fn a_search_is_read() {
    let read = |text: &str| fts(&query(text));
    assert_eq!(read("申报失败 ora-1555"), r#""申报 报失 失败" AND "ora01555""#);
    assert_eq!(read("申报ORA-01555失败 1555"), r#""申报" AND "ora01555" AND "失败" AND "1555""#);
    assert_eq!(read(r#""保存 ORA-1555" T-2026-0107"#), r#""保存 ora01555 01555" AND "t20260107""#);
    assert_eq!(read("“申报 失败” 省"), r#""申报 失败" AND "省" *"#);
    assert_eq!(read(r#"a" OR b:* NEAR(c) ) ^d -- '"#), r#""a" AND "or b near c d""#, "an open quote reaches to the end");
    assert_eq!(read(" ，。\"\" "), "");
}

#[test]
fn titles_weigh_more_and_all_terms_must_be_there() {
    let docs = [
        Doc { title: "征收开票", body: "申报失败，与回滚段有关" },
        Doc { title: "申报失败", body: "回滚段过小" },
        Doc { title: "申报", body: "失败" },
        Doc { title: "回滚段", body: "ORA-01555" },
    ];
    let found = |text: &str| rank(&query(text), &docs).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
    assert_eq!(found("申报失败"), [1, 0]);
    assert_eq!(found("申报失败 回滚段"), [1, 0]);
    assert_eq!(found("ora-1555"), [3]);
    assert_eq!(found("01555"), [3]);
    assert_eq!(found("回"), [3, 1, 0]);
    assert_eq!((found(""), found("没有这个")), (vec![], vec![]));
}

/// What SQLite makes of tokens and searches is what is meant.
#[test]
fn tokens_survive_the_tokenizer_of_the_store() {
    let db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch("create virtual table t using fts5(body, tokenize='unicode61'); create virtual table v using fts5vocab(t, 'row');")
        .unwrap();
    let texts = ["申报表保存失败 ORA-1555", "㐀䶵鿌𠀀 龥 〇 々 省局", "བོད་ é Ünïcode T-2026-0107 java.lang.X", "申 报"];
    for text in texts {
        db.execute("insert into t values (?1)", [tokens(text).join(" ")]).unwrap();
    }
    let mut kept: Vec<String> =
        db.prepare("select term from v").unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut given: Vec<String> = texts.iter().flat_map(|text| tokens(text)).collect::<BTreeSet<_>>().into_iter().collect();
    kept.sort();
    given.sort();
    assert_eq!(kept, given);
    let found = |text: &str| -> Vec<usize> {
        let rows = db
            .prepare("select rowid - 1 from t where t match ?1 order by rowid")
            .unwrap()
            .query_map([fts(&query(text))], |row| row.get::<_, u32>(0).map(|row| row as usize))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let docs = texts.map(|text| Doc { title: "", body: text });
        let mut ranked: Vec<usize> = rank(&query(text), &docs).into_iter().map(|(place, _)| place).collect();
        ranked.sort_unstable();
        assert_eq!(ranked, rows, "{text}: without the database the same");
        rows
    };
    assert_eq!(found("ora-01555 保存"), [0]);
    assert_eq!(found("t-2026-0107"), [2]);
    assert_eq!(found("申"), [0, 3]);
    assert_eq!(found("\"a\" OR \" NOT b AND (c* ^"), Vec::<usize>::new());
}

fn item(no: usize, title: &str, module: &str, submitter: &str, day: i64) -> Item {
    Item {
        no: format!("T{no}"),
        title: title.into(),
        symptom: String::new(),
        module: module.into(),
        codes: codes(title),
        submitter: submitter.into(),
        at: at("2026-01-01T00:00:00Z") + jiff::SignedDuration::from_hours(24 * day),
    }
}

#[test]
fn tickets_of_the_same_thing_come_together_whatever_their_order() {
    let items = [
        item(1, "增值税申报表保存时提示系统繁忙", "申报", "甲", 0),
        item(2, "增值税申报表保存时提示系统繁忙，请稍后", "申报", "乙", 40),
        item(3, "发票打印格式不对", "发票", "甲", 41),
        item(4, "登记时报ORA-00001", "登记", "甲", 42),
        item(5, "变更经营范围出错 ora-00001", "登记", "甲", 43),
        item(6, "报ORA-00001", "", "丙", 44),
    ];
    let names = |clusters: &[Cluster<'_>]| -> Vec<Vec<String>> {
        clusters.iter().map(|one| one.members.iter().map(|item| item.no.clone()).collect()).collect()
    };
    let clusters = cluster(&items);
    assert_eq!(names(&clusters), [["T1", "T2"], ["T4", "T5"]]);
    assert_eq!((clusters[0].head.no.as_str(), clusters[0].why.as_slice()), ("T1", &[Why::Alike][..]));
    assert_eq!(clusters[1].codes, ["ORA-00001"]);
    let mut back = items.clone();
    back.reverse();
    assert_eq!(names(&cluster(&back)), names(&clusters));

    let now = at("2026-02-15T00:00:00Z");
    let covered = BTreeSet::from(["T1"]);
    let told = |days| {
        hot(&clusters, &covered, now, days)
            .into_iter()
            .map(|hot| (hot.cluster.head.no.as_str(), hot.count, hot.submitters, hot.without_entry, hot.new))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(90), [("T1", 2, 2, false, true), ("T4", 2, 1, true, true)]);
    assert_eq!(told(30), [("T4", 2, 1, true, true)], "one of the other two is older");
}

/// Five thousand in a moment, of which many are nearly the same.
#[test]
fn many_tickets_take_no_square_of_time() {
    let things = ["申报表", "发票", "登记", "征收", "完税证明", "社保费", "退税", "稽查", "档案", "报表"];
    let faults =
        ["保存失败", "打印错位", "查询不到", "导出乱码", "提示系统繁忙", "重复提交", "金额不一致", "无法登录", "页面空白", "速度很慢"];
    let count = 5_000;
    let items: Vec<Item> = (0..count)
        .map(|i| {
            let title =
                format!("{}{}后{}，编号{}，{}", things[i % 10], faults[i / 10 % 10], faults[i / 7 % 10], i % 997, things[i / 3 % 10]);
            item(i, &title, things[i % 10], "甲", i as i64 % 300)
        })
        .collect();
    let began = std::time::Instant::now();
    let clusters = cluster(&items);
    let took = began.elapsed();
    println!("{count} tickets: {} clusters in {took:?}", clusters.len());
    assert!(took.as_secs() < 20, "{took:?}");
}

#[test]
fn the_gate_tells_what_is_left_and_where() {
    let rules = mask::read("").unwrap();
    assert_eq!(gate(&entry(), &rules), []);
    let entry = Entry { symptom: "纳税人13800138000反映".into(), steps: "密码：abc123".into(), ..entry() };
    let found: Vec<_> = gate(&entry, &rules).into_iter().map(|(field, hit)| (field, hit.kind)).collect();
    assert_eq!(found, [(Field::Symptom, mask::Kind::Mobile), (Field::Steps, mask::Kind::Password)]);
}

#[test]
fn a_handbook_has_contents_and_only_what_is_published() {
    let labels = Labels {
        contents: "目录",
        other: "其他",
        symptom: "现象",
        environment: "环境",
        cause: "原因",
        steps: "解决步骤",
        keywords: "关键词",
        sources: "来源",
        versions: "适用版本",
        comma: "、",
        colon: "：",
        none: "还没有已发布的知识。",
        due: "待复核",
    };
    let shown = Entry { state: State::Published, title: "保存 *失败* <b>".into(), ..entry() };
    let other = Entry { id: "K-2026-0002".into(), state: State::Due, category: String::new(), ..entry() };
    let text = to_markdown(&[other, shown, Entry { id: "K-2026-0003".into(), ..entry() }], "常见问题解决手册", &labels);
    let contents = "# 常见问题解决手册\n\n## 目录\n\n- 申报\n  - [保存 \\*失败\\* \\<b\\>](#k-2026-0001)\n- 其他\n  - [申报表保存失败](#k-2026-0002)\n\n## 申报\n";
    assert!(text.starts_with(contents), "{text}");
    assert!(text.contains("<a id=\"k-2026-0001\"></a>\n\n### K-2026-0001　保存 \\*失败\\* \\<b\\>\n\n**现象**：保存申报表时"), "{text}");
    assert!(text.contains("**解决步骤**：  \n1\\. 扩大UNDO表空间  \n2\\. 重新保存申报表  \n已恢复\n"), "{text}");
    assert!(text.contains("> 待复核") && !text.contains("0003"), "{text}");
    assert_eq!(to_markdown(&[], "手册", &labels), "# 手册\n\n还没有已发布的知识。\n");
}

proptest! {
    #[test]
    fn tokens_are_plain_and_searches_find_what_they_were_taken_from(text in "[ -~\u{4e00}-\u{4eff}\u{ff00}-\u{ff5e}\u{0f40}-\u{0f7f}éßΣ“”\n]{0,60}", any in any::<String>()) {
        for text in [&text, &any] {
            for token in tokens(text) {
                prop_assert!(!token.is_empty() && token.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || super::tokens::is_han(c)), "{token}");
            }
            let asked = query(text);
            if !asked.terms.is_empty() {
                let doc = Doc { title: text, body: "" };
                let quotes = text.contains(['"', '“', '”', '＂']);
                prop_assert!(quotes || rank(&asked, &[doc]).len() == 1, "{asked:?}");
            }
        }
    }

    #[test]
    fn clusters_do_not_depend_on_the_order(titles in prop::collection::vec("[申报保存失败发票]{2,8}(ORA-0000[1-3])?", 0..12), turn in 0_usize..12) {
        let items: Vec<Item> = titles.iter().enumerate().map(|(i, title)| item(i, title, "模块", "甲", i as i64)).collect();
        let mut turned = items.clone();
        turned.rotate_left(turn.min(items.len()));
        prop_assert_eq!(cluster(&items), cluster(&turned));
    }
}
