//! Oracle Net's nested `(NAME=value)` texts → single values. Written by clients, so anything may stand in them.

use super::log_event::Peer;

/// The value of the first `(name=…)`, whatever its case and nesting; `None` when it is absent or empty.
///
/// A program may be called `C:\Program Files (x86)\a*b.exe`, or have one parenthesis only. Clients write
/// `(PROGRAM=…)(HOST=…)(USER=…)`, so the next field is a better end than counting.
#[must_use]
pub fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = find(text, 0, name)?;
    let next = match name {
        "PROGRAM" => find(text, start, "HOST").and_then(|next| text[..next].rfind('(')).filter(|&i| i >= start),
        _ => None,
    };
    let end = match next {
        Some(open) => text[..open].rfind(')').filter(|&i| i >= start)?,
        None => start + balanced(&text[start..]),
    };
    let value = text[start..end].trim();
    (!value.is_empty()).then_some(value)
}

/// Where the value of `(name =` begins.
fn find(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(open) = text[at..].find('(').map(|i| i + at) {
        at = open + 1;
        let inner = text[at..].trim_start();
        let head = inner.as_bytes().get(..name.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes())) {
            let rest = inner[name.len()..].trim_start();
            if let Some(value) = rest.strip_prefix('=') {
                return Some(text.len() - value.len());
            }
        }
    }
    None
}

fn balanced(text: &str) -> usize {
    let mut depth = 0;
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return i,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Who wanted what: `data` is the CONNECT_DATA (or a whole descriptor), `address` that of the client if it is known.
#[must_use]
pub fn peer(data: &str, address: Option<&str>) -> Peer {
    let own = |value: Option<&str>| value.map(|v| v.chars().take(64).collect::<String>());
    let named = |name: &str| field(data, name);
    // The address cannot lie; `HOST` of the client says `__jdbc__` or nothing as often as not.
    let host = address.and_then(|a| field(a, "HOST")).or_else(|| field(&data[find(data, 0, "CID").unwrap_or(0)..], "HOST"));
    Peer {
        service: own(named("SERVICE_NAME").or_else(|| named("SID"))),
        host: own(host),
        program: own(named("PROGRAM")),
        user: own(named("USER")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_nested_texts() {
        let text = r"(CONNECT_DATA=(CID=(PROGRAM=C:\Program Files (x86)\税务*查询.exe)(HOST=PC-01)(USER=li))(SERVICE_NAME=tax))";
        assert_eq!(field(text, "PROGRAM"), Some(r"C:\Program Files (x86)\税务*查询.exe"));
        assert_eq!(field(text, "SERVICE_NAME"), Some("tax"));
        assert_eq!(field(text, "user"), Some("li"));
        assert_eq!(field(text, "SERVER"), None);
        assert_eq!(field("(PROGRAM=a)b)(HOST=h)(USER=u)", "PROGRAM"), Some("a)b"));
        assert_eq!(field("(ADDRESS = (PROTOCOL = tcp) (HOST = 172.16.100.116) (PORT = 1))", "HOST"), Some("172.16.100.116"));
        for odd in ["", "(", "(HOST", "(HOST=", "(PROGRAM=)(HOST=)", "(PROGRAM=(HOST=x", "(中=(HOST=))"] {
            let _ = field(odd, "HOST");
            let _ = field(odd, "PROGRAM");
        }
    }

    #[test]
    fn the_address_is_more_honest_than_the_client() {
        let data = "(CONNECT_DATA=(CID=(PROGRAM=JDBC Thin Client)(HOST=__jdbc__)(USER=app))(SID=orcl))";
        let found = peer(data, Some("(ADDRESS=(PROTOCOL=tcp)(HOST=10.1.2.3)(PORT=4711))"));
        assert_eq!((found.host.as_deref(), found.service.as_deref()), (Some("10.1.2.3"), Some("orcl")));
        assert_eq!(peer(data, None).host.as_deref(), Some("__jdbc__"));
    }
}
