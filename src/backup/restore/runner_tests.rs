use super::*;

const GOOD: &str = r#"
title = { zh-CN = "试", en = "try" }
target = "{with.dir}"
marker = ["ls", "{with.dir}/.ok"]
restore = ["sh", "-c", "awk '{ print; n++ } {n++}' {file}", "{files}", "{with.more}"]
query = { run = ["ask", "{sql}"], env = { A = "{scratch}", B = "{with.more}" }, ok = [0, 5] }
[with]
dir = { says = { zh-CN = "目录" } }
more = { says = { zh-CN = "其他" }, default = "" }
"#;

fn values(runner: &Runner) -> Values {
    let with = runner.values(&BTreeMap::from([("dir".to_owned(), "/t/{file}".to_owned())])).unwrap();
    Values { files: vec!["/b/a.dmp".into(), "/b/c.dmp".into()], scratch: "s1".into(), with, ..Values::default() }
}

#[test]
fn placeholders_are_filled_once_and_other_braces_stay() {
    let runner = Runner::parse("try", "try.toml", GOOD).unwrap();
    let values = values(&runner);
    assert_eq!(runner.target(&values), "/t/{file}");
    let restore = runner.filled(Name::Restore, &values, "");
    assert_eq!(restore[0].argv, ["sh", "-c", "awk '{ print; n++ } {n++}' /b/a.dmp", "/b/a.dmp", "/b/c.dmp"]);
    let query = &runner.filled(Name::Query, &values, "select 1")[0];
    assert_eq!((query.argv[1].as_str(), query.ok.as_slice(), query.env.len()), ("select 1", [0, 5].as_slice(), 1));
    assert_eq!(query.shown(), "A=s1 ask 'select 1'");
}

#[test]
fn mistakes_are_refused_with_what_was_meant() {
    let fault = |from: &str, to: &str| Runner::parse("try", "try.toml", &GOOD.replace(from, to)).unwrap_err();
    let unknown = fault("\"{scratch}\"", "\"{scrach}\"");
    assert_eq!((unknown.what.as_str(), unknown.meant.as_deref()), ("query.env.A: {scrach}", Some("{scratch}")));
    assert_eq!(fault("{with.dir}/.ok", "{with.dri}/.ok").meant.as_deref(), Some("{with.dir}"));
    assert_eq!(fault("marker =", "markr =").meant.as_deref(), Some("marker"));
    assert_eq!(fault("ok = [0, 5]", "okay = [0, 5]").place, "try.toml");
    assert!(fault("{file}", "{sql}").what.contains("restore.run: {sql}"));
    assert_eq!(fault("query =", "prepare = [\"a\"]\nquery =").meant.as_deref(), Some("clean"));
    let clean = |argv: &str| fault("query =", &format!("clean = [\"rm\", {argv}]\nquery ="));
    assert_eq!(clean("\"{with.dir}\"").meant.as_deref(), Some("{scratch}"));
    for word in ["file", "files", "names", "dir"] {
        assert_eq!(clean(&format!("\"{{{word}}}\", \"{{scratch}}\"")).what, format!("clean.run: {{{word}}}"));
    }
    assert_eq!(fault("marker = [\"ls\", \"{with.dir}/.ok\"]", "").what, "marker ?");
    assert_eq!(fault("query =", "writes = false\nclean = [\"rm\", \"{scratch}\"]\nquery =").what, "writes = false");
    let runner = Runner::parse("try", "try.toml", GOOD).unwrap();
    assert_eq!(runner.values(&BTreeMap::from([("dri".to_owned(), String::new())])).unwrap_err().meant.as_deref(), Some("dir"));
    assert!(runner.values(&BTreeMap::new()).is_err());
    let path = GOOD.replace("\"目录\" }", "\"目录\" }, path = true");
    let runner = Runner::parse("try", "try.toml", &path).unwrap();
    let given = |dir: &str| runner.values(&BTreeMap::from([("dir".to_owned(), dir.to_owned())]));
    assert!(given("/rt").is_ok() && given("rt").unwrap_err().what.contains("absolute"));
    assert_eq!(Runner::load("postgre", None).unwrap_err().meant.as_deref(), Some("postgres"));
}

#[test]
fn several_files_are_not_taken_for_one() {
    let restore = |argv: &str| {
        let text = GOOD.replace("[\"sh\", \"-c\", \"awk '{ print; n++ } {n++}' {file}\", \"{files}\", \"{with.more}\"]", argv);
        let runner = Runner::parse("try", "try.toml", &text).unwrap();
        let values = values(&runner);
        (runner.takes_all(&values).is_ok(), runner.takes_all(&Values { files: vec!["/b/a".into()], ..values }).is_ok())
    };
    assert_eq!(restore("[\"imp\", \"file={file}\"]"), (false, true));
    assert_eq!(restore("[\"imp\", \"{file}\", \"{names}\"]"), (true, true));
    assert_eq!(restore("[\"imp\", \"{files}\"]"), (true, true));
    assert_eq!(restore("{ run = [\"imp\", \"{file}\"], each = true }"), (true, true));
    assert_eq!(restore("[\"rman\"]"), (true, true));
    let imp = Runner::load("imp", None).unwrap();
    assert!(imp.takes_all(&Values { files: vec!["/b/1".into(), "/b/2".into()], ..Values::default() }).is_err());
}

#[test]
fn a_password_on_a_command_line_is_seen() {
    let shows = |argv: &str| {
        let text = GOOD.replace("\"sh\", \"-c\"", argv);
        let runner = Runner::parse("try", "try.toml", &text).unwrap();
        runner.shows_password(&values(&runner))
    };
    assert_eq!(shows("\"impdp\", \"scott/tiger@test\""), Some(Name::Restore));
    assert_eq!(shows("\"impdp\", \"/@test\""), None);
}

#[test]
fn the_shipped_ones_are_without_mistakes() {
    let names = Runner::names(None);
    assert_eq!(names, ["imp", "impdp", "postgres", "rman-validate", "tar"]);
    for name in names {
        let runner = Runner::load(&name, None).unwrap();
        assert!(!runner.title.zh.is_empty() && !runner.title.en.is_empty());
        assert!(runner.with.values().all(|with| !with.says.zh.is_empty() && !with.says.en.is_empty()), "{name}");
        let given = runner.with.keys().map(|key| (key.clone(), "/x".to_owned())).collect();
        let with = runner.values(&given).unwrap();
        assert_eq!(runner.shows_password(&Values { files: vec!["/b/a".into()], with, ..Values::default() }), None, "{name}");
    }
}
