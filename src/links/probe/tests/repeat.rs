//! How long is looked, and what ends it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::links::probe::{HttpFact, PortFact, Trouble};
use crate::model::Lang;

#[test]
fn what_comes_up_later_is_waited_for() {
    let port = serve(|number, stream| {
        let status = if number < 3 { "503 Starting" } else { "200 OK" };
        let _ = stream.write_all(&answer(status, "", b"ready"));
    });
    let page = format!("{{\"kind\":\"http\",\"url\":\"http://127.0.0.1:{port}/\",\"body\":\"ready\"}}");
    let seen = look(&page, Path::new("/"), &Since::Nothing, 2000);
    assert!(seen.ok && seen.ms < 2000, "{seen:?}");
    assert!(matches!(seen.told, Told::Http(HttpFact::Answers { status: 200, .. })));
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let seen = look(&format!("{{\"kind\":\"port\",\"port\":{closed}}}"), Path::new("/"), &Since::Nothing, 200);
    assert!(matches!(seen.told, Told::Port(PortFact::Closed { why: Trouble::Refused, .. })));
    assert!((200..1000).contains(&seen.ms), "{}", seen.ms);
}

#[test]
fn an_answer_says_more_than_the_silence_at_the_end() {
    let port = serve(|number, stream| {
        if number > 0 {
            std::thread::sleep(Duration::from_secs(5));
        }
        let _ = stream.write_all(&answer("503 Starting", "", b""));
    });
    let seen = look(&format!("{{\"kind\":\"http\",\"url\":\"http://127.0.0.1:{port}/\"}}"), Path::new("/"), &Since::Nothing, 200);
    assert!(matches!(seen.told, Told::Http(HttpFact::Status { found: 503, .. })), "{seen:?}");
    assert!(seen.ms < 1000);
}

#[test]
fn it_is_stopped_within_moments() {
    let mute = serve(|_, _| std::thread::sleep(Duration::from_secs(5)));
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let page = Probe::Http { url: format!("http://127.0.0.1:{mute}/"), status: None, body: String::new(), within_ms: None };
    let port = Probe::Port { host: String::new(), port: closed };
    for one in [page, port] {
        let stop = AtomicBool::new(false);
        let seen = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(50));
                stop.store(true, Ordering::Relaxed);
            });
            probe(&one, Path::new("/"), &Since::Nothing, Duration::from_secs(60), Some(&stop))
        });
        assert_eq!(seen.told, Told::Stopped);
        assert!(seen.ms < 1000 && !seen.told.is_judged());
    }
}

#[test]
fn what_is_no_look_of_a_host_is_told_at_once() {
    for one in [r#"{"kind":"manual","ask":"登录"}"#, r#"{"kind":"sql","database":"hx","query":"select 1"}"#] {
        assert_eq!(look(one, Path::new("/"), &Since::Nothing, 60_000).told, Told::Elsewhere);
    }
    for one in [
        r#"{"kind":"http","url":"http://127.0.0.1:1/","body":"("}"#,
        r#"{"kind":"process","match":"("}"#,
        r#"{"kind":"log","path":"a","without":"("}"#,
    ] {
        let told = look(one, Path::new("/"), &Since::Log { files: Vec::new() }, 60_000).told;
        assert!(matches!(&told, Told::Pattern { pattern, .. } if pattern == "("), "{told:?}");
        assert!(!told.is_judged() && told.say(Lang::Zh).starts_with("正则表达式“(”无效："), "{}", told.say(Lang::Zh));
    }
}
