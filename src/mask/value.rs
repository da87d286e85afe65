//! How far the value behind a word goes.

/// Quotes and how they close.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' => '"',
        '\'' => '\'',
        '`' => '`',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '【' => '】',
        _ => return None,
    })
}

/// No value is longer; in characters.
const LONGEST: usize = 256;

/// What is within the quotes that open at the start of this text: its start and end in bytes.
pub(super) fn quoted(text: &str) -> Option<(usize, usize)> {
    let mut chars = text.char_indices();
    let (_, open) = chars.next()?;
    let close = closing(open)?;
    let start = open.len_utf8();
    let end = chars.take(LONGEST).take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == close)?.0;
    (end > start).then_some((start, end))
}

/// The length of a secret: to the next blank, quote, tag or Chinese sign, and to a sign that begins another setting or ends a sentence.
pub(super) fn secret(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices().take(LONGEST) {
        let last = !is_secret(c)
            || matches!(c, ',' | ';' | '&' | ')' | '}' | ']' | '|' | '.') && ends_there(text.get(at + 1..).unwrap_or_default());
        if last {
            return at;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_secret(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '`' | '<' | '>')
        || ('\u{FF01}'..='\u{FF5E}').contains(&c) && !matches!(c, '，' | '；' | '）' | '：' | '！' | '？')
}

/// Whether a setting begins here, or nothing more comes.
fn ends_there(rest: &str) -> bool {
    let word = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let setting = word.len() < rest.len() && word.trim_start_matches(' ').starts_with('=');
    setting || rest.chars().next().is_none_or(|c| !is_secret(c) || matches!(c, ',' | ';' | ')' | '}' | ']' | '|'))
}

/// The length of a name to log in by, or of a number.
pub(super) fn account(text: &str) -> usize {
    let len = text
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| {
            !(c.is_ascii_alphanumeric()
                || ('\u{FF10}'..='\u{FF5A}').contains(c)
                || matches!(c, '_' | '.' | '@' | '\\' | '$' | '#' | '/' | '+' | '-' | '*'))
        })
        .map_or(text.len().min(LONGEST), |(at, _)| at);
    text.get(..len).map_or(0, |token| token.trim_end_matches(['.', '-', '/', '\\']).len())
}

/// The length of the name of a person or a firm: Chinese, with letters, digits and brackets in it.
pub(super) fn name(text: &str) -> usize {
    const LONGEST: usize = 60;
    let (mut end, mut depth) = (0, 0_u32);
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => break,
            ')' | '）' => depth -= 1,
            '·' | '•' | '・' | '．' | '*' => {}
            // `Zhang San`
            ' ' if text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic()))
                && text.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic())) =>
            {
                continue;
            }
            c if c.is_alphanumeric() => {}
            _ => break,
        }
        end = at + c.len_utf8();
    }
    // A bracket that does not close belongs to the text around.
    text.get(..end).map_or(0, |name| name.trim_end_matches(['(', '（']).len())
}

/// What forms and messages say in place of a value.
const NO_VALUE: [&str; 25] = [
    "未填",
    "未知",
    "未录",
    "未登",
    "不详",
    "不能",
    "不存在",
    "不正确",
    "不一致",
    "不符",
    "为空",
    "错误",
    "有误",
    "必填",
    "必须",
    "显示",
    "重复",
    "过长",
    "过期",
    "字段",
    "栏",
    "否",
    "已",
    "被",
    "需",
];

/// Whether a value only says that there is none, or what is wrong with it.
pub(super) fn is_none(value: &str) -> bool {
    matches!(value, "无" | "空" | "暂无" | "null" | "NULL" | "None" | "none") || NO_VALUE.iter().any(|word| value.starts_with(word))
}

/// Whether a token is the code of an error or a ticket (`ORA-28000`), or a date or time.
pub(super) fn is_code(token: &str) -> bool {
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let code =
        token.get(letters..).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let moment = token.contains(['-', ':', '/'])
        && token.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'/' | b'.' | b'T'));
    letters > 0 && code || moment
}
