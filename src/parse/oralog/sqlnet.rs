//! Blocks of "Fatal NI connect error" → events; those of sqlnet.log, and the same ones inside an alert log.

use super::log_class::{Class, LogRules};
use super::log_event::{CONTEXT_LINES, Family, LogEvent, OraCode, Sink, find_code, key};
use super::log_lines::Line;
use super::log_needles::Needles;
use super::log_skim::{Machine, Skim};
use super::log_text::{clean, decode};
use super::log_time::{LogTime, dmy};
use super::net_text::peer;

/// A parser of sqlnet.log.
#[must_use]
pub fn parser(rules: &LogRules) -> Skim<Sqlnet<'_>> {
    Skim::new(Sqlnet { rules, block: None }, Needles::new(&["Fatal NI connect"]))
}

/// One block, from "Fatal NI connect error 12170" to whatever is not part of it.
#[derive(Debug)]
pub struct NiBlock {
    code: OraCode,
    at: u64,
    text: String,
    context: Vec<String>,
    /// The descriptor of a client's log, or the client's address of a server's log.
    descriptor: String,
    client: Option<String>,
    time: Option<LogTime>,
    /// The rest of a block that an earlier look has already told.
    pub(crate) told: bool,
}

/// How much of a descriptor is kept; address lists of a RAC are long, but not that long.
const DESCRIPTOR: usize = 4096;

impl NiBlock {
    /// The block that begins with this line.
    #[must_use]
    pub fn begins(line: Line<'_>) -> Option<NiBlock> {
        let text = line.bytes.trim_ascii_start();
        let rest = text.strip_prefix(b"Fatal NI connect error")?;
        let digits: Vec<u32> = rest.trim_ascii_start().iter().take(6).map_while(|&b| char::from(b).to_digit(10)).collect();
        let number = digits.iter().fold(0, |n, d| n * 10 + d);
        let code = OraCode { family: Family::Tns, number: number.clamp(1, OraCode::MAX) };
        let mut block = NiBlock::rest(line.at);
        (block.code, block.told, block.text) = (code, false, clean(line.bytes, line.dropped));
        Some(block)
    }

    /// The rest of a block whose beginning was told by an earlier look.
    pub(crate) fn rest(at: u64) -> NiBlock {
        let code = OraCode { family: Family::Tns, number: 1 };
        let (text, descriptor) = (String::new(), String::new());
        NiBlock { code, at, text, context: Vec::new(), descriptor, client: None, time: None, told: true }
    }

    /// The number after "Fatal NI connect error".
    pub(crate) fn number(&self) -> u32 {
        self.code.number
    }

    /// One more line of the block.
    pub fn push(&mut self, line: Line<'_>) {
        let bytes = line.bytes.trim_ascii();
        if bytes.is_empty() || bytes.starts_with(b"***") {
            return;
        }
        if let Some(time) = bytes.strip_prefix(b"Time:") {
            self.time = dmy(time.trim_ascii_start()).map(|(time, _)| time);
        } else if let Some(address) = bytes.strip_prefix(b"Client address:") {
            self.client = Some(decode(&address[..address.len().min(DESCRIPTOR)]).into_owned());
        } else if bytes.starts_with(b"(") && self.descriptor.len() < DESCRIPTOR {
            self.descriptor.push_str(&decode(&bytes[..bytes.len().min(DESCRIPTOR)]));
        }
        // The versions of four adapters are not worth a line of the context.
        let noise: [&[u8]; 3] = [b"VERSION INFORMATION", b"Tracing ", b"Tns error struct"];
        let adapter = memchr::memmem::find(bytes, b": Version ").is_some();
        if self.context.len() < CONTEXT_LINES - 1 && !adapter && !noise.iter().any(|n| bytes.starts_with(n)) {
            self.context.push(clean(line.bytes, line.dropped));
        }
    }

    /// The event, unless it was told before. `time` is that of the record around the block.
    #[must_use]
    pub fn into_event(self, time: Option<LogTime>, rules: &LogRules) -> Option<LogEvent> {
        if self.told {
            return None;
        }
        let peer = peer(&self.descriptor, self.client.as_deref());
        // A client's log is about the server it did not reach.
        let host = match self.client {
            Some(_) => peer.host.clone(),
            None => super::net_text::field(&self.descriptor, "ADDRESS").and_then(|_| address_host(&self.descriptor)),
        };
        let code = self.code.to_string();
        let rule = rules.classify(Some(self.code), host.as_deref(), self.text.as_bytes());
        let mut context = vec![self.text.clone()];
        context.extend(self.context);
        Some(LogEvent {
            time: time.or(self.time),
            con_name: None,
            key: key(None, &code, host.as_deref()),
            class: rule.and_then(|i| rules.rule(i)).map_or(Class::Unclassified, |r| r.class),
            rule,
            code: Some(code),
            arg: host,
            text: self.text,
            context,
            peer: Some(peer),
            offset: self.at,
        })
    }
}

/// The HOST of the first ADDRESS, which is not that of the CID.
fn address_host(descriptor: &str) -> Option<String> {
    let from = descriptor.to_ascii_uppercase().find("(ADDRESS=")?;
    super::net_text::field(&descriptor[from..], "HOST").map(|h| h.chars().take(64).collect())
}

/// The machine for sqlnet.log: nothing but blocks, each with its own `Time:`.
#[derive(Debug)]
pub struct Sqlnet<'r> {
    rules: &'r LogRules,
    block: Option<NiBlock>,
}

impl Sqlnet<'_> {
    fn close(&mut self, sink: Sink<'_>) {
        if let Some(event) = self.block.take().and_then(|block| block.into_event(None, self.rules)) {
            sink(event);
        }
    }
}

impl Machine for Sqlnet<'_> {
    fn is_head(line: &[u8]) -> bool {
        line.starts_with(b"***") || line.starts_with(b"Fatal ")
    }

    fn idle(&self) -> bool {
        self.block.is_none()
    }

    fn line(&mut self, line: Line<'_>, sink: Sink<'_>) {
        if let Some(block) = NiBlock::begins(line) {
            self.close(sink);
            self.block = Some(block);
        } else if line.bytes.starts_with(b"***") {
            self.close(sink);
        } else if let Some(block) = &mut self.block {
            block.push(line);
        }
    }

    fn begin(&mut self, hint: Option<&str>) {
        self.block = hint.is_some().then(|| NiBlock::rest(0));
    }

    fn end(&mut self, sink: Sink<'_>) -> Option<String> {
        let open = self.block.is_some();
        self.close(sink);
        open.then(|| String::from("block"))
    }
}

/// Whether a line of an open block leaves it: an ORA- code, as opposed to the TNS- codes that blocks consist of.
pub(crate) fn is_inside(line: &[u8]) -> bool {
    find_code(line).is_none_or(|(code, _)| code.family == Family::Tns)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_skim::testing::{check_cuts, events, keys};

    const CLIENT: &str = "\n\n***********************************************************************\n\nFatal NI connect error 12541, connecting to:\n (DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=tax)(CID=(PROGRAM=sqlplus@app01 (TNS V1-V3))(HOST=app01)(USER=oracle)))(ADDRESS=(PROTOCOL=TCP)(HOST=10.0.0.5)(PORT=1521)))\n\n  VERSION INFORMATION:\n\tTNS for Linux: Version 11.2.0.4.0 - Production\n\tTCP/IP NT Protocol Adapter for Linux: Version 11.2.0.4.0 - Production\n  Time: 06-JUN-2019 00:00:02\n  Tracing not turned on.\n  Tns error struct:\n    ns main err code: 12541\n    \nTNS-12541: TNS:no listener\n    ns secondary err code: 12560\n    nt main err code: 511\n    \nTNS-00511: No listener\n    nt secondary err code: 111\n    nt OS err code: 0\n";

    #[test]
    fn a_clients_block_is_about_the_server_it_did_not_reach() {
        let rules = LogRules::builtin().unwrap();
        let found = events(&mut parser(&rules), CLIENT.as_bytes(), 1 << 20);
        assert_eq!(found.len(), 1, "{found:?}");
        let event = &found[0];
        assert_eq!(event.key, "TNS-12541 [10.0.0.5]");
        assert_eq!(event.time.as_ref().unwrap().to_string(), "2019-06-06T00:00:02");
        let peer = event.peer.as_ref().unwrap();
        assert_eq!((peer.service.as_deref(), peer.host.as_deref()), (Some("tax"), Some("app01")));
        assert_eq!(peer.program.as_deref(), Some("sqlplus@app01 (TNS V1-V3)"));
        assert!(event.context.iter().any(|l| l == "nt secondary err code: 111"), "{:?}", event.context);
        assert!(!event.context.iter().any(|l| l.contains("Version")), "{:?}", event.context);
    }

    #[test]
    fn blocks_follow_each_other_with_or_without_stars() {
        let rules = LogRules::builtin().unwrap();
        let bare = "Fatal NI connect error 12170.\n  Time: 1-JAN-2020 00:00:00\n  Client address: (ADDRESS=(PROTOCOL=tcp)(HOST=10.9.9.9)(PORT=1))\nFatal NI connect error 99999999.\nFatal NI connect error";
        let mut text = CLIENT.repeat(2);
        text.push_str(bare);
        let found = keys(&mut parser(&rules), &text);
        assert_eq!(
            found,
            [
                "TNS-12541 [10.0.0.5] | Abnormal",
                "TNS-12541 [10.0.0.5] | Abnormal",
                "TNS-12170 [10.9.9.9] | Note",
                "TNS-99999 | Unclassified",
                "TNS-00001 | Unclassified"
            ]
        );
    }

    #[test]
    fn cuts_make_no_difference() {
        let rules = LogRules::builtin().unwrap();
        check_cuts(&mut parser(&rules), CLIENT.repeat(2).replace('\n', "\r\n").as_bytes());
    }

    #[test]
    fn the_rest_of_a_block_is_not_told_again() {
        let rules = LogRules::builtin().unwrap();
        let mut parser = parser(&rules);
        use crate::parse::oralog::log_skim::LogParser;
        let mut count = 0;
        let (head, tail) = CLIENT.split_at(CLIENT.find("TNS-12541").unwrap());
        parser.start(0, None);
        parser.feed(head.as_bytes(), &mut |_| count += 1);
        let hint = parser.finish(&mut |_| count += 1);
        parser.start(head.len() as u64, hint.as_deref());
        parser.feed(tail.as_bytes(), &mut |_| count += 1);
        parser.finish(&mut |_| count += 1);
        assert_eq!(count, 1);
    }
}
