//! The words behind which something stands that must not leave, and what parts them from it.

use regex_automata::meta::{BuildError, Regex};

/// What stands behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// 密码
    Password,
    /// `password`: in English text the word alone says little, so `=` or `:` must follow.
    PasswordKey,
    /// `identified by`
    Identified,
    /// 账号
    Account,
    /// `user`, as above.
    AccountKey,
    /// 企业名称
    Name,
    /// 姓名: also without a colon, as in forms.
    Person,
    TaxNumber,
    Resident,
    Phone,
    /// `sqlplus`: `user/password` follows.
    Login,
    /// `mysql`: `-p` follows somewhere in the line.
    Command,
}

/// Blank space that forms put into words of two characters.
const LABELS: [(Label, &str); 12] = [
    (Label::Password, r"密[ 　]{0,4}[码钥]|口令"),
    (
        Label::PasswordKey,
        r"(?i-u:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|-passin\s+pass)(?i-u:[-_](?:encrypted|hash|text|value))?[0-9]?",
    ),
    (Label::Identified, r"(?i-u:identified\s+by(?:\s+values)?)"),
    (Label::Account, r"[账帐][ 　]{0,4}[号户]|用户名|登录名|银行卡号|卡号"),
    (Label::AccountKey, r"(?i-u:user[_ -]?(?:name|id)|user|login(?:[_ -]?name)?|account)"),
    (
        Label::Name,
        r"(?:纳税人|企业|单位|公司|购方|销方|购买方|销售方|扣缴义务人)(?:名称|全称)|纳税人姓名|法定代表人(?:姓名)?|法人(?:代表|姓名)(?:姓名)?",
    ),
    (Label::Person, r"姓[ 　]{0,4}名|户[ 　]{0,4}名|联系人|经办人|办税人员?"),
    (Label::TaxNumber, r"识别号|税[ 　]{0,4}号|信用代码|税务登记证?号码?|(?i-u:nsrsbh)"),
    (Label::Resident, r"身份证(?:件)?(?:号码|号)?|证件号码?|(?i-u:sfzhm?|id[_ ]?card)"),
    (
        Label::Phone,
        r"电[ 　]{0,4}话(?:号码)?|手[ 　]{0,4}机(?:号码|号)?|传[ 　]{0,4}真|座机|联系方式|(?i-u:telephone|tel|fax|mobile|phone)",
    ),
    (Label::Login, r"(?i-u:sqlplus|sqlldr|expdp|impdp|exp|imp|rman|connect|conn)"),
    (Label::Command, r"(?i-u:mysql[a-z]*|mariadb[a-z-]*|sshpass|curl)"),
];

/// All words as one expression, whose patterns are in the order of [`label`].
pub(super) fn compile() -> Result<Regex, BuildError> {
    Regex::builder().build_many(&LABELS.map(|(_, pattern)| pattern))
}

/// The label of a pattern.
pub(super) fn label(pattern: usize) -> Option<Label> {
    LABELS.get(pattern).map(|(label, _)| *label)
}

/// What parts a word from what is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// `:`, `=`, or the end of an opening tag.
    Sign,
    /// 为, 是
    Word,
    Blank,
    Nothing,
}

/// How a word that ends here is parted from what follows, and where that begins.
pub(super) fn parted(text: &str, start: usize, end: usize) -> Option<(Parted, usize)> {
    let after = text.get(end..)?;
    // `"password": "…"`, 密码（必填）：…
    let rest = after.trim_start_matches(['"', '\'', '`', '”', '」', '】', ']']);
    let rest = note(rest).unwrap_or(rest);
    let tight = rest.trim_start_matches(BLANKS);
    let opened = text.get(..start)?.ends_with('<') || text.get(..start)?.ends_with([':', '-', '_', '.']) && in_tag(text, start);
    let tag = tight.strip_prefix('>').filter(|_| opened);
    if let Some(value) = tag.or_else(|| tight.strip_prefix([':', '：', '=', '＝', '﹕'])) {
        let value = value.trim_start_matches(['=', '>', ':']).trim_start_matches(BLANKS);
        return Some((Parted::Sign, text.len() - value.len()));
    }
    let worded = ["修改为", "重置为", "设置为", "改为", "改成", "设为", "为", "是"].iter().find_map(|word| tight.strip_prefix(word));
    if let Some(value) = worded {
        let value = value.trim_start_matches([':', '：']).trim_start_matches(BLANKS);
        return Some((Parted::Word, text.len() - value.len()));
    }
    let blank = tight.len() < after.len();
    Some((if blank { Parted::Blank } else { Parted::Nothing }, text.len() - tight.len()))
}

/// Within a line.
const BLANKS: [char; 4] = [' ', '\t', '\u{3000}', '\u{a0}'];

/// Skips a note in brackets where a sign follows it.
fn note(text: &str) -> Option<&str> {
    const LONGEST: usize = 20;
    let inside = text.strip_prefix(['(', '（'])?;
    let (at, close) = inside.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）' | '\n'))?;
    let rest = inside.get(at + close.len_utf8()..)?;
    (close != '\n' && rest.trim_start_matches(BLANKS).starts_with([':', '：', '=', '＝'])).then_some(rest)
}

/// Whether a word is the end of the name of a tag, as in `<ns:password>`.
fn in_tag(text: &str, start: usize) -> bool {
    const LONGEST: usize = 40;
    let before = text.as_bytes().get(start.saturating_sub(LONGEST)..start).unwrap_or_default();
    let name = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.')).count();
    before.len().checked_sub(name + 1).and_then(|at| before.get(at)) == Some(&b'<')
}
