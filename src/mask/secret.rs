//! Secrets that no word announces: credentials in addresses and connect strings, options of commands, private keys.

use memchr::memmem;

use super::{Hit, Kind, value};

/// Looks for credentials before an `@` and for private keys.
pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for at in memmem::find_iter(text.as_bytes(), "://") {
        address(text, at + 3, hits);
    }
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        connect_string(text, at, hits);
    }
    private_keys(text, hits);
}

/// `scheme://user:password@host`
fn address(text: &str, start: usize, hits: &mut Vec<Hit>) {
    const LONGEST: usize = 256;
    let rest = text.get(start..).unwrap_or_default();
    let end = rest
        .bytes()
        .take(LONGEST)
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>') || !byte.is_ascii());
    let authority = rest.get(..end.unwrap_or(rest.len().min(LONGEST))).unwrap_or_default();
    let Some(info) = authority.rfind('@').and_then(|at| authority.get(..at)) else { return };
    let (user, secret) = info.split_once(':').unwrap_or((info, ""));
    push(hits, start, start + user.len(), Kind::Account);
    push(hits, start + user.len() + 1, start + user.len() + 1 + secret.len(), Kind::Password);
}

fn push(hits: &mut Vec<Hit>, start: usize, end: usize, kind: Kind) {
    if start < end {
        hits.push(Hit::new(start..end, kind));
    }
}

/// `user/password@database` before this `@`; the password may be in quotes.
fn connect_string(text: &str, at: usize, hits: &mut Vec<Hit>) {
    const LONGEST: usize = 128;
    if !text
        .get(at + 1..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '(' | '[' | '_' | '"')))
    {
        return;
    }
    let bytes = text.as_bytes();
    let mut quote = bytes.get(..at).is_some_and(|before| before.ends_with(b"\""));
    let mut start = at;
    for (steps, byte) in bytes.get(..at).unwrap_or_default().iter().rev().enumerate() {
        let inside = byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'(' | b',' | b';' | b'=');
        match byte {
            b'"' if quote => quote = steps == 0,
            _ if steps == LONGEST => return,
            _ if quote || inside => {}
            _ => break,
        }
        start = at - steps - 1;
    }
    // Quotes that do not open lead anywhere.
    let Some(token) = text.get(start..at) else { return };
    // `jdbc:oracle:thin:user/password@…`
    start += token.rfind("thin:").or_else(|| token.rfind("oci:").map(|at| at.saturating_sub(1))).map_or(0, |at| at + 5);
    credentials(text, start, at, hits);
}

/// `user/password` from here to there, if it is that.
fn credentials(text: &str, start: usize, end: usize, hits: &mut Vec<Hit>) {
    let Some((user, secret)) = text.get(start..end).and_then(|token| token.split_once('/')) else { return };
    let is_user = user.starts_with(|c: char| c.is_ascii_alphabetic())
        && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'[' | b']'));
    let quoted = secret.starts_with('"');
    if !is_user || secret.is_empty() || !quoted && secret.contains('/') {
        return;
    }
    push(hits, start, start + user.len(), Kind::Account);
    push(hits, start + user.len() + 1, end, Kind::Password);
}

/// Behind `sqlplus` and the like: options, then `user/password`.
pub(super) fn login(text: &str, start: usize, end: usize, hits: &mut Vec<Hit>) {
    let alone = !text.get(..start).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let Some(rest) = text.get(end..).filter(|rest| alone && rest.starts_with([' ', '\t', '='])) else { return };
    let mut at = end;
    for word in rest.split([' ', '\t', '=']).take(8) {
        if word.starts_with('-') || word.is_empty() || word.eq_ignore_ascii_case("target") || word.eq_ignore_ascii_case("userid") {
            at += word.len() + 1;
            continue;
        }
        let quote = usize::from(word.starts_with(['"', '\'']));
        let word = word.get(quote..).unwrap_or_default();
        let user = word.find('/').map_or(0, |slash| slash + 1);
        let len = word.get(user..).map_or(0, |secret| value::quoted(secret).map_or_else(|| value::secret(secret), |(_, end)| end + 1));
        let token = word.get(..user + len).unwrap_or_default();
        let token = token.split('@').next().filter(|_| !token.contains("/\"")).unwrap_or(token);
        credentials(text, at + quote, at + quote + token.len(), hits);
        return;
    }
}

/// Behind `mysql`, `sshpass` and `curl`: the option that holds a password.
pub(super) fn command(text: &str, start: usize, end: usize, hits: &mut Vec<Hit>) {
    const LONGEST: usize = 400;
    let name = text.get(start..end).unwrap_or_default();
    let option = if name.eq_ignore_ascii_case("curl") { " -u" } else { " -p" };
    let rest = text.get(end..).unwrap_or_default();
    let line = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'\n' | b'|' | b';') || !byte.is_ascii());
    let line = rest.get(..line.unwrap_or(rest.len().min(LONGEST))).unwrap_or_default();
    let Some(at) = line.find(option).map(|at| at + option.len()) else { return };
    let behind = line.get(at..).unwrap_or_default();
    // `mysql -p db` asks; `sshpass -p x` and `curl -u x:y` take the next word.
    let blank = usize::from(behind.starts_with(' '));
    if blank > 0 && name.to_ascii_lowercase().starts_with('m') {
        return;
    }
    let secret = behind.get(blank..).unwrap_or_default();
    let (from, to) = value::quoted(secret).unwrap_or_else(|| (0, value::secret(secret)));
    push(hits, end + at + blank + from, end + at + blank + to, Kind::Password);
}

/// Whole blocks of private keys, to their end, or as far as lines of one go.
fn private_keys(text: &str, hits: &mut Vec<Hit>) {
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("-----BEGIN ")).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        at = start + "-----BEGIN ".len();
        let head = rest.lines().next().unwrap_or_default();
        if !head.contains("PRIVATE KEY") {
            continue;
        }
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            let plain = line.trim();
            let body =
                plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b':' | b',' | b'-' | b' '));
            if end > 0 && !body {
                break;
            }
            end += line.len();
            if plain.contains("-----END ") {
                break;
            }
        }
        let block = rest.get(..end).unwrap_or_default().trim_end();
        hits.push(Hit::new(start..start + block.len(), Kind::Password));
        at = (start + block.len()).max(at);
    }
}
