//! Titles of checks into sheet names: at most 31 characters, none of them forbidden, no two alike.

use std::collections::{HashMap, HashSet};

use crate::model::Lang;
use crate::render::view::Across;
use crate::render::{words, wrap};

const MOST: usize = 31;

pub(super) struct Names {
    by_check: HashMap<String, String>,
}

impl Names {
    pub(super) fn new(checks: &[Across<'_>], lang: Lang) -> Self {
        let fixed = [words::COVER, words::FINDINGS, words::NOT_CHECKED, words::INDEX, words::STEPS];
        let mut taken: HashSet<String> = fixed.iter().map(|word| word.to(lang).to_lowercase()).collect();
        taken.insert("history".into());
        let mut by_check = HashMap::new();
        for across in checks.iter().filter(|across| across.judged()) {
            let title = across.first().map_or(across.check, |outcome| outcome.title.to(lang));
            by_check.insert(across.check.to_owned(), unique(title, across.check, &mut taken));
        }
        Self { by_check }
    }

    /// The sheet of a check, if it has one.
    pub(super) fn of(&self, check: &str) -> Option<&str> {
        self.by_check.get(check).map(String::as_str)
    }
}

/// A name for a sheet that is not taken yet; it is then.
pub(crate) fn unique(title: &str, check: &str, taken: &mut HashSet<String>) -> String {
    let name = allowed(if title.trim().is_empty() { check } else { title });
    let mut candidate = cut(&name, MOST);
    let mut count = 2;
    while !taken.insert(candidate.to_lowercase()) {
        let suffix = format!("~{count}");
        candidate = cut(&name, MOST - suffix.len()) + &suffix;
        count += 1;
    }
    candidate
}

/// Forbidden in sheet names, and quotes because they would have to be doubled in links.
fn allowed(text: &str) -> String {
    let text = wrap::clean_line(text);
    let replaced = text.chars().map(|c| match c {
        '[' => '（',
        ']' => '）',
        ':' => '：',
        '*' | '?' | '/' | '\\' | '\'' | '"' => '_',
        c => c,
    });
    let name = replaced.collect::<String>().trim().to_owned();
    if name.is_empty() { "_".into() } else { name }
}

/// At most `units` UTF-16 units, as Excel counts.
fn cut(text: &str, units: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= units
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_allowed_and_unique() {
        let mut taken = HashSet::from(["发现".to_owned()]);
        assert_eq!(unique("告警日志[今日]：a/b", "x", &mut taken), "告警日志（今日）：a_b");
        assert_eq!(unique("发现", "x", &mut taken), "发现~2");
        let long = "表空间".repeat(20);
        let first = unique(&long, "x", &mut taken);
        let second = unique(&long, "x", &mut taken);
        assert!(first != second && second.ends_with("~2") && second.chars().count() == 31);
        assert_eq!(unique(" ", "db.x", &mut taken), "db.x");
        assert_eq!(unique(&"😀".repeat(20), "x", &mut taken).encode_utf16().count(), 30);
    }
}
