//! Which fields of the data a template uses, told from its tags, and which of them the data do not have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::tag::{Form, Tag, Token, WORDS};

/// A step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Field(String),
    /// An element of a list, or a value of an object that is walked.
    Item,
    /// Something computed.
    Any,
}

/// A name in an expression with the steps that follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    pub root: String,
    pub steps: Vec<Step>,
    /// `x or …`, `x is defined`, `x | default`: it may be absent.
    pub optional: bool,
}

fn name_at(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some(Token::Name(name)) => Some(name),
        _ => None,
    }
}

fn sign_at(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some(Token::Sign(sign)) => Some(sign),
        _ => None,
    }
}

/// The path that begins with the name at `at`, and where it ends.
fn path(tokens: &[Token], at: usize) -> Option<(Use, usize)> {
    let mut found = Use { root: name_at(tokens, at)?.to_owned(), steps: Vec::new(), optional: false };
    let mut at = at + 1;
    loop {
        match (sign_at(tokens, at), tokens.get(at + 1), sign_at(tokens, at + 2)) {
            (Some(dot @ ("." | "?.")), Some(Token::Name(name)), _) => {
                found.optional |= dot == "?.";
                found.steps.push(Step::Field(name.clone()));
                at += 2;
            }
            (Some("." | "?."), Some(Token::Number(_)), _) => {
                found.steps.push(Step::Item);
                at += 2;
            }
            (Some("[" | "?["), Some(Token::Text(text)), Some("]")) => {
                found.steps.push(Step::Field(text[1..text.len() - 1].to_owned()));
                at += 3;
            }
            (Some("[" | "?["), Some(Token::Number(_)), Some("]")) => {
                found.steps.push(Step::Item);
                at += 3;
            }
            (Some("[" | "?["), ..) => {
                found.steps.push(Step::Any);
                return Some((found, at));
            }
            _ => return Some((found, at)),
        }
    }
}

/// Whether the words are a path and nothing else.
pub(super) fn is_path(tokens: &[Token]) -> bool {
    name_at(tokens, 0).is_some_and(|name| !WORDS.contains(&name)) && path(tokens, 0).is_some_and(|(_, end)| end == tokens.len())
}

/// The words of a tag that are an expression: without `for x in`, `set x =`, `if`.
fn expression(tokens: &[Token]) -> &[Token] {
    let skip = match name_at(tokens, 0) {
        Some("for") => tokens.iter().position(|t| *t == Token::Name("in".into())).map_or(tokens.len(), |at| at + 1),
        Some("set") if sign_at(tokens, 2) == Some("=") => 3,
        Some("if" | "elif" | "else" | "set") => 1,
        _ => 0,
    };
    &tokens[skip..]
}

/// All names that an expression takes from the data or from loops.
pub(super) fn uses(tokens: &[Token]) -> Vec<Use> {
    let tokens = expression(tokens);
    let (mut out, mut at, mut depth) = (Vec::new(), 0, 0_usize);
    while at < tokens.len() {
        match sign_at(tokens, at) {
            Some("(") => depth += 1,
            Some(")") => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(name) = name_at(tokens, at) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1);
        let piped = before.is_some_and(|b| sign_at(tokens, b) == Some("|"));
        let test = before.is_some_and(|b| {
            let back = if name_at(tokens, b) == Some("not") { b.checked_sub(1) } else { Some(b) };
            back.is_some_and(|b| name_at(tokens, b) == Some("is"))
        });
        let called = sign_at(tokens, at + 1) == Some("(");
        let argument = depth > 0 && sign_at(tokens, at + 1) == Some("=");
        if WORDS.contains(&name) || piped || test || called || argument {
            at += 1;
            continue;
        }
        let Some((mut found, end)) = path(tokens, at) else { break };
        found.optional |= match (name_at(tokens, end), sign_at(tokens, end)) {
            (Some("or"), _) => true,
            (Some("is"), _) => {
                let word = if name_at(tokens, end + 1) == Some("not") { end + 2 } else { end + 1 };
                matches!(name_at(tokens, word), Some("defined" | "undefined"))
            }
            (_, Some("|")) => matches!(name_at(tokens, end + 1), Some("default" | "默认")),
            _ => false,
        };
        if found.root != "loop" {
            out.push(found);
        }
        at = end;
    }
    out
}

/// A field as the data have it: from their root, loops resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located {
    pub steps: Vec<Step>,
    pub optional: bool,
    /// The tag that uses it.
    pub tag: usize,
}

/// `系统.名称`, `目标[].name`.
pub(super) fn shown(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Field(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(name);
            }
            Step::Item | Step::Any => out.push_str("[]"),
        }
    }
    out
}

/// Names of loops and `set`, innermost last; `None` is a value that is not traced.
type Names = Vec<(String, Option<Vec<Step>>)>;

fn resolve(names: &Names, found: &Use) -> Option<Vec<Step>> {
    let mut steps = match names.iter().rev().find(|(name, _)| *name == found.root) {
        Some((_, origin)) => origin.clone()?,
        None => vec![Step::Field(found.root.clone())],
    };
    steps.extend_from_slice(&found.steps);
    Some(steps)
}

/// The path of an expression that is one, possibly sorted.
fn traced(names: &Names, tokens: &[Token]) -> Option<Vec<Step>> {
    let tokens = expression(tokens);
    let (found, end) = path(tokens, 0).filter(|(found, _)| found.root != "loop")?;
    let sorted = sign_at(tokens, end) == Some("|") && matches!(name_at(tokens, end + 1), Some("sort" | "reverse" | "unique"));
    (end == tokens.len() || sorted).then(|| resolve(names, &found)).flatten()
}

/// All fields in the order of the tags, which is that of the part as Tera sees it.
pub(super) fn located<'a>(tags: impl Iterator<Item = (usize, &'a Tag)>) -> Vec<Located> {
    let (mut names, mut frames, mut out): (Names, Vec<usize>, Vec<Located>) = (Vec::new(), Vec::new(), Vec::new());
    for (number, tag) in tags {
        for found in tag.uses() {
            if let Some(steps) = resolve(&names, &found) {
                out.push(Located { steps, optional: found.optional, tag: number });
            }
        }
        match tag.form {
            Form::For => {
                let origin = traced(&names, &tag.tokens).map(|mut steps| {
                    steps.push(Step::Item);
                    steps
                });
                frames.push(names.len());
                let first = name_at(&tag.tokens, 1).unwrap_or_default().to_owned();
                match (sign_at(&tag.tokens, 2), name_at(&tag.tokens, 3)) {
                    (Some(","), Some(second)) => {
                        names.push((first, None));
                        names.push((second.to_owned(), origin));
                    }
                    _ => names.push((first, origin)),
                }
            }
            Form::EndFor => names.truncate(frames.pop().unwrap_or(0)),
            Form::Set => {
                let origin = traced(&names, &tag.tokens);
                names.push((name_at(&tag.tokens, 1).unwrap_or_default().to_owned(), origin));
            }
            _ => {}
        }
    }
    out
}

/// A field that the data do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    pub tag: usize,
    pub path: String,
    /// Names that are there, nearest first.
    pub near: Vec<String>,
}

/// All fields that `data` lack. A list is as rich as all its elements together; of an empty list or a null nothing is known.
/// A field that is once used with `or`, `is defined` or `default` may be absent everywhere.
pub(super) fn missing(fields: &[Located], data: &Json) -> Vec<Missing> {
    let optional: BTreeSet<String> = fields.iter().filter(|f| f.optional).map(|f| shown(&f.steps)).collect();
    let mut seen: BTreeMap<String, Option<(String, Vec<String>)>> = BTreeMap::new();
    let mut out = Vec::new();
    for field in fields {
        let path = shown(&field.steps);
        let excused = !optional.is_empty() && (1..=field.steps.len()).any(|n| optional.contains(&shown(&field.steps[..n])));
        if excused {
            continue;
        }
        let lack = seen.entry(path).or_insert_with(|| lack(&field.steps, data));
        if let Some((path, near)) = lack {
            out.push(Missing { tag: field.tag, path: path.clone(), near: near.clone() });
        }
    }
    out
}

/// The first step that leads nowhere, with the names that are there instead.
fn lack(steps: &[Step], data: &Json) -> Option<(String, Vec<String>)> {
    let mut values = vec![data];
    for (i, step) in steps.iter().enumerate() {
        values = match step {
            Step::Field(name) => {
                let next: Vec<&Json> = values.iter().filter_map(|value| value.get(name)).collect();
                if next.is_empty() {
                    // Nothing is known of what is null, and nothing at all where there are no values.
                    if values.iter().all(|value| value.is_null()) {
                        return None;
                    }
                    return Some((shown(&steps[..=i]), nearest(name, &values)));
                }
                next
            }
            Step::Item => values
                .iter()
                .flat_map(|value| match value {
                    Json::Array(items) => items.iter().collect::<Vec<_>>(),
                    Json::Object(map) => map.values().collect(),
                    _ => Vec::new(),
                })
                .collect(),
            Step::Any => return None,
        };
    }
    None
}

fn nearest(name: &str, values: &[&Json]) -> Vec<String> {
    let keys: BTreeSet<&String> = values.iter().filter_map(|value| value.as_object()).take(100).flat_map(|map| map.keys()).collect();
    let mut keys: Vec<_> = keys.into_iter().map(|key| (strsim::damerau_levenshtein(name, key), key)).collect();
    keys.sort();
    keys.into_iter().take(3).map(|(_, key)| key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tag;
    use super::*;
    use serde_json::json;

    fn tags(list: &[&str]) -> Vec<Tag> {
        let one = |text: &&str| match text.strip_prefix('%') {
            Some(block) => tag::block(text, block, 0).unwrap(),
            None => tag::print(text, text, 0, 0).unwrap(),
        };
        list.iter().map(one).collect()
    }

    fn paths(list: &[&str]) -> Vec<String> {
        located(tags(list).iter().enumerate()).iter().map(|f| shown(&f.steps)).collect()
    }

    fn lacks(list: &[&str], data: &Json) -> Vec<(String, Vec<String>)> {
        missing(&located(tags(list).iter().enumerate()), data).into_iter().map(|m| (m.path, m.near)).collect()
    }

    #[test]
    fn paths_are_told_with_loops_resolved() {
        assert_eq!(paths(&["系统.名称 | 日期", "f(a.b, c = d)", "x[\"y\"].z"]), ["系统.名称", "a.b", "d", "x.y.z"]);
        assert_eq!(
            paths(&["%for t in 目标 | sort(attribute=\"n\")", "t.name", "loop.index", "%endfor", "t"]),
            ["目标", "目标[].name", "t"]
        );
        assert_eq!(paths(&["%for k, v in m", "k", "v.a", "%for w in v.l", "w", "%endfor", "%endfor"]), ["m", "m[].a", "m[].l", "m[].l[]"]);
        assert_eq!(
            paths(&["%for t in 目标", "%set i = loop.index0", "i + 1", "t[i]", "%set l = loop", "l.last", "%endfor"]),
            ["目标", "目标[][]"]
        );
        assert_eq!(paths(&["%set x = a.b", "x.c", "%if not x.d and y is not none"]), ["a.b", "a.b.c", "a.b.d", "y"]);
    }

    #[test]
    fn all_that_is_missing_is_told_at_once_with_what_is_near() {
        let data = json!({ "系统": { "名称": "x", "编号": 1 }, "目标": [{ "name": "a" }, { "note": 1 }], "空": [], "无": null });
        assert_eq!(
            lacks(&["系统.名城", "%for t in 目标", "t.name", "t.note", "t.nmae", "%endfor"], &data),
            [("系统.名城".into(), vec!["名称".into(), "编号".into()]), ("目标[].nmae".into(), vec!["name".into(), "note".into()])]
        );
        assert_eq!(lacks(&["%for t in 空", "t.name", "%endfor", "无.x"], &data), []);
        assert_eq!(lacks(&["系统.备注 or \"\"", "系统.备注"], &data), []);
        assert_eq!(lacks(&["%if 附 is defined", "附.a", "%endif"], &data), []);
        assert_eq!(lacks(&["系统.名称.长"], &data).len(), 1);
    }
}
