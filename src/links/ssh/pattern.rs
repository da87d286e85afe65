//! Patterns of ssh: `*` and `?`, lists of them, and `!` before one.

/// Whether a pattern with `*` and `?` fits the whole text.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    // Where the last star stands, and up to where it has eaten.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == b'?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((at, eaten)) = star else { return false };
                star = Some((at, eaten + 1));
                p = at + 1;
                t = eaten + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

/// Whether one of the patterns fits and none with `!` does. Letter case does not count: these are host names.
pub(super) fn list_fits<'a>(patterns: impl IntoIterator<Item = &'a str>, text: &str) -> bool {
    let text = text.to_lowercase();
    let mut found = false;
    for pattern in patterns {
        let pattern = pattern.to_lowercase();
        match pattern.strip_prefix('!') {
            Some(barred) if fits(barred, &text) => return false,
            Some(_) => {}
            None => found |= fits(&pattern, &text),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        assert!(fits("db*.tax", "db01.tax") && fits("*", "") && fits("a*b*c", "axxbyybzc") && fits("10.0.?.1", "10.0.7.1"));
        assert!(!fits("db*.tax", "web.tax") && !fits("?", "") && !fits("", "a") && !fits("a*b", "acbd"));
    }

    #[test]
    fn a_barred_pattern_wins() {
        assert!(list_fits(["*.tax", "!old.tax"], "DB.tax"));
        assert!(!list_fits(["*.tax", "!old.tax"], "old.TAX"));
        assert!(!list_fits(["!old.tax"], "db.tax"), "barring alone fits nothing");
    }
}
