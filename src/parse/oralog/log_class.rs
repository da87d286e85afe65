//! What a code or a sentence of a log means → one of five classes, with words. The knowledge is data: `log_class.toml`,
//! and a site's own table of the same form in front of it. The first rule that matches wins.

use super::log_event::{Family, OraCode};
use super::log_needles::Needles;
use memchr::memmem;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const BUILTIN: &str = include_str!("log_class.toml");

/// What makes a line worth a look whatever the table says: all codes, all warnings, all network failures. `TNS-` is
/// not here, as in an alert log it stands below "Fatal NI connect" only.
const ALWAYS: [&str; 3] = ["ORA-", "WARNING", "Fatal NI connect"];

/// How much an event matters, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Not an event, it only looks like one. Counted, not listed.
    Routine,
    /// Listed with its count; no alarm.
    Note,
    /// No rule knows it. The bureau wants every ORA- and WARNING dealt with, so it is shown as a warning.
    Unclassified,
    /// 异常: has to be dealt with, and written up.
    Abnormal,
    /// 立即通知.
    Urgent,
}

/// A sentence in the languages of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
    /// English.
    pub en: String,
}

/// Why a table of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// Not TOML, or a key that no rule has; the text has line and column.
    #[error("{0}")]
    Syntax(#[from] Box<toml::de::Error>),
    /// A rule that says something impossible.
    #[error("rule {number} ({what}): {why}")]
    Rule {
        /// Counted from 1 in its own file.
        number: usize,
        /// Its first code or text.
        what: String,
        /// What is wrong with it.
        why: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    code: OneOrMany,
    #[serde(default)]
    text: OneOrMany,
    arg: Option<String>,
    class: Class,
    #[serde(default)]
    wrapper: bool,
    #[serde(default)]
    says: Words,
    #[serde(default)]
    advice: Words,
    owner: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        OneOrMany::Many(Vec::new())
    }
}

impl OneOrMany {
    fn into_vec(self) -> Vec<String> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// One rule, ready for use.
#[derive(Debug)]
pub struct Rule {
    /// What it decides.
    pub class: Class,
    /// It only wraps the real cause (`ORA-00604`, "Archival Error"): the next code or sentence names the event.
    pub wrapper: bool,
    /// From the site's table, not ours.
    pub site: bool,
    /// What happened, in a few words.
    pub says: Words,
    /// What to do.
    pub advice: Words,
    /// Who answers for a site's rule.
    pub owner: Option<String>,
    /// Why the site has it.
    pub reason: Option<String>,
    codes: Vec<(Option<Family>, u32, u32)>,
    texts: Vec<Glob>,
    arg: Option<Glob>,
}

impl Rule {
    /// The text that stands for this rule as a group's key.
    #[must_use]
    pub fn sentence(&self) -> &str {
        self.texts.first().map_or("", |glob| glob.source.trim_start_matches('^'))
    }

    fn fits(&self, code: Option<OraCode>, arg: Option<&str>, line: &[u8]) -> bool {
        let code_fits = self.codes.is_empty()
            || code.is_some_and(|c| {
                self.codes.iter().any(|&(f, from, to)| f.is_none_or(|f| f == c.family) && (from..=to).contains(&c.number))
            });
        code_fits
            && (self.texts.is_empty() || self.texts.iter().any(|glob| glob.fits(line)))
            && self.arg.as_ref().is_none_or(|glob| arg.is_some_and(|arg| glob.fits(arg.as_bytes())))
    }
}

/// `^` is the start of the line, `*` anything; otherwise the text stands anywhere in the line. Case counts.
#[derive(Debug)]
struct Glob {
    source: String,
    anchored: bool,
    pieces: Vec<memmem::Finder<'static>>,
}

impl Glob {
    fn new(source: String) -> Glob {
        let (anchored, pattern) = match source.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, source.as_str()),
        };
        let pieces = pattern.split('*').map(|piece| memmem::Finder::new(piece).into_owned()).collect();
        Glob { source, anchored, pieces }
    }

    fn fits(&self, line: &[u8]) -> bool {
        let mut rest = line;
        for (i, piece) in self.pieces.iter().enumerate() {
            let found = if i == 0 && self.anchored { rest.starts_with(piece.needle()).then_some(0) } else { piece.find(rest) };
            let Some(at) = found else { return false };
            rest = &rest[at + piece.needle().len()..];
        }
        true
    }

    /// The part of the pattern that a line must contain: the longest between the stars.
    fn needle(&self) -> &str {
        self.source.trim_start_matches('^').split('*').max_by_key(|piece| piece.len()).unwrap_or("")
    }
}

/// The whole table: the site's rules, then ours.
#[derive(Debug)]
pub struct LogRules {
    rules: Vec<Rule>,
    by_number: HashMap<u32, Vec<usize>>,
    text_only: Vec<usize>,
    needles: Needles,
}

impl LogRules {
    /// The table that comes with the program.
    pub fn builtin() -> Result<LogRules, RuleError> {
        LogRules::with_site("")
    }

    /// The rules of `site` (TOML, the same form) before ours.
    pub fn with_site(site: &str) -> Result<LogRules, RuleError> {
        let mut rules = read(site, true)?;
        rules.extend(read(BUILTIN, false)?);
        let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut text_only = Vec::new();
        for (i, rule) in rules.iter().enumerate() {
            if rule.codes.is_empty() {
                text_only.push(i);
            }
            for number in rule.codes.iter().flat_map(|&(_, from, to)| from..=to) {
                by_number.entry(number).or_default().push(i);
            }
        }
        let needles = needles(&rules, &[]);
        Ok(LogRules { rules, by_number, text_only, needles })
    }

    /// The rule with this index, as [`super::log_event::LogEvent::rule`] has it.
    #[must_use]
    pub fn rule(&self, index: usize) -> Option<&Rule> {
        self.rules.get(index)
    }

    /// All rules in the order of precedence.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The first rule for a code (or none), its argument and the line it stands in.
    pub fn classify(&self, code: Option<OraCode>, arg: Option<&str>, line: &[u8]) -> Option<usize> {
        let coded = code.and_then(|c| self.by_number.get(&c.number)).map_or(&[][..], Vec::as_slice);
        let first = |list: &[usize]| list.iter().copied().find(|&i| self.rules[i].fits(code, arg, line));
        match (first(coded), first(&self.text_only)) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Whether a rule without a code says that this line is no event, whatever codes it mentions.
    #[must_use]
    pub fn is_routine_line(&self, line: &[u8]) -> bool {
        self.classify(None, None, line).is_some_and(|i| self.rules[i].class == Class::Routine)
    }

    /// A line without any of these is of no interest on its own.
    #[must_use]
    pub fn needles(&self) -> &Needles {
        &self.needles
    }

    /// [`LogRules::needles`] and some more, which a format needs.
    #[must_use]
    pub fn needles_and(&self, more: &[&str]) -> Needles {
        needles(&self.rules, more)
    }
}

fn needles(rules: &[Rule], more: &[&str]) -> Needles {
    let mut texts: Vec<&str> = ALWAYS.iter().chain(more).copied().collect();
    // A rule for a code is found by the code, and a routine rule takes something away: neither is a reason to look.
    let sentences = rules.iter().filter(|rule| rule.codes.is_empty() && rule.class != Class::Routine);
    texts.extend(sentences.flat_map(|rule| &rule.texts).map(Glob::needle));
    Needles::new(&texts)
}

fn read(toml: &str, site: bool) -> Result<Vec<Rule>, RuleError> {
    let table: Table = toml::from_str(toml).map_err(Box::new)?;
    table.rule.into_iter().enumerate().map(|(i, entry)| rule(i + 1, entry, site)).collect()
}

fn rule(number: usize, entry: Entry, site: bool) -> Result<Rule, RuleError> {
    let (codes, texts) = (entry.code.into_vec(), entry.text.into_vec());
    let what = codes.first().or(texts.first()).cloned().unwrap_or_default();
    let bad = |why: &str| RuleError::Rule { number, what: what.clone(), why: why.to_owned() };
    let texts: Vec<Glob> = texts.into_iter().map(Glob::new).collect();
    if codes.is_empty() && texts.is_empty() {
        return Err(bad("needs `code` or `text`"));
    }
    if texts.iter().any(|glob| glob.needle().len() < 4) {
        return Err(bad("`text` needs at least four letters between the stars"));
    }
    let codes =
        codes.iter().map(|c| code_range(c).ok_or_else(|| bad("`code` is like ORA-00600, TNS-12514, 12170 or ORA-00470..ORA-00483")));
    let codes = codes.collect::<Result<Vec<_>, _>>()?;
    let (class, wrapper, says, advice) = (entry.class, entry.wrapper, entry.says, entry.advice);
    let arg = entry.arg.map(Glob::new);
    Ok(Rule { class, wrapper, site, says, advice, owner: entry.owner, reason: entry.reason, codes, texts, arg })
}

/// `ORA-00600`, `600` (any family), `ORA-20000..ORA-20999`.
fn code_range(text: &str) -> Option<(Option<Family>, u32, u32)> {
    let one = |text: &str| -> Option<(Option<Family>, u32)> {
        let (family, digits) = match text.split_once('-') {
            Some((family, digits)) => (Some(Family::from_prefix(family)?), digits),
            None => (None, text),
        };
        Some((family, digits.parse().ok().filter(|&n| n > 0 && n <= OraCode::MAX)?))
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let ((family, from), (other, to)) = (one(from.trim())?, one(to.trim())?);
    (family == other && from <= to && to - from <= 2000).then_some((family, from, to))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_event::find_code;

    fn class_of(rules: &LogRules, line: &str) -> Class {
        let code = find_code(line.as_bytes()).map(|(code, _)| code);
        rules.classify(code, None, line.as_bytes()).map_or(Class::Unclassified, |i| rules.rules()[i].class)
    }

    #[test]
    fn the_builtin_table_is_whole_and_speaks_both_languages() {
        let rules = LogRules::builtin().unwrap();
        for rule in rules.rules() {
            let name = format!("{:?} {:?}", rule.codes, rule.texts);
            assert!(rule.class != Class::Unclassified, "{name}: that is what rules are there to avoid");
            if rule.class != Class::Routine {
                assert!(!rule.says.zh_cn.is_empty() && !rule.says.en.is_empty(), "{name}: says");
            }
            assert!(rule.class < Class::Abnormal || (!rule.advice.zh_cn.is_empty() && !rule.advice.en.is_empty()), "{name}: advice");
            assert!(rule.says.zh_cn.chars().count() <= 40, "{name}: too long for a table cell");
        }
        let codes: u32 = rules.rules().iter().flat_map(|r| &r.codes).map(|(_, a, b)| if b - a > 100 { 1 } else { b - a + 1 }).sum();
        assert!(codes >= 120, "{codes} codes");
    }

    #[test]
    fn no_rule_is_hidden_by_an_earlier_one() {
        let rules = LogRules::builtin().unwrap();
        let mut seen: Vec<(Option<Family>, u32)> = Vec::new();
        for rule in rules.rules().iter().filter(|r| r.texts.is_empty() && r.arg.is_none()) {
            for &(family, from, to) in &rule.codes {
                for number in from..=to {
                    let twice = seen.iter().any(|&(f, n)| n == number && (f.is_none() || f == family));
                    assert!(!twice, "{family:?} {number} is decided twice");
                    seen.push((family, number));
                }
            }
        }
    }

    #[test]
    fn classes_of_well_known_lines() {
        let rules = LogRules::builtin().unwrap();
        for (class, line) in [
            (Class::Urgent, "ORA-600: internal error code, arguments: [kdsgrp1]"),
            (
                Class::Urgent,
                "ORA-19815: WARNING: db_recovery_file_dest_size of 4294967296 bytes is 97.10% used, and has 1 remaining bytes available.",
            ),
            (
                Class::Abnormal,
                "ORA-19815: WARNING: db_recovery_file_dest_size of 4294967296 bytes is 85.00% used, and has 1 remaining bytes available.",
            ),
            (Class::Abnormal, "ORA-000060: Deadlock detected. More info in file /u01/x.trc."),
            (Class::Note, "opiodr aborting process unknown ospid (4242) as a result of ORA-609"),
            (Class::Urgent, "PMON (ospid: 1234): terminating the instance due to error 471"),
            (Class::Urgent, "Instance terminated by LGWR, pid = 4711"),
            (Class::Unclassified, "ORA-65432: what is this"),
            (Class::Unclassified, "WARNING: nobody has seen this before"),
        ] {
            assert_eq!(class_of(&rules, line), class, "{line}");
        }
        assert!(rules.is_routine_line(b"ALTER SYSTEM SET event='ORA-00600' SCOPE=SPFILE;"));
        assert!(!rules.is_routine_line(b"ORA-00600: ALTER SYSTEM"));
    }

    #[test]
    fn a_sites_rule_comes_first_and_may_look_at_the_argument() {
        let site = r#"
            [[rule]]
            code = "ORA-00600"
            arg = "^kdsgrp1"
            class = "note"
            says = { zh-CN = "已知缺陷", en = "known bug" }
            owner = "张工"
            reason = "SR 3-123"
        "#;
        let rules = LogRules::with_site(site).unwrap();
        let code = find_code(b"ORA-00600: x").map(|(code, _)| code);
        let class = |arg| rules.rule(rules.classify(code, Some(arg), b"ORA-00600: x").unwrap()).unwrap();
        assert_eq!((class("kdsgrp1").class, class("kdsgrp1").site), (Class::Note, true));
        assert_eq!(class("17147").class, Class::Urgent);
    }

    #[test]
    fn a_bad_table_is_told_where_it_is_bad() {
        let why = |toml: &str| LogRules::with_site(toml).unwrap_err().to_string();
        assert!(why("[[rule]]\nclass = \"note\"\ncdoe = \"ORA-1\"").contains("cdoe"));
        assert!(why("[[rule]]\ncode = \"ORA-1\"\nclass = \"fatal\"").contains("line 3"));
        assert!(why("[[rule]]\nclass = \"note\"").contains("rule 1"));
        assert!(why("[[rule]]\ncode = \"ORA-x\"\nclass = \"note\"").contains("ORA-x"));
        assert!(why("[[rule]]\ntext = \"*a*\"\nclass = \"note\"").contains("four letters"));
    }

    #[test]
    fn globs() {
        let fits = |glob: &str, line: &str| Glob::new(glob.into()).fits(line.as_bytes());
        assert!(fits("b*d", "abcde") && fits("^ab*e", "abcde") && fits("*bc", "abc") && fits("c*", "abc"));
        assert!(!fits("^b", "ab") && !fits("d*b", "abcde") && !fits("abc*c", "abc"));
    }
}
