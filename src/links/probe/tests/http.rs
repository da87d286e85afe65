//! Pages that answer, and servers that mean harm.

use super::*;
use crate::ctx::Stopwatch;
use crate::links::probe::http::{Page, ask, is_loopback, look, trouble};
use crate::links::probe::{HttpFact, Trouble};
use crate::model::Lang;

const LIMIT: Duration = Duration::from_millis(300);

fn page(port: u16, body: &str) -> Page {
    Page { url: format!("http://127.0.0.1:{port}/"), status: 200, body: body.to_owned(), within_ms: None }
}

/// What is found of a server that writes this to each request.
fn found(bytes: Vec<u8>, body: &str) -> HttpFact {
    let port = serve(move |_, stream| _ = stream.write_all(&bytes));
    look(&page(port, body), LIMIT)
}

fn matched(bytes: Vec<u8>, body: &str) -> Option<String> {
    match found(bytes, body) {
        HttpFact::Answers { status: 200, found, .. } => Some(found),
        _ => None,
    }
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_has() {
    let gbk = encoding_rs::GBK.encode("<html>税务局 申报成功</html>").0.into_owned();
    assert_eq!(matched(answer("200 OK", "Content-Type: text/html; charset=GBK\r\n", &gbk), "申报.功").unwrap(), "申报成功");
    let meta = encoding_rs::GBK.encode("<meta charset=\"gb2312\">申报成功").0.into_owned();
    assert_eq!(matched(answer("200 OK", "", &meta), "申报成功$").unwrap(), "申报成功");
    assert_eq!(matched(answer("200 OK", "", &gbk), "申报成功").unwrap(), "申报成功", "nothing tells the encoding");
    let utf8 = "状态：正常".as_bytes();
    assert_eq!(
        matched(answer("200 OK", "Content-Type: text/html; charset=ISO-8859-1\r\n", utf8), "正常").unwrap(),
        "正常",
        "what it says is wrong"
    );
    let utf16: Vec<u8> = "\u{feff}正常".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(matched(answer("200 OK", "", &utf16), "^正常$").unwrap(), "正常");
    let chunked =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nver\r\n6\r\nsion=2\r\n0\r\n\r\n".to_vec();
    assert_eq!(matched(chunked, "version=2").unwrap(), "version=2");
    assert_eq!(matched(answer("200 OK", "", b""), "").unwrap(), "");
}

#[test]
fn what_is_wrong_with_a_page_is_told() {
    let wrong = found(answer("500 Oops", "", b"<b>ORA-12541:\n TNS</b>"), "");
    assert_eq!(wrong, HttpFact::Status { found: 500, expected: 200, location: String::new(), start: "<b>ORA-12541:  TNS</b>".into() });
    assert_eq!(wrong.say(Lang::Zh), "HTTP 500，应为 200，正文：<b>ORA-12541:  TNS</b>");
    let html = "<!DOCTYPE html><html><head><title>500</title><style>h1 {}</style></head><body><h1>HTTP 500</h1><!-- x --><p>&#47;空指针</p></body>";
    let wrong = found(answer("500 Oops", "", html.as_bytes()), "");
    assert_eq!(wrong.say(Lang::Zh), "HTTP 500，应为 200，正文：HTTP 500 /空指针");
    assert_eq!(found(answer("200 OK", "", b"version=1"), "version=2"), HttpFact::Text { start: "version=1".into(), whole: true });
    let mut long = vec![b'x'; 3 << 20];
    long.extend(b"version=2");
    assert!(
        matches!(found(answer("200 OK", "", &long), "version=2"), HttpFact::Text { start, whole: false } if start.chars().count() == 201)
    );
    let port = serve(|_, stream| {
        std::thread::sleep(Duration::from_millis(60));
        let _ = stream.write_all(&answer("200 OK", "", b""));
    });
    let slow = look(&Page { within_ms: Some(30), ..page(port, "") }, LIMIT);
    assert!(matches!(slow, HttpFact::Slow { ms: 60.., within_ms: 30 }), "{slow:?}");
    for url in ["ftp://127.0.0.1/", "/index", "http://", "http://127.0.0.1:99999/", ""] {
        let fact = look(&Page { url: url.into(), ..page(1, "") }, LIMIT);
        assert!(matches!(fact, HttpFact::Url { .. }), "{url}: {fact:?}");
    }
    let port = look(&Page { url: "http://127.0.0.1:99999/".into(), ..page(1, "") }, LIMIT);
    assert_eq!(port.say(Lang::Zh), "网址无效：应为 http(s)://主机[:端口]/…，端口不大于 65535");
    let refused = look(&page(1, ""), LIMIT);
    assert_eq!(refused, HttpFact::None { why: Trouble::Refused });
}

#[test]
fn redirects_are_told_and_not_followed() {
    let port = serve(|number, stream| {
        assert_eq!(number, 0, "nobody goes round in circles");
        let _ = stream.write_all(&answer("302 Found", "Location: /login;jsessionid=1A2B?ticket=ST-1\r\n", b""));
    });
    let fact = look(&page(port, ""), LIMIT);
    assert_eq!(fact, HttpFact::Status { found: 302, expected: 200, location: "/login".into(), start: String::new() });
    assert_eq!(fact.say(Lang::En), "HTTP 302 instead of 200, redirects to /login");
    let wanted = serve(|_, stream| _ = stream.write_all(&answer("302 Found", "Location: /\r\n", b"")));
    assert!(matches!(look(&Page { status: 302, ..page(wanted, "") }, LIMIT), HttpFact::Answers { status: 302, .. }));
}

/// Writes a byte at a time for as long as somebody reads.
fn drip(stream: &mut TcpStream, head: &str) {
    let _ = stream.write_all(head.as_bytes());
    while stream.write_all(b"x").is_ok() {
        std::thread::sleep(Duration::from_millis(10));
    }
}

type Server = fn(&mut TcpStream);

#[test]
fn no_server_keeps_us_longer_than_the_limit() {
    let silent = HttpFact::None { why: Trouble::Silent };
    let servers: [(&str, Server); 5] = [
        ("says nothing", |_| std::thread::sleep(Duration::from_secs(5))),
        ("drips its status", |stream| drip(stream, "HTTP/1.1 2")),
        ("drips a header", |stream| drip(stream, "HTTP/1.1 200 OK\r\nX-Long: ")),
        ("drips its text", |stream| drip(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")),
        ("drips a chunk", |stream| drip(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n")),
    ];
    std::thread::scope(|scope| {
        for (name, server) in servers {
            let silent = &silent;
            scope.spawn(move || {
                let port = serve(move |_, stream| server(stream));
                let watch = Stopwatch::start();
                let fact = look(&page(port, ""), LIMIT);
                assert!((300..2000).contains(&watch.ms()) || fact != *silent, "{name}: {} ms", watch.ms());
                // What is dripped may be found to be no HTTP before.
                assert!(fact == *silent || name == "drips its status", "{name}: {fact:?}");
            });
        }
    });
}

#[test]
fn answers_that_are_none_are_told_as_such() {
    let garbled = |bytes: &[u8]| {
        let fact = found(bytes.to_vec(), "");
        assert!(
            matches!(&fact, HttpFact::None { why: Trouble::Garbled(_) | Trouble::Broken }),
            "{fact:?} of {:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    };
    garbled(b"");
    garbled(b"SSH-2.0-OpenSSH_7.4\r\n\r\n");
    garbled(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense");
    garbled(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
    garbled(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
    garbled(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
    garbled(b"HTTP/1.1 999999 OK\r\n\r\n");
    garbled(&[b"HTTP/1.1 200 OK\r\nX: ".as_slice(), &vec![b'x'; 1 << 20]].concat());
    garbled(&[b"HTTP/1.1 200 OK\r\n".as_slice(), &b"X: y\r\n".repeat(100_000)].concat());
}

/// A server with a certificate that nobody signed but itself, for another name.
fn tls() -> u16 {
    use openssl::{asn1::Asn1Time, hash::MessageDigest, pkey::PKey, rsa::Rsa, ssl, x509::X509, x509::X509Name};
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut name = X509Name::builder().unwrap();
    name.append_entry_by_text("CN", "hx.example").unwrap();
    let (name, mut made) = (name.build(), X509::builder().unwrap());
    made.set_subject_name(&name).unwrap();
    made.set_issuer_name(&name).unwrap();
    made.set_pubkey(&key).unwrap();
    made.set_not_before(&Asn1Time::from_unix(0).unwrap()).unwrap();
    made.set_not_after(&Asn1Time::from_unix(1).unwrap()).unwrap();
    made.sign(&key, MessageDigest::sha256()).unwrap();
    let mut acceptor = ssl::SslAcceptor::mozilla_intermediate(ssl::SslMethod::tls_server()).unwrap();
    acceptor.set_private_key(&key).unwrap();
    acceptor.set_certificate(&made.build()).unwrap();
    let acceptor = acceptor.build();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if let Ok(mut stream) = acceptor.accept(stream.unwrap()) {
                request(&mut stream);
                let _ = stream.write_all(&answer("200 OK", "", b"secure"));
                let _ = stream.shutdown();
            }
        }
    });
    port
}

#[test]
fn only_of_the_loopback_certificates_are_not_verified() {
    let port = tls();
    let own = Page { url: format!("https://127.0.0.1:{port}/"), ..page(1, "secure") };
    let fact = look(&own, Duration::from_secs(5));
    assert!(matches!(fact, HttpFact::Answers { status: 200, .. }), "{fact:?}");
    let refused = ask(&own.url.parse().unwrap(), Duration::from_secs(5), true).unwrap_err();
    assert!(matches!(trouble(&refused), Trouble::Tls(_)), "{refused:?}");
    for (host, is) in [("127.0.0.1", true), ("127.9.9.9", true), ("[::1]", true), ("LOCALHOST", true)] {
        assert_eq!(is_loopback(host), is, "{host}");
    }
    for host in ["127.0.0.1.example.com", "10.0.0.1", "localhost.example", "[::]", "0.0.0.0", ""] {
        assert!(!is_loopback(host), "{host}");
    }
    // One that is silent while both agree on keys is no reason to wait.
    let mute = serve(|_, _| std::thread::sleep(Duration::from_secs(5)));
    let watch = Stopwatch::start();
    let fact = look(&Page { url: format!("https://127.0.0.1:{mute}/"), ..page(1, "") }, LIMIT);
    assert_eq!(fact, HttpFact::None { why: Trouble::Silent });
    assert!(watch.ms() < 2000, "{}", watch.ms());
    let plain = serve(|_, stream| _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
    let fact = look(&Page { url: format!("https://127.0.0.1:{plain}/"), ..page(1, "") }, LIMIT);
    assert!(matches!(fact, HttpFact::None { .. }), "{fact:?}");
}
