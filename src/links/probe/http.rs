//! Whether a page answers.
//!
//! Redirects are not followed, as the status is what is judged; no proxy of the environment is used. Certificates are verified against the
//! host's own list, but for addresses of the loopback: there the one who answers is this host, whatever name its certificate has.

use std::io::Read as _;
use std::net::IpAddr;
use std::time::Duration;

use encoding_rs::{Encoding, UTF_8};
use serde::{Deserialize, Serialize};
use ureq::http::{Response, Uri, header};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, Error};

use super::text;
use super::trouble::{Trouble, said};
use crate::ctx::Stopwatch;
use crate::model::Lang;

/// Bytes of a page that are read.
const MOST: u64 = 1 << 20;
/// A request that hangs longer is given up, and another made, unless more is allowed to it.
const PATIENCE: Duration = Duration::from_secs(30);
/// Where HTML may tell its encoding.
const HEAD: usize = 1024;

/// What a page has to be.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) url: String,
    pub(super) status: u16,
    /// An expression; empty: any text.
    pub(super) body: String,
    pub(super) within_ms: Option<u64>,
}

/// What a page was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HttpFact {
    /// As it has to be. `found`: what the expression matched; empty without one.
    Answers {
        status: u16,
        ms: u64,
        found: String,
    },
    /// Another status; `location` is where it points to, without what may be secret in it; `start` the beginning of its text.
    Status {
        found: u16,
        expected: u16,
        location: String,
        start: String,
    },
    /// The expression matches nothing in what was read. `whole`: that was all of it.
    Text {
        start: String,
        whole: bool,
    },
    Slow {
        ms: u64,
        within_ms: u64,
    },
    None {
        why: Trouble,
    },
    /// No address of a page; `why` is empty where it is one of something else.
    Url {
        why: String,
    },
}

impl HttpFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Answers { status, ms, found } if found.is_empty() => {
                said(lang, format!("HTTP {status}，{ms} ms"), format!("HTTP {status} in {ms} ms"))
            }
            Self::Answers { status, ms, found } => {
                said(lang, format!("HTTP {status}，{ms} ms，匹配“{found}”"), format!("HTTP {status} in {ms} ms, \"{found}\" matches"))
            }
            Self::Status { found, expected, location, start } => {
                let mut text = said(lang, format!("HTTP {found}，应为 {expected}"), format!("HTTP {found} instead of {expected}"));
                if !location.is_empty() {
                    text += &said(lang, format!("，重定向至 {location}"), format!(", redirects to {location}"));
                }
                if !start.is_empty() {
                    text += &said(lang, format!("，正文：{start}"), format!("; text: {start}"));
                }
                text
            }
            Self::Text { start, whole } => {
                let read =
                    if *whole { "" } else { said(lang, "（仅读取前 1 MiB）", " in the first MiB, which is all that was read") };
                said(lang, format!("正文不匹配{read}，开头为：{start}"), format!("the text does not match{read}; it begins: {start}"))
            }
            Self::Slow { ms, within_ms } => {
                said(lang, format!("耗时 {ms} ms，超过 {within_ms} ms"), format!("took {ms} ms, more than {within_ms} ms"))
            }
            Self::None { why } => said(lang, format!("无应答：{}", why.say(lang)), format!("no answer: {}", why.say(lang))),
            Self::Url { why } if why.is_empty() => said(
                lang,
                "网址无效：应为 http(s)://主机[:端口]/…，端口不大于 65535",
                "not a URL of a page: http(s)://host[:port]/…, with a port of 65535 at most",
            )
            .to_owned(),
            Self::Url { why } => said(lang, format!("网址无效：{why}"), format!("not a URL: {why}")),
        }
    }
}

/// Asks once.
pub(super) fn look(page: &Page, limit: Duration) -> HttpFact {
    let uri = match page.url.parse::<Uri>() {
        Ok(uri) if is_page(&uri) => uri,
        Ok(_) => return HttpFact::Url { why: String::new() },
        Err(error) => return HttpFact::Url { why: error.to_string() },
    };
    let limit = limit.min(PATIENCE.max(Duration::from_millis(page.within_ms.unwrap_or(0))));
    let watch = Stopwatch::start();
    match ask(&uri, limit, !is_loopback(uri.host().unwrap_or_default())) {
        Ok((response, bytes)) => judge(page, &response, &bytes, watch.ms()),
        Err(error) => HttpFact::None { why: trouble(&error) },
    }
}

/// A port that is no number of one would be taken for none, and another be asked.
fn is_page(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let port = uri.authority().and_then(|authority| authority.as_str().rsplit_once(host)).map_or("", |(_, port)| port);
    matches!(uri.scheme_str(), Some("http" | "https")) && !host.is_empty() && (port.is_empty() || uri.port_u16().is_some())
}

pub(super) fn ask(uri: &Uri, limit: Duration, verified: bool) -> Result<(Response<Body>, Vec<u8>), Error> {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::NativeTls)
        .root_certs(RootCerts::PlatformVerifier)
        .disable_verification(!verified)
        .build();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(limit))
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent("opsctl")
        .tls_config(tls)
        .build()
        .into();
    let mut response = agent.get(uri).call()?;
    let mut bytes = Vec::new();
    response.body_mut().as_reader().take(MOST + 1).read_to_end(&mut bytes)?;
    Ok((response, bytes))
}

fn judge(page: &Page, response: &Response<Body>, bytes: &[u8], ms: u64) -> HttpFact {
    let header = |name| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes())).unwrap_or_default();
    let whole = bytes.len() as u64 <= MOST;
    let text = decode(&header(header::CONTENT_TYPE), bytes);
    let status = response.status().as_u16();
    if status != page.status {
        let location = header(header::LOCATION);
        // What follows may be a session or a ticket.
        let location = text::quote(location.split(['?', ';', '#']).next().unwrap_or_default());
        return HttpFact::Status { found: status, expected: page.status, location, start: text::quote(&text::visible(&text)) };
    }
    let mut found = String::new();
    if !page.body.is_empty() {
        // That it is an expression was seen before.
        match text::regex(&page.body).ok().and_then(|regex| regex.find(&*text)) {
            Some(matched) => found = text::quote(&text[matched.range()]),
            None => return HttpFact::Text { start: text::quote(&text), whole },
        }
    }
    match page.within_ms {
        Some(within_ms) if ms > within_ms => HttpFact::Slow { ms, within_ms },
        _ => HttpFact::Answers { status, ms, found },
    }
}

/// By its mark of order, its header, or its `meta`; else by what it is.
fn decode<'a>(content_type: &str, bytes: &'a [u8]) -> std::borrow::Cow<'a, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let label = charset(content_type).or_else(|| charset(&head)).and_then(|label| Encoding::for_label(label.as_bytes()));
    match Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(label) {
        // A page that is UTF-8 in spite of what it says is read as what it is.
        Some(encoding) if encoding == UTF_8 || std::str::from_utf8(bytes).is_err() => encoding.decode(bytes).0,
        Some(encoding) if !encoding.is_ascii_compatible() => encoding.decode(bytes).0,
        _ => text::decode(bytes),
    }
}

/// What follows `charset=`.
fn charset(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let after = lower.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    Some(after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect())
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<String> {
    Some(url.parse::<Uri>().ok()?.host()?.to_owned())
}

pub(super) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

pub(super) fn trouble(error: &Error) -> Trouble {
    match error {
        Error::Io(error) => Trouble::from(error),
        Error::Timeout(_) => Trouble::Silent,
        Error::HostNotFound => Trouble::Unresolved,
        Error::ConnectionFailed => Trouble::Refused,
        Error::Tls(why) => Trouble::Tls((*why).to_owned()),
        Error::NativeTls(why) => Trouble::Tls(text::quote(&why.to_string())),
        Error::Protocol(_) | Error::Http(_) | Error::LargeResponseHeader(..) | Error::BodyStalled => {
            Trouble::Garbled(text::quote(&error.to_string()))
        }
        other => Trouble::Other(text::quote(&other.to_string())),
    }
}
