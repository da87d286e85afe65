//! The first bytes of a log → which format it is, and the parser for it.

use super::log_class::LogRules;
use super::log_skim::LogParser;
use super::{adr_xml, alert, listener, log_time, sqlnet};
use serde::{Deserialize, Serialize};

/// What a log file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// `alert_<SID>.log`.
    Alert,
    /// `log.xml` of the ADR, of a database or a listener.
    AdrXml,
    /// listener.log.
    Listener,
    /// sqlnet.log.
    Sqlnet,
    /// Not a text at all (compressed, UTF-16, a dump): nothing in it can be trusted.
    Binary,
    /// A text without any sign of a format; also a file with no bytes.
    Unknown,
}

/// Decides by the first kilobytes. The first line that only one format can have wins.
#[must_use]
pub fn sniff(head: &[u8]) -> LogFormat {
    if is_binary(head) {
        return LogFormat::Binary;
    }
    for line in head.split(|&b| b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let line = &line[line.iter().take_while(|&&b| b == 0).count()..];
        if line.starts_with(b"<msg ") {
            return LogFormat::AdrXml;
        }
        if log_time::dmy(line).is_some_and(|(_, end)| line[end..].starts_with(b" *")) || line.starts_with(b"TNSLSNR ") {
            return LogFormat::Listener;
        }
        if line.starts_with(b"Fatal NI connect") {
            return LogFormat::Sqlnet;
        }
        // From 12.2 listener.log has the same stamps, but a banner or an entry follows the first one.
        if let Some(time) = log_time::head(line) {
            let mut rest = head.split(|&b| b == b'\n').take(12);
            let entry = |l: &[u8]| log_time::dmy(l).is_some_and(|(_, end)| l[end..].starts_with(b" *"));
            let listener = time.offset.is_some() && rest.any(|l| entry(l) || l.starts_with(b"TNSLSNR ") || l.starts_with(b"LISTENER for "));
            return if listener { LogFormat::Listener } else { LogFormat::Alert };
        }
    }
    LogFormat::Unknown
}

/// The parser for a format; `None` where there is nothing to parse.
#[must_use]
pub fn parser(format: LogFormat, rules: &LogRules) -> Option<Box<dyn LogParser + '_>> {
    match format {
        LogFormat::Alert => Some(Box::new(alert::parser(rules))),
        LogFormat::AdrXml => Some(Box::new(adr_xml::parser(rules))),
        LogFormat::Listener => Some(Box::new(listener::parser(rules))),
        LogFormat::Sqlnet => Some(Box::new(sqlnet::parser(rules))),
        LogFormat::Binary | LogFormat::Unknown => None,
    }
}

/// More than one byte in twenty that no text has. NULs at the very beginning are a hole, not a sign.
fn is_binary(head: &[u8]) -> bool {
    let text = &head[head.iter().take_while(|&&b| b == 0).count()..];
    let odd = text.iter().filter(|&&b| b < 32 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0C | 0x1B)).count();
    odd * 20 > text.len() || text.starts_with(b"\x1f\x8b") || text.starts_with(b"PK\x03\x04")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_themselves_by_their_first_lines() {
        for (format, text) in [
            (LogFormat::Alert, &b"Thu Jun 06 00:00:02 2019\nStarting ORACLE instance (normal)\n"[..]),
            (LogFormat::Alert, b"\0\0\0tail of a line\n2024-04-13T04:21:31.131104+08:00\nThread 1\n"),
            (LogFormat::AdrXml, b"<msg time='2024-04-13T04:21:31.131+08:00' org_id='oracle'\n"),
            (LogFormat::Listener, b"06-JUN-2019 00:00:02 * service_update * orcl * 0\n"),
            (LogFormat::Listener, b"2024-04-13T04:21:31.131104+08:00\n13-APR-2024 04:21:31 * ping * 0\n"),
            (LogFormat::Listener, b"\nTNSLSNR for Linux: Version 11.2.0.4.0 - Production on 06-JUN-2019\n"),
            (LogFormat::Sqlnet, b"\n\n*****\n\nFatal NI connect error 12541, connecting to:\n"),
            (LogFormat::Unknown, b"hello\n"),
            (LogFormat::Unknown, b""),
            (LogFormat::Unknown, b"\0\0\0\0"),
            (LogFormat::Binary, b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0"),
            (LogFormat::Binary, b"\x1f\x8b\x08 compressed"),
            (LogFormat::Binary, b"T\0h\0u\0 \0J\0u\0n\0"),
        ] {
            assert_eq!(sniff(text), format, "{}", String::from_utf8_lossy(text));
        }
    }
}
