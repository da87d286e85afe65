//! Error codes of a line, and what they are about.

/// Message files whose codes these tools print.
const FAMILIES: [&str; 12] = ["ORA", "EXP", "IMP", "UDE", "UDI", "RMAN", "KUP", "LPX", "LRM", "PLS", "TNS", "SP2"];

/// Every code of a line with the place where it begins: at the front of the line, or before a colon. What is merely
/// mentioned is no error.
pub(super) fn codes(line: &str) -> impl Iterator<Item = (&str, usize)> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'-', bytes).filter_map(move |dash| {
        let start = dash - bytes.get(..dash)?.iter().rev().take(5).take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
        let digits = bytes.get(dash + 1..)?.iter().take(8).take_while(|b| b.is_ascii_digit()).count();
        let end = dash + 1 + digits;
        let known = (3..=6).contains(&digits) && FAMILIES.contains(&line.get(start..dash)?);
        let named = bytes.get(end) == Some(&b':') || (start == 0 && bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()));
        (known && named).then(|| (line.get(start..end).unwrap_or_default(), start))
    })
}

/// Whether a line begins with a code.
pub(super) fn is_code(line: &str) -> bool {
    line.get(..3).is_some_and(|head| head.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
        && codes(line).next().is_some_and(|(_, at)| at == 0)
}

/// `ORA` of `ORA-01555`.
pub(super) fn family(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

/// The number, without regard to leading zeros.
pub(super) fn number(code: &str) -> Option<u32> {
    code.split_once('-')?.1.parse().ok()
}

/// `TABLE` and `S.T` of `Object type TABLE:"S"."T" failed to create` and `对象类型 TABLE:"S"."T" 创建失败`.
pub(super) fn object_type(message: &str) -> Option<&str> {
    let at = ["Object type ", "object type ", "对象类型 "].iter().find_map(|word| message.find(word).map(|at| at + word.len()))?;
    let rest = message.get(at..)?;
    let end = rest.find(|c: char| !(c.is_ascii_uppercase() || c == '_')).unwrap_or(rest.len());
    rest.get(..end).filter(|word| !word.is_empty())
}

/// The first quoted name of a message with what belongs to it: `"S"."T":"P"` → `S.T:P`.
pub(super) fn object(message: &str) -> Option<String> {
    let mut rest = message.get(message.find('"')? + 1..)?;
    let mut name = String::new();
    loop {
        let (part, behind) = rest.split_once('"')?;
        // A quoted sentence or statement is no name.
        if part.is_empty() || part.len() > 128 || part.contains(char::is_control) || name.len() > 400 {
            return None;
        }
        name.push_str(part);
        let joint = behind.chars().next().filter(|c| matches!(c, '.' | ':'));
        match joint.and_then(|joint| Some((joint, behind.get(1..)?.strip_prefix('"')?))) {
            Some((joint, next)) => {
                name.push(joint);
                rest = next;
            }
            None => return Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        codes(line).map(|(code, _)| code).collect()
    }

    #[test]
    fn codes_stand_in_front_or_before_a_colon() {
        for (line, expected) in [
            ("ORA-01555: snapshot too old", &["ORA-01555"][..]),
            ("EXP-00056: 遇到 ORACLE 错误 1017", &["EXP-00056"]),
            ("RMAN-06004: ORACLE error from recovery catalog database: RMAN-20001: target", &["RMAN-06004", "RMAN-20001"]),
            ("Resumable error: ORA-01652: unable", &["ORA-01652"]),
            ("RMAN-00571", &["RMAN-00571"]),
            ("see ORA-00600 in the trace", &[]),
            ("ABC-01555: x", &[]),
            ("XORA-01555: x", &[]),
            ("ORA-1: x", &[]),
            ("ORA-01555x", &[]),
            ("29-APR-25", &[]),
            ("-", &[]),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn what_a_message_is_about() {
        let both = |m| (object_type(m).map(str::to_owned), object(m));
        let some = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        assert_eq!(both("ORA-39083: Object type INDEX:\"S\".\"I\" failed to create with error:"), some("INDEX", "S.I"));
        assert_eq!(both("ORA-39083: 对象类型 OBJECT_GRANT 创建失败, 出现错误:"), (Some("OBJECT_GRANT".into()), None));
        assert_eq!(both("ORA-31684: 对象类型 USER:\"SERICAL\" 已存在"), some("USER", "SERICAL"));
        assert_eq!(object("ORA-31693: Table data object \"S\".\"T\":\"P\".\"X\" failed").as_deref(), Some("S.T:P.X"));
        assert_eq!(object("ORA-00942: table or view does not exist"), None);
        assert_eq!(object("\"unclosed"), None);
    }

    #[test]
    fn numbers_and_families() {
        assert_eq!((family("RMAN-00569"), number("RMAN-00569"), number("x")), ("RMAN", Some(569), None));
    }
}
