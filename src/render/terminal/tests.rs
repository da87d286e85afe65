//! The terminal text of the sample run, in both languages.

use super::*;
use crate::render::{Detail, sample};

fn brief_run() -> Run {
    let mut run = sample::run();
    run.targets[0].outcomes.retain(|o| o.check != "db.alert");
    run
}

#[test]
fn chinese_80_columns() {
    insta::assert_snapshot!(render(&brief_run(), &sample::look(Lang::Zh)), @"");
}

#[test]
fn english_80_columns() {
    insta::assert_snapshot!(render(&brief_run(), &sample::look(Lang::En)), @"");
}

#[test]
fn brief() {
    let look = Look { detail: Detail::Brief, ..sample::look(Lang::Zh) };
    insta::assert_snapshot!(render(&brief_run(), &look), @"");
}

#[test]
fn full_has_the_tables() {
    let look = Look { detail: Detail::Full, width: Some(100), ..sample::look(Lang::Zh) };
    let text = render(&brief_run(), &look);
    insta::assert_snapshot!(text.split_once("检查明细").unwrap().1, @"");
}

#[test]
fn hostile_texts_stay_in_their_lines() {
    for (lang, width) in [(Lang::Zh, 40), (Lang::Zh, 80), (Lang::En, 120)] {
        let look = Look { width: Some(width), detail: Detail::Full, ..sample::look(lang) };
        let text = render(&sample::run(), &look);
        assert!(!text.contains(['\u{1b}', '\r', '\t']) && text.contains("␛[31m红␛[0m"));
        for line in text.lines() {
            assert!(!line.trim_start().starts_with(['，', '。', '；', '：', '、', '）', '%']), "{line}");
            assert!(!line.ends_with(' '), "{line:?}");
        }
    }
}

#[test]
fn no_line_of_prose_is_wider_than_the_terminal() {
    for width in [60_u16, 80, 120] {
        let look = Look { width: Some(width), ..sample::look(Lang::Zh) };
        let text = render(&sample::run(), &look);
        let last = text.lines().count() - 1;
        for line in text.lines().take(last).filter(|line| wrap::width(line) > usize::from(width)) {
            panic!("{} columns: {line}", wrap::width(line));
        }
    }
}

#[test]
fn colour_only_adds_to_the_words() {
    let plain = render(&sample::run(), &sample::look(Lang::Zh));
    let painted = render(&sample::run(), &Look { color: true, ..sample::look(Lang::Zh) });
    let bare = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&painted, "").into_owned();
    assert_eq!(bare, plain);
    assert!(painted.contains("\u{1b}[1;31m告警\u{1b}[0m"));
}
