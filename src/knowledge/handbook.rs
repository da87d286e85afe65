//! 常见问题解决手册 as Markdown.

use std::collections::BTreeMap;

use super::{Entry, State};

/// The words of a handbook, in the language of its readers.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    pub contents: &'a str,
    /// The chapter of entries without a category; it comes last.
    pub other: &'a str,
    pub symptom: &'a str,
    pub environment: &'a str,
    pub cause: &'a str,
    pub steps: &'a str,
    pub keywords: &'a str,
    pub sources: &'a str,
    pub versions: &'a str,
    /// Between keywords and between sources: 、
    pub comma: &'a str,
    /// After a label: ：
    pub colon: &'a str,
    /// What is said when there is no entry.
    pub none: &'a str,
    /// Said of an entry that is due for review.
    pub due: &'a str,
}

/// The published entries by category, each category and each entry in order, with contents that lead to them.
#[must_use]
pub fn to_markdown(entries: &[Entry], title: &str, labels: &Labels<'_>) -> String {
    let mut chapters: BTreeMap<(bool, &str), Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| matches!(entry.state, State::Published | State::Due)) {
        let category = entry.category.trim();
        let name = if category.is_empty() { labels.other } else { category };
        chapters.entry((category.is_empty(), name)).or_default().push(entry);
    }
    let mut text = format!("# {}\n\n", line(title));
    if chapters.is_empty() {
        text.push_str(labels.none);
        text.push('\n');
        return text;
    }
    text.push_str(&format!("## {}\n\n", labels.contents));
    for ((_, chapter), entries) in &mut chapters {
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        text.push_str(&format!("- {}\n", line(chapter)));
        for entry in entries.iter() {
            text.push_str(&format!("  - [{}](#{})\n", line(&entry.title), anchor(&entry.id)));
        }
    }
    for ((_, chapter), entries) in &chapters {
        text.push_str(&format!("\n## {}\n", line(chapter)));
        for entry in entries {
            push(&mut text, entry, labels);
        }
    }
    text
}

fn push(text: &mut String, entry: &Entry, labels: &Labels<'_>) {
    text.push_str(&format!("\n<a id=\"{}\"></a>\n\n### {}　{}\n\n", anchor(&entry.id), line(&entry.id), line(&entry.title)));
    if entry.state == State::Due {
        text.push_str(&format!("> {}\n\n", labels.due));
    }
    let versions = match (entry.valid_from_version.as_str(), entry.valid_to_version.as_str()) {
        ("", "") => String::new(),
        (from, to) => format!("{from} — {to}"),
    };
    let fields = [
        (labels.symptom, entry.symptom.clone()),
        (labels.environment, entry.environment.clone()),
        (labels.versions, versions),
        (labels.cause, entry.cause.clone()),
        (labels.steps, entry.steps.clone()),
        (labels.keywords, entry.keywords.join(labels.comma)),
        (labels.sources, entry.sources.join(labels.comma)),
    ];
    for (label, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
        // Two blanks at the end keep a line of the text one of the page.
        let lines: Vec<String> = value.trim().lines().map(line).collect();
        let gap = if lines.len() > 1 { "  \n" } else { "" };
        text.push_str(&format!("**{label}**{}{gap}{}\n\n", labels.colon, lines.join("  \n")));
    }
}

/// A line in which nothing is taken for Markdown.
fn line(text: &str) -> String {
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let sign = matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '&') || at == 0 && matches!(c, '#' | '+' | '-' | '~');
        match c {
            '\n' | '\r' => escaped.push(' '),
            // `1.` begins a list, whose numbers readers count anew.
            '.' if at > 0 && text.get(..at).is_some_and(|before| before.bytes().all(|byte| byte.is_ascii_digit())) => {
                escaped.push_str("\\.");
            }
            _ if sign => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The id of an entry as the name of a place.
fn anchor(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric() || *c == '-').flat_map(char::to_lowercase).collect()
}
